"""Location quotients of one region, a row each: the quotient with its interval, and where it stood before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say

WIDTH = 440.0
_LEFT, _RIGHT, _HEAD, _ROW, _MARK = 184.0, 14.0, 24.0, 24.0, 5.0
_LONGEST = 27


@dataclass(frozen=True, slots=True)
class QuotientRow:
    """A row: its name, the quotient with its interval, and the earlier quotient; None for none."""

    name: str
    quotient: float
    low: float
    high: float
    before: float | None = None


def quotient_ranges(rows: Sequence[QuotientRow], *, lang: str, title: str, described: str) -> Picture:
    """The picture of rows in their order, with a line at 1, and its table.

    The scale ends at the first whole number over every quotient and lower bound; a longer interval runs to the edge.
    ValueError for no rows, and for a quotient that is below 0 or outside its interval.

    >>> rows = [QuotientRow("Skog", 1.5, 1.0, 2.1, 1.25), QuotientRow("Mat", 0.5, 0.2, 0.9)]
    >>> quotient_ranges(rows, lang="en", title="Värmland", described="").table[1:]
    (('Skog', '1.50', '1.00–2.10', '1.25'), ('Mat', '0.50', '0.20–0.90', ''))
    """
    if not rows:
        raise ValueError("a picture of quotients needs a row at least")
    for row in rows:
        if not 0 <= row.low <= row.quotient <= row.high or (row.before or 0) < 0:
            raise ValueError(f"{row.name} has {row.quotient:g} between {row.low:g} and {row.high:g}")
    most = ceil(max(2.0, *(max(row.quotient, row.before or 0) + 0.25 for row in rows)))
    tall = _HEAD + _ROW * len(rows) + 6
    drawn = [*_scale(most, tall, lang), *(part for at, row in enumerate(rows) for part in _row(row, at, most))]
    box = f'viewBox="0 0 {WIDTH:g} {tall:g}" role="img" aria-label="{escape(title)}"'
    start = f'<svg class="ranges quotients" xmlns="http://www.w3.org/2000/svg" {box}>'
    heads = tuple(say(f"charts.{key}", lang) for key in ("sector", "quotient", "interval", "before"))
    return Picture(f"{start}{''.join(drawn)}</svg>", (heads, *(_cells(row, lang) for row in rows)), title, described)


def _x(value: float, most: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * min(value, most) / most


def _scale(most: int, tall: float, lang: str) -> Iterator[str]:
    step = max(1, most // 8)
    for value in range(0, most + 1, step):
        x, kind, said = _x(value, most), "mean" if value == 1 else "grid", format_number(value, lang)
        yield f'<line class="{kind}" x1="{x:.1f}" y1="{_HEAD - 4:g}" x2="{x:.1f}" y2="{tall:g}"/>'
        yield f'<text class="step" x="{x:.1f}" y="{_HEAD - 9:g}" text-anchor="middle">{said}</text>'


def _row(row: QuotientRow, at: int, most: float) -> Iterator[str]:
    y = _HEAD + _ROW * (at + 0.5)
    short = row.name if len(row.name) <= _LONGEST else row.name[: _LONGEST - 1].rstrip() + "…"
    yield f'<text class="name" x="{_LEFT - 12:g}" y="{y + 4:.1f}" text-anchor="end">{escape(short)}</text>'
    yield f'<line class="range" x1="{_x(row.low, most):.1f}" y1="{y:.1f}" x2="{_x(row.high, most):.1f}" y2="{y:.1f}"/>'
    if row.before is not None:
        yield f'<circle class="before" cx="{_x(row.before, most):.1f}" cy="{y:.1f}" r="{_MARK - 0.5:g}"/>'
    yield f'<circle class="dot" cx="{_x(row.quotient, most):.1f}" cy="{y:.1f}" r="{_MARK:g}"/>'


def _cells(row: QuotientRow, lang: str) -> tuple[str, str, str, str]:
    now, low, high = (format_number(round(one, 2), lang, decimals=2) for one in (row.quotient, row.low, row.high))
    before = "" if row.before is None else format_number(round(row.before, 2), lang, decimals=2)
    return row.name, now, f"{low}–{high}", before
