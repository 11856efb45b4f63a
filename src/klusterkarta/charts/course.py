"""Figures over years: a line a series, open where a figure is missing or the series breaks."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say

WIDTH, HEIGHT = 480.0, 240.0
_LEFT, _RIGHT, _TOP, _FOOT, _RADIUS = 68.0, 74.0, 14.0, 30.0, 3.5
_APART = 15.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LABELS = 7


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A series: its name, and its figures by year; None for one that is missing."""

    name: str
    points: Mapping[int, float | None]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where years and figures lie on the drawing."""

    years: tuple[int, ...]
    least: float
    most: float

    def x(self, year: float) -> float:
        first, last = self.years[0], self.years[-1]
        share = 0.5 if first == last else (year - first) / (last - first)
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * share

    def y(self, value: float) -> float:
        return HEIGHT - _FOOT - (HEIGHT - _TOP - _FOOT) * (value - self.least) / (self.most - self.least)


def course(
    lines: Sequence[CourseLine], *, breaks: Collection[int] = (), lang: str, title: str, described: str
) -> Picture:
    """The picture of up to three series, from zero unless a figure lies below it, and its table: a row a year.

    `breaks` are the years that begin something new: no line leads across them. ValueError for no series, more than
    three, or none with a figure.

    >>> line = CourseLine("Alla", {2018: 200.0, 2019: None, 2020: 300.0})
    >>> course([line], lang="en", title="People", described="").table
    (('Year', 'Alla'), ('2018', '200'), ('2019', '–'), ('2020', '300'))
    """
    values = [value for line in lines for value in line.points.values() if value is not None]
    if not 1 <= len(lines) <= 3 or not values:
        raise ValueError("a course needs one to three series with a figure at least")
    years = tuple(sorted({year for line in lines for year in line.points}))
    step = _step(max(0.0, *values) - min(0.0, *values))
    least, most = (
        rounded(end / step) * step for rounded, end in ((math.floor, min(0.0, *values)), (math.ceil, max(0.0, *values)))
    )
    frame = _Frame(years, least, most if most > least else least + step)
    drawn = [*_scale(frame, step, lang), *_breaks(frame, breaks)]
    drawn += [part for at, line in enumerate(lines) for part in _line(frame, line, at, breaks)]
    drawn += _names(frame, lines)
    start = (
        f'<svg class="course" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{escape(title)}">'
    )
    rows = [(str(year), *(_text(line.points.get(year), lang) for line in lines)) for year in years]
    head = (say("charts.year", lang), *(line.name for line in lines))
    return Picture(f"{start}{''.join(drawn)}</svg>", (head, *rows), title, described)


def _step(span: float) -> float:
    """A round step of which about four fill the span."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    return next(one * power for one in _STEPS if one * power >= span / 4)


def _text(value: float | None, lang: str) -> str:
    if value is None:
        return "–"
    return format_number(round(value, 2), lang, decimals=0 if float(value).is_integer() else 2)


def _scale(frame: _Frame, step: float, lang: str) -> Iterator[str]:
    for number in range(round((frame.most - frame.least) / step) + 1):
        value = frame.least + number * step
        y = frame.y(value)
        yield f'<line class="grid" x1="{_LEFT:g}" y1="{y:.1f}" x2="{WIDTH - _RIGHT:g}" y2="{y:.1f}"/>'
        yield f'<text class="step" x="{_LEFT - 8:g}" y="{y + 4:.1f}" text-anchor="end">{_text(value, lang)}</text>'
    every = max(1, math.ceil(len(frame.years) / _LABELS))
    for year in frame.years[::every]:
        yield f'<text class="step" x="{frame.x(year):.1f}" y="{HEIGHT - 8:g}" text-anchor="middle">{year}</text>'


def _breaks(frame: _Frame, breaks: Collection[int]) -> Iterator[str]:
    for year in sorted(breaks):
        if frame.years[0] < year <= frame.years[-1]:
            x = frame.x(year - 0.5)
            yield f'<line class="break" x1="{x:.1f}" y1="{_TOP:g}" x2="{x:.1f}" y2="{HEIGHT - _FOOT:g}"/>'


def _line(frame: _Frame, line: CourseLine, at: int, breaks: Collection[int]) -> Iterator[str]:
    known = {year: value for year, value in line.points.items() if value is not None}
    for before, after in pairwise(frame.years):
        if before in known and after in known and not any(before < year <= after for year in breaks):
            ends = f'x1="{frame.x(before):.1f}" y1="{frame.y(known[before]):.1f}"'
            yield f'<line class="s{at}" {ends} x2="{frame.x(after):.1f}" y2="{frame.y(known[after]):.1f}"/>'
    for year, value in known.items():
        yield f'<circle class="s{at}" cx="{frame.x(year):.1f}" cy="{frame.y(value):.1f}" r="{_RADIUS:g}"/>'


def _names(frame: _Frame, lines: Sequence[CourseLine]) -> Iterator[str]:
    """Each series' name at its last figure, moved down where two would lie on each other."""
    ends = []
    for at, line in enumerate(lines):
        known = [(year, value) for year, value in sorted(line.points.items()) if value is not None]
        if known:
            ends.append((frame.y(known[-1][1]), frame.x(known[-1][0]), at, line.name))
    lowest = -math.inf
    for y, x, at, name in sorted(ends):
        lowest = max(y, lowest + _APART)
        yield f'<text class="s{at}" x="{x + 9:.1f}" y="{lowest + 4:.1f}">{escape(name)}</text>'
