"""What the map asks the server for each time it is moved: the marks in view, and the counties' numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from klusterkarta.catalogue.selectors.on_map import names_at
from klusterkarta.charts.classes import class_of, class_ranges, shade_of
from klusterkarta.charts.county_map import CountyCount
from klusterkarta.charts.marks import Group, Point, View, place_points
from klusterkarta.vocabularies.numerals import format_list, format_number
from klusterkarta.vocabularies.words import say
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.pages.map.query import MapQuery
from klusterkarta.web.pages.map.selection import Selected, groups_at, selected

MOST_NAMED = 3
"""A mark for so few is named after them; more are told by place and number."""


def map_data(query: MapQuery, zoom: int, *, lang: str) -> dict[str, Any]:
    """The answer: `marks` in view, `counties` by code, and the bounds of the marks in Sweden (`home`) and of all."""
    chosen = query.selection.chosen
    found = selected(chosen)
    shown = [group for group in groups_at(chosen, zoom) if _in_view(group, query.view)]
    few = [mark.place for group in shown if group.total <= MOST_NAMED for mark in group.marks]
    names = names_at(chosen, few) if few else {}
    return {
        "marks": [_mark(group, names, lang) for group in shown],
        "counties": _counties(found, lang),
        "chosen": list(chosen.county),
        "home": _bounds(mark.place for mark in found.marks if mark.place[0].isdigit()),
        "all": _bounds(mark.place for mark in found.marks),
    }


def _in_view(group: Group, view: View | None) -> bool:
    return view is None or view.holds((group.longitude, group.latitude))


def _mark(group: Group, names: dict[str, list[str]], lang: str) -> dict[str, Any]:
    places = [mark.place for mark in group.marks]
    interpreted = sum(mark.interpreted for mark in group.marks)
    looked_up = sum(mark.looked_up for mark in group.marks)
    # One actor with several places in the group is named once.
    who = list(dict.fromkeys(name for place in places for name in names.get(place, ())))
    return {
        "at": [group.latitude, group.longitude],
        "n": group.total,
        "figure": format_number(group.total, lang),
        "looks": _looks(group.total, looked_up=looked_up, interpreted=interpreted),
        "places": places,
        "bounds": _bounds(places),
        "label": _label(group, who, lang, interpreted=interpreted),
        "names": who,
    }


def _looks(total: int, *, looked_up: int, interpreted: int) -> str:
    if interpreted == total:
        return "interpreted"
    if interpreted:
        return "mixed"
    return "looked-up" if looked_up == total else "stated"


def _label(group: Group, who: Sequence[str], lang: str, *, interpreted: int) -> str:
    first = code_name("place", group.marks[0].place, lang=lang)
    more = len(group.marks) - 1
    where = say("map.and_more_places", lang, place=first, count=more) if more else first
    unsure = "_interpreted" if interpreted else ""
    if who:
        named = format_list(who, lang)
        key = f"map.label_named{unsure}"
        return say(key, lang, names=named, place=where, count=group.total, interpreted=interpreted)
    return say(f"map.label{unsure}", lang, place=where, count=group.total, interpreted=interpreted)


def _counties(found: Selected, lang: str) -> dict[str, dict[str, Any]]:
    ranges = class_ranges(max((count.total for count in found.counties.values()), default=0))
    return {
        code: {
            "shade": shade_of(class_of(count.total, ranges), classes=len(ranges)),
            "figure": count.figure,
            "interpreted": count.interpreted > 0,
            "label": f"{code_name('county', code, lang=lang)}: {_said(count, lang)}",
        }
        for code, count in found.counties.items()
    }


def _said(count: CountyCount, lang: str) -> str:
    key = "map.county_interpreted" if count.interpreted else "map.county"
    return say(key, lang, count=count.total, interpreted=count.interpreted)


def _bounds(places: Iterable[str]) -> list[Point] | None:
    """South-west and north-east as latitude and longitude; None without a place."""
    points = [place_points()[place] for place in places]
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    return [(min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))]
