"""Views of pairs: one pair, the decision on it, and a new look for duplicates."""

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.decided import judgement_view
from klusterkarta.catalogue.services.judgements import VERDICTS
from klusterkarta.jobs.services import start_job
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.duplicates.last import last_decision
from klusterkarta.web.pages.duplicates.page import duplicates_page
from klusterkarta.web.pages.duplicates.waiting import Waiting, hold, pair_address, waiting_at
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.judge import judge_pair
from klusterkarta.workflow.pair import Pair, pair_of

_LONGEST_WHY = 1_000


@require_safe
def duplicates(request: PageRequest) -> HttpResponse:
    """The pair of `?left=&right=`, or the one whose answer tells most.

    A page that is loaded ahead (header `X-Ahead`) holds nothing: the page before it holds that pair already.
    """
    check_allowed(request.caller, "judge")
    waiting, pair = _pair(request, request.GET)
    if "X-Ahead" not in request.headers:
        hold(waiting, caller=request.caller)
    last = judgement_view(id_in(request.GET.get("last")))
    decision = last_decision(last, request.lang, caller=request.caller)
    anyway = f"{request.get_full_path()}&anyway=1" if waiting.taken_by else ""
    return render(request, duplicates_page(pair, waiting, lang=request.lang, last=decision, anyway=anyway))


@require_POST
def judge(request: PageRequest) -> HttpResponseBase:
    """Record the decision and go on to the next pair."""
    check_allowed(request.caller, "judge")
    waiting, pair = _pair(request, request.POST)
    verdict, why = request.POST.get("verdict", ""), typed(request.POST.get("why"), longest=_LONGEST_WHY)
    if pair is None or verdict not in VERDICTS:
        raise BadRequest
    if verdict == "different" and not why:
        error = say("duplicates.why_required", request.lang)
        return render(request, duplicates_page(pair, waiting, lang=request.lang, error=error), status=422)
    onward = waiting.beside(1) or waiting.beside(-1)
    left, right = id_in(request.POST.get("left")), id_in(request.POST.get("right"))
    made = judge_pair(left, right, verdict=verdict, why=why, caller=request.caller)
    return HttpResponseRedirect(pair_address(onward, request.lang, ("done", "judged"), ("last", str(made))))


@require_POST
def look(request: PageRequest) -> HttpResponse:
    """Start the job that looks for duplicates."""
    job = start_job("resolve", {}, caller=request.caller)
    return HttpResponseRedirect(address("job", request.lang, job=job))


def _pair(request: PageRequest, given: Mapping[str, str]) -> tuple[Waiting, Pair | None]:
    """The pair asked for and its place; where it is gone, joined or in other hands meanwhile, the first that waits.

    `anyway` asks for a pair also where somebody else looks at it.
    """
    left, right = id_in(given.get("left")), id_in(given.get("right"))
    # A decision that somebody has made counts, whoever else looks at the pair.
    anyway = request.method == "POST" or "anyway" in given
    waiting = waiting_at(left, right, caller=request.caller, anyway=anyway)
    asked = pair_of(left, right, caller=request.caller) if left and right and not waiting.taken_by else None
    if asked is not None and (waiting.at is not None or not asked.one_actor):
        return waiting, asked
    if not waiting.pairs:
        return waiting, None
    first = Waiting(waiting.pairs, 0, waiting.taken_by)
    return first, pair_of(first.pairs[0].left, first.pairs[0].right, caller=request.caller)
