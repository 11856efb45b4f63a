"""Views of rounds: the list with the form for a new one, and one round with what can be done in it."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from klusterkarta.accounts.selectors import account_names
from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.services.rounds import RoundDetails, add_assessors, add_candidates, move_round, open_round
from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.round_states import transitions
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import found_round
from klusterkarta.web.pages.assessment.list_page import NewRound, rounds_page, shipped_document
from klusterkarta.web.pages.assessment.round_page import round_page as page_of_round
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.round_results import publish_lists

_LONGEST, _LONGEST_DOCUMENT = 200, 100_000
_MOST_CANDIDATES = 500


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: PageRequest) -> HttpResponseBase:
    """All rounds of the caller; what is posted opens one."""
    check_allowed(request.caller, "read_jobs")
    if request.method != "POST":
        return render(request, rounds_page(request.lang, caller=request.caller))
    form = NewRound(
        title=typed(request.POST.get("title"), longest=_LONGEST),
        diary_number=typed(request.POST.get("diary_number"), longest=_LONGEST),
        criteria=typed(request.POST.get("criteria"), longest=_LONGEST),
        document=typed(request.POST.get("document"), longest=_LONGEST_DOCUMENT),
    )
    document = form.document or shipped_document(form.criteria)
    details = RoundDetails(title=form.title, criteria=document, diary_number=form.diary_number)
    try:
        made = open_round(details, caller=request.caller)
    except Explained as fault:
        said = explain(fault.reason, request.lang)
        return render(request, rounds_page(request.lang, caller=request.caller, form=form, error=said), status=422)
    return HttpResponseRedirect(address("round", request.lang, round_id=made))


@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request: PageRequest, round_id: int) -> HttpResponseBase:
    """One round; what is posted adds to it, or leads it on."""
    check_allowed(request.caller, "read_jobs")
    view = found_round(round_id, caller=request.caller)
    if request.method != "POST":
        return render(request, page_of_round(view, request.lang, caller=request.caller))
    try:
        done = _done(request, round_id)
    except BadRound as fault:
        said = explain(fault.reason, request.lang)
        page = page_of_round(view, request.lang, caller=request.caller, error=said)
        return render(request, page, status=422)
    return HttpResponseRedirect(address("round", request.lang, round_id=round_id, query=[("done", done)]))


def _done(request: PageRequest, round_id: int) -> str:
    """Do what was pressed; the notice that says so."""
    pressed = request.POST.get("do", "")
    if pressed == "publish":
        publish_lists(round_id, caller=request.caller)
        return "lists_published"
    if pressed == "add":
        add_candidates(round_id, _chosen(request), caller=request.caller)
        known = set(account_names())
        names = [name for name in request.POST.getlist("assessors") if name in known]
        add_assessors(round_id, names, caller=request.caller)
        return "saved"
    if pressed in {action for _, action, _ in transitions()}:
        move_round(round_id, pressed, caller=request.caller)
    return "saved"


def _chosen(request: HttpRequest) -> list[int]:
    """The actors that the words and the list chosen in the form mean."""
    words = typed(request.POST.get("q"), longest=_LONGEST)
    listed, source = request.POST.get("list", ""), request.POST.get("source", "")
    if not (words or listed or source):
        return []
    chosen = ActorFilter(q=words, list=(listed,) if listed else (), source=(source,) if source else ())
    return [one.id for one in list_actors(chosen, limit=_MOST_CANDIDATES).rows]
