"""A table's rows as statements: one `StatedRow` a row, every row and cell that needs a look reported."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from klusterkarta.sources.cells import ReadColumn, read_columns
from klusterkarta.sources.columns import Columns
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
from klusterkarta.vocabularies.source_places import page_place
from klusterkarta.vocabularies.terms import match_term

# These say something about the row and are no statements of their own.
ABOUT_THE_ROW = frozenset({"row_key", "thing", "page", "observed_on"})
_ONLY_FIGURES = re.compile(r"[0-9][0-9, –-]*")
_CLOCK = re.compile(r"[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?$")
_LONGEST_PLACE = 200
_NOWHERE: Mapping[str, str] = {}


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
    """What the reading of every row needs. `about`: where each field about the row itself stands, in order.

    `alike`: some columns are of the same field and language, so that they may say the same.
    """

    sheet: str
    columns: tuple[ReadColumn, ...]
    alike: bool
    headers: tuple[tuple[int, str], ...]
    about: Mapping[str, tuple[int, ...]]
    places: tuple[int, ...]
    row: int
    width: int
    overlong: tuple[int, ...]
    mapping: ColumnMapping
    salt: str
    json: bool


def state_rows(layout: Layout, columns: Columns, *, mapping: ColumnMapping, salt: str) -> StatedTable:
    """Every row of the layout's body as statements. `salt`: see `sole_traders.hidden_key`.

    Left out, with the reason: rows without a name and without a key; rows whose key another row has; rows of a csv file
    with more cells than the header; the header again. A value that is not what its field expects is stated as the text
    it is, with a warning.
    """
    reader = _reader(layout, columns, mapping, salt=salt)
    found = _Found()
    for cells in layout.body.iter_rows():
        _read_row(reader, cells, found)
    properties = {column.covers for column in columns.columns if column.field and column.field not in ABOUT_THE_ROW}
    if mapping.kind:
        properties.add("kind")
    return StatedTable(found.rows, found.skipped, found.warnings, sorted(properties), layout.body.height)


def _reader(layout: Layout, columns: Columns, mapping: ColumnMapping, *, salt: str) -> _Reader:
    letters = {name: index for index, name in enumerate(layout.body.columns)}
    read = [column for column in columns.columns if column.field]
    overlong = _beyond_header(layout, letters)
    stated = read_columns(
        [one for one in read if one.field not in ABOUT_THE_ROW], letters, separators=mapping.separators
    )
    return _Reader(
        sheet=layout.table.sheet,
        columns=stated,
        alike=len({(one.code, one.language) for one in stated}) < len(stated),
        headers=tuple((letters[column.letter], column.header) for column in read),
        about={code: tuple(letters[one.letter] for one in columns.reading(code)) for code in ABOUT_THE_ROW},
        places=tuple(letters[column.letter] for column in columns.columns if column.how == "places"),
        row=letters[ROW],
        width=len(letters) - 1 - len(overlong),
        overlong=overlong,
        mapping=mapping,
        salt=salt,
        json=layout.table.kind == "json",
    )


def _beyond_header(layout: Layout, letters: dict[str, int]) -> tuple[int, ...]:
    """Columns to the right of the last header: in a csv file only a row with too many separators has them."""
    named = [index for index, header in enumerate(layout.headers.values()) if header]
    if layout.table.kind != "csv" or not named:
        return ()
    return tuple(letters[letter] for letter in list(layout.headers)[named[-1] + 1 :])


def _read_row(reader: _Reader, cells: Sequence[str | None], found: _Found) -> None:
    row = int(cells[reader.row] or 0)
    why = _why_skipped(reader, cells)
    if why is None:
        said = _statements(reader, cells, row, found.warnings)
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
    if reader.overlong and any(cells[index] for index in reader.overlong):
        return Reason("row.too_long", {"count": reader.width})
    like_header = 0
    for index, header in reader.headers:
        if cells[index]:
            if cells[index] != header:
                return None
            like_header += 1
    if not like_header:
        return Reason("row.nothing_read")
    return Reason("row.header_again") if like_header > 1 else None


def _why_no_key(key: str, row: int, found: _Found) -> Reason | None:
    if not key:
        return Reason("row.no_name")
    if key in found.keys:
        return Reason("row.same_key", {"other_row": found.keys[key]})
    found.keys[key] = row
    return None


def _statements(reader: _Reader, cells: Sequence[str | None], row: int, warnings: list[Problem]) -> list[Stated]:
    observed = _observed_on(reader, cells, row, warnings)
    places = _places(reader, cells)
    said: list[Stated] = []
    for column in reader.columns:
        text = cells[column.index]
        if text:
            found, wrong = column.read(text)
            if wrong:
                warnings.extend(Problem(why, reader.sheet, row, column.letter) for why in wrong)
            if observed or places:
                place = places.get(column.header, "")[:_LONGEST_PLACE]
                found = tuple(one._replace(place=place, observed_on=observed) for one in found)
            said += found
    if reader.alike:
        said = _each_once(said)
    if reader.mapping.kind and not any(one.property == "kind" for one in said):
        said.append(Stated("kind", reader.mapping.kind, observed_on=observed))
    return said


def _each_once(said: Sequence[Stated]) -> list[Stated]:
    found: dict[tuple[str, str, str], Stated] = {}
    for one in said:
        found.setdefault((one.property, one.language, one.value), one)
    return list(found.values())


def _first(reader: _Reader, cells: Sequence[str | None], code: str) -> str:
    for index in reader.about[code]:
        if text := cells[index]:
            return text
    return ""


def _places(reader: _Reader, cells: Sequence[str | None]) -> Mapping[str, str]:
    """Where each value of the row stands, by the key of its header; only the table of `extract` says that."""
    if not reader.places:
        return _NOWHERE
    return read_places(next((text for index in reader.places if (text := cells[index])), ""))


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
