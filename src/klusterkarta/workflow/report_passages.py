"""A report's text beside a profile: its lines, with the values that were read in them marked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from klusterkarta.sources.reports.page_text import Line
from klusterkarta.workflow.found_profiles import FOLLOWERS, FoundProfile

# Lines before and after the profile that are shown with it, and the most that are shown at all.
AROUND = 3
MOST_LINES = 400
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: `column` names the value that was read in it, "" for none."""

    text: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A line of the report; the texts of its parts joined are the line."""

    page: int
    number: int
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The anchor of the line."""
        return line_id(self.page, self.number)


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Lines of one page; `printed` is the page's number in the report."""

    printed: str
    lines: tuple[PassageLine, ...]


def line_id(page: int, number: int) -> str:
    """What a line is called on the page that shows it.

    >>> line_id(4, 12)
    'p4-12'
    """
    return f"p{page}-{number}"


def passages(lines: Sequence[Line], profile: FoundProfile) -> list[PassagePage]:
    """The lines from the profile's first to its last place, with a few around them, page by page; none without places.

    A value is marked where it stands word for word; a line that holds only a piece of one (it was wrapped, mended or
    expanded) is marked as far as no other value stands there.
    """
    shown = _about(lines, profile)
    marked = [_marked(line, profile) for line in shown]
    return [
        PassagePage(profile.printed(page), tuple(group)) for page, group in groupby(marked, key=lambda line: line.page)
    ]


def _about(lines: Sequence[Line], profile: FoundProfile) -> Sequence[Line]:
    if not profile.places:
        return ()
    begins = min((place.page, place.first) for place in profile.places.values())
    ends = max((place.last_page, place.last) for place in profile.places.values())
    inside = [at for at, line in enumerate(lines) if begins <= (line.page, line.number) <= ends]
    if not inside:
        return ()
    first = max(0, inside[0] - AROUND)
    return lines[first : min(inside[-1] + AROUND + 1, first + MOST_LINES)]


def _marked(line: Line, profile: FoundProfile) -> PassageLine:
    columns = [column for column in profile.places if column not in FOLLOWERS and _covers(profile, column, line)]
    # What "page" says was concluded from where the heading stands, and is not written there.
    columns = [column for column in columns if column != "page"]
    spans = _spans(line.text, {column: profile.texts[column] for column in columns})
    found = {column for _, _, column in spans}
    rest = [column for column in columns if column not in found]
    return PassageLine(line.page, line.number, tuple(_parts(line.text, spans, rest[0] if rest and not spans else "")))


def _covers(profile: FoundProfile, column: str, line: Line) -> bool:
    place = profile.places[column]
    return (place.page, place.first) <= (line.page, line.number) <= (place.last_page, place.last)


def _spans(text: str, values: Mapping[str, str]) -> list[Span]:
    """Where in the line values stand word for word; of two in one spot the longer."""
    pairs = [(column, part) for column, value in values.items() for part in re.split(r"\n| \| ", value) if part.strip()]
    spans: list[Span] = []
    for column, part in sorted(pairs, key=lambda pair: -len(pair[1])):
        for found in re.finditer(_pattern(part), text, re.IGNORECASE):
            if all(found.end() <= start or end <= found.start() for start, end, _ in spans):
                spans.append((found.start(), found.end(), column))
                break
    return sorted(spans)


def _pattern(part: str) -> str:
    words = r"\s+".join(re.escape(word) for word in part.split())
    return rf"(?<!\w){words}(?!\w)"


def _parts(text: str, spans: Iterable[Span], whole: str) -> Iterator[Part]:
    at = 0
    for start, end, column in spans:
        if at < start:
            yield Part(text[at:start])
        yield Part(text[start:end], column)
        at = end
    if at < len(text):
        yield Part(text[at:], whole)
