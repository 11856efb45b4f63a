"""A table's rows as statements: one `StatedRow` a row, every row and cell that needs a look reported."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from klusterkarta.sources.checks import check_value
from klusterkarta.sources.columns import Column, Columns
from klusterkarta.sources.extracted import read_places
from klusterkarta.sources.layout import Layout
from klusterkarta.sources.mapping import ColumnMapping
from klusterkarta.sources.row_keys import row_key_of
from klusterkarta.sources.sole_traders import guard_sole_trader
from klusterkarta.sources.table import ROW
from klusterkarta.sources.unreadable import Problem
from klusterkarta.values.partial_date import PartialDateError, parse_partial_date, parse_years
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key
from klusterkarta.vocabularies.source_places import page_place
from klusterkarta.vocabularies.terms import match_term

# These say something about the row and are no statements of their own.
ABOUT_THE_ROW = frozenset({"row_key", "thing", "page", "observed_on"})
_DASHES = re.compile(r"[-‐‑–—−]+")
_ONLY_FIGURES = re.compile(r"[0-9][0-9, –-]*")
_CLOCK = re.compile(r"[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?$")
_LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class StatedTable:
    """What a table says. `skipped` rows are not among `rows`; `warnings` are about rows that are."""

    rows: list[StatedRow]
    skipped: list[Problem]
    warnings: list[Problem]
    properties: list[str]
    read: int


@dataclass(slots=True)
class _Found:
    rows: list[StatedRow] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    # key → the row that has it
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the reading of every row needs."""

    sheet: str
    columns: Columns
    mapping: ColumnMapping
    salt: str
    letters: dict[str, int]
    overlong: tuple[int, ...]
    json: bool


def state_rows(layout: Layout, columns: Columns, *, mapping: ColumnMapping, salt: str) -> StatedTable:
    """Every row of the layout's body as statements. `salt`: see `sole_traders.hidden_key`.

    Left out, with the reason: rows without a name and without a key; rows whose key another row has; rows of a csv file
    with more cells than the header; the header again. A value that is not what its field expects is stated as the text
    it is, with a warning.
    """
    letters = {name: index for index, name in enumerate(layout.body.columns)}
    reader = _Reader(
        layout.table.sheet,
        columns,
        mapping,
        salt,
        letters,
        _beyond_header(layout, letters),
        layout.table.kind == "json",
    )
    found = _Found()
    for cells in layout.body.iter_rows():
        _read_row(reader, cells, found)
    properties = {column.covers for column in columns.columns if column.field and column.field not in ABOUT_THE_ROW}
    if mapping.kind:
        properties.add("kind")
    return StatedTable(found.rows, found.skipped, found.warnings, sorted(properties), layout.body.height)


def _beyond_header(layout: Layout, letters: dict[str, int]) -> tuple[int, ...]:
    """Columns to the right of the last header: in a csv file only a row with too many separators has them."""
    named = [index for index, header in enumerate(layout.headers.values()) if header]
    if layout.table.kind != "csv" or not named:
        return ()
    return tuple(letters[letter] for letter in list(layout.headers)[named[-1] + 1 :])


def _read_row(reader: _Reader, cells: Sequence[str | None], found: _Found) -> None:
    row = int(cells[reader.letters[ROW]] or 0)
    why = _why_skipped(reader, cells)
    if why is None:
        said = list(_statements(reader, cells, row, found.warnings))
        guarded, sole_trader = guard_sole_trader(said)
        own = _first(reader, cells, "row_key")
        key = row_key_of(own, guarded, sole_trader=sole_trader, salt=reader.salt)
        why = _why_no_key(key, row, found)
        if why is None:
            thing = _thing(reader, cells, row, found.warnings)
            found.rows.append(StatedRow(key, thing, _place(reader, cells, row), guarded))
    if why is not None:
        found.skipped.append(Problem(why, reader.sheet, row))


def _why_skipped(reader: _Reader, cells: Sequence[str | None]) -> Reason | None:
    if any(cells[index] for index in reader.overlong):
        return Reason("row.too_long", {"count": len(reader.letters) - 1 - len(reader.overlong)})
    read = [column for column in reader.columns.columns if column.field]
    filled = [column for column in read if cells[reader.letters[column.letter]]]
    if len(filled) > 1 and all(cells[reader.letters[column.letter]] == column.header for column in filled):
        return Reason("row.header_again")
    if not filled:
        return Reason("row.nothing_read")
    return None


def _why_no_key(key: str, row: int, found: _Found) -> Reason | None:
    if not key:
        return Reason("row.no_name")
    if key in found.keys:
        return Reason("row.same_key", {"other_row": found.keys[key]})
    found.keys[key] = row
    return None


def _statements(reader: _Reader, cells: Sequence[str | None], row: int, warnings: list[Problem]) -> Iterator[Stated]:
    observed = _observed_on(reader, cells, row, warnings)
    places = _places(reader, cells)
    seen: set[tuple[str, str, str]] = set()
    for column in reader.columns.columns:
        text = cells[reader.letters[column.letter]]
        if not text or not column.field or column.field in ABOUT_THE_ROW:
            continue
        for value in _values(column, text, reader, row, warnings):
            if (column.field, column.language, value) not in seen:
                seen.add((column.field, column.language, value))
                place = places.get(header_key(column.header), "") if places else ""
                yield _stated(column, value, observed, place=place)
    if reader.mapping.kind and not any(code == "kind" for code, _, _ in seen):
        yield Stated("kind", reader.mapping.kind, observed_on=observed)


def _stated(column: Column, value: str, observed: str, *, place: str) -> Stated:
    known = profile_fields()[column.field]
    return Stated(
        column.field,
        value,
        column.language,
        place=place[:_LONGEST_PLACE],
        observed_on=observed,
        relation=known.relation,
        personal=known.personal,
    )


def _values(column: Column, text: str, reader: _Reader, row: int, warnings: list[Problem]) -> Iterator[str]:
    """The values in a cell. A lone dash is how people write that a cell is empty."""
    for value in _split(text, reader.mapping.separators) if profile_fields()[column.field].many else [text]:
        if _DASHES.fullmatch(value):
            warnings.append(Problem(Reason("value.dash", {"field": column.field}), reader.sheet, row, column.letter))
            continue
        wrong = check_value(column.field, value)
        if wrong is not None:
            warnings.append(Problem(wrong, reader.sheet, row, column.letter))
        yield value


def _split(text: str, separators: tuple[str, ...]) -> list[str]:
    parts = _between(separators).split(text) if separators else [text]
    return [part.strip() for part in parts if part.strip()]


@cache
def _between(separators: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, separators)))


def _first(reader: _Reader, cells: Sequence[str | None], code: str) -> str:
    texts = (cells[reader.letters[column.letter]] for column in reader.columns.reading(code))
    return next((text for text in texts if text), "")


def _places(reader: _Reader, cells: Sequence[str | None]) -> dict[str, str]:
    """Where each value of the row stands, by the key of its header; only the table of `extract` says that."""
    columns = (column for column in reader.columns.columns if column.how == "places")
    return read_places(next((text for column in columns if (text := cells[reader.letters[column.letter]])), ""))


def _observed_on(reader: _Reader, cells: Sequence[str | None], row: int, warnings: list[Problem]) -> str:
    """The date in ISO form; of other wordings the year, if there is exactly one."""
    text = _first(reader, cells, "observed_on")
    if not text:
        return ""
    try:
        return str(parse_partial_date(_CLOCK.sub("", text)))
    except PartialDateError:
        years = {mention.year for mention in parse_years(text)}
    code = "value.date_by_year" if len(years) == 1 else "value.not_partial_date"
    warnings.append(Problem(Reason(code, {"field": "observed_on", "value": text[:60]}), reader.sheet, row))
    return str(years.pop()) if len(years) == 1 else ""


def _thing(reader: _Reader, cells: Sequence[str | None], row: int, warnings: list[Problem]) -> str:
    text = _first(reader, cells, "thing")
    if not text:
        return reader.mapping.thing
    code = match_term(text, "things").code
    if code is None or code == "mention":
        reason = Reason("value.not_thing", {"field": "thing", "value": text[:60]})
        warnings.append(Problem(reason, reader.sheet, row))
        return reader.mapping.thing
    return code


def _place(reader: _Reader, cells: Sequence[str | None], row: int) -> str:
    """Where in the source: the page as the file gives it, else sheet and row ("post" for an item of a json file)."""
    page = _first(reader, cells, "page")
    if page:
        return (page_place(page) if _ONLY_FIGURES.fullmatch(page) else page)[:_LONGEST_PLACE]
    number = f"{'post' if reader.json else 'rad'} {row}"
    return f"{reader.sheet}, {number}"[:_LONGEST_PLACE] if reader.sheet else number
