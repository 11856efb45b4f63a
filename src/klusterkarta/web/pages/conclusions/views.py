"""The view of the conclusions."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import latest_moving_change
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.conclusions.page import conclusions_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.summary import Summary, summarise


@require_safe
def conclusions(request: PageRequest) -> HttpResponse:
    """What can be concluded from `?edition=` (none: the register now); `?show=` lists the actors behind a number."""
    edition = request.GET.get("edition", "")
    editions = {one.name: one for one in register_state().editions}
    if edition and edition not in editions:
        raise BadRequest(say("editions.unknown_edition", request.lang))
    with told_as_bad_request(request.lang):
        found = _summarised(edition, request.lang, editions[edition] if edition else latest_moving_change())
    return render(request, conclusions_page(found, request.lang, show=request.GET.get("show", "")))


@once_each_version(keep=4)
def _summarised(edition: str, lang: str, _state: object) -> Summary:
    return summarise(edition or None, lang=lang)
