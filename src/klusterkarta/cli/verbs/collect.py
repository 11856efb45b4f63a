"""`klusterkarta collect FILE… --source NAME`: read files into the register."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klusterkarta.cli.failures import WRONG
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR

if TYPE_CHECKING:
    from klusterkarta.workflow.collect_report import CollectReport

_SHOWN = 20
_DETAILS = ("title_sv", "title_en", "kind", "publisher", "published_on", "url", "licence")


def add_arguments(parser: ArgumentParser) -> None:
    """Files, source and mapping. What is not told of a source that exists stays as it is."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--source", required=True, metavar="NAME")
    for name in _DETAILS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT")
    parser.add_argument("--trust", type=int, metavar="0-100")
    parser.add_argument("--mapping", type=Path, metavar="FILE")
    parser.add_argument("--sheet")
    parser.add_argument("--dry-run", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Collect each file in turn; one that cannot be read ends the run, and what was collected before it stays."""
    open_workspace(options)
    from klusterkarta.workflow.collect import CollectRequest, collect_file, source_details
    from klusterkarta.workflow.plain_json import as_json

    given = {name: value for name in (*_DETAILS, "trust") if (value := getattr(options, name)) is not None}
    source = source_details(options.source, **given)
    reports = []
    for path in options.files:
        request = CollectRequest(
            path=path, source=source, mapping=options.mapping, sheet=options.sheet, dry_run=options.dry_run
        )
        report = collect_file(request, caller=OPERATOR, progress=out.progress)
        _tell(report, out)
        reports.append(as_json(report))
    out.document({"readings": reports})
    return 0 if all(report["rows_stated"] for report in reports) else WRONG


def _tell(report: "CollectReport", out: Output) -> None:
    from klusterkarta.workflow.collect_report import describe

    changes = report.changes
    out.line("cli.read", records=report.rows_stated, source=report.file)
    out.line("cli.changes", new=changes.new, changed=changes.changed, unchanged=changes.unchanged)
    for problem in report.about:
        out.text(f"  {describe(problem, out.lang)}")
    if report.skipped_count:
        out.line("cli.skipped", rows=report.skipped_count)
        for problem in report.skipped[:_SHOWN]:
            out.text(f"  {describe(problem, out.lang)}")
    if report.warnings:
        out.line("cli.warnings", count=sum(report.warning_counts.values()))
        for problem in report.warnings[:_SHOWN]:
            out.text(f"  {describe(problem, out.lang)}")
    if report.dry_run:
        out.line("cli.dry_run")
    elif report.reading is not None:
        out.line("cli.reading_made", reading=report.reading)
