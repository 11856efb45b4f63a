"""Establishments into figures of regions and industries, without the cells that would tell one workplace's figure."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.columns import add_columns
from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, the rule, the engine, whereto."""
    parser.add_argument("input", type=Path, metavar="INPUT")
    add_columns(parser, needed=("region", "industry", "employees"), optional=("year",))
    parser.add_argument("--least", type=int, default=3, metavar="WORKPLACES")
    parser.add_argument("--dominance", type=float, default=0.8, metavar="SHARE")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the figures."""
    from klusterkarta.workflow.analyses.establishments import Headings, Protection, measure_establishments

    headings = Headings(options.region, options.industry, options.employees, options.year)
    protection = Protection(options.least, options.dominance)
    written = measure_establishments(
        options.input, options.out, headings=headings, protection=protection, engine=options.engine
    )
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(options.out)))
    out.document(
        {
            "file": str(options.out), "rows": written.rows, "columns": list(written.columns),
            "establishments": written.establishments, "states": written.states, "engine": options.engine,
        }
    )  # fmt: skip
    return 0
