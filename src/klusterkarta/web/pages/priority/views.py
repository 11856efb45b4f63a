"""Views of priorities."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.concepts.selectors import concepts_version
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.web.pages.priority.list_page import priorities_page
from klusterkarta.web.pages.priority.page import priority_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.priority_sheets import NoPriority, priority_sheet
from klusterkarta.workflow.registration import Registration, registrations


@require_safe
def priorities(request: PageRequest) -> HttpResponse:
    """Every priority of the register."""
    return render(request, priorities_page([one.sheet for one in _registered()], request.lang))


@require_safe
def priority(request: PageRequest, key: str) -> HttpResponse:
    """One priority: what it is, who carries it, who shares it, and which demands the actors meet."""
    registered = _registered()
    try:
        sheet = priority_sheet([one.sheet for one in registered], key)
    except NoPriority as none:
        raise Http404 from none
    forms = next(one.actors for one in registered if one.sheet is sheet)
    return render(request, priority_page(sheet, forms, lang=request.lang, caller=request.caller))


def _registered() -> list[Registration]:
    """The priorities with their actors' forms, kept until the register or a concept changes."""
    return _registered_at(latest_moving_change(), concepts_version())


@lru_cache(maxsize=2)
def _registered_at(_register: Version | None, _concepts: Version | None) -> list[Registration]:
    # Of the forms the pages show the demands alone, which have no language.
    return registrations(lang=LANGUAGES[0])
