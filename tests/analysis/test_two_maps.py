"""The two maps: figures by hand, what each list holds, and what the method says of its own limits."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.analysis.county_courses import courses, related_missing
from klusterkarta.analysis.grid import BadCells
from klusterkarta.analysis.mapped_initiatives import Initiative, in_areas
from klusterkarta.analysis.quotient_interval import quotient_interval
from klusterkarta.analysis.sector_figures import sector_figures
from klusterkarta.analysis.two_maps import Rules, lay_on_each_other
from klusterkarta.values.figure_cells import CELLS


def cells(*rows):
    """(region, industry, value[, sex, year]) as cells."""
    full = [(*row, "", 2020)[:5] if len(row) < 5 else row for row in rows]
    return pl.DataFrame(
        [(region, "", industry, "", sex, year, value) for region, industry, value, sex, year in full],
        schema=CELLS, orient="row",
    )  # fmt: skip


# By hand: 17 has 300 of 1 000 in forestry (16), 12 has 100 of 1 000; the country 400 of 2 000: 0.3 / 0.2 = 1.5 and 0.5.
TWO = cells(("17", "16", 300.0), ("17", "10", 700.0), ("1280", "16", 60.0), ("1281", "16", 40.0), ("12", "10", 900.0))


def initiative(actor, group, places, *, touches=(), certain=None):
    known = places if certain is None else certain
    return Initiative(actor, group, frozenset({group, *touches} - {""}), frozenset(places), frozenset(known))


def cell_of(maps, county, group):
    return next(one for one in maps.cells if (one.county, one.group) == (county, group))


def codes(reasons):
    return [reason.code.removeprefix("two_maps.") for reason in reasons]


def test_quotients_by_hand_with_municipalities_in_their_county():
    maps = lay_on_each_other(sector_figures(TWO, 2020), [])
    forest = cell_of(maps, "17", "forest")
    assert (forest.people, forest.share, round(forest.quotient, 9)) == (300, 0.3, 1.5)
    assert round(cell_of(maps, "12", "forest").quotient, 9) == 0.5
    # Garwood (1936): 30 draws lie in 20.24…42.83 (any table of exact Poisson limits); 20 draws were expected.
    assert (forest.low, forest.high) == (pytest.approx(20.24 / 20, abs=5e-4), pytest.approx(42.83 / 20, abs=5e-4))
    assert [(one.county, one.group, one.concentration) for one in maps.alone] == [("17", "forest", "sure")]


def test_each_list_holds_its_own():
    every = [
        initiative(1, "forest", {"17"}),
        initiative(2, "food", {"17"}),
        initiative(3, "forest", {"12", "17"}),
        initiative(4, "forest", {"12"}, touches={"food"}),
    ]
    maps = lay_on_each_other(sector_figures(TWO, 2020), every)
    assert [(one.county, one.initiatives) for one in maps.both] == [("17", (1, 3))]
    assert maps.alone == ()
    unseen = {one.actor: one for one in maps.unseen}
    # Food in 17: 0.7 / 0.8; forestry in 12: 0.1 / 0.2.
    assert {actor: round(one.quotient, 3) for actor, one in unseen.items()} == {2: 0.875, 4: 0.5}
    assert (codes(unseen[2].reasons), codes(unseen[4].reasons)) == (["below"], ["mixed"])


def test_an_initiative_of_two_groups_counts_in_both():
    both = replace(initiative(1, "food", {"17"}, touches={"forest"}), also=frozenset({"forest"}))
    maps = lay_on_each_other(sector_figures(TWO, 2020), [both])
    assert ([one.initiatives for one in maps.both], maps.alone, maps.unseen) == ([(1,)], (), ())
    assert (cell_of(maps, "17", "food").initiatives, codes(cell_of(maps, "17", "forest").reasons)) == ((1,), [])
    # Communication equipment (26.3) is ICT's and lies in 26.
    coarse = cells(("17", "26", 500.0), ("17", "10", 500.0), ("12", "26", 500.0), ("12", "10", 500.0))
    hidden = replace(both, also=frozenset({"ict"}))
    (unseen,) = lay_on_each_other(sector_figures(coarse, 2020), [hidden]).unseen
    assert codes(unseen.reasons) == ["hidden", "mixed"]


def test_what_the_method_cannot_see_is_said():
    coarse = cells(("17", "26", 50.0), ("17", "10", 950.0), ("12", "26", 50.0), ("12", "10", 950.0), ("12", "C", None))
    every = [
        initiative(1, "ict", {"17", "12"}, certain={"17"}),
        initiative(2, "", {"17"}),
        initiative(3, "electronics", set()),
        initiative(4, "electronics", {"17"}),
    ]
    figures = sector_figures(coarse, 2020)
    maps = lay_on_each_other(figures, every)
    said = {one.actor: codes(one.reasons) for one in maps.unseen}
    assert said == {
        1: ["several_counties", "interpreted", "hidden", "tiny"],  # 26.3 is ICT's and lies in 26
        2: ["no_sector"],
        3: ["no_county"],
        4: ["tiny"],
    }
    assert np.isnan(next(one.quotient for one in maps.unseen if one.actor == 3))
    assert [note.parameters["codes"] for note in maps.notes] == ["C"]


def test_limits_decide_and_an_unsure_one_says_so():
    figures = sector_figures(TWO, 2020)
    assert lay_on_each_other(figures, [], rules=Rules(quotient=1.6)).alone == ()
    assert lay_on_each_other(figures, [], rules=Rules(people=301)).alone == ()
    # With 100 people to a draw 3 were seen and 2 expected: the lower bound is 0.62 / 2 (Garwood's table for 3).
    (unsure,) = lay_on_each_other(figures, [], rules=Rules(workplace=100)).alone
    assert (unsure.concentration, round(unsure.low, 2)) == ("possible", 0.31)


def test_a_touching_initiative_and_a_missing_figure_stand_beside_the_cell():
    missing = pl.concat([TWO, cells(("17", "17", None))])
    maps = lay_on_each_other(sector_figures(missing, 2020), [initiative(1, "food", {"17"}, touches={"forest"})])
    assert codes(cell_of(maps, "17", "forest").reasons) == ["missing", "touching"]


@pytest.mark.parametrize("rows", [[("SE1", "10", 5.0)], [("17", "10", None)], [("17", "", 5.0)]])
def test_nothing_to_measure_is_refused(rows):
    with pytest.raises(BadCells):
        sector_figures(cells(*rows), 2020)


NUMBERS = st.lists(st.lists(st.integers(0, 5_000), min_size=3, max_size=3), min_size=2, max_size=4)


@given(NUMBERS, st.integers(2, 50))
def test_the_interval_holds_the_quotient_and_narrows_with_more_people(rows, times):
    values = np.array(rows, dtype=float)
    expected = values.sum(axis=1, keepdims=True) * values.sum(axis=0) / max(values.sum(), 1)
    low, high = quotient_interval(values)
    closer_low, closer_high = quotient_interval(values * times)
    known = expected > 0
    quotient = values[known] / expected[known]
    assert np.isnan(low[~known]).all()
    assert ((low[known] <= quotient) & (quotient <= high[known])).all()
    assert (closer_high - closer_low < high - low)[known].all()


def test_a_county_over_the_years_with_women_and_what_is_near():
    parted = cells(
        ("17", "16", 100.0, "men", 2019), ("17", "16", 100.0, "women", 2019), ("17", "10", 200.0, "men", 2019),
        ("17", "16", 250.0, "men", 2020), ("17", "16", 50.0, "women", 2020), ("17", "10", 700.0, "men", 2020),
        ("12", "16", 100.0, "men", 2020), ("12", "10", 900.0, "men", 2020), ("12", "16", 1.0, "men", 2019),
    )  # fmt: skip
    forest, food = courses(parted, "17", years=[2019, 2020])
    assert (forest.group, forest.points[0].people, forest.points[-1].people, forest.change) == ("forest", 200, 300, 0.5)
    assert round(forest.women, 4) == round(50 / 300, 4)
    assert (food.group, food.change, food.women) == ("food", 2.5, 0.0)


def test_near_and_missing_by_hand():
    # 17 and 20 are strong in forestry (16) and furniture (31), 18 in forestry alone, 12 in food (10). Furniture's only
    # neighbour is forestry, and 18 has it: all of what is near is there.
    near = cells(
        ("17", "16", 50.0),
        ("17", "31", 50.0),
        ("20", "16", 50.0),
        ("20", "31", 50.0),
        ("18", "16", 100.0),
        ("12", "10", 300.0),
    )
    figures = sector_figures(near, 2020)
    assert [(one.group, one.density) for one in related_missing(figures, "18")] == [("furniture_design", 1.0)]
    assert related_missing(figures, "25") == []


def test_a_table_of_wider_regions_is_laid_on_the_initiatives_of_their_counties():
    # By hand as above, SE31 for Värmland and SE22 for Skåne; Sörmland lies in neither.
    wide = cells(("SE31", "16", 300.0), ("SE31", "10", 700.0), ("SE22", "16", 100.0), ("SE22", "10", 900.0))
    figures = sector_figures(wide, 2020)
    assert figures.regions == ("SE22", "SE31")
    every = in_areas([initiative(1, "forest", {"17", "20"}), initiative(2, "forest", {"04"})], figures.regions)
    maps = lay_on_each_other(figures, every)
    assert [(one.county, one.initiatives, round(one.quotient, 9)) for one in maps.both] == [("SE31", (1,), 1.5)]
    assert [(one.actor, one.counties) for one in maps.unseen] == [(2, ("SE12",))]
    # With a county among the regions, the wider ones are left out and said to be.
    mixed = sector_figures(pl.concat([wide, TWO]), 2020)
    assert mixed.regions == ("12", "17")
    assert "outside" in codes(mixed.notes)
    assert in_areas(every[:1], mixed.regions) == every[:1]


def test_change_is_not_counted_from_or_to_a_missing_figure():
    both = cells(("17", "16", 200.0, "", 2018), ("17", "17", None, "", 2018), ("17", "16", 300.0), ("17", "10", 700.0))
    both = pl.concat([both, cells(("17", "10", 350.0, "", 2018), ("12", "10", 1.0, "", 2018), ("12", "10", 1.0))])
    found = {one.group: one.change for one in courses(both, "17", years=[2018, 2020])}
    assert np.isnan(found["forest"])
    assert found["food"] == 1.0
    forest = next(one for one in courses(both, "17", years=[2018, 2020]) if one.group == "forest")
    assert [(one.people, one.lacking) for one in forest.points] == [(200, 1), (300, 0)]


def test_womens_share_is_unknown_where_a_figure_of_men_is_missing():
    women, men = ("17", "16", 30.0, "women", 2020), ("17", "16", 70.0, "men", 2020)
    (whole,) = courses(cells(women, men), "17", years=[2020])
    (lacking,) = courses(cells(women, (*men[:2], None, *men[3:])), "17", years=[2020])
    assert whole.women == 0.3
    assert np.isnan(lacking.women)
