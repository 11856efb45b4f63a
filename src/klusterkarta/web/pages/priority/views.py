"""Views of priorities."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.priority.kept import carried_now
from klusterkarta.web.pages.priority.list_page import priorities_page
from klusterkarta.web.pages.priority.page import priority_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.priority_sheets import NoPriority


@require_safe
def priorities(request: PageRequest) -> HttpResponse:
    """Every priority of the register."""
    return render(request, priorities_page(carried_now().sheets, request.lang))


@require_safe
def priority(request: PageRequest, key: str) -> HttpResponse:
    """One priority: what it is, who carries it, who shares it, and which demands the actors meet."""
    try:
        found = carried_now().registration(key, lang=request.lang)
    except NoPriority as none:
        raise Http404 from none
    return render(request, priority_page(found.sheet, found.actors, lang=request.lang, caller=request.caller))
