"""The radar of an initiative's character (R25): unknown looks unknown, and disagreement shows as a band.

Each axis is a scale of its own from nothing at the middle to the most at the rim. A value stands as a mark; marks on
neighbouring axes are joined by a line; where an axis has no value the line stops, so that nobody reads a zero. No area
is filled: the area of a radar depends on the order of its axes and says nothing. The band on an axis runs from the
lowest to the highest score given there. Several series stand beside each other on an axis, in their order, so that none
covers another; a list below names them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from klusterkarta.charts.labels import label_round, wrapped
from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.words import say

# Words of twenty letters have room at either side.
WIDTH, HEIGHT = 620.0, 460.0
_MIDDLE = (310.0, 225.0)
_RADIUS = 165.0
_MARK = 5.0
_BESIDE, _LISTED = 8.0, 22.0
_LABEL_GAP = 16.0
_LONGEST_LINE, _LINE = 18, 14
MOST_SERIES = 5
# Each series has a mark and a line of its own, so that black and white tell them apart.
_SHAPES = ("round", "square", "diamond", "triangle", "cross")


@dataclass(frozen=True, slots=True)
class Spoke:
    """What a series has on an axis: the value drawn, the lowest and highest score behind it, and how many there are."""

    value: float
    least: float
    most: float
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    """An initiative, or an edition of one: a spoke for each axis, None where nothing is known."""

    name: str
    spokes: Sequence[Spoke | None]


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which of how many series it is, and the end of the scale."""

    number: int
    of: int
    most: int

    def on(self, axis: int, value: float, *, axes: int) -> Point:
        """The point of a value on an axis, beside it by the series' own distance."""
        x, y = _place(axis, axes, value / self.most)
        angle = 2 * math.pi * axis / axes
        aside = (self.number - (self.of - 1) / 2) * _BESIDE
        return x + aside * math.cos(angle), y + aside * math.sin(angle)


def radar(axes: Sequence[str], series: Sequence[Series], *, most: int, lang: str, title: str) -> Picture:
    """The radar of one to five series on three axes or more, each from 0 to `most`, with its table.

    ValueError for fewer than three axes, no series or more than five, a series with another number of spokes, and a
    value off the scale.

    >>> spokes = [Spoke(2, 1, 3, 5), None, Spoke(4, 4, 4, 5)]
    >>> picture = radar(["a", "b", "c"], [Series("Zink", spokes)], most=4, lang="en", title="Zink")
    >>> picture.table[2]
    ('b', 'unknown')
    """
    _check(axes, series, most)
    drawn = [
        *_web(len(axes), most),
        *(part for at, name in enumerate(axes) for part in _label(name, at, len(axes))),
        *(part for number, one in enumerate(series) for part in _series(one, _Place(number, len(series), most))),
    ]
    if len(series) > 1:
        drawn += [part for number, one in enumerate(series) for part in _listed(one.name, number)]
    tall = HEIGHT + (_LISTED * len(series) if len(series) > 1 else 0)
    box = f'viewBox="0 0 {WIDTH:g} {tall:g}"'
    start = f'<svg class="radar" xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(title)}">'
    table = _table(axes, series, lang)
    return Picture(f"{start}{''.join(drawn)}</svg>", table, title, _described(axes, series, most=most, lang=lang))


def _check(axes: Sequence[str], series: Sequence[Series], most: int) -> None:
    if len(axes) < 3:
        raise ValueError(f"a radar needs three axes or more, not {len(axes)}")
    if not 1 <= len(series) <= MOST_SERIES:
        raise ValueError(f"a radar holds one to {MOST_SERIES} series, not {len(series)}")
    for one in series:
        if len(one.spokes) != len(axes):
            raise ValueError(f"{one.name} has {len(one.spokes)} values for {len(axes)} axes")
        for spoke in filter(None, one.spokes):
            if not 0 <= spoke.least <= spoke.value <= spoke.most <= most:
                raise ValueError(f"{one.name} has {spoke.value:g} on a scale from 0 to {most}")


def _place(at: int, of: int, share: float) -> Point:
    """The point at a share of the way out on an axis; the first axis points straight up, the others go clockwise."""
    angle = 2 * math.pi * at / of - math.pi / 2
    return _MIDDLE[0] + share * _RADIUS * math.cos(angle), _MIDDLE[1] + share * _RADIUS * math.sin(angle)


def _web(of: int, most: int) -> Iterator[str]:
    for step in range(1, most + 1):
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(at, of, step / most) for at in range(of)))
        yield f'<polygon class="ring" points="{corners}"/>'
    for at in range(of):
        yield _line("axis", _MIDDLE, _place(at, of, 1))
    for step in range(most + 1):
        x, y = _place(0, of, step / most)
        yield f'<text class="step" x="{x + 4:.1f}" y="{y + 3:.1f}">{step}</text>'


def _label(name: str, at: int, of: int) -> Iterator[str]:
    lines = wrapped(name, _LONGEST_LINE)
    yield from label_round(lines, _place(at, of, 1 + _LABEL_GAP / _RADIUS), middle=_MIDDLE, radius=_RADIUS, step=_LINE)


def _series(series: Series, place: _Place) -> Iterator[str]:
    of = len(series.spokes)
    yield f'<g class="series s{place.number + 1}">'
    for at, spoke in enumerate(series.spokes):
        if spoke is not None and spoke.least < spoke.most:
            yield _line("band", place.on(at, spoke.least, axes=of), place.on(at, spoke.most, axes=of))
    for at, spoke in enumerate(series.spokes):
        after = series.spokes[(at + 1) % of]
        if spoke is not None and after is not None:
            yield _line("edge", place.on(at, spoke.value, axes=of), place.on((at + 1) % of, after.value, axes=of))
    for at, spoke in enumerate(series.spokes):
        if spoke is None:
            yield _unknown(_place(at, of, 1.0 - 0.09 * place.number))
        else:
            yield _mark(place.on(at, spoke.value, axes=of), _SHAPES[place.number])
    yield "</g>"


def _listed(name: str, number: int) -> Iterator[str]:
    """The series' line and mark, and its name."""
    y = HEIGHT + _LISTED * (number + 0.5)
    yield f'<g class="series s{number + 1}">{_line("edge", (60, y), (110, y))}{_mark((85, y), _SHAPES[number])}</g>'
    yield f'<text class="name listed" x="120" y="{y + 4:.1f}">{escape(name)}</text>'


def _line(kind: str, start: Point, end: Point) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _unknown(at: Point) -> str:
    """A question mark at the rim, where no value of any series stands that anybody could take it for."""
    return f'<text class="unknown" x="{at[0]:.1f}" y="{at[1] + 4:.1f}" text-anchor="middle">?</text>'


def _mark(at: Point, shape: str) -> str:
    x, y = at
    r = _MARK
    if shape == "round":
        return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{r:g}"/>'
    corners = {
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
        "diamond": [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)],
        "triangle": [(0, -r - 1), (r + 1, r), (-r - 1, r)],
        "cross": [
            (-r, -2),
            (-2, -2),
            (-2, -r),
            (2, -r),
            (2, -2),
            (r, -2),
            (r, 2),
            (2, 2),
            (2, r),
            (-2, r),
            (-2, 2),
            (-r, 2),
        ],
    }[shape]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon class="mark" points="{points}"/>'


def _table(axes: Sequence[str], series: Sequence[Series], lang: str) -> tuple[tuple[str, ...], ...]:
    head = (say("radar.axis", lang), *(one.name for one in series))
    rows = ((axis, *(_cell(one.spokes[at], lang) for one in series)) for at, axis in enumerate(axes))
    return (head, *rows)


def _cell(spoke: Spoke | None, lang: str) -> str:
    if spoke is None:
        return say("radar.unknown", lang)
    code = "radar.value" if spoke.least == spoke.most else "radar.value_between"
    # A median of whole scores is most often whole itself, and then stands without a decimal.
    value = int(spoke.value) if spoke.value == int(spoke.value) else spoke.value
    bounds = {"value": value, "least": spoke.least, "most": spoke.most, "count": spoke.count}
    return say(code, lang, **bounds)


def _described(axes: Sequence[str], series: Sequence[Series], *, most: int, lang: str) -> str:
    said = []
    for one in series:
        known = [f"{axis} {_cell(spoke, lang)}" for axis, spoke in zip(axes, one.spokes, strict=True)]
        said.append(f"{one.name}: {'; '.join(known)}.")
    return f"{say('radar.described', lang, axes=len(axes), most=most)} {' '.join(said)}"
