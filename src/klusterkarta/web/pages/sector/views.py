"""The views of the sectors: `?cube=` which table, `?year=` of which year."""

from functools import lru_cache

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.pages.sector.page import SectorQuery, picture_of, sector_page
from klusterkarta.web.pages.sector.sectors_page import sectors_page
from klusterkarta.web.pages.two_maps.chosen import chosen_cube, cube_state
from klusterkarta.web.pictures import map_file
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.sector_map import SectorMap, sector_map
from klusterkarta.workflow.two_maps import industry_cubes


@require_safe
def sectors(request: PageRequest) -> HttpResponse:
    """Every sector with where it is concentrated."""
    found = _found(request, next(iter(sector_groups())))
    return render(request, sectors_page(found.laid if found else None, industry_cubes(), lang=request.lang))


@require_safe
def sector(request: PageRequest, group: str) -> HttpResponse:
    """One sector over the country, by its code."""
    _check(group)
    found = _found(request, group)
    return render(request, sector_page(SectorQuery(group, industry_cubes()), found, lang=request.lang))


@require_safe
def sector_picture(request: PageRequest, group: str) -> HttpResponse:
    """The map of the same sector, table and year."""
    _check(group)
    found = _found(request, group)
    if found is None:
        raise Http404
    return map_file(picture_of(found, lang=request.lang), request.lang)


def _check(group: str) -> None:
    if group not in sector_groups():
        raise Http404


def _found(request: PageRequest, group: str) -> SectorMap | None:
    cube, typed = chosen_cube(request), request.GET.get("year", "")
    if cube is None:
        return None
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        raise BadRequest(explain(Reason("value.not_year", {"value": typed[:60]}), request.lang))
    with told_as_bad_request(request.lang):
        return _kept(group, cube.key, int(typed or 0), cube_state(cube), request.caller)


@lru_cache(maxsize=32)
def _kept(group: str, key: str, year: int, _state: object, caller: Caller) -> SectorMap:
    return sector_map(group, key, caller=caller, year=year or None)
