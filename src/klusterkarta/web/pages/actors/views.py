"""The list's views: the page, and the same selection as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.filters import passing
from klusterkarta.web.pages.actors.page import actors_page
from klusterkarta.web.pages.actors.query import ListQuery, read_query
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.export import export_csv, export_xlsx, new_export_path

_WRITERS: dict[str, tuple[Callable[..., Any], str]] = {
    "xlsx": (export_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (export_csv, "text/csv; charset=utf-8"),
}


@require_safe
def actors(request: PageRequest) -> HttpResponse:
    """The list, narrowed and ordered by the address."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    page = actors_page(query, request.lang, caller=request.caller)
    response = render(request, page)
    if "HX-Request" in request.headers:
        # The browser shows the address to share, without the empty fields of the form.
        response.headers["HX-Push-Url"] = page.share
    return response


@require_safe
def actors_file(request: PageRequest, ending: str) -> HttpResponse:
    """The selection as a workbook or as separated text."""
    write, content_type = _WRITERS[ending]
    query = read_query(request.GET, request.lang, caller=request.caller)
    path = new_export_path(ending, language=request.lang)
    try:
        write(path, caller=request.caller, language=request.lang, actors=_selected(query))
        response = HttpResponse(path.read_bytes(), content_type=content_type)
    finally:
        path.unlink(missing_ok=True)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(path)}"'
    return response


def _selected(query: ListQuery) -> Sequence[int] | None:
    """The actors of the selection; None when nothing is chosen, which is the whole register."""
    if query.pairs() == query.unfiltered().pairs():
        return None
    return list(passing(query.chosen).values_list("pk", flat=True))


def _file_name(path: Path) -> str:
    """The name without the part that keeps names apart."""
    return path.stem.rpartition("-")[0] + path.suffix
