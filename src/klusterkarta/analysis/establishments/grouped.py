"""One expression that groups establishments, the same for every engine that ibis speaks to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import polars as pl

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

if TYPE_CHECKING:
    import ibis  # type: ignore[import-untyped]

WORKPLACES, EMPLOYEES, LARGEST = "workplaces", "employees", "largest"
_MOST_SHOWN = 5


class BadEstablishments(Explained):
    """The rows cannot be grouped. The reason (`establishments.…`) names cells, what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The headings of an establishment's columns; `year` is "" where there is none."""

    region: str
    industry: str
    employees: str
    year: str = ""

    @property
    def groups(self) -> dict[str, str]:
        """Own name → heading of what is grouped by."""
        named = {"year": self.year, "region": self.region, "industry": self.industry}
        return {name: heading for name, heading in named.items() if heading}


def grouped(establishments: "ibis.Table", keys: Keys) -> "ibis.Table":
    """Cells with their workplaces, employees and largest workplace.

    Codes are grouped as they are and become text afterwards: text is slower to group by. Employees are summed as the
    whole numbers that they are, where the file says so.

    >>> import ibis
    >>> frame = pl.DataFrame({"r": ["01", "01"], "i": ["10", "10"], "n": [3, 4]})
    >>> cells = grouped(ibis.memtable(frame), Keys("r", "i", "n")).to_polars()
    >>> cells.select("region", "workplaces", "employees", "largest").row(0)
    ('01', 2, 7, 4)
    """
    employees = _employees(establishments, keys)
    return establishments.group_by(
        **{name: establishments[heading] for name, heading in keys.groups.items()}
    ).aggregate(**{WORKPLACES: establishments.count(), EMPLOYEES: employees.sum(), LARGEST: employees.max()})


def extremes(establishments: "ibis.Table", keys: Keys) -> "ibis.Table":
    """Least and largest number of employees, how many rows state one, and how many rows there are: one row.

    >>> import ibis
    >>> frame = pl.DataFrame({"r": ["01", "01"], "i": ["10", "10"], "n": [3, None]})
    >>> extremes(ibis.memtable(frame), Keys("r", "i", "n")).to_polars().row(0)
    (3, 3, 1, 2)
    """
    employees = _employees(establishments, keys)
    return establishments.aggregate(
        least=employees.min(), largest=employees.max(), stated=employees.count(), rows=establishments.count()
    )


def faulty(establishments: "ibis.Table", keys: Keys) -> "ibis.Table":
    """The first cells with a number of employees that is missing, not finite or negative."""
    number = _employees(establishments, keys).cast("float64")
    wrong = number.isnull() | number.isnan() | number.isinf() | (number < 0)
    rows = establishments.filter(wrong)
    cells = rows.group_by(**{name: rows[heading] for name, heading in keys.groups.items()})
    return cells.aggregate(**{WORKPLACES: rows.count()}).order_by(list(keys.groups)).limit(_MOST_SHOWN)


def check_extremes(found: Mapping[str, float | None], cells: Callable[[], pl.DataFrame]) -> None:
    """Raise BadEstablishments for what `extremes` tells, with the cells that `faulty` names, asked for only then.

    >>> check_extremes({"least": 0, "largest": 9.0, "stated": 2, "rows": 2}, pl.DataFrame)
    """
    rows, stated = found["rows"] or 0, found["stated"] or 0
    if not rows:
        raise _bad("establishments.empty")
    least, largest = (float("nan") if found[name] is None else float(found[name] or 0) for name in ("least", "largest"))
    faults = {
        "establishments.missing": stated < rows,
        "establishments.not_finite": stated > 0 and not (isfinite(least) and isfinite(largest)),
        "establishments.negative": least < 0,
    }
    codes = [code for code, there in faults.items() if there]
    if not codes:
        return
    named = cells().drop(WORKPLACES)
    code = codes[0] if len(codes) == 1 else "establishments.several_faults"
    raise _bad(code, cells=_named(named))


def with_codes(cells: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The cells with text for codes, sorted, whatever the engine's order. Raises BadEstablishments without a code.

    Codes that differ by the spaces round them alone are one: "01 " is "01", and its establishments are added.

    >>> cells = pl.DataFrame({"region": [2, 1], "workplaces": [1, 1], "employees": [1, 2], "largest": [1, 2]})
    >>> with_codes(cells, ["region"])["region"].to_list()
    ['1', '2']
    """
    text = cells.with_columns(
        *(pl.col(name).cast(pl.String).str.strip_chars() for name in names),
        pl.col(EMPLOYEES, LARGEST).cast(pl.Float64),
    )
    nameless = text.filter(pl.any_horizontal((pl.col(name).is_null() | (pl.col(name) == "")) for name in names))
    if nameless.height:
        count = int(nameless[WORKPLACES].sum())
        raise _bad(
            "establishments.no_code", count=count, columns=", ".join(names), cells=_named(nameless.select(names))
        )
    if text.select(names).is_duplicated().any():
        text = text.group_by(names).agg(pl.col(WORKPLACES, EMPLOYEES).sum(), pl.col(LARGEST).max())
    return text.sort(names)


def _employees(establishments: "ibis.Table", keys: Keys) -> "ibis.Column":
    column = establishments[keys.employees]
    if column.type().is_string():
        # Text that is no number counts as missing, and its cells are named; a decimal comma is read.
        return column.replace(",", ".").try_cast("float64")
    return column if column.type().is_integer() else column.cast("float64")


def _named(cells: pl.DataFrame) -> str:
    """The codes of the first few cells, a dash where there is none."""
    rows = cells.head(_MOST_SHOWN).iter_rows()
    return "; ".join(" × ".join(str(code) if code not in (None, "") else "–" for code in row) for row in rows)


def _bad(code: str, **parameters: str | int) -> BadEstablishments:
    return BadEstablishments(Reason(code, parameters))
