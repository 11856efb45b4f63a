"""`klusterkarta concepts list|show|history|export|import|retire|restore|take-back`: the workspace's concepts."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.concepts.selectors import WordingView
    from klusterkarta.vocabularies.concepts import Concept
    from klusterkarta.workflow.concepts import Taken


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, and with which concepts."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="|".join(_ACTIONS))
    listing = actions.add_parser("list")
    listing.add_argument("text", nargs="?", default="")
    listing.add_argument("--scheme", default="")
    for name in ("show", "history"):
        actions.add_parser(name).add_argument("concept", metavar="KEY-OR-WORD")
    giving = actions.add_parser("export")
    giving.add_argument("scheme")
    giving.add_argument("--form", default="jsonld", metavar="jsonld|ttl|rdf")
    giving.add_argument("--out", type=Path, metavar="FILE")
    taking = actions.add_parser("import")
    taking.add_argument("file", type=Path)
    taking.add_argument("--retire-missing", action="store_true")
    taking.add_argument("--dry-run", action="store_true")
    taking.add_argument("--why", default="")
    retiring = actions.add_parser("retire")
    retiring.add_argument("concept", metavar="KEY")
    retiring.add_argument("--why", default="")
    restoring = actions.add_parser("restore")
    restoring.add_argument("concept", metavar="KEY")
    restoring.add_argument("--write", type=int, default=0, metavar="N")
    actions.add_parser("take-back").add_argument("write", type=int, metavar="N")


def run(options: Namespace, out: Output) -> int:
    """Do it; exit code 2 for what is refused: a loop, a reference to nowhere, a word used twice, an unreadable file."""
    open_workspace(options)
    return _ACTIONS[options.action](options, out)


def _list(options: Namespace, out: Output) -> int:
    from klusterkarta.concepts.selectors import workspace_concepts
    from klusterkarta.workflow.concepts import concepts_found

    known = workspace_concepts()
    found = concepts_found(known, text=options.text, scheme=options.scheme)
    for scheme in known.schemes.values():
        own = [one for one in found if one.scheme == scheme.key]
        if own:
            title = scheme.title.read(out.lang)
            out.line("concepts.found", count=len(own), scheme=f"{scheme.key} ({title})", version=scheme.version)
        for one in own:
            out.text(f"  {one.key}: {one.label.sv} | {one.label.en}")
    out.document(
        {
            "schemes": [
                {"key": one.key, "version": one.version, "title": _label(one.title)} for one in known.schemes.values()
            ],
            "concepts": [_document(one) for one in found],
        }
    )
    return 0


def _show(options: Namespace, out: Output) -> int:
    from klusterkarta.concepts.selectors import workspace_concepts
    from klusterkarta.workflow.concept_use import actors_found
    from klusterkarta.workflow.concepts import concept_of

    known = workspace_concepts()
    one = concept_of(options.concept, known)
    counts = actors_found(one, may_write=True)
    scheme = known.schemes[one.scheme]
    out.text(f"{one.label.read(out.lang)} ({one.key})")
    out.text(f"  {say('concepts.scheme', out.lang)}: {scheme.title.read(out.lang)}, {scheme.version}")
    for name, value in _lines(one, out.lang):
        out.text(f"  {name}: {value}")
    for name, count in counts.items():
        out.text(f"  {say(f'concepts.finds_{name}', out.lang, count=count)}")
    out.document({**_document(one), "version": scheme.version, "finds": counts})
    return 0


def _history(options: Namespace, out: Output) -> int:
    from django.utils.timezone import localtime

    from klusterkarta.concepts.selectors import history_of, workspace_concepts
    from klusterkarta.workflow.concepts import concept_of

    known = workspace_concepts()
    key = options.concept if history_of(options.concept) else concept_of(options.concept, known).key
    found = history_of(key)
    for one in found:
        words = " | ".join(one.concept.all_words) if one.concept else "–"
        why = f" ({one.why})" if one.why else ""
        step = say(f"concepts.step_{one.step}", out.lang)
        out.text(f"{one.write:>5}  {localtime(one.at):%Y-%m-%d %H:%M}  {one.by}  {step}{why}: {words}")
    if not found:
        out.line("concepts.shipped_only")
    out.document({"key": key, "history": [_wording(one) for one in found]})
    return 0


def _export(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.concepts import give_out_concepts

    text = give_out_concepts(options.scheme, form=options.form)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
        out.text(str(options.out))
        out.document({"file": str(options.out), "scheme": options.scheme, "form": options.form})
    elif out.as_json:
        out.document({"scheme": options.scheme, "form": options.form, "text": text})
    else:
        print(text, end="")
    return 0


def _import(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.concepts import TakeIn, take_in_concepts
    from klusterkarta.workflow.plain_json import as_json

    how = TakeIn(file=options.file.name, retire=options.retire_missing, dry_run=options.dry_run, why=options.why)
    found = take_in_concepts(options.file.read_bytes(), how, caller=OPERATOR)
    key = "would" if options.dry_run else "taken"
    out.line(f"concepts.{key}", file=options.file.name, scheme=found.scheme, **_counts(found))
    for name in ("added", "changed", "missing"):
        if keys := getattr(found, name):
            out.line(f"concepts.{name}_list", keys=", ".join(keys))
    _tell_write(found.write, out, dry_run=options.dry_run)
    out.document(as_json(found))
    return 0


def _retire(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.concept_form import retire_concept

    return _written(retire_concept(options.concept, why=options.why, caller=OPERATOR), out)


def _restore(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.concept_form import restore_wording

    return _written(restore_wording(options.concept, write=options.write, caller=OPERATOR), out)


def _take_back(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.concept_form import take_back

    return _written(take_back(options.write, caller=OPERATOR), out)


_ACTIONS = {
    "list": _list, "show": _show, "history": _history, "export": _export, "import": _import, "retire": _retire,
    "restore": _restore, "take-back": _take_back,
}  # fmt: skip


def _written(write: int, out: Output) -> int:
    _tell_write(write, out)
    out.document({"write": write})
    return 0


def _tell_write(write: int, out: Output, *, dry_run: bool = False) -> None:
    if write:
        out.line("concepts.written_as", write=write)
    elif not dry_run:
        out.line("concepts.nothing")


def _counts(found: "Taken") -> dict[str, int]:
    return {
        "added": len(found.added),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "missing": len(found.missing),
    }


def _lines(one: "Concept", lang: str) -> list[tuple[str, str]]:
    told = one.definition.read(lang) if one.definition else ""
    priority = one.priority
    rows = [
        *((say(f"concepts.{name}", lang), ", ".join(one.words[name])) for name in LANGUAGES),
        (say("concepts.definition", lang), told),
        *(
            (say(f"concepts.{name}", lang), ", ".join(getattr(one, name)))
            for name in ("broader", "narrower", "related")
        ),
        (say("concepts.nace", lang), ", ".join(one.nace)),
        (say("concepts.included", lang), ", ".join(priority.included) if priority else ""),
        (say("concepts.excluded", lang), ", ".join(priority.excluded) if priority else ""),
    ]
    return [row for row in rows if row[1]]


def _document(one: "Concept") -> dict[str, Any]:
    from klusterkarta.vocabularies.concepts_content import as_content

    return {"key": one.key, "scheme": one.scheme, **as_content(one), "narrower": list(one.narrower)}


def _label(label: Any) -> dict[str, str]:
    return {lang: label.read(lang) for lang in LANGUAGES}


def _wording(one: "WordingView") -> dict[str, Any]:
    return {
        "write": one.write,
        "at": one.at.isoformat(),
        "by": one.by,
        "step": one.step,
        "why": one.why,
        "file": one.file,
        "concept": _document(one.concept) if one.concept else None,
    }
