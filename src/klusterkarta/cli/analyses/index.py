"""A composite index by a YAML document: scores, ranks, intervals of the ranks, performance classes."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written


def add_arguments(parser: ArgumentParser) -> None:
    """The document or a shipped index, the data, whereto."""
    parser.add_argument("spec", metavar="SPEC")
    parser.add_argument("input", type=Path, metavar="DATA")
    parser.add_argument("--region", default="region", metavar="COLUMN")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the scores."""
    from klusterkarta.workflow.analyses.index import measure_index

    named = {"out": options.out, "region": options.region}
    written = measure_index(options.spec, options.input, draws=options.draws, **named)
    further = {"index": written.index, "order": list(written.order), "draws": options.draws}
    tell_written(out, written, file=options.out, **further)
    return 0
