"""One row for each column of the file: its header, what is in it, and which field it is read into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.imports.field_choices import IGNORE, is_personal, target_name

# How a column was matched → the shape of its mark.
_MARKS = {
    "synonym": "ok", "numbered": "ok", "mapped": "ok", "proposed": "open", "conflict": "clash", "claimed": "end",
    "unknown": "none", "ignored": "end", "no_header": "none", "empty": "none",
    "follows": "end", "places": "ok",
}  # fmt: skip
_KNOWN = ("synonym", "numbered")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """A column. `chosen` is the person's own choice ("" leaves it to the machine), `automatic` what that is then."""

    letter: str
    header: str
    samples: list[str]
    filled: int
    field: str
    into: str
    chosen: str
    automatic: str
    mark: str
    state: str
    personal: bool
    label: str
    ignored: bool


def column_rows(columns: Iterable[Any], letters: Mapping[str, str], *, lang: str) -> list[ColumnRow]:
    """The columns that hold something; `letters` are the choices of this upload."""
    return [_row(one, letters.get(one.letter, ""), lang) for one in columns if one.header or one.filled]


def _row(column: Any, chosen: str, lang: str) -> ColumnRow:
    # A choice remembered by header is the person's own as well.
    if not chosen and column.how in ("mapped", "ignored"):
        chosen = column.covers or IGNORE
    return ColumnRow(
        letter=column.letter,
        header=column.header,
        samples=[one[:80] for one in column.samples],
        filled=column.filled,
        field=column.covers,
        into=target_name(column.covers, lang),
        chosen=chosen,
        automatic=_automatic(column, chosen, lang),
        mark=_MARKS[column.how],
        state=_state(column, lang),
        personal=is_personal(column.covers),
        label=say("import.field_of", lang, letter=column.letter, header=column.header),
        ignored=chosen == IGNORE,
    )


def _automatic(column: Any, chosen: str, lang: str) -> str:
    if chosen:
        return say("import.automatic_only", lang)
    if not column.field:
        return say("import.automatic_none", lang)
    return say("import.automatic", lang, field=target_name(column.covers, lang))


def _state(column: Any, lang: str) -> str:
    code = "known" if column.how in _KNOWN else column.how
    return say(f"import.how_{code}", lang, field=target_name(column.proposal, lang))
