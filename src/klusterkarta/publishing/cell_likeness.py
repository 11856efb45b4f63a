"""When two cells say the same: what spreadsheet programs and people change without meaning to is no edit."""

import re
import unicodedata
from functools import lru_cache

from klusterkarta.vocabularies.fields import profile_fields

SEPARATOR = "|"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# As the reader of files drops them (`sources.table`).
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff]")
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")
_WHOLE_WITH_NOUGHTS = re.compile(r"(\d+)[.,]0+")


def plain_cell(text: str | None) -> str:
    """The text of a cell without what no reader sees: spaces at the ends and doubled, line-break kinds, guards.

    >>> plain_cell("  2002.0 "), plain_cell("'=1+1"), plain_cell("a\\u00a0 b\\r\\nc ")
    ('2002', '=1+1', 'a b\\nc')
    """
    if not text:
        return ""
    decoded = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    unified = unicodedata.normalize("NFC", decoded.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in _UNSEEN.sub("", unified).split("\n"))
    plain = "\n".join(lines).strip()
    plain = _GUARD.sub("", plain)
    whole = _WHOLE_WITH_NOUGHTS.fullmatch(plain)
    return whole[1] if whole else plain


def parts_of(code: str, text: str) -> tuple[str, ...]:
    """The values in a cell of that column: several where the column joins several, none for an empty cell.

    >>> parts_of("funders", "Almi| VINNOVA | "), parts_of("name", "A | B")
    (('Almi', 'VINNOVA'), ('A | B',))
    """
    plain = plain_cell(text)
    if not holds_several(code):
        return (plain,) if plain else ()
    return tuple(dict.fromkeys(part for piece in plain.split(SEPARATOR) if (part := " ".join(piece.split()))))


@lru_cache(maxsize=200_000)
def likeness_of(code: str, text: str) -> frozenset[str] | str:
    """What is compared: equal for two cells that say the same. The order of several values says nothing."""
    return frozenset(parts_of(code, text)) if holds_several(code) else plain_cell(text)


def holds_several(code: str) -> bool:
    """Whether a cell of the column may hold several values."""
    field = profile_fields().get(code)
    return field is not None and field.many
