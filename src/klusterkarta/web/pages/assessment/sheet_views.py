"""The view of the own sheet: one initiative, scored alone."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.services.scoring import declare_conflict, save_scores
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import found_candidate, found_round
from klusterkarta.web.pages.assessment.given import given_in
from klusterkarta.web.pages.assessment.sheet_page import sheet_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PageRequest, round_id: int, *, candidate: int) -> HttpResponseBase:
    """The caller's own scores on an initiative; what is posted replaces them, or declares a conflict of interest."""
    view = found_round(round_id, caller=request.caller)
    if "read_own" not in view.allowed:
        raise NotAllowed(f"{request.caller.name} scores nothing in round {round_id}")
    chosen, everyone = found_candidate(view, candidate)
    if request.method != "POST":
        return render(request, sheet_page(view, chosen, everyone=everyone, lang=request.lang, caller=request.caller))
    try:
        if request.POST.get("do") == "conflict":
            declare_conflict(candidate, typed(request.POST.get("why"), longest=_LONGEST), caller=request.caller)
        else:
            save_scores(candidate, given_in(request, view.criteria), caller=request.caller)
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        page = sheet_page(view, chosen, everyone=everyone, lang=request.lang, caller=request.caller, error=said)
        return render(request, page, status=422)
    return _onward(request, round_id, [one.id for one in everyone], candidate)


def _onward(request: PageRequest, round_id: int, everyone: list[int], candidate: int) -> HttpResponse:
    """To the next initiative, or from the last one to the round."""
    at = everyone.index(candidate) + 1
    done = [("done", "saved")]
    if at == len(everyone):
        return HttpResponseRedirect(address("round", request.lang, round_id=round_id, query=done))
    return HttpResponseRedirect(address("sheet", request.lang, round_id=round_id, candidate=everyone[at], query=done))
