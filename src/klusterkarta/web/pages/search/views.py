"""The view of search."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.search.page import Asked, search_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 2_000


@require_safe
def search(request: PageRequest) -> HttpResponse:
    """Hits of a query: `?q=&breadth=0…3&priority=`. Asked by htmx, the last word may be unfinished."""
    asked = Asked(
        query=typed(request.GET.get("q"), longest=_LONGEST),
        breadth=typed(request.GET.get("breadth"), longest=20),
        priority=typed(request.GET.get("priority"), longest=200),
        typing=request.headers.get("HX-Request") == "true",
    )
    return render(request, search_page(asked, lang=request.lang, caller=request.caller))
