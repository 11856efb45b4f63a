"""`klusterkarta analyse establishments`: a file of establishments into figures that may be published."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from klusterkarta.analysis.establishments.grouped import (
    BadEstablishments,
    Keys,
    check_extremes,
    extremes,
    faulty,
    grouped,
    with_codes,
)
from klusterkarta.analysis.establishments.suppression import Rule, withheld
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.analyses.engines import opened_table
from klusterkarta.workflow.analyses.written import RowsFile, check_target


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of an establishment's columns; `year` is "" where there is none."""

    region: str
    industry: str
    employees: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Protection:
    """Fewest workplaces of a published cell, and the largest share of its employees that one of them may have."""

    least: int = 3
    dominance: float = 0.8


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows, establishments, cells by state."""

    rows: int
    columns: tuple[str, ...]
    establishments: int
    states: dict[str, int]


def measure_establishments(
    path: Path, out: Path, *, headings: Headings, protection: Protection, engine: str = "duckdb"
) -> Written:
    """Group, withhold, write; each year by itself. Raises UnreadableFile, BadEstablishments and EngineMissing."""
    if protection.least < 1 or not 0 < protection.dominance <= 1:
        raise BadEstablishments(Reason("establishments.bad_rule"))
    check_target(out, [path])
    keys = Keys(headings.region, headings.industry, headings.employees, headings.year)
    cells = cells_of(path, keys, engine=engine)
    rule = Rule(protection.least, protection.dominance)
    states: dict[str, int] = {}
    with RowsFile(out) as file:
        for year in cells["year"].unique().sort().to_list() if keys.year else [None]:
            own = cells if year is None else cells.filter(year=year)
            rows = withheld(own, rule)
            file.add(rows if year is None else rows.select(pl.lit(year).alias("year"), pl.all()))
            for state, number in rows["state"].value_counts().iter_rows():
                states[state] = states.get(state, 0) + number
    return Written(file.rows, file.columns, int(cells["workplaces"].sum()), dict(sorted(states.items())))


def cells_of(path: Path, keys: Keys, *, engine: str = "duckdb") -> pl.DataFrame:
    """The cells by region and industry, checked. Raises as `measure_establishments` does."""
    with opened_table(path, engine) as table:
        missing = [name for name in (*keys.groups.values(), keys.employees) if name not in table.columns]
        if missing:
            there = ", ".join(table.columns)
            raise unreadable("analyse.no_column", file=path.name, column=", ".join(missing), columns=there)
        try:
            found = _answer(extremes(table, keys)).row(0, named=True)
            check_extremes(found, lambda: _answer(faulty(table, keys)))
            cells = _answer(grouped(table, keys))
        except BadEstablishments:
            raise
        except Exception as problem:
            # The engines have no class in common for a text that is no number.
            if "onver" not in str(problem) and "CAST" not in str(problem):
                raise
            raise unreadable("analyse.unreadable", file=path.name, why=str(problem).splitlines()[0]) from problem
    return with_codes(cells, list(keys.groups))


def _answer(expression: Any) -> pl.DataFrame:
    return pl.DataFrame(expression.to_pyarrow())
