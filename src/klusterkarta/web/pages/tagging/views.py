"""Views of tagging: what is proposed, and what a person decides."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.tagging.page import tagging_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.tagging import (
    BadTag,
    Tagging,
    accept_tag,
    demote_tag,
    reject_tag,
    tagging_now,
    take_back_tag,
)

_LONGEST = 200
_STEPS = ("accept", "demote", "reject")


@require_safe
def tagging(request: PageRequest) -> HttpResponse:
    """The surest proposals first."""
    check_allowed(request.caller, "edit_actor")
    reading = id_in(request.GET.get("decision"))
    return render(request, tagging_page(_tagging(latest_moving_change()), request.lang, reading=reading))


@require_POST
def decide(request: PageRequest, actor: int) -> HttpResponse:
    """Accept, reject or demote a priority; a fourth one, and a demotion without a reason, are refused in words."""
    check_allowed(request.caller, "edit_actor")
    priority = typed(request.POST.get("priority"), longest=_LONGEST)
    step = request.POST.get("step", "")
    if step not in _STEPS:
        raise BadRequest
    try:
        if step == "accept":
            reading = accept_tag(actor, priority, caller=request.caller)
        elif step == "demote":
            why = typed(request.POST.get("why"), longest=_LONGEST)
            reading = demote_tag(actor, priority, why=why, caller=request.caller)
        else:
            reading = reject_tag(actor, priority, caller=request.caller)
    except BadTag as refused:
        found = _tagging(latest_moving_change())
        page = tagging_page(found, request.lang, wrong=(actor, explain(refused.reason, request.lang)))
        return render(request, page, status=422)
    return HttpResponseRedirect(address("tagging", request.lang, query=[("decision", str(reading))]))


@require_POST
def undo(request: PageRequest, reading: int) -> HttpResponse:
    """Undo a decision."""
    with told_as_bad_request(request.lang, BadTag):
        take_back_tag(reading, caller=request.caller)
    return HttpResponseRedirect(address("tagging", request.lang, query=[("done", "saved")]))


@once_each_version(keep=1)
def _tagging(_version: Version | None) -> Tagging:
    return tagging_now()
