"""Measures of concentration of a table of regions and industries, as long rows: one a measure and what it is of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl

from klusterkarta.analysis.code_versions import check_versions
from klusterkarta.analysis.concentration import establishments as plants
from klusterkarta.analysis.concentration.agglomeration import ellison_glaeser, gamma_by_chance, maurel_sedillot
from klusterkarta.analysis.concentration.classes import cluster_class, criteria_lacking
from klusterkarta.analysis.concentration.further import further_figures, further_names
from klusterkarta.analysis.concentration.location import hoover_balassa, location_quotient
from klusterkarta.analysis.concentration.shift_share import esteban_marquillas, shift_share
from klusterkarta.analysis.concentration.specialisation import (
    gini,
    gini_unweighted,
    hachman,
    hhi,
    hoover,
    krugman,
    theil,
)  # fmt: skip
from klusterkarta.analysis.grid import INDUSTRY, REGION, VALUE, YEAR, Floats, Grid, bad, check_rows, grids
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.cluster_classes import ClusterMethod, cluster_methods

Of = Literal["cell", "region", "industry"]
_CELLS: Mapping[str, Callable[[Floats], Floats]] = {"lq": location_quotient, "hoover_balassa": hoover_balassa}
_ROWS: Mapping[str, Callable[[Floats], Floats]] = {
    "krugman": krugman, "hoover": hoover, "hhi": hhi, "theil": theil, "gini": gini, "gini_unweighted": gini_unweighted,
}  # fmt: skip
_REGIONS: Mapping[str, Callable[[Floats], Floats]] = {"hachman": hachman}
_CLASSES = tuple(cluster_methods())
_PLACES = ("ellison_glaeser", "maurel_sedillot")
_CHANGES = ("shift_share", "esteban_marquillas")
MEASURES = (*_CELLS, *_ROWS, *_REGIONS, *_PLACES, *_CLASSES, *_CHANGES)
SAME_AS = {
    "location_quotient": "lq", "lq_rca": "lq", "rca": "hoover_balassa", "balassa": "hoover_balassa",
    "krugman_index": "krugman", "hoover_index": "hoover", "herfindahl": "hhi", "herfindahl_hirschman": "hhi",
    "hachman_index": "hachman", "theil_index": "theil", "locational_gini": "gini", "gini_index": "gini",
    "eg": "ellison_glaeser", "ms": "maurel_sedillot", "shift_share_classic": "shift_share",
    "shiftshare": "shift_share", "em": "esteban_marquillas", "shift_share_em": "esteban_marquillas",
    "shift_share_esteban_marquillas": "esteban_marquillas",
    "european_stars": "european_stars_1", "stars": "european_stars_1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which measures; the years that change is measured between (else first and last); draws of the intervals.

    `mixed_codes` lets tables through whose codes come from two versions. `own` holds classes by one's own thresholds.
    """

    measures: tuple[str, ...]
    first: str | int | None = None
    last: str | int | None = None
    draws: int = 1_000
    seed: int = 0
    mixed_codes: bool = False
    own: Mapping[str, ClusterMethod] = field(default_factory=dict)

    @property
    def classes(self) -> dict[str, ClusterMethod]:
        """The cluster classes among the measures, published or one's own."""
        known = {**cluster_methods(), **self.own}
        return {name: known[name] for name in self.measures if name in known}


@dataclass(frozen=True, slots=True)
class Measured:
    """Long rows: (year,) region, industry, measure, value, low, high; and what has to be said of them."""

    rows: pl.DataFrame
    notes: tuple[Reason, ...]


def measure_names(asked: Sequence[str], own: Sequence[str] = ()) -> tuple[str, ...]:
    """The measures by their own names, each once; `own` are classes by one's own thresholds, all of them measured.

    Raises BadCells for a name that is none, and for an own one that a measure has already.

    >>> measure_names(["LQ", "herfindahl", "shift-share", "hhi"])
    ('lq', 'hhi', 'shift_share')
    """
    known = {**{name: name for name in MEASURES}, **SAME_AS}
    if taken := [name for name in own if name in known]:
        raise bad("cells.measure_taken", name=", ".join(taken))
    folded = [one if one in own else one.strip().lower().replace("-", "_").replace(" ", "_") for one in asked]
    known |= {name: name for name in own}
    unknown = [one for one in folded if one not in known]
    if unknown or not folded:
        raise bad("cells.unknown_measure", name=", ".join(unknown), measures=", ".join([*MEASURES, *own]))
    return tuple(dict.fromkeys([*(known[one] for one in folded), *own]))


def concentration_table(cells: pl.DataFrame, wanted: Wanted, *, first_row: int = 1) -> Measured:
    """The wanted measures of every year.

    `cells` has the columns region, industry, value and perhaps year, version, and for Ellison–Glaeser and
    Maurel–Sédillot either `establishment` (each row one establishment, its id) or `establishments` (how many there are
    in the cell); `productivity` and `growth` serve cluster classes. A measure of a region has no industry, one of an
    industry no region. `low` and `high` are the 95 % interval that chance gives. Undefined figures are null. Raises
    BadCells, see `grids` and `check_versions`.

    >>> cells = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x", "y", "y"], "value": [1.0, 1.0, 2.0]})
    >>> concentration_table(cells, Wanted(("hhi",))).rows.select("region", "industry", "value").rows()
    [('a', None, 0.5), ('b', None, 1.0), (None, 'x', 1.0), (None, 'y', 0.5555555555555556)]
    """
    change = set(wanted.measures) & set(_CHANGES)
    check_rows(cells, first_row)
    if not wanted.mixed_codes:
        check_versions(cells)
    located = plants.by_cell(cells, first_row=first_row)
    years = list(grids(located.cells, first_row=first_row))
    frames = [frame for grid in years for frame in _of_year(grid, wanted, located)]
    if change:
        frames += _of_change(cells, years, wanted)
    notes = [note for grid in years for note in grid.notes]
    if set(wanted.measures) & set(_PLACES) and not located.known:
        notes.append(Reason("cells.no_establishments"))
    notes += _of_classes(wanted, located)
    return Measured(pl.concat(frames), tuple(dict.fromkeys(notes)))


def _of_year(grid: Grid, wanted: Wanted, located: plants.Located) -> Iterator[pl.DataFrame]:
    for name in wanted.measures:
        if name in _CELLS:
            yield _frame(grid, name, "cell", _CELLS[name](grid.values))
        elif name in _ROWS:
            yield _frame(grid, name, "region", _ROWS[name](grid.values))
            yield _frame(grid, name, "industry", _ROWS[name](grid.values.T))
        elif name in _REGIONS:
            yield _frame(grid, name, "region", _REGIONS[name](grid.values))
        elif name in wanted.classes:
            further = further_figures(located, grid)
            yield _frame(grid, name, "cell", cluster_class(grid.values, wanted.classes[name], further=further))
        elif name in _PLACES:
            yield _of_places(grid, name, wanted, located)


def _of_classes(wanted: Wanted, located: plants.Located) -> Iterator[Reason]:
    """What a class by this table cannot know, and which thresholds nobody has compared with their source."""
    for method in wanted.classes.values():
        lacking = [one for one in criteria_lacking(method) if one not in further_names(located)]
        if lacking:
            yield Reason("cells.criteria_lacking", {"method": method.name, "criteria": ", ".join(lacking)})
        if not method.checked:
            yield Reason("cells.thresholds_unchecked", {"method": method.name, "source": method.source})


def _of_places(grid: Grid, name: str, wanted: Wanted, located: plants.Located) -> pl.DataFrame:
    sizes = located.sizes(grid)
    herfindahl = plants.herfindahls(sizes, len(grid.industries))
    measure = ellison_glaeser if name == "ellison_glaeser" else maurel_sedillot
    area = grid.values.sum(axis=1)
    bounds = [
        gamma_by_chance(one, area, draws=wanted.draws, seed=wanted.seed, maurel=measure is maurel_sedillot)
        for one in sizes
    ] or [(float("nan"), float("nan"))] * len(grid.industries)
    frame = _frame(grid, name, "industry", measure(grid.values, herfindahl))
    low, high = (pl.Series(column, [one[at] for one in bounds]).fill_nan(None) for at, column in enumerate(_BOUNDS))
    return frame.with_columns(low, high)


_BOUNDS = ("low", "high")


def _of_change(cells: pl.DataFrame, years: Sequence[Grid], wanted: Wanted) -> list[pl.DataFrame]:
    before, after = _two_years(years, wanted)
    if not wanted.mixed_codes:
        check_versions(cells.filter(pl.col(YEAR).is_in([before.year, after.year])), across_years=True)
    first, last = _aligned(before, after)
    if not first.values.sum() > 0:
        raise bad("cells.nothing_in_year", year=str(before.year))
    parts: dict[str, Floats] = {}
    if "shift_share" in wanted.measures:
        classic = shift_share(first.values, last.values)
        parts |= {"shift_share_national": classic.national, "shift_share_mix": classic.mix}
        parts |= {"shift_share_regional": classic.regional}
    if "esteban_marquillas" in wanted.measures:
        again = esteban_marquillas(first.values, last.values)
        parts |= {"esteban_marquillas_competitive": again.competitive}
        parts |= {"esteban_marquillas_allocation": again.allocation}
    return [_frame(last, name, "cell", values) for name, values in parts.items()]


def _two_years(years: Sequence[Grid], wanted: Wanted) -> tuple[Grid, Grid]:
    by_year = {str(grid.year): grid for grid in years if grid.year is not None}
    asked = [str(one) for one in (wanted.first, wanted.last) if one is not None]
    missing = [one for one in asked if one not in by_year]
    if missing:
        raise bad("cells.no_year", year=", ".join(missing), years=", ".join(by_year))
    ends = (asked[0] if wanted.first is not None else min(by_year, default=""),
            asked[-1] if wanted.last is not None else max(by_year, default=""))  # fmt: skip
    if len(by_year) < 2 or ends[0] == ends[1]:
        raise bad("cells.one_year", years=", ".join(by_year))
    return by_year[ends[0]], by_year[ends[1]]


def _aligned(before: Grid, after: Grid) -> tuple[Grid, Grid]:
    """Both years over the same regions and industries, 0 where one of them lacks a cell."""
    regions = pl.concat([before.regions, after.regions]).unique().sort()
    industries = pl.concat([before.industries, after.industries]).unique().sort()
    return tuple(_over(grid, regions, industries) for grid in (before, after))  # type: ignore[return-value]


def _over(grid: Grid, regions: pl.Series, industries: pl.Series) -> Grid:
    values = np.zeros((len(regions), len(industries)))
    rows, columns = (
        np.searchsorted(whole.to_numpy(), part.to_numpy())
        for whole, part in ((regions, grid.regions), (industries, grid.industries))
    )
    values[np.ix_(rows, columns)] = grid.values
    return Grid(regions, industries, values, grid.year)


def _frame(grid: Grid, measure: str, of: Of, figures: Floats) -> pl.DataFrame:
    regions, industries = len(grid.regions), len(grid.industries)
    columns = {} if grid.year is None else {YEAR: pl.lit(grid.year)}
    keys = {
        "cell": (np.repeat(np.arange(regions), industries), np.tile(np.arange(industries), regions)),
        "region": (np.arange(regions), None),
        "industry": (None, np.arange(industries)),
    }[of]
    labelled = [
        pl.lit(None, dtype=pl.String).alias(name) if at is None else labels.gather(at).alias(name)
        for name, labels, at in zip((REGION, INDUSTRY), (grid.regions, grid.industries), keys, strict=True)
    ]
    value = pl.Series(VALUE, np.asarray(figures, dtype=np.float64).reshape(-1)).fill_nan(None)
    return pl.select(
        *(one.alias(name) for name, one in columns.items()), *labelled, pl.lit(measure).alias("measure"), value,
        *(pl.lit(None, dtype=pl.Float64).alias(name) for name in _BOUNDS),
    )  # fmt: skip
