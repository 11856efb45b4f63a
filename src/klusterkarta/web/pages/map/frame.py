"""What the script of a map needs to know: its addresses and its words."""

from dataclasses import dataclass

from klusterkarta.charts.classes import class_ranges, shade_of
from klusterkarta.charts.shapes import shapes_version
from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, with_query
from klusterkarta.web.pages.map.query import MapQuery
from klusterkarta.web.pages.map.selection import Selected
from klusterkarta.web.static_files import VersionedStaticFiles

_WORDS = (
    "zoom_in", "zoom_out", "close", "all_marks", "home", "loading", "moved", "no_answer",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFrame:
    """Written as JSON into the page; `selection` changes with the filters, the rest does not.

    `marks`, `at` and `list` are addresses to which the selection and the part in view are added; `list` is "" where the
    list does not follow the map. `filter` tells whether clicking on a county chooses it.
    """

    selection: list[tuple[str, str]]
    bbox: list[float] | None
    marks: str
    at: str
    list: str
    filter: bool
    counties: str
    municipalities: str
    countries: str
    tiles: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the legend: its shade of the ramp, 0 to 5, and the numbers it stands for."""

    shade: int
    words: str


def legend_of(found: Selected) -> list[Step]:
    """The shades that counties have, with what they mean; zero first."""
    ranges = class_ranges(max((count.total for count in found.counties.values()), default=0))
    named = [f"{first}–{last}" if first != last else f"{first}" for first, last in ranges]
    shades = [shade_of(number, classes=len(ranges)) for number in range(1, len(ranges) + 1)]
    return [Step(0, "0"), *map(Step, shades, named)]


def frame_of(query: MapQuery, lang: str, *, at: str = "map-at", page: str = "map", filtering: bool = True) -> MapFrame:
    """The frame for a selection, on a page whose list has the address `page`."""
    version = [("v", shapes_version())]
    view = query.view
    return MapFrame(
        selection=query.selection.pairs(),
        bbox=[view.west, view.south, view.east, view.north] if view else None,
        marks=address("map-data", lang),
        at=address(at, lang),
        list=address(page, lang),
        filter=filtering,
        counties=with_query(address("map-shapes", lang, area="counties"), version),
        municipalities=with_query(address("map-shapes", lang, area="municipalities"), version),
        countries=VersionedStaticFiles().url("klusterkarta/build/countries.json"),
        tiles=current().tile_url,
        words={name: say(f"map.{name}", lang) for name in _WORDS},
    )
