"""The cells of one column as values: split where its field holds several, each looked at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.sources.checks import checked
from klusterkarta.sources.columns import Column
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key

DASH = "value.dash"
_DASHES = re.compile(r"[-‐‑–—−]+")
_DASH = frozenset("-‐‑–—−")


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column that is read: where it stands, and what its field asks for, found once for all rows."""

    index: int
    letter: str
    header: str
    code: str
    language: str
    relation: str
    personal: bool
    between: re.Pattern[str] | None
    check: Callable[[str], Reason | None] | None

    def split(self, text: str) -> list[str]:
        """The values of a cell."""
        if self.between is None:
            return [text]
        return [part.strip() for part in self.between.split(text) if part.strip()]

    def wrong(self, value: str) -> Reason | None:
        """Why a value needs a look, if it does: a lone dash, or not what the field expects."""
        if value[0] in _DASH and _DASHES.fullmatch(value):
            return Reason(DASH, {"field": self.code})
        return self.check(value) if self.check else None


def read_columns(
    columns: Sequence[Column], letters: Mapping[str, int], *, separators: Sequence[str]
) -> tuple[ReadColumn, ...]:
    """The columns as they are read. `separators`: what parts the values of a field that holds several."""
    between = re.compile("|".join(map(re.escape, separators))) if separators else None
    found = []
    for column in columns:
        field = profile_fields()[column.field]
        found.append(
            ReadColumn(
                index=letters[column.letter],
                letter=column.letter,
                header=header_key(column.header),
                code=column.field,
                language=column.language,
                relation=field.relation,
                personal=field.personal,
                between=between if field.many else None,
                check=checked(column.field),
            )
        )
    return tuple(found)
