"""The view that asks what other criteria would change."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from klusterkarta.assessment.access import BadRound
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.assessment.entry import found_round
from klusterkarta.web.pages.assessment.what_if_page import what_if_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.round_what_if import what_if_in_round, without


@require_safe
def what_if(request: PageRequest, round_id: int) -> HttpResponseBase:
    """Which initiatives would change list without the criteria in the address, or with its threshold."""
    view = found_round(round_id, caller=request.caller)
    if "read_all" not in view.allowed:
        raise NotAllowed(f"the meeting of round {round_id} is not open to {request.caller.name}")
    chosen = request.GET.getlist("without")
    try:
        after = without(view.criteria, chosen, met_at=id_in(request.GET.get("met_at")) or None)
        found = what_if_in_round(round_id, after, lang=request.lang, caller=request.caller)
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        page = what_if_page(view, None, chosen=chosen, lang=request.lang, error=said)
        return render(request, page, status=422)
    return render(request, what_if_page(view, found, chosen=chosen, lang=request.lang))
