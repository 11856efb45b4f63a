"""Rows that sum up others: dropped, so that nothing is counted twice."""

import polars as pl

from klusterkarta.sources.statistics.dimensions import is_total
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.industry_codes import code_figures, divisions_of

_SHOWN = 5


def without_totals(cells: pl.DataFrame) -> tuple[pl.DataFrame, list[Reason]]:
    """The cells without regions, industries and both sexes together where their parts are there too; and what went.

    A region goes that begins the code of another (00, SE, 01 beside 0114), an industry that covers another's divisions
    or begins its code, or is called a total. Where only the total is there, it stays; both sexes together stay in the
    years that are not parted.
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
    if len(names) > len(totals):
        return totals | {code for code in names if any(one != code and one.startswith(code) for one in names)}
    return set()


def _industries(names: dict[str, str]) -> set[str]:
    totals = {code for code, name in names.items() if is_total(code) or is_total(name)}
    if len(names) == len(totals):
        return set()
    spans = {code: divisions_of(code) for code in names}
    return totals | {
        code for code in names if _covers(code, spans[code], {one: spans[one] for one in names if one != code})
    }


def _covers(code: str, own: frozenset[str], others: dict[str, frozenset[str]]) -> bool:
    """Whether a code covers another by its divisions, or begins it."""
    if any(span < own for span in others.values() if span):
        return True
    bare = code_figures(code)
    return bool(bare) and any(one != bare and one.startswith(bare) for one in map(code_figures, others) if one)
