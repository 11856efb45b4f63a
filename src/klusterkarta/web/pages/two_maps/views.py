"""The views of the two maps and of a county's profile."""

from functools import lru_cache

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.pages.two_maps.page import two_maps_page
from klusterkarta.web.pages.two_maps.region_page import region_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.figures import CubeView, cubes
from klusterkarta.workflow.two_maps import Laid, Profile, lay_maps, region_profile


@require_safe
def two_maps(request: PageRequest) -> HttpResponse:
    """Where statistics and initiatives agree and differ: `?cube=`, without it the first table."""
    chosen = _chosen(request)
    try:
        laid = _laid(chosen.key, _state(chosen), request.caller) if chosen else None
    except Explained as fault:
        raise BadRequest(explain(fault.reason, request.lang)) from fault
    return render(request, two_maps_page(laid, cubes(), lang=request.lang))


@require_safe
def region(request: PageRequest, county: str) -> HttpResponse:
    """The profile of a county by its code: `?cube=`."""
    if county not in counties():
        raise Http404
    chosen = _chosen(request)
    try:
        found = _profile(chosen.key, county, _state(chosen), request.caller) if chosen else None
    except Explained as fault:
        raise BadRequest(explain(fault.reason, request.lang)) from fault
    return render(request, region_page(county, found, every=cubes(), lang=request.lang))


def _chosen(request: PageRequest) -> CubeView | None:
    """The table that is asked for, else the first; None where there is none. BadRequest for an unknown one."""
    every = {one.key: one for one in cubes()}
    asked = request.GET.get("cube", "")
    if asked and asked not in every:
        raise BadRequest(asked[:60])
    return every[asked] if asked else next(iter(every.values()), None)


def _state(cube: CubeView) -> tuple[int, bool, Version | None]:
    """What the answer follows from, besides what is asked."""
    return cube.version, cube.published, latest_moving_change()


@lru_cache(maxsize=8)
def _laid(key: str, _state: object, caller: Caller) -> Laid:
    return lay_maps(key, caller=caller)


@lru_cache(maxsize=32)
def _profile(key: str, county: str, _state: object, caller: Caller) -> Profile:
    return region_profile(key, county, caller=caller)
