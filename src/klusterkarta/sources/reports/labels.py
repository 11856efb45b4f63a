"""Labels at the beginning of lines: which profile field a line may be about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.words import language_words
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key

Style = Literal["open", "colon", "row"]
_TOKEN = re.compile(r"[^\s:]+|:")
# What cannot end a label: "Projektledare, Anna" names a role, it labels nothing.
_NO_END = (",", ";", "!", "?", "…")
_OPEN_ENDS = (",", " och", " and", " samt")
_LONGEST_TOKEN = 60
# "Kontakt och adress har hämtats": a small word after one space goes on with a sentence.
_NEXT_WORD = re.compile(r" ([a-zåäö]+)\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A known label that a line begins with.

    `line` is the line's place in the report, `wording` the label as it is compared, `x` and `end` where in the text it
    begins and ends. `bare`: no value stands beside it; `wide`: a tab or wide space parts them. `doubtful`: the line
    before seems to go on into this one.
    `style`: `colon` ("Ort: Nybro"), `row` (a cell of a table by the format), `open` (only space follows, or nothing).
    """

    line: int
    field: str
    wording: str
    style: Style
    end: int
    x: float = 0.0
    bare: bool = False
    wide: bool = False
    doubtful: bool = False

    @property
    def look(self) -> tuple[str, Style]:
        """What the labels of one field in one document have in common."""
        return self.wording, self.style


def find_labels(lines: Sequence[Line]) -> list[Label]:
    """Every line that begins with a label, in order. Whether it is one, only its surroundings tell.

    >>> [(label.field, label.style) for label in find_labels([Line(text="Startår: 2004", page=1, number=1)])]
    [('start_year', 'colon')]
    """
    found = (_label(position, line) for position, line in enumerate(lines))
    labels = [label for label in found if label is not None]
    return [replace(one, doubtful=True) if _is_rest_of_value(lines, one) else one for one in labels]


def begins_label(text: str) -> bool:
    """Whether a text is a label or the beginning of one.

    >>> begins_label("Antal"), begins_label("Glasriket")
    (True, False)
    """
    return header_key(text) in _beginnings()


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else.

    >>> is_label("Antal medlemsföretag"), is_label("Antal")
    (True, False)
    """
    return header_key(text) in _fields()


def label_of(text: str) -> Label | None:
    """The label that a text begins with, as the only line of a report.

    >>> label_of("Projektledare, Anna") is None, label_of("Hemsida www.x.se").field
    (True, 'url')
    """
    return _in_text(0, text)


def _is_rest_of_value(lines: Sequence[Line], label: Label) -> bool:
    """Whether the line before goes on into this one: "VINNOVA," and on the next line "Region Skåne"."""
    if label.style != "open" or label.line == 0 or lines[label.line].gap:
        return False
    return lines[label.line - 1].text.rstrip().endswith(_OPEN_ENDS)


def _label(position: int, line: Line) -> Label | None:
    if not line.row:
        label = _in_text(position, line.text)
        return _with_looks(label, line) if label else None
    field = _fields().get(header_key(line.first.text))
    if field is None or len(line.cells) == 1:
        return None
    return Label(position, field, header_key(line.first.text), "row", len(line.first.text))


def _with_looks(label: Label, line: Line) -> Label:
    after = line.text[label.end :]
    wide = after.startswith(("  ", "\t")) and not after.isspace()
    return replace(label, x=line.first.x, bare=not after.strip(), wide=wide)


def _in_text(position: int, text: str) -> Label | None:
    found = None
    key = ""
    for token in _TOKEN.finditer(text):
        if token[0] == ":":
            break
        key += _key(token[0]) if len(token[0]) <= _LONGEST_TOKEN else "?"
        if key not in _beginnings():
            break
        field = _fields().get(key)
        if field and not token[0].endswith(_NO_END):
            found = _styled(Label(position, field, key, "open", token.end()), text)
    return found


def _styled(label: Label, text: str) -> Label | None:
    after = text[label.end : label.end + 1]
    if after == ":":
        return Label(label.line, label.field, label.wording, "colon", label.end + 1)
    begins = text.lstrip()[:1]
    following = _NEXT_WORD.match(text, label.end)
    if following and (following[1] in language_words("sv") or following[1] in language_words("en")):
        return None
    return label if begins.isupper() or begins.isdigit() else None


@cache
def _fields() -> Mapping[str, str]:
    return {header_key(header): code for code, field in profile_fields().items() for header in field.headers}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(beginning for key in _fields() for beginning in _cut(key))


def _cut(key: str) -> Iterator[str]:
    return (key[:length] for length in range(1, len(key) + 1))


@lru_cache(maxsize=50_000)
def _key(token: str) -> str:
    return header_key(token)
