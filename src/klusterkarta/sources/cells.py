"""The cells of one column as statements: split where its field holds several values, each looked at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from klusterkarta.sources.checks import checked
from klusterkarta.sources.columns import Column
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key

DASH = "value.dash"
_DASHES = re.compile(r"[-‐‑–—−]+")
_DASH = frozenset("-‐‑–—−")


# Of a column's different values so many are remembered: what is said again is the same statement again.
_REMEMBERED = 10_000


class Cell(NamedTuple):
    """What a cell says, each value once, and why values of it need a look."""

    said: tuple[Stated, ...]
    wrong: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column that is read: where it stands, what it is called, and what a text in it says."""

    index: int
    letter: str
    header: str
    code: str
    language: str
    read: Callable[[str], Cell]


def read_columns(
    columns: Sequence[Column], letters: Mapping[str, int], *, separators: Sequence[str]
) -> tuple[ReadColumn, ...]:
    """The columns as they are read. `separators`: what parts the values of a field that holds several."""
    between = re.compile("|".join(map(re.escape, separators))) if separators else None
    return tuple(
        ReadColumn(
            index=letters[column.letter],
            letter=column.letter,
            header=header_key(column.header),
            code=column.field,
            language=column.language,
            read=_reading(column, between),
        )
        for column in columns
    )


def _reading(column: Column, separators: re.Pattern[str] | None) -> Callable[[str], Cell]:
    """How a column's cells are read. A lone dash is how people write that a cell is empty."""
    field = profile_fields()[column.field]
    code, language, relation, personal = field.code, column.language, field.relation, field.personal
    between = separators if field.many else None
    check = checked(code)

    @lru_cache(maxsize=_REMEMBERED)
    def value(text: str) -> Cell:
        if text[0] in _DASH and _DASHES.fullmatch(text):
            return Cell((), (Reason(DASH, {"field": code}),))
        why = check(text) if check else None
        return Cell((Stated(code, text, language, "says", "", "", relation, personal),), (why,) if why else ())

    if between is None:
        return value

    def values(text: str) -> Cell:
        parts = [part for one in between.split(text) if (part := one.strip())]
        if len(parts) == 1:
            return value(parts[0])
        found = [value(part) for part in parts]
        said = [one for cell in found for one in cell.said]
        if len(set(parts)) < len(parts):
            said = list(dict.fromkeys(said))
        return Cell(tuple(said), tuple([why for cell in found for why in cell.wrong]))

    return values
