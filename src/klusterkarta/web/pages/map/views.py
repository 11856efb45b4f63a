"""The map's views."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from klusterkarta.charts.shapes import AREAS, shapes_json
from klusterkarta.web.pages.map.at import at_page
from klusterkarta.web.pages.map.data import map_data
from klusterkarta.web.pages.map.page import map_page, still_map
from klusterkarta.web.pages.map.query import read_map_query, read_zoom
from klusterkarta.web.pictures import map_file
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest

_A_YEAR = 365 * 24 * 3600


@require_safe
def map_view(request: PageRequest) -> HttpResponse:
    """The map of the selection that the address makes, and its list."""
    query = read_map_query(request.GET, request.lang, caller=request.caller)
    page = map_page(query, request.lang, caller=request.caller)
    response = render(request, page)
    if "HX-Request" in request.headers:
        response.headers["HX-Push-Url"] = page.here_now
    return response


@require_safe
def data(request: PageRequest) -> HttpResponse:
    """The marks in view and the counties' numbers, as JSON."""
    query = read_map_query(request.GET, request.lang, caller=request.caller)
    answer = map_data(query, read_zoom(request.GET, request.lang), lang=request.lang)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@require_safe
def at_place(request: PageRequest) -> HttpResponse:
    """Who stands at a mark: a piece of a page, for the mark's own window."""
    query = read_map_query(request.GET, request.lang, caller=request.caller)
    return render(request, at_page(query.selection, request.GET.getlist("at"), lang=request.lang))


@require_safe
def map_picture(request: PageRequest) -> HttpResponse:
    """The selection by county, as an SVG file."""
    query = read_map_query(request.GET, request.lang, caller=request.caller)
    return map_file(still_map(query.selection, request.lang), request.lang)


@require_safe
def shapes(_request: PageRequest, area: str) -> HttpResponse:
    """The outlines of counties or municipalities, which stay the same as long as the address does."""
    if area not in AREAS:
        raise Http404
    response = HttpResponse(shapes_json(area), content_type="application/geo+json")
    patch_cache_control(response, public=True, max_age=_A_YEAR, immutable=True)
    return response
