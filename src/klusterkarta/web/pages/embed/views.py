"""The views of what is shown on other sites."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from klusterkarta.settings import current
from klusterkarta.web.pages.embed.code_page import code_page
from klusterkarta.web.pages.embed.frame_page import frame_page
from klusterkarta.web.pages.embed.query import read_embed_query
from klusterkarta.web.pages.map.at import at_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest

View = Callable[..., HttpResponse]
_REFUSED = 422


def frame_ancestors() -> list[Any]:
    """Who may show the frame: this site itself, for the preview, and those that the owner lets."""
    origins = current().embed_origins
    return [NONE] if origins == ("none",) else [SELF, *origins]


def _policy(directives: dict[str, list[Any]]) -> Callable[[View], View]:
    """The site's content policy with these directives in place of its own, for one address."""
    # The decorator knows Django's request only, the views the site's own.
    replaced: Callable[[View], View] = csp_replace(directives)  # type: ignore[assignment]
    return replaced


@require_safe
@xframe_options_exempt
@_policy({"frame-ancestors": frame_ancestors()})
def embed(request: PageRequest) -> HttpResponse:
    """The map or list for another site: public, without cookies, nothing but the site's own files."""
    query = read_embed_query(request.GET, request.lang)
    return render(request, frame_page(query, request.lang))


@require_safe
def embed_at(request: PageRequest) -> HttpResponse:
    """Who stands at a mark; links leave the frame."""
    query = read_embed_query(request.GET, request.lang)
    page = at_page(query.map.selection, request.GET.getlist("at"), lang=request.lang, target="_blank")
    return render(request, page)


@require_safe
@_policy({"frame-src": [SELF]})
def embed_code(request: PageRequest) -> HttpResponse:
    """The code to put into another page, with a preview."""
    page = code_page(request.GET, request.lang)
    return render(request, page, status=_REFUSED if page.faults else 200)
