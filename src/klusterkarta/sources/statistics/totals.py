"""Rows that sum up others: dropped, so that nothing is counted twice."""

import polars as pl

from klusterkarta.sources.statistics.dimensions import is_total
from klusterkarta.values.beginnings import longest_beginning
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.industry_codes import industries_within

_SHOWN = 5


def without_totals(cells: pl.DataFrame) -> tuple[pl.DataFrame, list[Reason]]:
    """The cells without regions, industries and both sexes together where their parts are there too; and what went.

    A region goes that begins the code of another (00, SE, 01 beside 0114), an industry that another lies within
    (`industries_within`) or that is called a total. Where only the total is there, it stays; both sexes together stay
    in the years that are not parted.
    """
    notes = []
    for column, covering in (("region", _regions), ("industry", _industries)):
        names = dict(cells.select(column, f"{column}_name").unique(column).iter_rows())
        gone = covering(names)
        if gone:
            cells = cells.filter(~pl.col(column).is_in(sorted(gone)))
            told: dict[str, str | int] = {"count": len(gone), "codes": first_few(sorted(gone), _SHOWN)}
            notes.append(Reason(f"figures.totals_{column}", told))
    cells, lost = _parted_by_sex(cells)
    return cells, notes + lost


def _parted_by_sex(cells: pl.DataFrame) -> tuple[pl.DataFrame, list[Reason]]:
    """Year by year: where women and men are told, both together go; a year that tells nothing else keeps them."""
    parted = cells.filter(pl.col("sex") != "")
    both = (pl.col("sex") == "") & pl.col("year").is_in(parted["year"].unique().implode())
    alone = cells.filter(both & pl.col("value").is_not_null()).join(
        parted, on=("region", "industry", "year"), how="anti"
    )
    kept = cells.filter(~both)
    if alone.is_empty():
        return kept, []
    told: dict[str, str | int] = {"count": alone.height, "codes": first_few(sorted(set(alone["region"])), _SHOWN)}
    return kept, [Reason("figures.totals_sex", told)]


def _regions(names: dict[str, str]) -> set[str]:
    totals = {code for code, name in names.items() if code == "00" or is_total(name or code)}
    if len(names) == len(totals):
        return set()
    # The longest are enough: what begins a code and is shorter begins the longest too.
    return totals | {longest_beginning(code, names) for code in names} - {""}


def _industries(names: dict[str, str]) -> set[str]:
    totals = {code for code, name in names.items() if is_total(code) or is_total(name)}
    if len(names) == len(totals):
        return set()
    return totals | {outer for _, outer in industries_within(names.keys() - totals)}
