"""`klusterkarta extract FILE`: a document → rows; no workspace needed."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.numerals import format_share
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """What to look for, how to write it, whereto; or a truth to compare with, or one to make."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--what", choices=("profiles", "tables", "lists"), default="profiles")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    parser.add_argument("--out", type=Path, metavar="F")
    parser.add_argument("--places", action="store_true", help=say("extract.help_places", "en"))
    parser.add_argument("--corrections", type=Path, metavar="CORRECTIONS", help=say("extract.help_corrections", "en"))
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--score", type=Path, metavar="TRUTH")
    instead.add_argument("--seal", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Write the rows, the score or the sealed truth."""
    if options.score:
        _score(options, out)
    elif options.seal:
        from klusterkarta.workflow.extract_score import seal_file

        _write(seal_file(options.file), options.out)
    else:
        _extract(options, out)
    return 0


def _extract(options: Namespace, out: Output) -> None:
    from klusterkarta.workflow.extract import as_csv, as_json, extract_file, extract_profiles_of

    if options.what == "profiles":
        extraction = extract_profiles_of(options.file, corrections=options.corrections, places=options.places)
    elif options.corrections or options.places:
        raise BadCall(Reason("call.profiles_only", {"what": options.what}))
    else:
        extraction = extract_file(options.file, what=options.what)
    for note in extraction.notes:
        out.note(explain(note, out.lang))
    _write((as_json if out.as_json or options.format == "json" else as_csv)(extraction), options.out)
    out.note(say(f"extract.found_{options.what}", out.lang, count=len(extraction.rows)))


def _write(text: str, target: Path | None) -> None:
    if target is None:
        # Written as bytes: the text is UTF-8 with plain line feeds whatever the terminal is set to.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        target.write_text(text, encoding="utf-8", newline="\n")


def _score(options: Namespace, out: Output) -> None:
    from dataclasses import asdict

    from klusterkarta.workflow.extract_score import score_file

    report = score_file(options.file, options.score)
    for share in report.shares:
        name = share.list or say("extract.all_lists", out.lang)
        per_cent = format_share(share.accuracy, out.lang, decimals=1)
        out.line("extract.accuracy", list=name, share=per_cent, count=share.cells)
    for cell in report.faults:
        out.text(f"{cell.score:.2f}  {cell.list}  {cell.name}  {cell.column}: {cell.expected!r} / {cell.found!r}")
    out.document(asdict(report))
