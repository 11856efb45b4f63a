"""`klusterkarta export xlsx|csv|registration|slides OUT`: lists, tables, forms for platforms, slides of priorities."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.selection import add_table_options, asks_for_table, chosen_filter, table_choice
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason

if TYPE_CHECKING:
    from klusterkarta.workflow.export import ExportReport


def add_arguments(parser: ArgumentParser) -> None:
    """What, whereto, of which edition; for a table which columns and rows."""
    parser.add_argument("format", choices=("xlsx", "csv", "registration", "slides"))
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--edition", metavar="NAME")
    parser.add_argument("--priority", metavar="KEY-OR-NAME", default="")
    add_table_options(parser)


def run(options: Namespace, out: Output) -> int:
    """Write the file, or into the folder."""
    if options.format in ("registration", "slides"):
        return _of_priorities(options, out)
    of_fields = asks_for_table(options)
    open_workspace(options)
    from klusterkarta.workflow.plain_json import as_json

    report = _table(options, out) if of_fields else _master_list(options, out)
    out.document(as_json(report))
    return 0


def _master_list(options: Namespace, out: Output) -> "ExportReport":
    from klusterkarta.workflow.export import export_csv, export_xlsx

    write = export_xlsx if options.format == "xlsx" else export_csv
    report = write(options.out, caller=OPERATOR, language=out.lang, edition=options.edition)
    out.line("cli.exported", actors=report.actors, file=str(options.out))
    return report


def _table(options: Namespace, out: Output) -> "ExportReport":
    from klusterkarta.workflow.selection_table import chosen_actors, selection_table
    from klusterkarta.workflow.table_export import TableWords, export_table

    if options.edition:
        raise BadCall(Reason("compare.no_edition"))
    table = selection_table(chosen_actors(chosen_filter(options)), table_choice(options), lang=out.lang)
    chosen = [*options.filter, *([options.query] if options.query else []), *options.contains]
    words = TableWords(selection="; ".join(chosen), order=options.sort)
    report = export_table(options.out, table, ending=options.format, caller=OPERATOR, language=out.lang, words=words)
    out.line("table.exported", actors=report.actors, columns=len(table.fields), file=str(options.out))
    return report


def _of_priorities(options: Namespace, out: Output) -> int:
    open_workspace(options)
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.priority_slides import export_slides
    from klusterkarta.workflow.registration_files import export_registration

    chosen = {"caller": OPERATOR, "language": out.lang, "priority": options.priority, "edition": options.edition}
    if options.format == "slides":
        slides = export_slides(options.out, **chosen)
        out.line("priority.slides_written", count=slides.actors, file=str(options.out))
        out.document(as_json(slides))
        return 0
    report = export_registration(options.out, **chosen)
    told = {"missing": report.missing, "unmet": report.unmet, "unknown": report.unknown}
    out.line("registration.written", count=len(report.files), folder=str(options.out), **told)
    out.document(as_json(report))
    return 0
