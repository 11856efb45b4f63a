"""Ranges on one scale, a row each: a line from low to high, a mark at the value, and what is unknown as unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.words import say

WIDTH = 440.0
_LEFT, _RIGHT, _HEAD, _ROW, _MARK = 184.0, 14.0, 22.0, 20.0, 4.5
_LONGEST = 27
_STEPS = 4


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A row: its name, from low to high, and the value (None: no single one). `words` stand for a row without range."""

    name: str
    low: float
    high: float
    value: float | None
    words: str = ""


def range_picture(rows: Sequence[RangeRow], *, most: float, lang: str, title: str, described: str) -> Picture:
    """The picture of rows on a scale from 0 to `most`, in their order, with its table.

    A row with `words` has no line: the words stand where it would. ValueError for no rows, for a range the wrong way
    round or off the scale, and for a value outside its range.

    >>> rows = [RangeRow("Zink", 25, 75, 50), RangeRow("Trä", 0, 100, None, "unknown")]
    >>> picture = range_picture(rows, most=100, lang="en", title="Maturity", described="Two.")
    >>> picture.table[1:]
    (('Zink', '50', '25–75'), ('Trä', 'unknown', ''))
    """
    _check(rows, most)
    tall = _HEAD + _ROW * len(rows) + 4
    drawn = [*_scale(most, tall), *(part for at, row in enumerate(rows) for part in _row(row, at, most))]
    box = f'viewBox="0 0 {WIDTH:g} {tall:g}"'
    start = f'<svg class="ranges" xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(title)}">'
    head = tuple(say(f"maturity.{key}", lang) for key in ("initiative", "index", "range"))
    table = (head, *(_cells(row) for row in rows))
    return Picture(f"{start}{''.join(drawn)}</svg>", table, title, described)


def _check(rows: Sequence[RangeRow], most: float) -> None:
    if not rows:
        raise ValueError("a picture of ranges needs a row at least")
    for row in rows:
        if not 0 <= row.low <= row.high <= most or not (row.value is None or row.low <= row.value <= row.high):
            raise ValueError(f"{row.name} has {row.value} between {row.low:g} and {row.high:g} on a scale to {most:g}")


def _x(value: float, most: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / most


def _scale(most: float, tall: float) -> Iterator[str]:
    for step in range(_STEPS + 1):
        value = most * step / _STEPS
        x = _x(value, most)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_HEAD - 4:g}" x2="{x:.1f}" y2="{tall:g}"/>'
        yield f'<text class="step" x="{x:.1f}" y="{_HEAD - 9:g}" text-anchor="middle">{value:g}</text>'


def _row(row: RangeRow, at: int, most: float) -> Iterator[str]:
    y = _HEAD + _ROW * (at + 0.5)
    short = row.name if len(row.name) <= _LONGEST else row.name[: _LONGEST - 1].rstrip() + "…"
    yield f'<text class="name" x="{_LEFT - 12:g}" y="{y + 4:.1f}" text-anchor="end">{escape(short)}</text>'
    if row.words:
        yield f'<text class="unknown" x="{_LEFT + 8:g}" y="{y + 4:.1f}">{escape(row.words)}</text>'
        return
    kind = "range" if row.value is not None else "range open"
    yield f'<line class="{kind}" x1="{_x(row.low, most):.1f}" y1="{y:.1f}" x2="{_x(row.high, most):.1f}" y2="{y:.1f}"/>'
    if row.value is not None:
        yield f'<circle class="dot" cx="{_x(row.value, most):.1f}" cy="{y:.1f}" r="{_MARK:g}"/>'


def _cells(row: RangeRow) -> tuple[str, str, str]:
    if row.words:
        return row.name, row.words, ""
    return row.name, "" if row.value is None else f"{row.value:.0f}", f"{row.low:.0f}–{row.high:.0f}"
