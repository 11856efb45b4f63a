"""`klusterkarta link A [B] --on COLUMN --out FILE`: the same organisation in plain tables; no workspace needed."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.numerals import format_share
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """One or two files, the column of names, others that sharpen the comparison, the ids, whereto."""
    parser.add_argument("left", type=Path, metavar="A")
    parser.add_argument("right", type=Path, metavar="B", nargs="?")
    parser.add_argument("--on", required=True, metavar="COLUMN")
    parser.add_argument("--also", default="", metavar="COLUMN,…")
    parser.add_argument("--id", default="", metavar="COLUMN")
    parser.add_argument("--affiliations", action="store_true")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the pairs."""
    from klusterkarta.workflow.link import OVER, Wanted, check_target, link_files, write_links

    inputs = [path for path in (options.left, options.right) if path]
    check_target(options.out, inputs)
    also = tuple(filter(None, (column.strip() for column in options.also.split(","))))
    wanted = Wanted(options.on, options.id, also, "affiliations" if options.affiliations else "records")
    links = link_files(options.left, options.right, wanted=wanted, lang=out.lang, engine=options.engine)
    write_links(links, options.out)
    for note in links.notes:
        out.note(explain(note, out.lang))
    least = format_share(OVER, out.lang, decimals=0)
    out.note(say("link.found", out.lang, pairs=len(links.rows), records=links.records, least=least))
    out.document({"pairs": len(links.rows), "records": links.records, "file": str(options.out)})
    return 0
