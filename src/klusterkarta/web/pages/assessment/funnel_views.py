"""The view of the funnel."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.assessment.selectors.rounds import list_rounds
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.assessment.funnel_page import funnel_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.round_funnel import funnel


@require_safe
def funnel_report(request: PageRequest) -> HttpResponse:
    """From finds to lists: through the round in the address, else the latest whose decisions the caller may read."""
    check_allowed(request.caller, "read_jobs")
    rounds = [one for one in list_rounds(caller=request.caller) if "read_decisions" in one.allowed]
    asked = request.GET.get("round")
    view = rounds[0] if rounds and asked is None else next((one for one in rounds if one.id == id_in(asked)), None)
    if view is None and id_in(asked):
        raise Http404
    found = funnel(view, chosen=ActorFilter(), caller=request.caller)
    return render(request, funnel_page(found, rounds, lang=request.lang))
