"""Blocks of labels: which labels of a report belong together as one fact table.

A document repeats its labels. What is repeated tells labels apart from words of running text and of values that happen
to be known labels too ("Telefon" within the value of "Kontaktperson").
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from klusterkarta.sources.reports.labels import Label, Style

# How many lines may lie between two labels of one table; a long second column lies there.
_REACH = 60
_FEWEST_FIELDS = 3
# How many lines a label's value may take where nothing else shows that the label belongs to the table below.
_ABOVE = 6
# From so many tables on, a label that fewer than a fifth of them have is none.
_MANY, _RARE = 5, 0.2
_FEWEST_REPEATED = 2
# A field of nearly every table, and the share of such fields that each table must have.
_CORE, _ENOUGH = 0.8, 0.5
# Labels of one column begin within so many characters or points.
_COLUMN = 2

Boundary = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Whether a new profile begins between two lines: `sure` as at a heading by the format, `likely` by its looks.

    What is likely counts only in a document of too few tables to tell their order. `spaced`: whether space or a page's
    end stands before a line.
    """

    sure: Boundary
    likely: Boundary
    spaced: Callable[[int], bool]


Order = Counter[tuple[str, str]]
Look = tuple[str, str, Style]


@dataclass(frozen=True, slots=True)
class Block:
    """The labels of one fact table, in order."""

    labels: tuple[Label, ...]

    @property
    def first(self) -> int:
        """The line of the first label."""
        return self.labels[0].line

    @property
    def last(self) -> int:
        """The line of the last label."""
        return self.labels[-1].line

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the labels mean."""
        return frozenset(label.field for label in self.labels)


def find_blocks(labels: Sequence[Label], boundaries: Boundaries) -> list[Block]:
    """The fact tables of a report; none when no three different labels stand near one another."""
    near = _in_column(_with_neighbours(labels))
    usual = _usual_looks(near)
    known = [label for label in near if (label.field, *label.look) in usual]
    if len(known) < _MANY * _FEWEST_FIELDS:
        known = [label for label in known if not label.doubtful]
    if not known:
        return []
    style = _main_style(known)
    kept = [label for label in known if label.style == style]
    order = _order(_cut(kept, Counter(), boundaries))
    blocks = _cut(kept, order, boundaries)
    rare = [label for label in near if label.style == style and (label.field, *label.look) not in usual]
    whole = [_with_variants(block, rare, order) for block in blocks]
    return _complete(_with_variants_between(whole, rare, order, boundaries))


def _with_neighbours(labels: Sequence[Label]) -> list[Label]:
    """Labels with two others of their style and of other fields in reach."""
    kept = []
    for position, label in enumerate(labels):
        around = labels[max(0, position - 6) : position + 7]
        fields = {
            other.field for other in around if other.style == label.style and abs(other.line - label.line) <= _REACH
        }
        if len(fields) >= _FEWEST_FIELDS:
            kept.append(label)
    return kept


def _usual_looks(labels: Sequence[Label]) -> frozenset[Look]:
    """The looks of labels that the document repeats.

    A second look of a field counts when values stand beside it ("Universitet" alone on a line ends somebody's name). In
    a document of few tables nothing is repeated: there each field has its most frequent look; of equally frequent ones
    that with values, and the longest ("Kontaktperson" and not "Kontakt"). A colon makes a label of any look.
    """
    counts = Counter((label.field, *label.look) for label in labels)
    filled = Counter((label.field, *label.look) for label in labels if not label.bare)
    most = max(counts.values(), default=0)
    counts = Counter((label.field, *label.look) for label in labels if not label.doubtful)
    best: dict[str, Look] = {}
    for look in sorted(counts, key=lambda look: (counts[look], look in filled, len(look[1])), reverse=True):
        best.setdefault(look[0], look)
    if most < _MANY:
        return frozenset([*best.values(), *(look for look in counts if look[2] != "open")])
    usual = [look for look in counts if counts[look] >= max(_FEWEST_REPEATED, most * _RARE)]
    return frozenset(look for look in usual if look == best[look[0]] or filled[look] * 2 > counts[look])


def _main_style(labels: Iterable[Label]) -> Style:
    return Counter(label.style for label in labels).most_common(1)[0][0]


def _in_column(labels: Sequence[Label]) -> list[Label]:
    """The labels that begin as far from the left as others do; what is indented more is a value."""
    begin = sorted(label.x for label in labels)
    return [
        label
        for label in labels
        if bisect_right(begin, label.x + _COLUMN) - bisect_left(begin, label.x - _COLUMN) >= len(labels) * _RARE
    ]


def _cut(labels: Sequence[Label], order: Order, boundaries: Boundaries) -> list[Block]:
    """Blocks out of a row of labels: a new one where a field comes again, the order begins anew or a heading stands."""
    blocks: list[list[Label]] = []
    for label in labels:
        current = blocks[-1] if blocks else []
        if current and label.bare and (label.field, label.look) == (current[-1].field, current[-1].look):
            continue  # "Universitet" beside "Luleå Tekniska", and the rest of that name below it
        if not current or _begins_anew(current, label, order) or _parted(current, label, order, boundaries):
            blocks.append([label])
        else:
            current.append(label)
    return [Block(tuple(block)) for block in blocks]


def _begins_anew(current: Sequence[Label], label: Label, order: Order) -> bool:
    last = current[-1]
    too_far = label.line - last.line > _REACH
    again = any((label.field, label.look) == (other.field, other.look) for other in current)
    return too_far or again or not _may_follow(last, label, order)


def _parted(current: Sequence[Label], label: Label, order: Order, boundaries: Boundaries) -> bool:
    between = current[-1].line, label.line
    if boundaries.sure(*between):
        return True
    return not order and len(current) >= _FEWEST_FIELDS and boundaries.likely(*between)


def _may_follow(first: Label, second: Label, order: Order) -> bool:
    return order[first.field, second.field] >= order[second.field, first.field]


def _order(blocks: Sequence[Block]) -> Order:
    """How often one field stands before another one in a table; empty for too few tables to tell."""
    full = [block.labels for block in blocks if len(block.labels) >= _FEWEST_FIELDS]
    if len(full) < _MANY:
        return Counter()
    return Counter((first.field, second.field) for labels in full for first, second in combinations(labels, 2))


def _with_variants(block: Block, rare: Sequence[Label], order: Order) -> Block:
    """The block with labels of other wordings whose field it lacks, where they stand in their usual place."""
    labels = list(block.labels)
    known = {field for pair in order for field in pair}
    for label in rare[bisect_left(rare, block.first, key=_line_of) : bisect_left(rare, block.last, key=_line_of)]:
        place = bisect_left(labels, label.line, key=_line_of)
        fits = _may_follow(labels[place - 1], label, order) and _may_follow(label, labels[place], order)
        expected = label.field in known or label.style != "open" or label.wide
        if fits and expected and label.field not in {other.field for other in labels}:
            labels.insert(place, label)
    return Block(tuple(labels))


def _with_variants_between(
    blocks: Sequence[Block], rare: Sequence[Label], order: Order, boundaries: Boundaries
) -> list[Block]:
    """The blocks with labels of other wordings just before or after them that are plainly set off from their values."""
    grown = list(blocks)
    for label in rare:
        place = bisect_left(blocks, label.line, key=lambda block: block.first)
        before = grown[place - 1] if place else None
        after = grown[place] if place < len(grown) else None
        if (before and label.line <= before.last) or (label.style == "open" and not label.wide) or label.bare:
            continue
        if after and _is_above(label, before, after, boundaries):
            if label.field not in after.fields and _may_follow(label, after.labels[0], order):
                grown[place] = Block((label, *after.labels))
        elif before and _is_below(label, before, order, boundaries):
            grown[place - 1] = Block((*before.labels, label))
    return grown


def _is_above(label: Label, before: Block | None, after: Block, boundaries: Boundaries) -> bool:
    """Whether a label between two tables belongs to the second one."""
    if after.first - label.line > _ABOVE or _parts(boundaries, label.line, after.first):
        return False
    if before is None or label.line - before.last > _ABOVE or _parts(boundaries, before.last, label.line):
        return True
    return boundaries.spaced(label.line) and not boundaries.spaced(after.first)


def _is_below(label: Label, before: Block, order: Order, boundaries: Boundaries) -> bool:
    """Whether a label goes on with the table above it."""
    near = label.line - before.last <= _ABOVE and not _parts(boundaries, before.last, label.line)
    return near and label.field not in before.fields and _may_follow(before.labels[-1], label, order)


def _parts(boundaries: Boundaries, first: int, last: int) -> bool:
    return boundaries.sure(first, last) or boundaries.likely(first, last)


def _line_of(label: Label) -> int:
    return label.line


def _complete(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those that begin otherwise than most and lack most of the fields that nearly all have.

    Labels that are plainly set off from their values make a table whatever else it lacks.
    """
    full = [block for block in blocks if len(block.labels) >= _FEWEST_FIELDS]
    if len(full) < _MANY:
        return full
    counts = Counter(field for block in full for field in block.fields)
    core = {field for field, count in counts.items() if count >= len(full) * _CORE}
    first = Counter(block.labels[0].field for block in full).most_common(1)[0][0]
    return [
        block
        for block in full
        if block.labels[0].field == first
        or len(block.fields & core) >= len(core) * _ENOUGH
        or sum(label.wide or label.style != "open" for label in block.labels) > _FEWEST_FIELDS
    ]
