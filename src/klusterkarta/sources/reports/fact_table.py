"""The values of one fact table: for each label the lines that belong to it, and what ran in from a column beside."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from klusterkarta.sources.reports.blocks import Block
from klusterkarta.sources.reports.joining import goes_on
from klusterkarta.sources.reports.labels import Label, label_of
from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.web_addresses import split_address, starts_address
from klusterkarta.vocabularies.fields import profile_fields

# "Styrelse: Anna Ek": a label that the vocabulary does not know.
_UNKNOWN_LABEL = re.compile(r"\s*[^\W\d_a-zåäö][^:.,;@()0-9]{1,40}:(?:\s|$)")
_CONTACT = "contact_name"
_MOST_WRAPPED, _SHORT = 2, 60
# From a line to the next but one.
_ONE_BLANK = 2
# How far a value may begin beside the others, in characters or points.
_SLACK, _NOWHERE = 2.0, -1_000.0


@dataclass(slots=True)
class FactTable:
    """For each field its lines in order, text only; the lines of a second column; the line after the table."""

    values: dict[str, list[Line]] = field(default_factory=dict)
    beside: list[Line] = field(default_factory=list)
    end: int = 0


def read_fact_table(lines: Sequence[Line], block: Block, *, limit: int, breaks: Sequence[int]) -> FactTable:
    """The table of a block. `limit`: the line at which the next table begins; `breaks`: the lines at which
    something new certainly begins."""
    table = FactTable()
    stops = [label.line for label in block.labels[1:]]
    for label, stop in zip(block.labels, [*stops, _end_of_last(lines, block, limit, breaks)], strict=True):
        value, run_in = _value(lines, label, stop)
        table.values.setdefault(label.field, []).extend(value)
        table.beside += run_in
        table.end = stop
    return table


def _end_of_last(lines: Sequence[Line], block: Block, limit: int, breaks: Sequence[int]) -> int:
    """The line after the last value: at space, a page's end, a heading or a label."""
    last = block.labels[-1]
    value_at = _value_column(lines, block)
    end = _end_of_run(lines, last, last.line + 1, limit=_next_break(breaks, last.line, limit), value_at=value_at)
    if last.style == "row":
        return end
    # Programs that turn a PDF into text put a blank line into a wrapped cell now and then.
    if end == limit:
        return end
    further = _end_of_run(lines, last, end + 1, limit=_next_break(breaks, end - 1, limit), value_at=value_at)
    has_value = end - last.line > 1 or bool(lines[last.line].text[last.end :].strip())
    return further if has_value and _goes_on(lines, range(last.line, end), range(end, further)) else end


def _end_of_run(lines: Sequence[Line], last: Label, start: int, *, limit: int, value_at: float) -> int:
    for position in range(start, limit):
        line = lines[position]
        if line.row != (last.style == "row") or line.page != lines[position - 1].page:
            return position
        parted = line.gap and abs(line.first.x - value_at) > _SLACK
        if line.first.text if line.row else parted or _has_label(line, last):
            return position
    return limit


def _value_column(lines: Sequence[Line], block: Block) -> float:
    """Where the values beside most labels begin; before the page where that is not to be seen."""
    second = [round(lines[label.line].cells[1].x) for label in block.labels if len(lines[label.line].cells) > 1]
    place, count = Counter(second).most_common(1)[0] if second else (0, 0)
    return place if count * 2 > len(second) and count > 1 else _NOWHERE


def _next_break(breaks: Sequence[int], line: int, limit: int) -> int:
    place = bisect_right(breaks, line)
    return min(breaks[place], limit) if place < len(breaks) else limit


def _goes_on(lines: Sequence[Line], value: range, more: range) -> bool:
    """Whether a few short lines after some space belong to the value: the last on their page, or plainly its rest."""
    if not 0 < len(more) <= _MOST_WRAPPED or lines[more[0]].page != lines[value[-1]].page:
        return False
    if lines[more[0]].number - lines[value[-1]].number > _ONE_BLANK:
        return False
    text = " ".join(lines[position].text.strip() for position in more)
    if len(text) > _SHORT:
        return False
    ends_page = more[-1] + 1 == len(lines) or lines[more[-1] + 1].page != lines[more[-1]].page
    return (ends_page and len(more) == 1) or goes_on(lines[value[-1]].text, text)


def _has_label(line: Line, last: Label) -> bool:
    return last.style == "colon" and _UNKNOWN_LABEL.match(line.text) is not None


def _value(lines: Sequence[Line], label: Label, stop: int) -> tuple[list[Line], list[Line]]:
    if label.style == "row":
        return _value_of_rows(lines[label.line : stop])
    first = lines[label.line]
    rest = replace(first, text=first.text[label.end :].strip(), stated_cells=(), gap=False)
    following = list(_own_lines(lines[label.line + 1 : stop], label))
    if profile_fields()[label.field].type == "url":
        return _address(rest, following)
    return [line for line in (rest, *following) if line.text], []


def _own_lines(lines: Sequence[Line], label: Label) -> Iterator[Line]:
    """The lines without those that a label of another kind claims."""
    for line in lines:
        unknown = label.style == "colon" and label.field != _CONTACT and _UNKNOWN_LABEL.match(line.text)
        if unknown and label_of(line.text) is None:
            return
        text = line.text.strip()
        if text:
            yield line if text == line.text else replace(line, text=text)


def _value_of_rows(rows: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    value: list[Line] = []
    beside: list[Line] = []
    for position, row in enumerate(rows):
        if position and row.first.text:
            break
        for place, cell in enumerate(row.cells[1:]):
            (beside if place else value).extend(_lines_of(row, cell.text))
    return value, beside


def _lines_of(row: Line, text: str) -> Iterator[Line]:
    return (replace(row, text=part.strip(), stated_cells=(), row=False) for part in text.split("\n") if part.strip())


def _address(rest: Line, following: list[Line]) -> tuple[list[Line], list[Line]]:
    """A web address is one word: what stands after it belongs to the column beside."""
    if not rest.text and following and starts_address(following[0].text):
        rest, following = replace(following[0], gap=False), following[1:]
    if not starts_address(rest.text):
        return [line for line in (rest, *following) if line.text], []
    address, taken, more = split_address(rest.text, following)
    at = following[taken - 1] if taken else rest
    beside = [replace(at, text=more, gap=False)] if more else []
    return [replace(rest, text=address)], [*beside, *following[taken:]]
