"""Sweden by county, shaded by location quotient: five steps that lie evenly about 1, and what has no figure."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from klusterkarta.charts.county_map import county_name
from klusterkarta.charts.graticule import frame, net
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.sheet import WIDTH, county_shapes, county_sheet
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say

# A half is as far from 1 as a double, four fifths as five quarters.
BOUNDS = (0.5, 0.8, 1.25, 2.0)
_NONE = "–"


def quotient_map(
    quotients: Mapping[str, float], title: str, *, lang: str, links: Mapping[str, str] | None = None
) -> Picture:
    """A map of location quotients by county code; a county that is not among them has no figure and no shade.

    `links` are addresses by county code. The drawing is hidden from screen readers: show the picture's table beside it.
    KeyError for a code that is no county, ValueError for a quotient below 0 or not finite.

    >>> picture = quotient_map({"17": 2.5, "12": 0.8}, "Skog", lang="sv")
    >>> picture.table[1], picture.description
    (('Värmland', '2,50'), 'Högst i Värmland: 2,50. I 1 av 2 län med siffror är andelen större än i landet.')
    """
    unknown = quotients.keys() - counties().keys()
    if unknown:
        raise KeyError(f"no county has the code {', '.join(sorted(unknown))}; see the vocabulary counties")
    for code, quotient in quotients.items():
        if not 0 <= quotient < float("inf"):
            raise ValueError(f"{code} has the location quotient {quotient}")
    rows = sorted(quotients.items(), key=lambda pair: (-pair[1], pair[0]))
    table = [(county_name(counties()[code], lang), _said(one, lang, decimals=2)) for code, one in rows]
    heads = (say("charts.county", lang), say("charts.quotient", lang))
    return Picture(_drawing(quotients, lang, links or {}), (heads, *table), title, _description(rows, lang))


def step_of(quotient: float) -> int:
    """The step of the ramp, 1 to 5.

    >>> [step_of(one) for one in (0, 0.5, 1, 1.25, 2)]
    [1, 2, 3, 4, 5]
    """
    return 1 + sum(quotient >= bound for bound in BOUNDS)


def _drawing(quotients: Mapping[str, float], lang: str, links: Mapping[str, str]) -> str:
    height = county_sheet().height
    size = f'viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" height="{height:g}"'
    areas = "".join(_area(code, quotients.get(code), lang, links.get(code, "")) for code in counties())
    figures = "".join(_figure(code, quotients.get(code), lang) for code in counties())
    start = f'<svg class="map" {size} aria-hidden="true" focusable="false">{net()}'
    return f'{start}<g class="area">{areas}</g><g>{figures}</g>{frame()}{_legend(lang)}</svg>'


def _area(code: str, quotient: float | None, lang: str, link: str) -> str:
    shape = f'<path class="m{_step(quotient)}" fill-rule="evenodd" d="{county_shapes()[code].path}"/>'
    said = _NONE if quotient is None else _said(quotient, lang, decimals=2)
    titled = f"<title>{escape(county_name(counties()[code], lang))}: {said}</title>{shape}"
    return f'<a href={quoteattr(link)} tabindex="-1">{titled}</a>' if link else f"<g>{titled}</g>"


def _figure(code: str, quotient: float | None, lang: str) -> str:
    shape = county_shapes()[code]
    said = _NONE if quotient is None else _said(quotient, lang, decimals=1)
    return f'<text class="c i{_step(quotient)}" x="{shape.x:g}" y="{shape.y + 4:g}">{said}</text>'


def _step(quotient: float | None) -> int:
    return 0 if quotient is None else step_of(quotient)


def _legend(lang: str) -> str:
    low, below, above, high = (_said(one, lang, decimals=2 if one == BOUNDS[2] else 1) for one in BOUNDS)
    ranges = (f"&lt; {low}", f"{low}–{below}", f"{below}–{above}", f"{above}–{high}", f"≥ {high}")
    steps = [(0, escape(say("charts.no_figure", lang))), *enumerate(ranges, start=1)]
    rows = "".join(
        f'<rect class="swatch m{step}" x="34" y="{62 + 21 * row}" width="24" height="15"/>'
        f'<text x="66" y="{74 + 21 * row}">{words}</text>'
        for row, (step, words) in enumerate(steps)
    )
    head = f'<text x="34" y="52" font-weight="600">{escape(say("charts.quotient", lang))}</text>'
    return f'<g class="lg">{head}{rows}</g>'


def _said(quotient: float, lang: str, *, decimals: int) -> str:
    return format_number(round(quotient, decimals), lang, decimals=decimals)


def _description(rows: list[tuple[str, float]], lang: str) -> str:
    if not rows:
        return say("charts.quotient_map_empty", lang)
    code, most = rows[0]
    over, name = sum(quotient > 1 for _, quotient in rows), county_name(counties()[code], lang)
    return say("charts.quotient_map", lang, name=name, most=_said(most, lang, decimals=2), over=over, all=len(rows))
