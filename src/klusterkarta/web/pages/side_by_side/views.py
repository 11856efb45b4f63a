"""The view of the comparison."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from klusterkarta.settings import current
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.selection_table.files import table_answer
from klusterkarta.web.pages.side_by_side.adding import named_actor
from klusterkarta.web.pages.side_by_side.page import refused_page, side_by_side_page
from klusterkarta.web.pages.side_by_side.query import CompareQuery, read_query
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.selection_table import full_table
from klusterkarta.workflow.side_by_side import FEWEST, MOST, CannotCompare, compare_actors, live_actors
from klusterkarta.workflow.table_export import TableWords


@require_safe
def side_by_side(request: PageRequest) -> HttpResponseBase:
    """The actors of the address beside each other; ids that another actor has taken over lead to that one."""
    query = read_query(request.GET)
    actors, unknown = live_actors(query.actors)
    now = query.of(*(query.actors if unknown else actors))
    added = named_actor(query)
    if added or now.actors != query.actors:
        return HttpResponseRedirect(now.of(*now.actors, *([added] if added else [])).href(request.lang))
    return _answer(request, query)


def _answer(request: PageRequest, query: CompareQuery) -> HttpResponse:
    try:
        found = compare_actors(query.actors)
    except CannotCompare as fault:
        # Too few is where every comparison begins; what was asked for in vain, or too much of, is refused.
        status = 200 if len(query.actors) < FEWEST and fault.reason.code == "compare.too_few" else 422
        return render(request, refused_page(query, fault.reason, lang=request.lang), status=status)
    return render(request, side_by_side_page(found, query, lang=request.lang))


@require_safe
def side_by_side_file(request: PageRequest, ending: str) -> HttpResponse:
    """The actors of the address, or a single one, with every field that has a value, as a file."""
    check_allowed(request.caller, "export")
    query = read_query(request.GET)
    actors, unknown = live_actors(query.actors)
    if unknown or not actors:
        raise Http404
    words = TableWords(
        selection=say("export.part_of_register", request.lang, count=len(actors)),
        address=current().base_url + query.href(request.lang),
    )
    return table_answer(request, full_table(actors[:MOST], lang=request.lang), words=words, ending=ending)
