"""Views of the decisions made, and of taking one back."""

from contextlib import suppress

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.decided import judgement_view
from klusterkarta.catalogue.services.judgements import BadJudgement
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.duplicates.decided_page import ORIGINS, decided_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.judge import take_back_judgement


@require_safe
def decisions(request: PageRequest) -> HttpResponse:
    """Decisions, newest first; `?by=` narrows to those of people or of rules."""
    check_allowed(request.caller, "judge")
    origin = next((one for one in ORIGINS if one == request.GET.get("by", "")), None)
    if origin is None:
        raise BadRequest
    return render(request, decided_page(request.lang, origin=origin, before=id_in(request.GET.get("before")) or None))


@require_POST
def take_back(request: PageRequest, judgement: int) -> HttpResponse:
    """Let a decision count no more; back to the pair or to the list, wherever it was pressed."""
    check_allowed(request.caller, "judge")
    found = judgement_view(judgement)
    if found is None:
        raise Http404
    # A second press, or somebody else's, changes nothing.
    with suppress(BadJudgement):
        take_back_judgement(judgement, caller=request.caller)
    done = ("done", "judgement_taken_back")
    if request.POST.get("back") == "pair":
        pair = [("left", str(found.left)), ("right", str(found.right))]
        return HttpResponseRedirect(address("duplicates", request.lang, query=[*pair, done]))
    return HttpResponseRedirect(address("duplicates-decided", request.lang, query=[done]))
