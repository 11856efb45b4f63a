"""Sweden by county: counts as shades and figures, what is certain and what is interpreted told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from klusterkarta.charts.classes import Range, class_of, class_ranges, shade_of
from klusterkarta.charts.graticule import frame, net
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.sheet import WIDTH, county_shapes, county_sheet
from klusterkarta.vocabularies.places_tables import County, counties
from klusterkarta.vocabularies.words import say

_HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hl" d="M0 0v6"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class CountyCount:
    """How many stand under a county by a source's own words, and how many by interpreting a wider area only."""

    certain: int = 0
    interpreted: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.certain + self.interpreted

    @property
    def figure(self) -> str:
        """The count as it stands on the map: "4+2" are four certain and two interpreted."""
        return f"{self.certain}+{self.interpreted}" if self.interpreted else str(self.certain)


Counts = Mapping[str, CountyCount]


def county_map(
    counts: Counts, title: str, *, lang: str, links: Mapping[str, str] | None = None, name: str = "map"
) -> Picture:
    """A map of the counts by county code; a county without a count is drawn as zero.

    `links` are addresses by county code; `name` another for each map of a page. The drawing is hidden from screen
    readers: show the picture's table beside it.
    KeyError for a code that is no county.

    >>> picture = county_map({"17": CountyCount(4, 2)}, "Initiativ", lang="sv")
    >>> picture.table[1], picture.description
    (('Värmland', '4', '2', '6'), 'Flest i Värmland: 6. Inga i 20 av 21 län.')
    """
    unknown = counts.keys() - counties().keys()
    if unknown:
        raise KeyError(f"no county has the code {', '.join(sorted(unknown))}; see the vocabulary counties")
    full = {code: counts.get(code, CountyCount()) for code in counties()}
    rows = sorted(full.items(), key=lambda item: (-item[1].total, item[0]))
    return Picture(
        _drawing(full, lang, links or {}, name),
        (_heads(lang), *(_row(counties()[code], count, lang) for code, count in rows)),
        title,
        _description(rows, lang),
    )


def county_name(county: County, lang: str) -> str:
    """The county's everyday name, which is the same in both languages but for the ending.

    >>> county_name(counties()["01"], "sv"), county_name(counties()["01"], "en")
    ('Stockholm', 'Stockholm')
    """
    return county.short if lang == "sv" else county.en.removesuffix(" County")


def _drawing(counts: Counts, lang: str, links: Mapping[str, str], name: str) -> str:
    ranges = class_ranges(max(count.total for count in counts.values()))
    unsure = any(count.interpreted for count in counts.values())
    height = county_sheet().height
    size = f'viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" height="{height:g}"'
    parts = (
        f'<svg class="map" {size} aria-hidden="true" focusable="false">',
        _HATCH if unsure else "",
        net(name),
        f'<g class="area">{"".join(_area(code, counts[code], ranges, lang, links) for code in counts)}</g>',
        f"<g>{''.join(_figure(code, counts[code], ranges) for code in counts)}</g>",
        frame(),
        _legend(ranges, lang, interpreted=unsure),
        "</svg>",
    )
    return "".join(parts)


def _area(code: str, count: CountyCount, ranges: Sequence[Range], lang: str, links: Mapping[str, str]) -> str:
    name = county_name(counties()[code], lang)
    path = f'<path class="m{_shade(count, ranges)}" fill-rule="evenodd" d="{county_shapes()[code].path}"/>'
    # Lines over the shade, not another shade: they are seen in print without colour too.
    lines = f'<path class="hatch" fill="url(#hatch)" d="{county_shapes()[code].path}"/>' if count.interpreted else ""
    titled = f"<title>{escape(name)}: {count.figure}</title>{path}{lines}"
    if code in links:
        return f'<a href={quoteattr(links[code])} tabindex="-1">{titled}</a>'
    return f"<g>{titled}</g>"


def _figure(code: str, count: CountyCount, ranges: Sequence[Range]) -> str:
    shape = county_shapes()[code]
    return f'<text class="c i{_shade(count, ranges)}" x="{shape.x:g}" y="{shape.y + 4:g}">{count.figure}</text>'


def _shade(count: CountyCount, ranges: Sequence[Range]) -> int:
    return shade_of(class_of(count.total, ranges), classes=len(ranges))


def _legend(ranges: Sequence[Range], lang: str, *, interpreted: bool) -> str:
    head = f'<text x="34" y="52" font-weight="600">{escape(say("charts.number_by_county", lang))}</text>'
    steps = [(0, "0"), *((shade_of(n, classes=len(ranges)), _range(one)) for n, one in enumerate(ranges, start=1))]
    rows = "".join(
        f'<rect class="swatch m{shade}" x="34" y="{62 + 21 * row}" width="24" height="15"/>'
        f'<text x="66" y="{74 + 21 * row}">{words}</text>'
        for row, (shade, words) in enumerate(steps)
    )
    note = ""
    if interpreted:
        lines = say("charts.figure_note", lang).split(" | ")
        below = 62 + 21 * len(steps)
        swatch = f'x="34" y="{below}" width="24" height="15"'
        note = f'<rect class="swatch m0" {swatch}/><rect class="hatch" fill="url(#hatch)" {swatch}/>'
        note += f'<text x="66" y="{below + 12}">{escape(say("charts.hatched", lang))}</text>'
        note += "".join(f'<text x="34" y="{below + 35 + 15 * n}">{escape(line)}</text>' for n, line in enumerate(lines))
    return f'<g class="lg">{head}{rows}{note}</g>'


def _range(one: Range) -> str:
    return str(one[0]) if one[0] == one[1] else f"{one[0]}–{one[1]}"


def _heads(lang: str) -> tuple[str, ...]:
    return tuple(say(f"charts.{key}", lang) for key in ("county", "certain", "interpreted", "total"))


def _row(county: County, count: CountyCount, lang: str) -> tuple[str, ...]:
    return county_name(county, lang), str(count.certain), str(count.interpreted), str(count.total)


def _description(rows: Sequence[tuple[str, CountyCount]], lang: str) -> str:
    code, most = rows[0]
    without = sum(count.total == 0 for _, count in rows)
    name = county_name(counties()[code], lang)
    if not most.total:
        return say("charts.county_map_empty", lang)
    key = "charts.county_map" if without else "charts.county_map_full"
    return say(key, lang, name=name, count=most.total, without=without, all=len(rows))
