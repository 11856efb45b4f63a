"""Views of the table: the page, and the file that holds the same."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.settings import current
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.selection_table.columns import heads
from klusterkarta.web.pages.selection_table.files import table_answer
from klusterkarta.web.pages.selection_table.page import selection_words, table_page
from klusterkarta.web.pages.selection_table.query import TableQuery, read_query
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.selection_table import (
    BadTable,
    SelectionTable,
    check_width,
    chosen_actors,
    selection_table,
)
from klusterkarta.workflow.table_export import TableWords

MOST_IN_FILE = 5_000
"""As many actors as are written to a file while somebody waits for it."""


@require_safe
def table(request: PageRequest) -> HttpResponse:
    """The selection of the address with the columns of the address."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    with told_as_bad_request(request.lang, BadTable):
        check_width(query.choice())
        return render(request, table_page(query, request.lang))


@require_safe
def table_file(request: PageRequest, ending: str) -> HttpResponse:
    """The same table, all its rows, as a workbook or as separated text."""
    check_allowed(request.caller, "export")
    query = read_query(request.GET, request.lang, caller=request.caller)
    ids = chosen_actors(query.actors.chosen)
    if len(ids) > MOST_IN_FILE:
        raise BadRequest(say("table.too_large_file", request.lang, total=len(ids), most=MOST_IN_FILE))
    with told_as_bad_request(request.lang, BadTable):
        found = selection_table(ids, query.choice(), lang=request.lang)
    return table_answer(request, found, words=_words(found, query, request.lang), ending=ending)


def _words(found: SelectionTable, query: TableQuery, lang: str) -> TableWords:
    ordered = next((one for one in heads(query, found.fields, lang=lang) if one.sorted), None)
    return TableWords(
        selection=selection_words(query.actors, lang),
        order=f"{ordered.label}, {say(f'table.sorted_{ordered.sorted}', lang)}" if ordered else "",
        address=current().base_url + query.href(lang),
    )
