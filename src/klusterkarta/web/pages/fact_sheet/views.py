"""The view of the fact sheet."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.actors.query import read_query
from klusterkarta.web.pages.fact_sheet.index import index_page
from klusterkarta.web.pages.fact_sheet.page import fact_sheet_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@require_safe
def fact_sheet(request: PageRequest) -> HttpResponse:
    """The selection of the address on a sheet; without one, the sheets that there are."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    if query.pairs() == query.unfiltered().pairs():
        return render(request, index_page(request.lang))
    return render(request, fact_sheet_page(query, request.lang))
