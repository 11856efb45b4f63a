"""The view of the conclusions."""

from functools import lru_cache

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.pages.conclusions.page import conclusions_page
from klusterkarta.web.register_state import Version, register_state
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.summary import Summary, summarise


@require_safe
def conclusions(request: PageRequest) -> HttpResponse:
    """What can be concluded from `?edition=` (none: the register now); `?show=` lists the actors behind a number."""
    state, edition = register_state(), request.GET.get("edition", "")
    if edition and edition not in {one.name for one in state.editions}:
        raise BadRequest(say("editions.unknown_edition", request.lang))
    try:
        found = _summarised(edition, request.lang, state.version)
    except Explained as fault:
        raise BadRequest(explain(fault.reason, request.lang)) from fault
    return render(request, conclusions_page(found, request.lang, show=request.GET.get("show", "")))


@lru_cache(maxsize=4)
def _summarised(edition: str, lang: str, _version: Version) -> Summary:
    return summarise(edition or None, lang=lang)
