"""The net of degrees under a map, and the frame round it with their figures."""

from collections.abc import Iterable
from functools import cache

from klusterkarta.charts.sheet import PROJECTION, WIDTH, county_sheet

_INNER = 11.0
_PARALLELS, _MERIDIANS = range(54, 72, 2), range(4, 36, 4)


@cache
def net(name: str = "map") -> str:
    """The parallels every second degree and the meridians every fourth, cut at the frame.

    `name` begins the id of the frame: another for each map of a page.

    >>> net().count("<path")
    17
    """
    sheet = county_sheet()
    width, height = WIDTH - 2 * _INNER, sheet.height - 2 * _INNER
    lines = [*([(lon, lat) for lon in range(37)] for lat in _PARALLELS)]
    lines += [[(lon, lat) for lat in range(52, 73)] for lon in _MERIDIANS]
    paths = "".join(f'<path d="{_line(sheet.place(lon, lat) for lon, lat in line)}"/>' for line in lines)
    inner = f'<rect x="{_INNER:g}" y="{_INNER:g}" width="{width:g}" height="{height:g}"/>'
    return f'<clipPath id="{name}-frame">{inner}</clipPath><g class="gr" clip-path="url(#{name}-frame)">{paths}</g>'


@cache
def frame() -> str:
    """A double frame with the degrees at its left and lower sides."""
    height = county_sheet().height
    outer = f'<path class="fr" stroke-width="2" d="M1 1h{WIDTH - 2:g}v{height - 2:g}h-{WIDTH - 2:g}z"/>'
    wide, tall = WIDTH - 2 * _INNER, height - 2 * _INNER
    inner = f'<path class="fr" stroke-width=".8" d="M{_INNER:g} {_INNER:g}h{wide:g}v{tall:g}h-{wide:g}z"/>'
    return outer + inner + "".join((*_parallel_figures(), *_meridian_figures()))


def _parallel_figures() -> Iterable[str]:
    """Each parallel's degree where it leaves the frame at the left."""
    sheet = county_sheet()
    x = sheet.left + _INNER / sheet.scale
    for latitude in _PARALLELS:
        _, y = sheet.place(PROJECTION.longitude_on(latitude, x), latitude)
        if 3 * _INNER < y < sheet.height - 3 * _INNER:
            yield f'<text class="deg" x="{_INNER + 4:g}" y="{y - 3:.0f}">{latitude}°</text>'


def _meridian_figures() -> Iterable[str]:
    """Each meridian's degree where it leaves the frame below."""
    sheet = county_sheet()
    north = sheet.top - (sheet.height - _INNER) / sheet.scale
    for longitude in _MERIDIANS:
        x, _ = sheet.place(longitude, PROJECTION.latitude_on(longitude, north))
        if 3 * _INNER < x < WIDTH - 3 * _INNER:
            yield f'<text class="deg" x="{x + 4:.0f}" y="{sheet.height - _INNER - 4:.0f}">{longitude}°</text>'


def _line(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
