"""What stands on every page and belongs to none of the text: page numbers, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from klusterkarta.sources.reports.labels import label_of
from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.words import plain_words

# How many lines at the top and at the bottom of a page may run; on how many pages, and what share of all.
_DEPTH, _FEWEST_PAGES, _SHARE, _LARGE_SHARE = 2, 3, 0.3, 0.7
# Pages that a file lacks let the printed numbers run ahead, by one in so many pages at most.
_PAGES_PER_SLIP = 10
# How many pages may have been counted before the first one of an extract.
_MOST_PAGES_BEFORE = 30
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class PagedLines:
    """The lines of the text itself, and for each page of the file the number printed on it, where there is one."""

    lines: tuple[Line, ...]
    printed: Mapping[int, int]


def without_running_lines(lines: Sequence[Line]) -> PagedLines:
    """The lines without page numbers standing alone and without what is repeated at the edges of the pages.

    >>> pages = [Line(text=text, page=page, number=1) for page in (1, 2) for text in ("Text", f"- {page + 10} -")]
    >>> paged = without_running_lines(pages)
    >>> len(paged.lines), paged.printed
    (2, {1: 11, 2: 12})
    """
    pages = [list(group) for _, group in groupby(range(len(lines)), key=lambda position: lines[position].page)]
    tops, bottoms = ({page[edge] for page in pages} for edge in (0, -1))
    numbers = max(
        _page_numbers(lines, sorted(tops), at_top=True), _page_numbers(lines, sorted(bottoms), at_top=False), key=len
    )
    taken = set(numbers)
    printed = {lines[position].page: number for position, number in numbers.items()}
    for _ in range(_DEPTH):
        # What stood next to a running line may be one too; a line of the text next to the edge is none.
        pages = [[position for position in page if position not in taken] for page in pages]
        for edge, at_top in ((0, True), (-1, False)):
            for positions in _repeated(lines, [page[edge] for page in pages if page], at_top=at_top):
                taken |= set(positions)
                printed = _counted(lines, positions) | printed
    return PagedLines(tuple(_left(lines, taken)), printed)


def _left(lines: Sequence[Line], taken: set[int]) -> Iterator[Line]:
    gap, page = False, 0
    for position, line in enumerate(lines):
        if position in taken:
            gap = True
            continue
        # Where a line was taken away there was space around it.
        yield replace(line, gap=True) if gap and line.page == page else line
        gap, page = False, line.page


def _repeated(lines: Sequence[Line], edges: Sequence[int], *, at_top: bool) -> list[list[int]]:
    """Lines of one wording, but for figures, at one edge of many pages; of all pages when its number counts them."""
    wordings: dict[str, list[int]] = {}
    for position in edges:
        wordings.setdefault(_FIGURES.sub("#", lines[position].text.strip()), []).append(position)
    return [
        positions
        for wording, positions in wordings.items()
        if any(map(str.isalpha, wording)) and label_of(lines[positions[0]].text) is None
        if _runs(lines, positions, pages=len(edges), at_top=at_top)
    ]


def _runs(lines: Sequence[Line], positions: Sequence[int], *, pages: int, at_top: bool) -> bool:
    apart = sum(_has_space(lines, position, at_top=at_top) for position in positions)
    if len(positions) >= max(_FEWEST_PAGES, pages * (_SHARE if apart * 2 > len(positions) else _LARGE_SHARE)):
        return True
    return 1 < len(positions) == pages and bool(_counted(lines, positions))


def _counted(lines: Sequence[Line], positions: Sequence[int]) -> dict[int, int]:
    """The page numbers in lines of one wording: the figures that rise as the pages do."""
    pages = [lines[position].page for position in positions]
    figures = [[int(figure) for figure in _FIGURES.findall(lines[position].text)] for position in positions]
    for column in zip(*figures, strict=True):
        if len(pages) > 1 and [figure - column[0] for figure in column] == [page - pages[0] for page in pages]:
            return dict(zip(pages, column, strict=True))
    return {}


def _page_numbers(lines: Sequence[Line], edges: Sequence[int], *, at_top: bool) -> dict[int, int]:
    """Lines at an edge that hold a page number and nothing else: numbers that rise with the pages, or one set apart."""
    found = {
        position: int(number[1])
        for position in edges
        if (number := _lone_number().fullmatch(lines[position].text.strip()))
    }
    drifts = Counter(number - lines[position].page for position, number in found.items())
    usual = drifts.most_common(1)[0][0] if drifts else 0
    rising = {
        position: number
        for position, number in found.items()
        if abs(number - lines[position].page - usual) <= lines[position].page // _PAGES_PER_SLIP
    }
    # A single one may be the rest of a value.
    apart = all(_has_space(lines, position, at_top=at_top) for position in rising)
    return rising if len(rising) > 1 or (apart and 0 <= usual <= _MOST_PAGES_BEFORE) else {}


def _has_space(lines: Sequence[Line], position: int, *, at_top: bool) -> bool:
    """Whether space parts a line from the text: below it at the top of a page, above it at the bottom."""
    if not at_top:
        return lines[position].gap
    return position + 1 < len(lines) and lines[position + 1].gap


@cache
def _lone_number() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in plain_words("page_words"))
    return re.compile(
        rf"[-–—|]?\s*(?:(?:{words})\s*)?([1-9][0-9]{{0,3}})(?:\s*\([0-9]{{1,4}}\))?\s*[-–—|]?", re.IGNORECASE
    )
