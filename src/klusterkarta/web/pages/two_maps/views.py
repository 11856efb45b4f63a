"""The views of the two maps and of a county's profile."""

from dataclasses import replace
from functools import lru_cache

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.places_geography import counties_in
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.web.cube_words import cube_line
from klusterkarta.web.pages.two_maps.chosen import chosen_cube, cube_state
from klusterkarta.web.pages.two_maps.page import two_maps_page
from klusterkarta.web.pages.two_maps.region_page import region_page, strong_picture
from klusterkarta.web.pictures import picture_file
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.two_maps import Laid, Profile, industry_cubes, lay_maps, region_profile

_NUTS_2 = 4


@require_safe
def two_maps(request: PageRequest) -> HttpResponse:
    """Where statistics and initiatives agree and differ: `?cube=`, without it the first table."""
    chosen = chosen_cube(request)
    with told_as_bad_request(request.lang):
        laid = _laid(chosen.key, cube_state(chosen), request.caller) if chosen else None
    return render(request, two_maps_page(laid, industry_cubes(), lang=request.lang))


@require_safe
def region(request: PageRequest, county: str) -> HttpResponse:
    """The profile of a county or a Swedish NUTS 2 region by its code: `?cube=`."""
    found = _found(request, county)
    return render(request, region_page(county, found, every=industry_cubes(), lang=request.lang))


@require_safe
def region_picture(request: PageRequest, county: str) -> HttpResponse:
    """The picture of the region's strong sectors."""
    found = _found(request, county)
    picture = strong_picture(found, lang=request.lang) if found else None
    if found is None or picture is None:
        raise Http404
    # By itself the picture says where its figures are from; on the page that stands above all of them.
    line = cube_line(found.laid.cube, found.laid.year, lang=request.lang)
    return picture_file(replace(picture, description=f"{picture.description} {line}"), request.lang)


def _found(request: PageRequest, county: str) -> Profile | None:
    if county not in counties() and not (len(county) == _NUTS_2 and counties_in("nuts", county)):
        raise Http404
    chosen = chosen_cube(request)
    with told_as_bad_request(request.lang):
        return _profile(chosen.key, county, cube_state(chosen), request.caller) if chosen else None


@lru_cache(maxsize=8)
def _laid(key: str, _state: object, caller: Caller) -> Laid:
    return lay_maps(key, caller=caller)


@lru_cache(maxsize=32)
def _profile(key: str, county: str, _state: object, caller: Caller) -> Profile:
    return region_profile(key, county, caller=caller)
