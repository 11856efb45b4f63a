"""A region's strong industries, those near and missing, and changes, counted by hand."""

import polars as pl
import pytest

from klusterkarta.analysis.grid import BadCells
from klusterkarta.analysis.region_profile import region_profile
from klusterkarta.analysis.relatedness.table import complexity_table

NOW = {"a": (60, 30, 10, 0), "b": (20, 30, 40, 10), "c": (20, 40, 10, 30)}
THEN = {"a": (20, 30, 50, 0), "b": (60, 30, 0, 10), "c": (20, 40, 10, 30)}


def rows(table):
    cells = [(region, f"i{at}", float(value)) for region, values in table.items() for at, value in enumerate(values)]
    return complexity_table(pl.DataFrame(cells, schema=["region", "industry", "value"], orient="row"))


def test_strong_near_and_moved_industries_by_hand():
    found = region_profile(rows(NOW), "a", earlier=rows(THEN))
    # Each region has 100 of 300; of the first industry there are 100, so that 33.3 are its share: 26.7 beyond it.
    assert found.total == 100
    assert found.strong.select("industry", "share", "change").rows() == [("i0", 0.6, 40.0)]
    assert found.strong["surplus"].to_list() == pytest.approx([60 - 100 / 3])
    assert set(found.missing["industry"]) == {"i1", "i2", "i3"}
    assert found.missing["density"].is_sorted(descending=True)
    # Then 50 of 60 in the third industry were its own, and 20 of 100 in the first.
    assert (found.gained, found.lost) == (("i0",), ("i2",))


def test_a_region_that_is_not_there_is_refused_and_few_are_shown():
    assert region_profile(rows(NOW), "b", most=1).missing.height == 1
    with pytest.raises(BadCells, match=r"no region “d”\. The regions are: a, b, c"):
        region_profile(rows(NOW), "d")
