"""The list's view."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.actors.page import actors_page
from klusterkarta.web.pages.actors.query import read_query
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@require_safe
def actors(request: PageRequest) -> HttpResponse:
    """The list, narrowed and ordered by the address."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    page = actors_page(query, request.lang, caller=request.caller)
    response = render(request, page)
    if "HX-Request" in request.headers:
        # The browser shows the address to share, without the empty fields of the form.
        response.headers["HX-Push-Url"] = page.share
    return response
