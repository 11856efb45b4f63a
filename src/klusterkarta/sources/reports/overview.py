"""Overview tables: which profiles a report has, on which page, spelled as the table happens to spell them."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from klusterkarta.sources.reports.headings import begins_paragraph, is_set_apart, may_be_heading
from klusterkarta.sources.reports.labels import label_of
from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.words import plain_words
from klusterkarta.values.text import fold

_MOST_LINES_OF_ROW, _LONGEST_ROW = 4, 200
_SENTENCE_ENDS = (".", ":", "!", "?")
_MOST_PAGES_BETWEEN, _LAST_PAGE = 30, 2_000
_MOST_HEADER_WORDS = 12
_ABOUT_AS_LONG, _BEGINNING = 4, 4
# From this likeness on a line is the name that an overview means.
_SURE, _ABOUT_AS_LIKE = 0.85, 0.03
_MOST_NEAR = 80
_LONG_ROW, _OF_A_BEGINNING = 12, 0.9
# The name of the page column ends the header; a page number ends a row.
_NAMES, _PAGES = "name", "page"
_VARIANT = re.compile(r"\s*\([^()]*\)\s*$|\s+[–—-]\s+.*$")
_AFTER_DASH = re.compile(r"^.*?\s[–—-]\s+")


# A row and how like a heading is to it.
Match = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One profile of an overview: its words without the page, folded, the page, which overview it stands in."""

    text: str
    page: int
    overview: int


@dataclass(frozen=True, slots=True)
class Overviews:
    """All rows of all overviews, the lines they take, and for each word the rows that have it (see `_words`)."""

    rows: tuple[Row, ...] = ()
    lines: frozenset[int] = frozenset()
    by_word: Mapping[str, frozenset[int]] = field(default_factory=dict)


def find_overviews(lines: Sequence[Line]) -> Overviews:
    """The overview tables: a line of headers that begins with a name and ends with a page, and the rows below it.

    >>> lines = ["Initiativ Geografiskt område sida", "Glasriket  Nybro", "och Lessebo Sida 76"]
    >>> find_overviews([Line(text=text, page=1, number=number) for number, text in enumerate(lines)]).rows
    (Row(text='glasriket nybro och lessebo', page=76, overview=0),)
    """
    rows: list[Row] = []
    taken: set[int] = set()
    for position, line in enumerate(lines):
        if position in taken or not _is_header(line.text):
            continue
        overview = len({row.overview for row in rows})
        found, end = _rows_below(lines, position + 1, overview)
        if found:
            rows += found
            taken |= set(range(position, end))
    return Overviews(tuple(rows), frozenset(taken), _by_word(rows))


def find_names(lines: Sequence[Line], overviews: Overviews) -> dict[int, Match]:
    """The lines that may be headings and are surely names of an overview, each with the row it means."""
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for position, line in enumerate(lines) if overviews.rows else ():
        if position in overviews.lines or not may_be_heading(line):
            continue
        if begins_paragraph(lines, position) and is_set_apart(lines, position):
            match = best_row(line.text, overviews, taken=taken)
            if match[1] >= _SURE:
                found[position] = match
                taken.add(match[0])
    return found


def best_row(heading: str, overviews: Overviews, *, taken: Set[int] = frozenset()) -> Match:
    """The row whose beginning is spelled most like the heading, and how like it is from 0 to 1; (-1, 0.0) for none.

    The heading counts with and without what stands in brackets or after a dash. Of rows that are about as like, one
    comes first that another heading has not `taken`.

    >>> rows = (Row("safty and rescue region vasternorrland jamtland", 35, 0),)
    >>> row, likeness = best_row("Safety and Rescue Region – SRR", Overviews(rows, by_word=_by_word(rows)))
    >>> row, 0.9 < likeness < 1
    (0, True)
    """
    variants = _variants(heading)
    near = {row for variant in variants for row in _near(variant, overviews)}
    likeness = {
        row: max(most * _likeness(variant, overviews.rows[row].text) for variant, most in variants.items())
        for row in sorted(near)
    }
    if not likeness:
        return -1, 0.0
    good = [row for row in likeness if likeness[row] >= max(likeness.values()) - _ABOUT_AS_LIKE]
    best = max(good, key=lambda row: (row not in taken, likeness[row]))
    return best, likeness[best]


def _near(variant: str, overviews: Overviews) -> Sequence[int]:
    """Rows that share a word with a heading, found by its rarest words first; so many that more would be chance."""
    by_size = sorted((overviews.by_word.get(word, frozenset()) for word in _words(variant)), key=len)
    near: set[int] = set()
    for rows in by_size:
        if len(near) > _MOST_NEAR:
            near = near & rows or near
        elif not near or len(near) + len(rows) <= _MOST_NEAR:
            near |= rows
    return sorted(near)[:_MOST_NEAR]


def _is_header(text: str) -> bool:
    words = text.split()
    if not 1 < len(words) <= _MOST_HEADER_WORDS or not _names_page(words[-1]):
        return False
    fields = list(_header_fields(words))
    return len(fields) > 1 and fields[0] == _NAMES and fields[-1] == _PAGES


@lru_cache(maxsize=10_000)
def _names_page(word: str) -> bool:
    label = label_of(word.capitalize())
    return label is not None and label.field == _PAGES


def _header_fields(words: Sequence[str]) -> Iterator[str]:
    """The fields of a line that is made of labels and nothing else; "" where it is not."""
    start = 0
    while start < len(words):
        rest = " ".join([words[start].capitalize(), *words[start + 1 :]])
        label = label_of(rest)
        if label is None:
            yield ""
            return
        yield label.field
        start += len(rest[: label.end].split())


def _rows_below(lines: Sequence[Line], start: int, overview: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    held: list[str] = []
    end = start
    for position in range(start, len(lines)):
        line = lines[position]
        found = _page_at_end().search(line.text)
        page = int(found[1]) if found else 0
        if _ends_overview(line, held) or (found and not _may_follow(rows, page)):
            break
        held.append(line.text[: found.start()] if found else line.text)
        if found:
            rows.append(Row(fold(" ".join(held)), page, overview))
            held, end = [], position + 1
    return [row for row in rows if row.text], end


def _ends_overview(line: Line, held: Sequence[str]) -> bool:
    is_text = line.text.rstrip().endswith(_SENTENCE_ENDS) or sum(map(len, held)) + len(line.text) > _LONGEST_ROW
    return bool(line.heading) or is_text or len(held) == _MOST_LINES_OF_ROW


def _may_follow(rows: Sequence[Row], page: int) -> bool:
    """Whether a number can be the page of the next row: pages rise, and by little."""
    return rows[-1].page <= page <= rows[-1].page + _MOST_PAGES_BETWEEN if rows else page <= _LAST_PAGE


@cache
def _page_at_end() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in plain_words("page_words"))
    return re.compile(rf"(?:[\s.]|^)(?:(?:{words})\s*)?([0-9]{{1,4}})\s*$", re.IGNORECASE)


def _by_word(rows: Sequence[Row]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for position, row in enumerate(rows):
        for word in _words(row.text):
            found.setdefault(word, set()).add(position)
    return {word: frozenset(positions) for word, positions in found.items()}


def _words(folded: str) -> list[str]:
    """The words by which rows are found: the whole ones, and the beginning of it all ("process it" and "processit")."""
    return [*folded.split(), f"^{folded.replace(' ', '')[:_BEGINNING]}"]


def _variants(heading: str) -> dict[str, float]:
    """The heading's wordings, folded, each with the most that it can count: the whole of it counts before its parts."""
    parts = ((heading, 1.0), (_VARIANT.sub("", heading), 0.99), (_AFTER_DASH.sub("", heading), 0.98))
    variants: dict[str, float] = {}
    for part, most in parts:
        folded = fold(part)
        if len(folded) > 1:
            variants.setdefault(folded, most)
    return variants


def _likeness(name: str, row: str) -> float:
    """How like the name is to the beginning of the row that is about as long, cut between words."""
    if len(row) < len(name) - _ABOUT_AS_LONG:
        # The row has the name in a shorter form.
        return _OF_A_BEGINNING * OSA.normalized_similarity(name[: len(row)], row) if len(row) >= _LONG_ROW else 0.0
    words = row.split()
    best = 0.0
    for count in range(1, len(words) + 1):
        beginning = " ".join(words[:count])
        if len(beginning) > len(name) + _ABOUT_AS_LONG:
            break
        if len(beginning) >= len(name) - _ABOUT_AS_LONG:
            best = max(best, OSA.normalized_similarity(name, beginning))
    return best
