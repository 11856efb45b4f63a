"""Lists whose items begin with a label: "• Galicien: FoodTech, Smart caring (2 organisationer)" under "Spanien"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.joining import goes_on, is_item, join_texts, without_bullet
from klusterkarta.sources.reports.page_text import Line, Place, Report, place_of
from klusterkarta.sources.reports.running import without_running_lines
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places import interpret_places
from klusterkarta.vocabularies.places_geography import place_name

# Longer than that it is running text.
_LONGEST_LABEL, _LONGEST_ITEM = 80, 4_000
_LABEL = re.compile(r"(?P<label>[^:()]+):\s+(?P<rest>\S.*)")
# A comma outside brackets; none where only a bracket follows ("Förnybar energi, (2 organisationer)").
_COMMA = re.compile(r"[,;](?!\s*\()(?![^()]*\))")
_BRACKET = re.compile(r"[\s,;]*\((?P<inside>[^()]*)\)")
_COUNT = re.compile(r"(?:ca\.?|cirka|about)?\s*(?P<number>[0-9]+)(?:\s+[^\W\d_]+)?")
_LAST_JOIN = re.compile(r"^(?:och|samt|and)\s+")
_SUSPENDING = "-‐–"
_JOIN = re.compile(r"\s+(?:och|samt|and)\s+(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class ListValue:
    """One value of an item, with the count and the remark that stand in brackets after it."""

    text: str
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item. `heading` is the line above its list, `country` the Swedish name of the one country that line names."""

    heading: str
    country: str
    label: str
    values: tuple[ListValue, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _RawItem:
    heading: str
    label: str
    rest: str
    place: Place


def extract_lists(report: Report) -> list[ListItem]:
    """The items of all bulleted lists that begin with a label and a colon; empty when there is none.

    "och" parts the last two values unless the report has both together as one value elsewhere.

    >>> lines = ["Spanien", "• Galicien: FoodTech (2 organisationer), Kris och räddning samt IKT"]
    >>> lines = tuple(Line(text=text, page=1, number=number) for number, text in enumerate(lines, start=1))
    >>> item = extract_lists(Report("a.txt", "text", lines))[0]
    >>> item.country, item.label, [(value.text, value.count) for value in item.values]
    ('Spanien', 'Galicien', [('FoodTech', 2), ('Kris och räddning', None), ('IKT', None)])
    """
    raw = list(_raw_items(without_running_lines(report.lines).lines))
    known = {fold(_BRACKET.sub("", piece)) for item in raw for piece in _COMMA.split(item.rest)[:-1]}
    return [
        ListItem(item.heading, _country(item.heading), item.label, tuple(_values(item.rest, known)), item.place)
        for item in raw
    ]


def _raw_items(lines: Sequence[Line]) -> Iterator[_RawItem]:
    heading = ""
    position = 0
    while position < len(lines):
        if not is_item(lines[position].text):
            heading = lines[position].text.strip()
            position += 1
            continue
        end = _end_of_item(lines, position)
        text = without_bullet(join_texts(line.text for line in lines[position:end]))
        found = _LABEL.fullmatch(text) if len(text) <= _LONGEST_ITEM else None
        place = place_of(lines[position:end])
        if found and len(found["label"]) <= _LONGEST_LABEL and place:
            yield _RawItem(heading, found["label"].strip(), found["rest"], place)
        position = end


def _end_of_item(lines: Sequence[Line], start: int) -> int:
    """The line after an item: the next item or a line after some space that does not go on with it."""
    for position in range(start + 1, len(lines)):
        line, before = lines[position], lines[position - 1]
        apart = line.gap or line.page != before.page
        if is_item(line.text) or line.heading or (apart and not goes_on(before.text, line.text)):
            return position
    return len(lines)


def _values(text: str, known: set[str]) -> Iterator[ListValue]:
    pieces = [piece for piece in map(str.strip, _COMMA.split(text)) if piece]
    for place, piece in enumerate(pieces):
        for value in _at_last_join(piece, known) if place == len(pieces) - 1 else [piece]:
            yield _value(value)


def _at_last_join(piece: str, known: set[str]) -> list[str]:
    """The last piece at its "och", unless both sides together are one value of the report."""
    if _LAST_JOIN.match(piece):
        return [_LAST_JOIN.sub("", piece)]
    if fold(_BRACKET.sub("", piece)) in known:
        return [piece]
    joins = [join for join in _JOIN.finditer(piece) if piece[join.start() - 1] not in _SUSPENDING]
    sides = [(piece[: join.start()], piece[join.end() :]) for join in reversed(joins)]
    best = next((pair for pair in sides if any(fold(_BRACKET.sub("", side)) in known for side in pair)), None)
    chosen = best or (sides[0] if sides else None)
    return list(chosen) if chosen else [piece]


def _value(text: str) -> ListValue:
    insides = [found["inside"].strip() for found in _BRACKET.finditer(text)]
    counts = [int(found["number"]) for inside in insides if (found := _COUNT.fullmatch(inside))]
    notes = [inside for inside in insides if not _COUNT.fullmatch(inside)]
    bare = _BRACKET.sub("", text).strip(" .,;")
    return ListValue(bare, counts[0] if counts else None, "; ".join(notes))


def _country(heading: str) -> str:
    named = {place.code for place in interpret_places(heading).places if place.kind == "country"}
    return place_name("country", named.pop()) if len(named) == 1 else ""
