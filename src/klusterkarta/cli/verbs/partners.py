"""`klusterkarta partners REGION`: regions that share its priorities, or have what it lacks, and the way in."""

from argparse import ArgumentParser, Namespace
from typing import Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """Whose partners, how many shared priorities, ranked by what."""
    parser.add_argument("region", metavar="REGION")
    parser.add_argument("--min-shared", type=int, default=3, metavar="N")
    parser.add_argument("--choice", choices=("similar", "complementary"), default="similar")
    parser.add_argument("--gap", action="append", default=[], metavar="PRIORITY-OR-NACE")
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """List the regions, the best first; exit code 2 for an unknown region or gap."""
    open_workspace(options)
    from klusterkarta.workflow.partner_document import partners_document
    from klusterkarta.workflow.partner_regions import Wish, partners_now

    wish = Wish(region=options.region, least_shared=options.min_shared, choice=options.choice, gaps=tuple(options.gap))
    document = partners_document(partners_now(wish, options.edition), lang=out.lang)
    for one in document["regions"]:
        _tell(one, out)
    out.line("partners.found", count=len(document["regions"]), least=options.min_shared)
    out.document(document)
    return 0


def _tell(one: dict[str, Any], out: Output) -> None:
    out.text(f"{one['shared']}  {one['region']} ({one['country']})  {one['score']:.2f}")
    for reason in (*one["why"], *one["ways_in"]):
        out.text(f"     {reason['text']}")
    figures = one["beside"]
    unknown = say("partners.unknown", out.lang)
    parts = (("gdp", "gdp_per_head_eur"), ("density", "density_per_km2"), ("distance", "distance_km"))
    told = (
        f"{say(f'partners.{word}', out.lang)}: "
        f"{unknown if figures[key] is None else format_number(figures[key], out.lang)}"
        for word, key in parts
    )
    out.text(f"     {'; '.join(told)}")
