"""Where in Sweden something is: the counties it works in, among their neighbours."""

from collections.abc import Collection, Iterable
from xml.sax.saxutils import escape

from klusterkarta.charts.county_map import county_name
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.sheet import WIDTH, Box, county_shapes, county_sheet
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.numerals import format_list
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say

_ROUND, _LEAST, _TALLEST = 24.0, 190.0, 1.5


def locator_map(certain: Collection[str], interpreted: Collection[str], *, lang: str) -> Picture | None:
    """A map cut to the counties and their surroundings: certain ones filled, interpreted ones outlined.

    None without any county. KeyError for a code that is no county.

    >>> picture = locator_map({"17"}, {"18"}, lang="sv")
    >>> picture.description, picture.svg.count('class="maybe"')
    ('Värmland. Tolkat: Örebro.', 1)
    """
    marked = [*certain, *interpreted]
    if not marked:
        return None
    cut = _cut([county_shapes()[code].box for code in marked])
    near = [code for code in counties() if county_shapes()[code].box.meets(cut)]
    drawn = sorted(near, key=lambda code: (code in interpreted, code in certain))
    paths = "".join(
        f'<path class="{_state(code, certain, interpreted)}" d="{county_shapes()[code].path}"/>' for code in drawn
    )
    width, height = cut.right - cut.left, cut.bottom - cut.top
    frame = f"{cut.left:.1f} {cut.top:.1f} {width:.1f} {height:.1f}"
    words = _words(certain, interpreted, lang)
    title = say("charts.locator", lang)
    svg = (
        f'<svg class="map where" viewBox="{frame}" width="{WIDTH:g}" height="{WIDTH * height / width:.0f}" role="img" '
        f'aria-label="{escape(title)}: {escape(words)}">{paths}</svg>'
    )
    rows = [*((code, "certain") for code in certain), *((code, "interpreted") for code in interpreted)]
    heads = (say("charts.county", lang), say("charts.certainty", lang))
    table = [(county_name(counties()[code], lang), say(f"charts.{how}_one", lang)) for code, how in rows]
    return Picture(svg, (heads, *table), title, words)


def _cut(boxes: Iterable[Box]) -> Box:
    """Round all boxes with some room, not smaller than a few counties, not much taller than wide."""
    boxes = list(boxes)
    left, right = min(box.left for box in boxes) - _ROUND, max(box.right for box in boxes) + _ROUND
    top, bottom = min(box.top for box in boxes) - _ROUND, max(box.bottom for box in boxes) + _ROUND
    tall = max(bottom - top, _LEAST)
    wide = max(right - left, _LEAST, tall / _TALLEST)
    x, y = (left + right) / 2, (top + bottom) / 2
    x = min(max(x, wide / 2), WIDTH - wide / 2) if wide < WIDTH else x
    y = min(max(y, tall / 2), county_sheet().height - tall / 2)
    return Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def _state(code: str, certain: Collection[str], interpreted: Collection[str]) -> str:
    return "on" if code in certain else "maybe" if code in interpreted else "off"


def _words(certain: Collection[str], interpreted: Collection[str], lang: str) -> str:
    parts = []
    if certain:
        parts.append(say("charts.locator_certain", lang, counties=_names(certain, lang)))
    if interpreted:
        parts.append(say("charts.locator_interpreted", lang, counties=_names(interpreted, lang)))
    return " ".join(parts)


def _names(codes: Collection[str], lang: str) -> str:
    return format_list(sorted((county_name(counties()[code], lang) for code in codes), key=swedish_sort_key), lang)
