"""Phases against members at two points in time: the picture by which the Sörmland book (2009) told its fifteen years.

One column a phase, the number of members upwards on a logarithmic scale, and a lane below for those whose number
nobody gives. An initiative has a number of its own. Where it stood first is an open mark, where it stood later a filled
one; an arrow leads from the one to the other, dashed where the number of members is known at one end only. Where a
source leaves several phases open the mark is drawn out over them; an amount between two bounds is a line; a number of
members borrowed from another year has a dashed edge.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from klusterkarta.charts.labels import wrapped
from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.words import say

WIDTH = 620.0
_LEFT, _TOP, _PLOT, _HEAD, _ROW, _RADIUS = 46.0, 54.0, 250.0, 44.0, 24.0, 9.0
_LEAST_MOST = 10.0
_LONGEST_LINE = 13
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePoint:
    """Where an initiative stood: from column `first` to `last`, with `low` to `high` members (both None: unknown).

    An open bound counts as the other one. `phase` and `members` say the same in words, for the table.
    """

    first: int
    last: int
    low: float | None
    high: float | None
    borrowed: bool
    phase: str
    members: str


@dataclass(frozen=True, slots=True)
class PhaseTrack:
    """An initiative, where it stood at the first and at the second time; None where nobody says."""

    name: str
    before: PhasePoint | None
    after: PhasePoint | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """The measures of one drawing."""

    columns: int
    tracks: int
    most: float

    @property
    def wide(self) -> float:
        return (WIDTH - _LEFT) / self.columns

    @property
    def foot(self) -> float:
        """Where the scale ends and the lane of unknown numbers begins."""
        return _TOP + _PLOT

    @property
    def tall(self) -> float:
        return self.foot + _HEAD / 2 + _ROW * self.tracks + 8

    def x(self, column: int, number: int) -> float:
        """Each initiative has its own place across every column, so that marks do not cover each other."""
        share = (number + 1) / (self.tracks + 1)
        return _LEFT + self.wide * column + 12 + (self.wide - 24) * share

    def y(self, members: float) -> float:
        """The height of a number of members: from 1 at the foot to `most` at the top, by its logarithm."""
        return self.foot - _PLOT * math.log(max(members, 1)) / math.log(self.most)


Spot = tuple[float, float]


def phase_picture(
    columns: Sequence[str], tracks: Sequence[PhaseTrack], *, times: tuple[str, str], lang: str, title: str
) -> Picture:
    """The picture of initiatives in phases (the columns, in order) at two times, with its table.

    ValueError for no column, no initiative, a point in a column that is not there, and bounds the wrong way round.

    >>> point = PhasePoint(first=1, last=1, low=45, high=45, borrowed=False, phase="Start", members="45")
    >>> tracks = [PhaseTrack("Biotechvalley", None, point)]
    >>> picture = phase_picture(["Exploring", "Start"], tracks, times=("2003", "2007"), lang="en", title="Phases")
    >>> picture.table[1]
    ('1', 'Biotechvalley', 'nothing stated', '', 'Start', '45')
    """
    _check(columns, tracks)
    frame = _Frame(len(columns), len(tracks), _most(tracks))
    drawn = [*_ground(frame, columns, lang)]
    for number, track in enumerate(tracks):
        drawn += _track(track, number, frame)
    box = f'viewBox="0 0 {WIDTH:g} {frame.tall:g}"'
    start = f'<svg class="phases" xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(title)}">'
    # The arrow's head is a marker; its name is this picture's own, of which a page has one.
    size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    head = f'<defs><marker id="phase-arrow" {size}><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>'
    described = say("phases.described", lang, count=len(tracks), first=times[0], second=times[1])
    return Picture(f"{start}{head}{''.join(drawn)}</svg>", _table(tracks, times, lang), title, described)


def _check(columns: Sequence[str], tracks: Sequence[PhaseTrack]) -> None:
    if not columns or not tracks:
        raise ValueError("a picture of phases needs a phase and an initiative at least")
    for track in tracks:
        for point in filter(None, (track.before, track.after)):
            if not 0 <= point.first <= point.last < len(columns):
                raise ValueError(f"{track.name} stands in column {point.first}–{point.last} of {len(columns)}")
            if point.low is not None and point.high is not None and point.low > point.high:
                raise ValueError(f"{track.name} has from {point.low:g} to {point.high:g} members")


def _most(tracks: Sequence[PhaseTrack]) -> float:
    points = [point for track in tracks for point in (track.before, track.after) if point]
    most = max((bound for one in points for bound in (one.low, one.high) if bound is not None), default=_LEAST_MOST)
    return next(step for step in _scale(math.inf) if step >= max(most, _LEAST_MOST))


def _scale(most: float) -> Iterator[float]:
    """1, 2, 5, 10, 20, 50 … up to `most`."""
    power = 1.0
    while power <= most:
        yield from (step * power for step in _STEPS if step * power <= most)
        power *= 10


def _ground(frame: _Frame, columns: Sequence[str], lang: str) -> Iterator[str]:
    for at, name in enumerate(columns):
        x = _LEFT + frame.wide * at
        size = f'width="{frame.wide:.1f}" height="{frame.tall - _TOP:g}"'
        yield f'<rect class="column{" odd" if at % 2 else ""}" x="{x:.1f}" y="{_TOP:g}" {size}/>'
        for number, line in enumerate(wrapped(name, _LONGEST_LINE)):
            place = f'x="{x + frame.wide / 2:.1f}" y="{14 + 14 * number}" text-anchor="middle"'
            yield f'<text class="name" {place}>{escape(line)}</text>'
    for step in _scale(frame.most):
        y = frame.y(step)
        yield f'<line class="grid" x1="{_LEFT:g}" y1="{y:.1f}" x2="{WIDTH:g}" y2="{y:.1f}"/>'
        yield f'<text class="step" x="{_LEFT - 5:g}" y="{y + 4:.1f}" text-anchor="end">{step:g}</text>'
    yield f'<line class="foot" x1="{_LEFT:g}" y1="{frame.foot:g}" x2="{WIDTH:g}" y2="{frame.foot:g}"/>'
    yield f'<text class="step" x="0" y="{frame.foot + 15:g}">{escape(say("phases.members_unknown", lang))}</text>'


def _track(track: PhaseTrack, number: int, frame: _Frame) -> Iterator[str]:
    before, after = (_spot(point, number, frame) if point else None for point in (track.before, track.after))
    yield f'<g class="track"><title>{escape(track.name)}</title>'
    if before and after and math.dist(before, after) > 2 * _RADIUS:
        known = sum(point is not None and _has_members(point) for point in (track.before, track.after))
        yield _arrow(before, after, kind="move unsure" if known == 1 else "move")
    for kind, point, spot in (("before", track.before, before), ("after", track.after, after)):
        if point and spot:
            # Of a standing that has not moved the later mark would cover the earlier: it then has a ring about it.
            ring = kind == "before" and before == after
            yield from _mark(kind, point, spot, number=number, frame=frame, ring=ring)
    yield "</g>"


def _has_members(point: PhasePoint) -> bool:
    return point.low is not None or point.high is not None


def _spot(point: PhasePoint, number: int, frame: _Frame) -> Spot:
    column = (point.first + point.last) / 2
    x = frame.x(0, number) + frame.wide * column
    if not _has_members(point):
        return x, frame.foot + _HEAD / 2 + _ROW * (number + 0.5)
    known = [bound for bound in (point.low, point.high) if bound is not None]
    # The middle of the drawn line, which is the geometric mean of the bounds.
    return x, sum(frame.y(bound) for bound in known) / len(known)


def _mark(kind: str, point: PhasePoint, spot: Spot, *, number: int, frame: _Frame, ring: bool) -> Iterator[str]:
    x, y = spot
    dashed = " borrowed" if point.borrowed else ""
    if point.low is not None and point.high is not None and point.low < point.high:
        low, high = frame.y(point.low), frame.y(point.high)
        yield f'<line class="range" x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}"/>'
    reach = frame.wide * (point.last - point.first) / 2
    r = _RADIUS + (4 if ring else 0)
    yield (
        f'<rect class="{kind}{dashed}" x="{x - r - reach:.1f}" y="{y - r:.1f}" width="{2 * (r + reach):.1f}"'
        f' height="{2 * r:g}" rx="{r:g}"/>'
    )
    if not ring:
        ink = "digit" if kind == "before" else "light"
        yield f'<text class="{ink}" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{number + 1}</text>'


def _arrow(start: Spot, end: Spot, *, kind: str) -> str:
    """From the edge of the one mark to the edge of the other; dashed where a number is known at one end only."""
    share = _RADIUS / math.dist(start, end)
    (x1, y1), (x2, y2) = start, end
    across, down = (x2 - x1) * share, (y2 - y1) * share
    ends = f'x1="{x1 + across:.1f}" y1="{y1 + down:.1f}" x2="{x2 - across:.1f}" y2="{y2 - down:.1f}"'
    return f'<line class="{kind}" {ends} marker-end="url(#phase-arrow)"/>'


def _table(tracks: Sequence[PhaseTrack], times: tuple[str, str], lang: str) -> tuple[tuple[str, ...], ...]:
    words = {key: say(f"phases.{key}", lang) for key in ("initiative", "phase", "members")}
    heads = [f"{words[key]} {time}" for time in times for key in ("phase", "members")]
    rows = (
        (str(number), one.name, *_cells(one.before, lang), *_cells(one.after, lang))
        for number, one in enumerate(tracks, start=1)
    )
    return (("", words["initiative"], *heads), *rows)


def _cells(point: PhasePoint | None, lang: str) -> tuple[str, str]:
    return (point.phase, point.members) if point else (say("phases.nothing_stated", lang), "")
