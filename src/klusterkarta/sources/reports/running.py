"""What stands on every page and belongs to none of the text: page numbers, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from klusterkarta.sources.reports.labels import label_of
from klusterkarta.sources.reports.page_edges import Edge, edge_of, top_to_bottom
from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.words import plain_words

# How many lines at the top and at the bottom of a page may run; on how many pages, and what share of all.
_DEPTH, _FEWEST_PAGES, _SHARE, _LARGE_SHARE = 2, 3, 0.3, 0.7
# Pages that a file lacks let the printed numbers run ahead, by one in so many pages at most.
_PAGES_PER_SLIP = 10
# How many pages may have been counted before the first one of an extract.
_MOST_PAGES_BEFORE = 30
_FIGURES, _ENDS_IN_FIGURE = re.compile(r"[0-9]+"), re.compile(r"[0-9]\s*$")
# From so many words on, a wording is more likely a line of running text than a running foot.
_LONG_WORDING = 7
# The end of a sentence that began on the page before.
_ENDS_SENTENCE = re.compile(r"[a-zåäö].*[.!?]$")


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
    pages = [
        top_to_bottom(lines, list(group)) for _, group in groupby(range(len(lines)), key=lambda one: lines[one].page)
    ]
    numbers = max(_page_numbers(lines, pages, at_top=True), _page_numbers(lines, pages, at_top=False), key=len)
    taken = set(numbers)
    printed = {lines[position].page: number for position, number in numbers.items()}
    for _ in range(_DEPTH):
        # What stood next to a running line may be one too; a line of the text next to the edge is none.
        pages = [left for page in pages if (left := [position for position in page if position not in taken])]
        for at_top in (True, False):
            for edges in _repeated(lines, [edge_of(lines, page, at_top=at_top) for page in pages]):
                taken.update(*(edge.positions for edge in edges))
                printed = _counted(lines, edges) | printed
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


def _repeated(lines: Sequence[Line], edges: Sequence[Edge]) -> list[list[Edge]]:
    """What has one wording, but for figures, at one edge of many pages; of all pages when its number counts them."""
    wordings: dict[str, list[Edge]] = {}
    for edge in edges:
        wordings.setdefault(_FIGURES.sub("#", _text(lines, edge)), []).append(edge)
    return [
        same
        for wording, same in wordings.items()
        if any(map(str.isalpha, wording)) and not _ENDS_SENTENCE.match(wording)
        if label_of(_text(lines, same[0])) is None
        if _runs(lines, same, pages=len(edges)) and not _goes_on(lines, same)
    ]


def _goes_on(lines: Sequence[Line], edges: Sequence[Edge]) -> bool:
    """Whether a long wording, each time, is followed on the next page by the rest of its sentence: text said again."""
    if any(edge.spaced for edge in edges) or len(_text(lines, edges[0]).split()) < _LONG_WORDING:
        return False
    following = [lines[edge.positions[-1] + 1] for edge in edges if edge.positions[-1] + 1 < len(lines)]
    begun = zip(edges, following, strict=False)
    return all(line.page > lines[edge.positions[-1]].page and line.text[:1].islower() for edge, line in begun)


def _text(lines: Sequence[Line], edge: Edge) -> str:
    return " ".join(lines[position].text.strip() for position in edge.positions)


def _runs(lines: Sequence[Line], edges: Sequence[Edge], *, pages: int) -> bool:
    spaced = sum(edge.spaced for edge in edges)
    if len(edges) >= max(_FEWEST_PAGES, pages * (_SHARE if spaced * 2 > len(edges) else _LARGE_SHARE)):
        return True
    return 1 < len(edges) == pages and bool(_counted(lines, edges))


def _counted(lines: Sequence[Line], edges: Sequence[Edge]) -> dict[int, int]:
    """The page numbers in lines of one wording: the figures that rise as the pages do."""
    pages = [lines[edge.positions[0]].page for edge in edges]
    figures = [[int(figure) for figure in _FIGURES.findall(_text(lines, edge))] for edge in edges]
    for column in zip(*figures, strict=True):
        if len(pages) > 1 and [figure - column[0] for figure in column] == [page - pages[0] for page in pages]:
            return dict(zip(pages, column, strict=True))
    return {}


def _page_numbers(lines: Sequence[Line], pages: Sequence[Sequence[int]], *, at_top: bool) -> dict[int, int]:
    """Lines at an edge that hold a page number and nothing else: numbers that rise with the pages, or one set apart."""
    edges = {page[0 if at_top else -1]: edge_of(lines, page, at_top=at_top) for page in pages}
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
    if len(rising) > 1:
        return rising
    # A single one may be the rest of a value.
    apart = all(edges[position].positions == (position,) and edges[position].spaced for position in rising)
    goes_on = at_top and any(position and _ENDS_IN_FIGURE.search(lines[position - 1].text) for position in rising)
    return rising if apart and not goes_on and 0 <= usual <= _MOST_PAGES_BEFORE else {}


@cache
def _lone_number() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in plain_words("page_words"))
    return re.compile(
        rf"[-–—|]?\s*(?:(?:{words})\s*)?([1-9][0-9]{{0,3}})(?:\s*\([0-9]{{1,4}}\))?\s*[-–—|]?", re.IGNORECASE
    )
