"""`klusterkarta summary`: the checkable conclusions."""

from argparse import ArgumentParser, Namespace
from typing import Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """Of which edition."""
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """Count again, and set beside what the sources conclude."""
    open_workspace(options)
    from klusterkarta.workflow.summary import as_document, as_told, summarise

    found = summarise(options.edition, lang=out.lang)
    _tell(as_told(found, lang=out.lang), out)
    out.document(as_document(found, lang=out.lang))
    return 0


def _tell(document: dict[str, Any], out: Output) -> None:
    if document["edition"]:
        out.line("cli.summary_edition", edition=document["edition"])
    lists, fields = terms("lists"), profile_fields()
    _section("cli.summary_lists", {lists[code].label.read(out.lang): n for code, n in document["lists"].items()}, out)
    out.line("cli.summary_covered", count=document["counties_covered"])
    out.line("cli.summary_empty", names=", ".join(document["counties_empty"]) or "–")
    _section("cli.summary_counties", document["per_county"], out)
    _section("cli.summary_sectors", document["sector_groups"], out)
    _section("conclusions.universities", document["universities"], out)
    _section("conclusions.funders", document["funders"], out)
    missing = {fields[code].label.read(out.lang): count for code, count in document["missing"].items()}
    _section("cli.summary_missing", missing, out)
    out.line("cli.summary_stated")
    for claim in document["stated"]:
        verdict = say(f"cli.claim_{claim['verdict']}", out.lang)
        out.text(f"  {claim['claim']}: {claim['stated']} / {claim['computed']} ({verdict}) {claim['why']}".rstrip())


def _section(heading: str, numbers: dict[str, Any], out: Output) -> None:
    out.line(heading)
    for what, number in numbers.items():
        sure, *wide = number.values() if isinstance(number, dict) else (number,)
        out.text(f"  {what}: {sure}{''.join(f' ({one})' for one in wide)}")
