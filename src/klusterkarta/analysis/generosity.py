"""How much more generous those assessed are to themselves than the panel is to them (R26)."""

from dataclasses import dataclass
from statistics import mean

import polars as pl


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion: how many initiatives have both views, and the mean of own score minus the panel's median.

    `gap` is None where none has both; above 0 the initiatives think more of themselves.
    """

    criterion: str
    initiatives: int
    gap: float | None
    least: float | None
    most: float | None


def generosity(own: pl.DataFrame, panel: pl.DataFrame) -> list[Gap]:
    """The gap on each criterion that the panel or an initiative has scored, in order of name.

    `own` has the columns unit, criterion, value; `panel` also rater. Null ("cannot tell") on either side leaves the
    initiative out on that criterion: an unknown is no zero. The median, as everywhere a panel's view is one number.

    >>> own = pl.DataFrame([(1, "skills", 4), (2, "skills", None)], schema=["unit", "criterion", "value"], orient="row")
    >>> panel = pl.DataFrame([(1, "skills", 1), (1, "skills", 2)], schema=["unit", "criterion", "value"], orient="row")
    >>> generosity(own, panel)
    [Gap(criterion='skills', initiatives=1, gap=2.5, least=2.5, most=2.5)]
    """
    keys = ["unit", "criterion"]
    medians = panel.drop_nulls("value").group_by(keys).agg(pl.col("value").cast(pl.Float64).median().alias("median"))
    both = own.drop_nulls("value").join(medians, on=keys).sort("unit")
    found: dict[str, list[float]] = {one: [] for one in sorted({*own["criterion"], *panel["criterion"]})}
    for criterion, value, median in both.select("criterion", "value", "median").iter_rows():
        found[criterion].append(value - median)
    return [
        Gap(key, len(gaps), mean(gaps) if gaps else None, min(gaps, default=None), max(gaps, default=None))
        for key, gaps in found.items()
    ]
