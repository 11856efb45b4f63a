"""Figures as they are shown: parted by sex where the table is, added up only where people are counted."""

import polars as pl
import pytest

from klusterkarta.figures.selectors import cube_of
from klusterkarta.figures.services import CubeDetails, add_cube
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.figure_cells import CELLS
from klusterkarta.workflow.figures_shown import Split, Sum, share_of_women, shown_figures

pytestmark = pytest.mark.django_db


def cube(*rows, key="dag", population="day"):
    cells = pl.DataFrame(
        [(region, f"Län {region}", industry, "", sex, year, value) for region, industry, sex, year, value in rows],
        schema=CELLS,
        orient="row",
    )
    facts = CubeDetails(
        key=key, title="T", source="SCB", licence="CC0", read_on="2026-11-21", population=population,
        industry_version="SNI 2007",
    )  # fmt: skip
    add_cube(facts, cells, caller=OPERATOR)
    return cube_of(key)


PEOPLE = [
    ("17", "10", "women", 2019, 40.0),
    ("17", "10", "men", 2019, 60.0),
    ("17", "62", "women", 2019, None),
    ("17", "62", "men", 2019, 5.0),
    ("18", "10", "women", 2019, 10.0),
    ("18", "10", "men", 2019, 30.0),
    ("17", "10", "women", 2018, 20.0),
    ("17", "10", "men", 2018, 20.0),
]


def test_people_are_added_up_and_each_counted_once():
    shown = shown_figures(cube(*PEOPLE))
    # By hand: women 40 + 10 (one is missing), men 60 + 5 + 30.
    assert shown.years == {
        2018: Split(Sum(40.0), Sum(20.0), Sum(20.0)),
        2019: Split(Sum(145.0, 1), Sum(50.0, 1), Sum(95.0)),
    }
    assert shown.by_region == {
        "17": Split(Sum(105.0, 1), Sum(40.0, 1), Sum(65.0)),
        "18": Split(Sum(40.0), Sum(10.0), Sum(30.0)),
    }
    # A share out of a sum that leaves a cell out would be a wrong one.
    assert [share_of_women(shown.by_region[code]) for code in ("17", "18")] == [None, 0.25]
    assert list(shown.industries) == ["10", "62"]


def test_one_region_and_industry():
    shown = shown_figures(cube(*PEOPLE), region="17", industry="62")
    only_men = Split(Sum(5.0, 1), Sum(None, 1), Sum(5.0))
    assert shown.years == {2019: only_men}
    assert shown.by_region == {"17": only_men, "18": Split(Sum(None), Sum(None), Sum(None))}
    assert (shown.region, shown_figures(cube(*PEOPLE), region="99").region) == ("17", "")


def test_shares_are_not_added_up():
    rows = [("17", "10", "women", 2019, 0.4), ("17", "10", "men", 2019, 0.6), ("18", "62", "women", 2019, 0.1)]
    shown = shown_figures(cube(*rows, key="andel", population="other"))
    assert (shown.region, shown.industry, shown.adds_up) == ("17", "10", False)
    assert shown.years == {2019: Split(Sum(None), Sum(0.4), Sum(0.6))}


def test_a_table_that_is_not_parted_shows_its_own_figures():
    shown = shown_figures(cube(("17", "", "", 2019, 7.5), key="helt", population="other"))
    assert (shown.by_sex, shown.industries, shown.years) == (False, {}, {2019: Split(Sum(7.5), Sum(None), Sum(None))})
