"""Which field each column of a table is read into, and why a column is not read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.sources.extracted import field_of_extracted, is_extracted
from klusterkarta.sources.layout import Layout
from klusterkarta.sources.mapping import IGNORE, ColumnMapping
from klusterkarta.sources.unreadable import Problem, unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key, match_headers
from klusterkarta.vocabularies.terms import match_term

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is "" when it is not read; `proposal` is a field that a person may confirm.

    `how`: synonym, numbered, proposed, conflict, unknown, empty (no header and no values), no_header (values without a
    header), mapped, ignored, claimed (another column has the field already); in the table of `extract` also follows
    (from another column) and places (of the row's values in the report).
    """

    letter: str
    header: str
    field: str = ""
    language: str = ""
    how: str = "unknown"
    proposal: str = ""
    filled: int = 0
    samples: tuple[str, ...] = ()

    @property
    def covers(self) -> str:
        """The property as a reading names what it covers.

        >>> Column("C", "Name in English", "name", "en").covers
        'name@en'
        """
        return f"{self.field}@{self.language}" if self.language else self.field


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns in their order, and what a person should know about them."""

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...]

    def reading(self, code: str) -> list[Column]:
        """The columns that are read into a field."""
        return [column for column in self.columns if column.field == code]


def match_columns(layout: Layout, mapping: ColumnMapping) -> Columns:
    """Every column's field: as the mapping says, else as the vocabulary knows the header.

    Nothing is left out silently: each column with values that is not read has a problem. UnreadableFile when the
    mapping names a header or letter that the table lacks.
    """
    _check_named(layout, mapping)
    letters = list(layout.headers)
    extracted = is_extracted(layout.headers.values())
    decided = {letter: _decided(letter, layout.headers[letter], mapping, extracted=extracted) for letter in letters}
    # What the mapping decides takes no part in the matching, so that it cannot conflict with itself.
    match = match_headers(["" if decided[letter] else layout.headers[letter] for letter in letters])
    columns = []
    for letter, matched in zip(letters, match.columns, strict=True):
        automatic = Column(
            letter, layout.headers[letter], matched.field or "", matched.language, matched.how, matched.proposal or ""
        )
        columns.append(_with_values(decided[letter] or automatic, layout))
    columns = _kind_for_thing(_without_claimed(columns), layout)
    problems = [Problem(reason, layout.table.sheet, layout.header_row) for reason in match.problems]
    return Columns(tuple(columns), (*problems, *_about(columns, layout)))


def check_identity(columns: Columns, layout: Layout) -> None:
    """Raise UnreadableFile unless rows can be told apart: by a name or by a mark of their own."""
    if columns.reading("name") or columns.reading("row_key"):
        return
    headers = ", ".join(header for header in layout.headers.values() if header)
    near = [column.header for column in columns.columns if column.proposal == "name"]
    code = "file.name_unclear" if near else "file.no_name_column"
    raise unreadable(code, sheet=layout.table.sheet, row=layout.header_row, headers=headers[:500], near=", ".join(near))


def _check_named(layout: Layout, mapping: ColumnMapping) -> None:
    present = {header_key(header) for header in layout.headers.values()}
    headers = ", ".join(header for header in layout.headers.values() if header)[:500]
    for header in (*mapping.columns, *([mapping.key] if mapping.key else [])):
        if header_key(header) not in present:
            raise unreadable("mapping.header_missing", header=header, headers=headers)
    for letter in mapping.letters:
        if letter not in layout.headers:
            raise unreadable("mapping.header_missing", header=letter, headers=headers)


def _decided(letter: str, header: str, mapping: ColumnMapping, *, extracted: bool) -> Column | None:
    target = mapping.letters.get(letter) or (mapping.target(header) if header else None)
    if mapping.key and header_key(header) == header_key(mapping.key):
        target = "row_key"
    if target is None:
        meant = field_of_extracted(header) if extracted else None
        return Column(letter, header, meant[0], how=meant[1]) if meant else None
    if target == IGNORE:
        return Column(letter, header, how="ignored")
    code, _, language = target.partition("@")
    return Column(letter, header, code, language, "mapped")


def _with_values(column: Column, layout: Layout) -> Column:
    values = layout.body[column.letter].drop_nulls()
    samples = tuple(values.unique(maintain_order=True).head(_SAMPLES).to_list())
    how = "no_header" if column.how == "empty" and values.len() else column.how
    return replace(column, how=how, filled=values.len(), samples=samples)


def _without_claimed(columns: Sequence[Column]) -> list[Column]:
    """Where the mapping gives a field with one value to a column, a header that matches it too stands back."""
    mapped = {column.covers for column in columns if column.how == "mapped"}
    single = {code for code in mapped if not profile_fields()[code.partition("@")[0]].many}
    return [
        replace(column, field="", how="claimed", proposal=column.field)
        if column.how in ("synonym", "numbered") and column.covers in single
        else column
        for column in columns
    ]


def _kind_for_thing(columns: Sequence[Column], layout: Layout) -> list[Column]:
    """ "Typ" says what a row is about (goal, activity …) or, in most people's files, what kind of actor it is."""
    has_kind = any(column.field == "kind" for column in columns)
    return [
        replace(column, field="" if has_kind else "kind", how="claimed" if has_kind else column.how, proposal="kind")
        if column.field == "thing" and column.how != "mapped" and not _names_things(layout.body[column.letter])
        else column
        for column in columns
    ]


def _names_things(values: pl.Series) -> bool:
    different = values.drop_nulls().unique().to_list()
    return not different or any(match_term(value, "things").code for value in different)


def _about(columns: Sequence[Column], layout: Layout) -> Iterator[Problem]:
    for column in columns:
        if column.how in ("no_header", "ignored", "claimed") or (column.how == "follows" and column.filled):
            yield Problem(_why_not_read(column), layout.table.sheet, layout.header_row, column.letter)
    repeated = Counter(column.covers for column in columns if column.field and column.how == "mapped")
    for covers, count in repeated.items():
        if count > 1 and not profile_fields()[covers.partition("@")[0]].many:
            raise unreadable("mapping.field_twice", field=covers)


def _why_not_read(column: Column) -> Reason:
    about: dict[str, str | int] = {"header": column.header, "count": column.filled, "field": column.proposal}
    return Reason(f"column.{column.how}", about)
