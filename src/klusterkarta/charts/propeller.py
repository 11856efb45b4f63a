"""The propeller of an innovation index (R87): a blade for each driver, as long as its score, with its indicators.

Every blade has the same width, so that its area grows as its score does. A blade's score runs from 0 at the hub to 1 at
the rim; a line across it is the mean of all regions. A driver that too little is known of has no blade but a question
mark.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from klusterkarta.charts.labels import label_round, wrapped
from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.words import say

WIDTH, HEIGHT = 640.0, 470.0
_MIDDLE = (320.0, 235.0)
_RADIUS, _HUB, _HALF = 165.0, 7.0, 27.0
# A blade shorter than this has its figure beyond its tip.
_ROOM = 60.0
_CLEAR = 9.0
_STEPS = (0.25, 0.5, 0.75, 1.0)
_LONGEST_LINE, _LINE = 22, 17

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator under a blade: its name and its score, None where it is not known."""

    name: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Blade:
    """A driver: its score from 0 to 1, the mean of all regions, and its indicators."""

    name: str
    score: float | None
    mean: float | None
    figures: Sequence[Figure]


def propeller(blades: Sequence[Blade], *, lang: str, title: str) -> Picture:
    """The propeller of one region with two to eight blades, and its table of drivers and indicators.

    ValueError for another number of blades, and for a score or mean outside 0 to 1.

    >>> blades = [Blade("Kreativitet", 0.4, 0.5, [Figure("Öppenhet", 0.4)]), Blade("Teknik", None, 0.5, [])]
    >>> picture = propeller(blades, lang="en", title="Sörmland")
    >>> picture.table[1:]
    (('Kreativitet', '', '0.40', '0.50'), ('Kreativitet', 'Öppenhet', '0.40', ''), ('Teknik', '', 'unknown', '0.50'))
    """
    _check(blades)
    drawn = [*_rings(), *(part for at, one in enumerate(blades) for part in _blade(one, at, len(blades), lang))]
    x, y = _MIDDLE
    drawn.append(f'<circle class="hub" cx="{x:g}" cy="{y:g}" r="{_HUB:g}"/>')
    box = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    name = f'role="img" aria-label="{escape(title)}"'
    start = f'<svg class="radar propeller" xmlns="http://www.w3.org/2000/svg" {box} {name}>'
    return Picture(f"{start}{''.join(drawn)}</svg>", _table(blades, lang), title, _described(blades, lang))


def _check(blades: Sequence[Blade]) -> None:
    if not 2 <= len(blades) <= 8:
        raise ValueError(f"a propeller has two to eight blades, not {len(blades)}")
    for one in blades:
        for value in (one.score, one.mean, *(figure.score for figure in one.figures)):
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"{one.name} has {value:g} on a scale from 0 to 1")


def _at(turn: float, along: float, across: float = 0.0) -> Point:
    """The point so far out along a blade and so far across it; the first blade points up, the others go clockwise."""
    x = _MIDDLE[0] + along * math.sin(turn) + across * math.cos(turn)
    return x, _MIDDLE[1] - along * math.cos(turn) + across * math.sin(turn)


def _rings() -> Iterator[str]:
    x, y = _MIDDLE
    for step in _STEPS:
        yield f'<circle class="ring" cx="{x:g}" cy="{y:g}" r="{step * _RADIUS:g}"/>'


def _blade(blade: Blade, number: int, of: int, lang: str) -> Iterator[str]:
    turn = 2 * math.pi * number / of
    if blade.score is None:
        x, y = _at(turn, _RADIUS - 12)
        yield f'<text class="unknown" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">?</text>'
    else:
        yield f'<path class="blade" d="{_shape(turn, blade.score * _RADIUS)}"/>'
        length = blade.score * _RADIUS
        inside = length > _ROOM
        x, y = _at(turn, _digit_at(length, (blade.mean if blade.mean is not None else 2.0) * _RADIUS, inside=inside))
        kind = "light" if inside else "digit"
        said = _said(blade.score, lang)
        yield f'<text class="{kind}" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{said}</text>'
    if blade.mean is not None:
        (x1, y1), (x2, y2) = (_at(turn, blade.mean * _RADIUS, side * (_HALF + 5)) for side in (-1, 1))
        yield f'<line class="mean" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
    yield from _label(blade.name, turn)


def _digit_at(length: float, mean: float, *, inside: bool) -> float:
    """How far out a blade's figure stands: near its tip, clear of the line of the mean."""
    places = [length - step for step in (34, 24, 48)] if inside else [length + step for step in (20, 36)]
    return next((one for one in places if abs(one - mean) > _CLEAR), places[0])


def _shape(turn: float, length: float) -> str:
    """Pointed at the hub and round at the tip, as wide whatever its length."""
    half = _HALF * 1.25
    corners = [(0.0, 0.0), (0.35, -half), (0.8, -half), (1.0, 0.0), (0.8, half), (0.35, half)]
    p = [f"{x:.1f},{y:.1f}" for x, y in (_at(turn, along * length, across) for along, across in corners)]
    return f"M{p[0]} C{p[1]} {p[2]} {p[3]} C{p[4]} {p[5]} {p[0]} Z"


def _label(name: str, turn: float) -> Iterator[str]:
    lines = wrapped(name, _LONGEST_LINE)
    yield from label_round(lines, _at(turn, _RADIUS + 16), middle=_MIDDLE, radius=_RADIUS, step=_LINE)


def _table(blades: Sequence[Blade], lang: str) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(say(f"propeller.{key}", lang) for key in ("driver", "indicator", "score", "mean"))]
    for one in blades:
        rows.append((one.name, "", _said(one.score, lang), "" if one.mean is None else _said(one.mean, lang)))
        rows += [(one.name, figure.name, _said(figure.score, lang), "") for figure in one.figures]
    return tuple(rows)


def _said(score: float | None, lang: str) -> str:
    if score is None:
        return say("propeller.unknown", lang)
    return f"{score:.2f}".replace(".", ",") if lang == "sv" else f"{score:.2f}"


def _described(blades: Sequence[Blade], lang: str) -> str:
    known = "; ".join(f"{one.name} {_said(one.score, lang)}" for one in blades)
    return f"{say('propeller.described', lang, blades=len(blades))} {known}."
