"""What a table of the register says of one region and industry over the years, and of every region in its last year."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.figures.selectors import CubeView, cells_of
from klusterkarta.values.figure_cells import MEN, WOMEN

# People can be added up over regions, industries and sexes; a share or an index cannot.
_COUNTS = ("day", "night")


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the cells that have a figure (None for no such cell), and how many have none.

    >>> Sum(5.0, 1).whole is None, Sum(5.0).whole
    (True, 5.0)
    """

    value: float | None
    missing: int = 0

    @property
    def whole(self) -> float | None:
        """The sum, if every cell has its figure; a sum with cells left out says only "at least"."""
        return None if self.missing else self.value


@dataclass(frozen=True, slots=True)
class Split:
    """A figure, and its parts by sex as far as the table has them."""

    total: Sum
    women: Sum
    men: Sum


# What a table says of that which it does not part.
_NOTHING = Sum(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as it is shown: of `region` and `industry` ("" for all together) by year, and the last year by region."""

    cube: CubeView
    regions: Mapping[str, str]
    industries: Mapping[str, str]
    region: str
    industry: str
    by_sex: bool
    adds_up: bool
    years: Mapping[int, Split]
    by_region: Mapping[str, Split]


def shown_figures(cube: CubeView, *, region: str = "", industry: str = "") -> Shown:
    """The table for a region and an industry. Codes that it does not have count as none given.

    Without a region (industry) all are added up where the table counts people, else the first is taken. Both sexes
    together are the table's own figure, else (where people are counted) the sum of women and men, never both.
    """
    cells = cells_of(cube)
    regions, industries = (_names(cells, one) for one in ("region", "industry"))
    adds_up = cube.population in _COUNTS
    region, industry = (
        _chosen(code, codes, adds_up=adds_up) for code, codes in ((region, regions), (industry, industries))
    )
    own = cells if not industry else cells.filter(industry=industry)
    last = own.filter(year=cube.last_year)
    course = own if not region else own.filter(region=region)
    years = sorted(set(course["year"].to_list()))
    return Shown(
        cube=cube, regions=regions, industries=industries, region=region, industry=industry,
        by_sex=bool((cells["sex"] != "").any()), adds_up=adds_up,
        years={year: _split(course.filter(year=year), adds_up=adds_up) for year in years},
        by_region={code: _split(last.filter(region=code), adds_up=adds_up) for code in regions},
    )  # fmt: skip


def _names(cells: pl.DataFrame, column: str) -> dict[str, str]:
    """Each code with its name, by code; without the code "" of a table that is not parted so."""
    pairs = cells.select(column, f"{column}_name").unique(column).sort(column).iter_rows()
    return {code: name for code, name in pairs if code}


def _chosen(code: str, codes: Mapping[str, str], *, adds_up: bool) -> str:
    if code in codes:
        return code
    return "" if adds_up else next(iter(codes), "")


def _split(cells: pl.DataFrame, *, adds_up: bool) -> Split:
    women, men, total = (_sum(cells.filter(sex=sex)["value"]) for sex in (WOMEN, MEN, ""))
    if total == _NOTHING and adds_up and _NOTHING not in (women, men):
        known = [one.value for one in (women, men) if one.value is not None]
        total = Sum(sum(known) if known else None, women.missing + men.missing)
    return Split(total, women, men)


def _sum(values: pl.Series) -> Sum:
    missing = values.null_count()
    return Sum(None if missing == len(values) else float(values.sum()), missing)


def share_of_women(split: Split) -> float | None:
    """Women among women and men; None where a cell of either is missing, or there is nobody.

    >>> share_of_women(Split(Sum(10.0), Sum(4.0), Sum(6.0)))
    0.4
    """
    women, men = split.women.whole, split.men.whole
    if women is None or men is None or women + men <= 0:
        return None
    return women / (women + men)
