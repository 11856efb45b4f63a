"""Which list a report sorts a profile into, by the sections it stands in and the overview that names it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.headings import Heading, numbered
from klusterkarta.sources.reports.page_text import Line
from klusterkarta.vocabularies.terms import match_term

_FIRST = "1"
_PARTS = re.compile(r"\s[–—-]\s|[:()]")
# A heading may have been missed.
_MOST_LEFT_OUT = 2


@dataclass(frozen=True, slots=True)
class Section:
    """From this line on profiles belong to the list, "" where no heading in force names one."""

    line: int
    list: str


def find_sections(lines: Sequence[Line], *, apart_from: Iterable[int]) -> list[Section]:
    """The sections by their numbered headings or those of the format, leaving out some lines (overviews, names).

    A section without a list's name has that of the section it is part of.

    >>> lines = ["5 Strategiska nätverk – lista 2", "5.1 Svenska", "5.2 Transnationella nätverk", "6 Slut"]
    >>> lines = [Line(text=text, page=1, number=number, gap=True) for number, text in enumerate(lines)]
    >>> [section.list for section in find_sections(lines, apart_from=())]
    ['2-strategic', '2-strategic', '2-transnational', '']
    """
    skipped = set(apart_from)
    headings = (numbered(lines, position) for position in range(len(lines)) if position not in skipped)
    return list(_sections(heading for heading in headings if heading))


def list_at(sections: Sequence[Section], line: int) -> str:
    """The list in force at a line.

    >>> list_at([Section(3, "1"), Section(9, "")], 5)
    '1'
    """
    place = bisect_right(sections, line, key=lambda section: section.line)
    return sections[place - 1].list if place else ""


def first_list(lists: Sequence[str]) -> str:
    """The list of profiles that no heading sorts, where other headings of the report name a further list.

    >>> first_list(["", "2-strategic"]), first_list([""])
    ('1', '')
    """
    named = set(lists) - {""}
    return _FIRST if named and _FIRST not in named else ""


def _sections(headings: Iterable[Heading]) -> Iterator[Section]:
    above: list[tuple[tuple[str, ...], str]] = []
    for heading in headings:
        own = _own_list(heading.text)
        # Numbers also stand before the items of lists: a section's number goes on from the one before.
        if above and not own and not _goes_on(above[-1][0], heading.path):
            continue
        while above and not _contains(above[-1][0], heading.path):
            above.pop()
        above.append((heading.path, own or (above[-1][1] if above else "")))
        yield Section(heading.line, above[-1][1])


def _own_list(text: str) -> str:
    """The list that a heading, or a part of it between dashes and brackets, names."""
    return next((code for part in (text, *_PARTS.split(text)) if (code := match_term(part, "lists").code)), "")


def _goes_on(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    if not after[-1]:  # a level of the format
        return True
    if after[:-1] == before:
        return after[-1] == "1"
    last = len(after) - 1
    same = last < len(before) and after[:last] == before[:last] and before[last].isdigit()
    return same and 1 <= int(after[last]) - int(before[last]) <= _MOST_LEFT_OUT


def _contains(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return len(outer) < len(inner) and inner[: len(outer)] == outer
