"""Views of priorities."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.web.pages.priority.list_page import priorities_page
from klusterkarta.web.pages.priority.page import priority_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.priority_sheets import NoPriority, PrioritySheet, priority_sheet, priority_sheets
from klusterkarta.workflow.registration import ActorForm, actor_forms


@require_safe
def priorities(request: PageRequest) -> HttpResponse:
    """Every priority of the register."""
    return render(request, priorities_page(_sheets(latest_moving_change())[0], request.lang))


@require_safe
def priority(request: PageRequest, key: str) -> HttpResponse:
    """One priority: what it is, who carries it, who shares it, and which demands the actors meet."""
    sheets, forms = _sheets(latest_moving_change())
    try:
        sheet = priority_sheet(sheets, key)
    except NoPriority as none:
        raise Http404 from none
    return render(request, priority_page(sheet, forms.get(sheet.code, []), lang=request.lang, caller=request.caller))


@lru_cache(maxsize=2)
def _sheets(_version: Version | None) -> tuple[list[PrioritySheet], dict[str, list[ActorForm]]]:
    sheets = priority_sheets()
    return sheets, actor_forms()
