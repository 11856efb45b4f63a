"""Views of the meeting: all initiatives, and one with everybody's scores side by side."""

from collections.abc import Sequence

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.assessment.services.deciding import Ruling, decide, take_back_decision
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.assessment.entry import Ruled, found_candidate, found_round, quoted
from klusterkarta.web.pages.assessment.meeting_page import MeetingPage, meeting_page
from klusterkarta.web.pages.assessment.panel_page import panel_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.round_results import meeting_of
from klusterkarta.workflow.round_self import generosity_of_round

_LONGEST = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: PageRequest, round_id: int) -> HttpResponseBase:
    """The meeting, most divergent first; what is posted decides the ticked initiatives as one block."""
    view = _opened(request, round_id)
    if request.method != "POST":
        return render(request, _page(request, view))
    ticked = [id_in(one) for one in request.POST.getlist("candidate")]
    refused = _decide(request, view, ticked)
    if refused:
        return render(request, _page(request, view, refused), status=422)
    done = [("done", "decided")]
    return HttpResponseRedirect(address("meeting", request.lang, round_id=round_id, query=done))


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: PageRequest, round_id: int, *, candidate: int) -> HttpResponseBase:
    """One initiative with everybody's scores; what is posted decides it, or takes a decision back."""
    view = _opened(request, round_id)
    chosen, _ = found_candidate(view, candidate)
    if request.method != "POST":
        return render(request, panel_page(view, chosen, lang=request.lang, caller=request.caller))
    refused = _decide(request, view, [candidate])
    if refused:
        page = panel_page(view, chosen, lang=request.lang, caller=request.caller, ruled=refused)
        return render(request, page, status=422)
    query = [("done", "decided")]
    return HttpResponseRedirect(address("panel", request.lang, round_id=round_id, candidate=candidate, query=query))


def _page(request: PageRequest, view: RoundView, ruled: Ruled | None = None) -> MeetingPage:
    found, gaps = meeting_of(view.id, caller=request.caller), generosity_of_round(view.id, caller=request.caller)
    return meeting_page(view, found, gaps=gaps, lang=request.lang, ruled=ruled)


def _opened(request: PageRequest, round_id: int) -> RoundView:
    view = found_round(round_id, caller=request.caller)
    if "read_all" not in view.allowed:
        raise NotAllowed(f"the meeting of round {round_id} is not open to {request.caller.name}")
    return view


def _decide(request: PageRequest, view: RoundView, candidates: Sequence[int]) -> Ruled | None:
    """Do what was posted; what was wrong with it, where something was."""
    named = typed(request.POST.get("present"), longest=_LONGEST)
    present = [one.strip() for one in named.split(",") if one.strip()]
    outcome, why = request.POST.get("outcome", ""), typed(request.POST.get("why"), longest=_LONGEST)
    rule = request.POST.get("rule", "")
    reason = quoted(rule, why, lang=request.lang)
    try:
        if taken_back := id_in(request.POST.get("take_back")):
            take_back_decision(taken_back, caller=request.caller)
        elif candidates:
            rulings = [Ruling(candidate=one, outcome=outcome, why=reason) for one in candidates]
            decide(view.id, rulings, present=present, caller=request.caller)
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        return Ruled(outcome=outcome, rule=rule, why=why, present=named, ticked=candidates, error=said)
    return None
