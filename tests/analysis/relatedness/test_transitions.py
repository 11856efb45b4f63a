"""Entries and exits by density, counted by hand; Wilson's interval against other software."""

import numpy as np
import polars as pl
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.analysis.relatedness.table import Choices, complexity_table
from klusterkarta.analysis.relatedness.transitions import transitions, transitions_of_years, wilson


def year(rows, when=2019):
    columns = ["region", "industry", "mcp", "density"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(year=pl.lit(when))


BEFORE = year([("a", "x", 0, 0.25), ("a", "y", 1, 0.25), ("b", "x", 0, 0.29), ("b", "y", 0, 0.90), ("c", "x", 1, 1.0)])
AFTER = year([("a", "x", 1, 0.3), ("a", "y", 1, 0.3), ("b", "x", 0, 0.3), ("b", "y", 1, 0.9), ("d", "x", 1, 1.0)], 2020)


def test_entries_and_exits_by_hand():
    found = transitions(BEFORE, AFTER)
    # c is gone and d is new: neither can be followed.
    assert found.select("kind", "from", "to", "cases", "moved", "probability").rows() == [
        ("entry", 0.2, 0.3, 2, 1, 0.5), ("entry", 0.9, 1.0, 1, 1, 1.0), ("exit", 0.2, 0.3, 1, 0, 0.0),
    ]  # fmt: skip
    # R 4.2: prop.test(1, 2, correct = FALSE)$conf.int and prop.test(0, 1, correct = FALSE)$conf.int; 1 of 1 is 0 of 1
    # turned round.
    bounds = [(0.0945312057342, 0.9054687942658), (1 - 0.793450685623, 1), (0, 0.793450685623)]
    assert found.select("low", "high").rows() == [pytest.approx(one, abs=1e-11) for one in bounds]
    steps = transitions_of_years([BEFORE, AFTER])
    assert steps.select("year", "next_year").unique().rows() == [(2019, 2020)]


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_interval_is_that_of_scipy(cases, moved):
    moved = min(moved, cases)
    low, high = wilson(np.array([moved]), np.array([cases]))
    expected = scipy.stats.binomtest(moved, cases).proportion_ci(method="wilson")
    assert (low[0], high[0]) == (pytest.approx(expected.low, abs=1e-9), pytest.approx(expected.high, abs=1e-9))


def test_all_pairs_of_two_years_are_cases_once():
    chance = np.random.default_rng(3)
    cells = pl.DataFrame(
        [(y, f"r{r}", f"i{i}", float(chance.integers(1, 50))) for y in (1, 2) for r in range(8) for i in range(6)],
        schema=["year", "region", "industry", "value"], orient="row",
    )  # fmt: skip
    rows = complexity_table(cells, Choices(own=False))
    first, second = rows.filter(year=1), rows.filter(year=2)
    found = transitions(first, second, bins=4)
    assert found["cases"].sum() == 48
    assert found["moved"].sum() == (first["mcp"] != second["mcp"]).sum()
