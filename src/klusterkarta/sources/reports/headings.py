"""Which lines may be headings, and what a numbered heading says about its place in the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.joining import is_item
from klusterkarta.sources.reports.labels import label_of
from klusterkarta.sources.reports.page_text import Line

_LONGEST = 90
_LINES_BELOW, _LINES_ABOVE = 4, 12
_NO_END = (".", ",", ";", ":", "!", "?", "-", "…", "och", "and", "samt")
_NUMBER = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s+(?=[^\W\d_])")
_ENDS_IN_FIGURE = re.compile(r"[.\s]\s*[0-9]{1,4}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is a heading by its format or its number. `path`: its place, ("5", "2"), or a "" for each level."""

    line: int
    text: str
    path: tuple[str, ...]


def may_be_heading(line: Line) -> bool:
    """Whether a line can be a heading by its looks: short, beginning with a capital or a figure, no sentence, no label.

    >>> (
    ...     may_be_heading(Line(text="Glasriket", page=1, number=1)),
    ...     may_be_heading(Line(text="består av:", page=1, number=1)),
    ... )
    (True, False)
    """
    text = line.text.strip()
    if line.heading:
        return True
    if line.row or len(text) > _LONGEST or text.endswith(_NO_END) or not (text[0].isupper() or text[0].isdigit()):
        return False
    if ":" in text and (label := label_of(text)) is not None and label.style == "colon":
        return False
    return not is_item(text) and any(character.isalpha() for character in text)


def is_set_apart(lines: Sequence[Line], position: int) -> bool:
    """Whether a line ends where it does on purpose: space follows, or the next line's first word would have fitted.

    >>> wide = "Är ett nätverk för branschen i södra Sverige"
    >>> texts = ["MMSS", wide, wide, "Vi är ett nätverk för branschen i södra och", wide]
    >>> lines = [Line(text=text, page=1, number=number) for number, text in enumerate(texts)]
    >>> is_set_apart(lines, 0), is_set_apart(lines, 3)
    (True, False)
    """
    line = lines[position]
    after = lines[position + 1] if position + 1 < len(lines) else None
    if after is None or after.gap or after.heading or after.row:
        return True
    if after.text.lstrip()[:1].islower():
        return False
    near = _close_below(lines, position) if after.page == line.page else _above(lines, position)
    if not near:
        return True
    return len(line.text.strip()) + 1 + len(after.text.split()[0]) <= max(len(other.text.strip()) for other in near)


def _close_below(lines: Sequence[Line], position: int) -> list[Line]:
    """The next few lines that stand close to one another on the line's page."""
    found: list[Line] = []
    for other in lines[position + 1 : position + 1 + _LINES_BELOW]:
        if other.page != lines[position].page or other.gap or other.heading or other.row:
            break
        found.append(other)
    return found


def _above(lines: Sequence[Line], position: int) -> list[Line]:
    """The lines of running text above on the line's page."""
    above = lines[max(0, position - _LINES_ABOVE) : position]
    return [other for other in above if other.page == lines[position].page and not other.heading and not other.row]


def begins_paragraph(lines: Sequence[Line], position: int) -> bool:
    """Whether space, a page's beginning or the document's stands before a line.

    >>> begins_paragraph([Line(text="a", page=1, number=1), Line(text="b", page=2, number=1)], 1)
    True
    """
    line = lines[position]
    return position == 0 or line.gap or bool(line.heading) or lines[position - 1].page != line.page


def numbered(lines: Sequence[Line], position: int) -> Heading | None:
    """The line as a heading with a number before it or a level by its format; None when it is neither.

    Lines of a table of contents, several of which end in a page number, are none.

    >>> numbered([Line(text="5.2 Transnationella nätverk", page=1, number=1)], 0).path
    ('5', '2')
    """
    line = lines[position]
    text = line.text.strip()
    found = _NUMBER.match(text)
    if found and (line.heading or may_be_heading(line)) and not _is_in_contents(lines, position):
        return Heading(position, text[found.end() :], tuple(found["number"].split(".")))
    return Heading(position, text, ("",) * line.heading) if line.heading else None


def _is_in_contents(lines: Sequence[Line], position: int) -> bool:
    around = (lines[other].text for other in (position - 1, position + 1) if 0 <= other < len(lines))
    return bool(_ENDS_IN_FIGURE.search(lines[position].text)) and any(map(_ENDS_IN_FIGURE.search, around))
