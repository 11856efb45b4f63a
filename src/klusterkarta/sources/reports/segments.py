"""Where each profile begins and ends: its heading, its running text, its fact table."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from klusterkarta.sources.reports.blocks import Block
from klusterkarta.sources.reports.headings import begins_paragraph, is_set_apart, may_be_heading, numbered
from klusterkarta.sources.reports.overview import Match
from klusterkarta.sources.reports.page_text import Line

Names = Mapping[int, Match]

_NO_ROW: Match = (-1, 0.0)
_AT_PAGE_STARTS = 0.6
_USUAL = 0.6
_RUNNING_TEXT = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """One profile. `name`: the line of its heading (-1: none), `row` that of the overview, `body` its running text."""

    block: Block
    end: int
    name: int
    row: int
    body: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Fact tables with nothing between them, and the lines before them since the fact table before."""

    blocks: tuple[int, ...]
    region: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Namer:
    """What choosing the headings needs. `level` is that of names by the format; `paged`: names begin pages."""

    lines: Sequence[Line]
    names: Names
    level: int
    paged: bool


def find_segments(
    lines: Sequence[Line], blocks: Sequence[Block], *, ends: Sequence[int], names: Names, apart_from: frozenset[int]
) -> list[Segment]:
    """The profiles of a report, one a block.

    `ends` holds for each block the line after its last value; `names` the lines that an overview names, with its row;
    `apart_from` the lines of the overviews themselves.
    """
    groups = _groups(blocks, ends, apart_from)
    namer = _Namer(lines, names, _name_level(lines, groups), _names_begin_pages(lines, groups))
    segments: list[Segment] = []
    for group in groups:
        chosen = _pick_names(namer, group)
        before = [position for position in group.region if position < min(chosen, default=0)]
        if segments and not segments[-1].body and chosen:
            segments[-1] = replace(segments[-1], body=_unheaded(lines, before))
        alone = len(group.blocks) == 1 and bool(chosen)
        for place, block in enumerate(group.blocks):
            name = chosen[place] if chosen else -1
            body = tuple(position for position in group.region if position > name) if alone else ()
            segments.append(Segment(blocks[block], ends[block], name, names.get(name, _NO_ROW)[0], body))
    return segments


def _groups(blocks: Sequence[Block], ends: Sequence[int], apart_from: frozenset[int]) -> list[_Group]:
    groups: list[_Group] = []
    before = 0
    for place, block in enumerate(blocks):
        region = tuple(position for position in range(before, block.first) if position not in apart_from)
        if region or not groups:
            groups.append(_Group((place,), region))
        else:
            groups[-1] = _Group((*groups[-1].blocks, place), groups[-1].region)
        before = ends[place]
    return groups


def _name_level(lines: Sequence[Line], groups: Sequence[_Group]) -> int:
    """The level that the format gives to names: the highest that stands before most tables; of one table the last."""
    if len(groups) == 1:
        return next((lines[position].heading for position in reversed(groups[0].region) if lines[position].heading), 0)
    levels = Counter(level for group in groups for level in {lines[position].heading for position in group.region})
    usual = [level for level, count in levels.items() if level and count >= len(groups) * _USUAL]
    return min(usual, default=0)


def _names_begin_pages(lines: Sequence[Line], groups: Sequence[_Group]) -> bool:
    alone = [group for group in groups[1:] if len(group.blocks) == 1]
    starts = [group for group in alone if lines[group.region[0]].page != lines[group.region[0] - 1].page]
    return bool(alone) and len(starts) >= len(alone) * _AT_PAGE_STARTS


def _pick_names(namer: _Namer, group: _Group) -> list[int]:
    """One heading for each fact table of the group, in order; none when there are too few."""
    wanted = len(group.blocks)
    for found in (_by_overview(namer, group), _by_format(namer, group), _by_looks(namer, group)):
        if len(found) >= wanted:
            return found[-wanted:]
    return []


def _by_overview(namer: _Namer, group: _Group) -> list[int]:
    best: dict[int, tuple[float, int]] = {}
    for position in group.region:
        row, likeness = namer.names.get(position, _NO_ROW)
        if row >= 0:
            best[row] = max(best.get(row, (0.0, 0)), (likeness, position))
    return sorted(position for _, position in best.values())


def _by_format(namer: _Namer, group: _Group) -> list[int]:
    return [position for position in group.region if namer.level and namer.lines[position].heading == namer.level]


def _by_looks(namer: _Namer, group: _Group) -> list[int]:
    lines = namer.lines
    found = [
        position
        for position in group.region
        if may_be_heading(lines[position])
        and is_set_apart(lines, position)
        and (begins_paragraph(lines, position) or position == group.region[0])
    ]
    names = [position for position in found if numbered(lines, position) is None] or found
    if len(group.blocks) > 1:
        return names
    starts = [position for position in names if position and lines[position].page != lines[position - 1].page]
    if namer.paged and starts:
        return starts
    return names if group.blocks[0] == 0 else names[:1]


def _unheaded(lines: Sequence[Line], positions: Sequence[int]) -> tuple[int, ...]:
    """The lines up to the first heading among them."""
    cut = next((place for place, position in enumerate(positions) if numbered(lines, position)), len(positions))
    return tuple(positions[:cut])


def any_between(positions: Sequence[int], *, first: int, last: int) -> bool:
    """Whether one of the ordered positions lies after the first and not after the last.

    >>> any_between([3, 9], first=3, last=8), any_between([3, 9], first=3, last=9)
    (False, True)
    """
    place = bisect_left(positions, first + 1)
    return place < len(positions) and positions[place] <= last


def heading_with_text(lines: Sequence[Line], *, first: int, last: int) -> bool:
    """Whether between two lines stands what looks like a heading with running text below it."""
    for position in range(first + 1, last):
        text = sum(len(lines[below].text) for below in range(position + 1, last))
        if text < _RUNNING_TEXT:
            return False
        if begins_paragraph(lines, position) and may_be_heading(lines[position]) and is_set_apart(lines, position):
            return True
    return False
