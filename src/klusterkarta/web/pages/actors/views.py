"""The list's view."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.page import actors_page
from klusterkarta.web.pages.actors.query import ListQuery, read_query
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest

_HTMX = "HX-Request"


@require_safe
def actors(request: PageRequest) -> HttpResponse:
    """The list, narrowed and ordered by the address; `to=compare` leads on to the comparison of what is ticked."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    if request.GET.get("to") == "compare":
        return _to_comparison(request, query)
    page = actors_page(query, request.lang, caller=request.caller)
    response = render(request, page)
    if _HTMX in request.headers:
        # The browser shows the address to share, without the empty fields of the form.
        response.headers["HX-Push-Url"] = page.share
    return response


def _to_comparison(request: PageRequest, query: ListQuery) -> HttpResponse:
    there = address("side-by-side", request.lang, query=[("actor", str(one)) for one in query.picked])
    # What htmx has asked for would otherwise be put into the list.
    return HttpResponse(headers={"HX-Redirect": there}) if _HTMX in request.headers else HttpResponseRedirect(there)
