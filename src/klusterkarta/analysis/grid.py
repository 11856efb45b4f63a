"""Long rows (region, industry, value, perhaps year) into one checked matrix a year: regions × industries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from klusterkarta.analysis.in_parts import at_once
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
YEAR, REGION, INDUSTRY, VALUE = "year", "region", "industry", "value"
# Where it is there, the rows' numbers in the file that they came from.
ROW = "row"
_MOST_SHOWN = 5
# From so many rows on a compiled loop is worth loading the compiler for.
_MANY = 250_000
# Eight bytes each, and a measure holds several matrices of the kind.
_MOST_CELLS = 100_000_000


class BadCells(Explained):
    """The cells cannot be measured. The reason (`cells.…`) names the rows, what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One year: `values[r, i]` is the figure of region r in industry i, 0 where no row gives one. Labels are sorted."""

    regions: pl.Series
    industries: pl.Series
    values: Floats
    year: str | int | None = None
    notes: tuple[Reason, ...] = field(default=())


def grids(cells: pl.DataFrame, *, first_row: int = 1) -> Iterator[Grid]:
    """One grid a year, in the order of the years; a single one without a column `year`.

    `cells` has the columns region, industry, value and perhaps year; codes are compared as text. A row without a
    value counts as not given, is left out and noted. `first_row` is the number of the first row in messages.

    Raises BadCells, naming the rows: a value that is negative, not a number or infinite; a cell given twice in a year;
    a row without region, industry or year; nothing at all, or nothing above zero in a year; more pairs of region and
    industry than fit (`check_size`).

    >>> frame = pl.DataFrame({"region": ["b", "a"], "industry": ["x", "y"], "value": [1.0, 2.0]})
    >>> next(grids(frame)).values.tolist()
    [[0.0, 2.0], [1.0, 0.0]]
    """
    check_rows(cells, first_row)
    if YEAR not in cells.columns:
        yield _grid(cells, None, _Origin(cells, first_row))
        return
    years = sorted(cells[YEAR].unique().to_list())
    for year in years:
        part = cells.filter(pl.col(YEAR) == year) if len(years) > 1 else cells
        yield _grid(part, year, _Origin(cells, first_row))


def active(values: Floats) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which regions and which industries have anything at all.

    >>> active(np.array([[1.0, 0.0], [0.0, 0.0]]))
    (array([ True, False]), array([ True, False]))
    """
    return values.sum(axis=1) > 0, values.sum(axis=0) > 0


def bad(code: str, **parameters: str | int | float) -> BadCells:
    """The exception for a code of the words `reasons/cells`.

    >>> bad("cells.empty").reason.code
    'cells.empty'
    """
    return BadCells(Reason(code, parameters))


def with_rows(cells: pl.DataFrame, first_row: int) -> pl.DataFrame:
    """The cells with the column `row`: as it is, or counted from `first_row`.

    >>> with_rows(pl.DataFrame({"value": [7, 8]}), 2)["row"].to_list()
    [2, 3]
    """
    return cells if ROW in cells.columns else cells.with_row_index(ROW, offset=first_row)


def named(items: Iterable[object]) -> str:
    """The first few, as text.

    >>> named([3, 4])
    '3, 4'
    """
    return first_few(items, _MOST_SHOWN)


def _check_columns(cells: pl.DataFrame) -> None:
    missing = [name for name in (REGION, INDUSTRY, VALUE) if name not in cells.columns]
    if missing:
        raise bad("cells.no_column", column=", ".join(missing), columns=", ".join(cells.columns))
    if cells.is_empty():
        raise bad("cells.empty")
    if not cells.schema[VALUE].is_numeric():
        raise bad("cells.no_number", column=VALUE, value=str(cells[VALUE][0]))


def check_rows(cells: pl.DataFrame, first_row: int = 1) -> None:
    """Raise BadCells, naming the rows, for what no measure can take; see `grids`.

    >>> check_rows(pl.DataFrame({"region": ["a"], "industry": ["x"], "value": [1.0]}))
    """
    _check_columns(cells)
    _check_values(cells, first_row)
    lacking = [one for one in (REGION, INDUSTRY, YEAR) if one in cells.columns and cells[one].null_count()]
    where = {name: _where(cells, pl.col(name).is_null(), first_row) for name in lacking}
    if len(lacking) == 1:
        raise bad("cells.no_code", column=lacking[0], **where[lacking[0]])
    if lacking:
        raise bad("cells.no_codes", columns="; ".join(f"{name}: {one['rows']}" for name, one in where.items()))


def _check_values(cells: pl.DataFrame, first_row: int) -> None:
    value, figures = pl.col(VALUE), cells[VALUE]
    # Two quick looks at the column: nearly every table passes. A sum that is not finite is looked into below.
    least = figures.min()
    if (least is None or float(least) >= 0) and np.isfinite(float(figures.sum() or 0)):  # type: ignore[arg-type]
        return
    faults: dict[str, pl.Expr] = {"cells.negative": value < 0}
    if cells.schema[VALUE].is_float():
        faults = {"cells.not_a_number": value.is_nan(), "cells.infinite": value.is_infinite(), **faults}
    found = {code: fault for code, fault in faults.items() if cells.select(fault.any()).item()}
    if len(found) == 1:
        (code, fault), *_ = found.items()
        raise bad(code, **_where(cells, fault, first_row))
    if found:
        raise bad("cells.several_faults", **_kinds(cells, found, first_row))


def _kinds(cells: pl.DataFrame, faults: dict[str, pl.Expr], first_row: int) -> dict[str, str | int]:
    """The rows of each kind of fault; a dash for a kind that there is not."""
    said: dict[str, str | int] = dict.fromkeys(("negative", "not_a_number", "infinite"), "–")
    for code, fault in faults.items():
        said[code.removeprefix("cells.")] = _where(cells, fault, first_row)["rows"]
    return said


def _where(cells: pl.DataFrame, fault: pl.Expr, first_row: int) -> dict[str, str | int]:
    rows = with_rows(cells, first_row).filter(fault)[ROW].to_list()
    return {"rows": named(rows), "count": len(rows)}


@dataclass(frozen=True, slots=True)
class _Origin:
    """The whole table, for messages: rows are numbered only where something is wrong."""

    cells: pl.DataFrame
    first_row: int


def _grid(cells: pl.DataFrame, year: str | int | None, origin: _Origin) -> Grid:
    given = cells.filter(pl.col(VALUE).is_not_null()) if cells[VALUE].null_count() else cells
    if given.is_empty():
        raise bad("cells.empty")
    (regions, row), (industries, column) = at_once(
        [partial(encoded, given[name]) for name in (REGION, INDUSTRY)], units=given.height
    )
    for name, labels in ((REGION, regions), (INDUSTRY, industries)):
        if (labels.str.strip_chars() == "").any():
            raise bad(
                "cells.no_code",
                column=name,
                **_where(origin.cells, _blank(name), origin.first_row),
            )
    check_size(len(regions), len(industries))
    place = row * len(industries) + column
    flat = np.zeros(len(regions) * len(industries))
    figures = given[VALUE].cast(pl.Float64).to_numpy()
    flat[place] = figures
    if _is_twice(place, len(flat)):
        raise _twice(origin.cells, origin.first_row)
    if not figures.max() > 0:
        raise bad("cells.nothing") if year is None else bad("cells.nothing_in_year", year=str(year))
    values = flat.reshape(len(regions), len(industries))
    return Grid(regions, industries, values, year, tuple(_notes(cells, given, values, regions)))


def check_size(regions: int, industries: int) -> None:
    """Raise BadCells for so many pairs of region and industry that no memory holds them: mostly of wrong columns.

    >>> check_size(290, 821)
    """
    if regions * industries > _MOST_CELLS:
        raise bad("cells.too_many", regions=regions, industries=industries, most=_MOST_CELLS)


def encoded(codes: pl.Series) -> tuple[pl.Series, Codes]:
    """The sorted different codes as text, and for each row the place of its code among them.

    >>> labels, places = encoded(pl.Series(["02", "01", "02"]))
    >>> labels.to_list(), places.tolist()
    (['01', '02'], [1, 0, 1])
    """
    if isinstance(codes.dtype, pl.Enum):
        return _encoded_labels(codes, codes.dtype.categories)
    text = codes if codes.dtype == pl.String else codes.cast(pl.String)
    if len(text) >= _MANY:
        return _encoded_by_hash(text)
    labels = text.unique().sort()
    return labels.rename(""), text.cast(pl.Enum(labels)).to_physical().cast(pl.Int64).to_numpy()


def _encoded_by_hash(text: pl.Series) -> tuple[pl.Series, Codes]:
    from klusterkarta.analysis.numbering import numbered

    numbers, first = numbered(text)
    labels = text.gather(first)
    order = labels.arg_sort().to_numpy()
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return labels.gather(order).rename(""), places[numbers]


def _encoded_labels(codes: pl.Series, labels: pl.Series) -> tuple[pl.Series, Codes]:
    """The same of a column that numbers its labels; labels that no row has are left out."""
    numbers = codes.to_physical().cast(pl.Int64).to_numpy()
    used = np.zeros(len(labels), dtype=bool)
    used[numbers] = True
    there = labels.filter(pl.Series(used))
    places = np.empty(len(labels), dtype=np.int64)
    places[np.flatnonzero(used)[there.arg_sort().to_numpy()]] = np.arange(len(there))
    return there.sort().rename(""), places[numbers]


def _blank(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.strip_chars() == ""


def _is_twice(place: Codes, size: int) -> bool:
    filled = np.zeros(size, dtype=bool)
    filled[place] = True
    return bool(np.count_nonzero(filled) < len(place))


def check_once(cells: pl.DataFrame, first_row: int = 1) -> None:
    """Raise BadCells, naming the rows, where a region and industry stands twice in a year.

    >>> check_once(pl.DataFrame({"region": ["a"], "industry": ["x"], "value": [1.0]}))
    """
    keys = [name for name in (YEAR, REGION, INDUSTRY) if name in cells.columns]
    known = cells.filter(pl.col(VALUE).is_not_null())
    if known.select(keys).is_duplicated().any():
        raise _twice(cells, first_row)


def _twice(cells: pl.DataFrame, first_row: int) -> BadCells:
    keys = [name for name in (YEAR, REGION, INDUSTRY) if name in cells.columns]
    numbered = with_rows(cells, first_row).filter(pl.col(VALUE).is_not_null())
    twice = numbered.filter(pl.struct(keys).is_duplicated())
    first = twice.row(0, named=True)
    same = twice.filter(pl.all_horizontal(pl.col(key) == first[key] for key in keys))[ROW].to_list()
    return bad("cells.twice", cell=" × ".join(str(first[key]) for key in keys), rows=named(same), count=twice.height)


def _notes(cells: pl.DataFrame, given: pl.DataFrame, values: Floats, regions: pl.Series) -> Iterator[Reason]:
    if left_out := cells.height - given.height:
        yield Reason("cells.missing", {"count": left_out})
    empty = regions.filter(pl.Series(values.sum(axis=1) == 0)).to_list()
    if empty:
        yield Reason("cells.empty_regions", {"regions": named(empty), "count": len(empty)})
