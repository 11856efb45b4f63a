"""The views of search: the page, and the same answer for programs."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.words import explain
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.search.page import Asked, breadth_of, search_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.search import BadSearch, IndexUnusable, Wish, search_document, search_now

_LONGEST = 2_000
_HITS = 20


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


@require_safe
def search_data(request: PageRequest) -> HttpResponse:
    """The hits of `?q=&breadth=&priority=&limit=` as JSON, as `klusterkarta search --json` prints them.

    422 with the reason as `error` for a question that cannot be put, 503 where there is no index yet.
    """
    wish = Wish(
        query=typed(request.GET.get("q"), longest=_LONGEST),
        breadth=breadth_of(typed(request.GET.get("breadth"), longest=20)),
        priority=typed(request.GET.get("priority"), longest=200),
        limit=id_in(request.GET.get("limit")) or _HITS,
    )
    try:
        answer, status = search_document(search_now(wish, lang=request.lang), lang=request.lang), 200
    except BadSearch as refused:
        answer, status = {"error": explain(refused.reason, request.lang)}, 422
    except IndexUnusable as missing:
        answer, status = {"error": explain(missing.reason, request.lang)}, 503
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
