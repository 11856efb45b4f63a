"""The map's address: the list's own parameters, and which part of the map is looked at."""

from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import QueryDict

from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.charts.marks import View, places_in
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.actors.query import ListQuery, read_query

LEAST_ZOOM, MOST_ZOOM = 2, 18
_SIDES = 4
_NOWHERE = ("-",)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuery:
    """A selection, and the part of the map that its list is narrowed to; None for the whole selection."""

    selection: ListQuery
    view: View | None = None

    @property
    def in_view(self) -> ActorFilter:
        """The filter of the list beneath the map."""
        if self.view is None:
            return self.selection.chosen
        return replace(self.selection.chosen, seen=tuple(sorted(places_in(self.view))) or _NOWHERE)

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters."""
        box = [("bbox", _written(self.view))] if self.view else []
        return [*self.selection.pairs(), *box]


def read_map_query(parameters: QueryDict, lang: str, *, caller: Caller) -> MapQuery:
    """The query of an address. Raises BadRequest as the list does, and for a `bbox` that is no part of the earth."""
    box = parameters.get("bbox", "")
    return MapQuery(selection=read_query(parameters, lang, caller=caller), view=_view(box, lang) if box else None)


def read_zoom(parameters: QueryDict, lang: str) -> int:
    """The zoom, kept within what a map can have. Raises BadRequest for what is no whole number."""
    text = parameters.get("zoom") or str(LEAST_ZOOM)
    if not (text.isascii() and text.isdecimal() and len(text) < _SIDES):
        raise BadRequest(say("map.bad_zoom", lang, zoom=text[:20]))
    return max(LEAST_ZOOM, min(MOST_ZOOM, int(text)))


def _view(text: str, lang: str) -> View:
    try:
        west, south, east, north = (float(side) for side in text.split(","))
        if not (west < east and -90 <= south < north <= 90 and abs(west) <= 540 and abs(east) <= 540):
            raise ValueError
    except ValueError as fault:
        raise BadRequest(say("map.bad_bbox", lang, bbox=text[:60])) from fault
    return View(west, south, east, north)


def _written(view: View) -> str:
    return ",".join(f"{side:.3f}" for side in (view.west, view.south, view.east, view.north))
