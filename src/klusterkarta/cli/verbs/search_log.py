"""`klusterkarta search-log`: searches on platforms with hits and dates; log one, log a file, list them with drift."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """Which of them; or what is logged."""
    parser.add_argument("text", nargs="?", default="", metavar="TEXT")
    parser.add_argument("--file", type=Path, metavar="CSV")
    parser.add_argument("--add", nargs=3, metavar=("PLATFORM", "QUERY", "HITS"))
    parser.add_argument("--on", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--priority", default="", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """List the log after storing what was given; exit code 2 for a row that cannot be stored."""
    open_workspace(options)
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.search_log import log_file, log_one, logged_searches

    stored = log_file(options.file, caller=OPERATOR) if options.file else 0
    if options.add:
        platform, query, hits = options.add
        stored += log_one((platform, query, hits), on=options.on, priority=options.priority, caller=OPERATOR)
    if options.file or options.add:
        out.line("partners.searches_logged", count=stored)
    found = logged_searches(options.text)
    for one in found:
        entry = one.entry
        drift = "" if one.drift is None else f" ({one.drift:+d})"
        out.text(f"{entry.on:<10}  {entry.hits:>6}{drift}  {entry.platform}: {entry.query}  {entry.priority}".rstrip())
    out.document(
        {"stored": stored, "searches": [{"id": one.id, **as_json(one.entry), "drift": one.drift} for one in found]}
    )
    return 0
