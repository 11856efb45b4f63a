"""Views that show concepts."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.concepts.selectors import history_of, workspace_concepts
from klusterkarta.web.pages.concepts.list_page import concepts_page
from klusterkarta.web.pages.concepts.page import concept_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed

_LONGEST = 100


@require_safe
def concepts(request: PageRequest) -> HttpResponse:
    """The schemes and their concepts; `?q=` and `?scheme=` narrow them."""
    text = typed(request.GET.get("q"), longest=_LONGEST)
    scheme = typed(request.GET.get("scheme"), longest=_LONGEST)
    return render(request, concepts_page(text, scheme, lang=request.lang, caller=request.caller))


@require_safe
def concept(request: PageRequest, key: str) -> HttpResponse:
    """One concept with its history; one that was retired has its history still."""
    if key not in workspace_concepts().by_key and not history_of(key):
        raise Http404
    return render(request, concept_page(key, request.lang, caller=request.caller))
