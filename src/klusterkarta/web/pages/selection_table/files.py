"""A table as an answer that is a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse
from django.utils.timezone import localdate

from klusterkarta.vocabularies.words import say
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.selection_table import SelectionTable
from klusterkarta.workflow.table_export import TableWords, export_table

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def table_answer(request: PageRequest, table: SelectionTable, *, words: TableWords, ending: str) -> HttpResponse:
    """The table as a workbook or as separated text, named after the day. Raises NotAllowed."""
    name = f"{say('table.file_name', request.lang)}-{localdate().isoformat()}.{ending}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        export_table(path, table, ending=ending, caller=request.caller, language=request.lang, words=words)
        content = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_TYPES[ending], headers=headers)
