"""Measures of concentration: numbers of other software and of textbooks, arithmetic by hand, and their properties.

REAT 3.0.3 and EconGeo (both R 4.2) and PySAL's inequality 1.0.1 were run on the tables below; Farhauer and Kröll,
Standorttheorien (2014), is quoted through the examples of REAT. docs/checks.md lists every measure with its checks.
"""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from klusterkarta.analysis.concentration.agglomeration import (
    ellison_glaeser,
    establishment_herfindahl,
    gamma_by_chance,
    maurel_sedillot,
)
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
)

# The example of EconGeo's manual, and a table of our own: regions × industries.
EXAMPLE = np.array(
    [[100, 0, 0, 0, 0], [0, 15, 5, 70, 10], [0, 20, 10, 20, 50], [0, 25, 30, 5, 40], [0, 40, 55, 5, 0.0]]
)
FOUR = np.array([[30, 10, 5], [12, 40, 8], [7, 9, 60], [20, 20, 20.0]])
# Farhauer and Kröll: regions A, B and C make the nation.
BEFORE = np.array([[90, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300.0]])
AFTER = np.array([[100, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390.0]])

tables = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6), elements=st.integers(1, 1000))
MEASURES = [krugman, hoover, hhi, hachman, theil, gini, gini_unweighted]


def test_location_quotients_as_textbook_and_econgeo():
    # Farhauer and Kröll 2013: 1714 of 79006 in the region, 879213 of 15593224 in the nation.
    nation = np.array([[1714, 79006 - 1714], [879213 - 1714, 15593224 - 79006 - 879213 + 1714]], dtype=float)
    assert location_quotient(nation)[0, 0] == pytest.approx(0.3847623, abs=5e-8)
    # EconGeo, location.quotient
    expected = [[2.328502415459, 0.677918424754, 0.287933094385], [0.698550724638, 2.033755274262, 0.345519713262]]
    for measure in (location_quotient, hoover_balassa):
        assert measure(FOUR)[:2] == pytest.approx(np.array(expected), rel=1e-11)


def test_a_quotient_of_traded_employment_by_hand():
    # 30 of 50 traded in the region, 40 of 100 in the whole: 0.6 / 0.4.
    assert location_quotient(np.array([[30.0], [10.0]]), np.array([50.0, 50.0]))[0, 0] == pytest.approx(1.5)


def test_regions_compared_with_the_whole_as_econgeo_does():
    # Krugman.index, Hachman, Herfindahl
    assert krugman(EXAMPLE) == pytest.approx([1.6, 1.0, 0.6, 0.7, 1.1])
    assert krugman(FOUR) == pytest.approx([0.760719225450, 0.677731673582, 0.807163136056, 0.105117565698], rel=1e-10)
    assert hachman(FOUR) == pytest.approx([0.576376832899, 0.648669845270, 0.592575663944, 0.985244929888], rel=1e-10)
    assert hhi(FOUR) == pytest.approx([0.506172839506, 0.502222222222, 0.645775623269, 1 / 3], rel=1e-10)


def test_industries_compared_with_the_whole_as_econgeo_does():
    # Hoover.index is in percent; locational.Gini is the area, half of ours; Hoover.Gini is rounded to three decimals.
    assert hoover(EXAMPLE.T) == pytest.approx([0.80, 0.25, 0.45, 0.50, 0.50])
    assert hoover(FOUR.T) == pytest.approx([0.2890, 0.2616, 0.3298], abs=5e-5)
    assert gini(FOUR.T) / 2 == pytest.approx([0.186331108305, 0.171621408687, 0.195690001339], rel=1e-10)
    assert gini(EXAMPLE.T) == pytest.approx([0.80, 0.36, 0.54, 0.62, 0.56])


def test_textbook_numbers_of_gini_and_herfindahl():
    # Farhauer and Kröll 2013, concentration and specialisation; Dörsam 2004, four manufacturers
    assert gini_unweighted(
        np.array([[500, 500, 1000, 7000, 1000.0]]), np.array([20000, 15000, 20000, 40000, 5000.0])
    ) == pytest.approx([0.4068966], abs=5e-8)
    assert gini_unweighted(
        np.array([[700, 600, 500, 10000, 40000.0]]), np.array([30000, 15000, 10000, 60000, 50000.0])
    ) == pytest.approx([0.6222222], abs=5e-8)
    assert hhi(np.array([[20, 50, 20, 10.0]])) == pytest.approx([0.34])


def test_theil_as_pysal():
    # inequality.theil.Theil(row).T compares with equal shares; of the table's rows, then its columns.
    rows = [0.24992673094169, 0.23776089803688, 0.43968244802308, 0]
    assert theil(FOUR, np.ones(3)) == pytest.approx(rows, rel=1e-12, abs=1e-12)
    assert theil(FOUR.T, np.ones(4)) == pytest.approx([0.12886637480941, 0.18482999930608, 0.40485660022486], rel=1e-12)


def test_krugman_of_two_regions_with_each_other():
    # Farhauer and Kröll 2013, modified in REAT: nothing in common gives 2.
    assert krugman(np.array([[20, 10, 70, 0, 0.0]]), np.array([0, 0, 0, 60, 40.0])) == pytest.approx([2.0])


def test_by_hand():
    # Shares (3/4, 1/4) against (1/2, 1/2).
    table = np.array([[3.0, 1.0], [1.0, 3.0]])
    assert krugman(table) == pytest.approx([0.5, 0.5])
    assert hoover(table) == pytest.approx([0.25, 0.25])
    assert hhi(table) == pytest.approx([0.625, 0.625])
    # 1 / (1.5 · 0.75 + 0.5 · 0.25)
    assert hachman(table) == pytest.approx([0.8, 0.8])
    # ¾ ln 1.5 + ¼ ln 0.5 = 0.304099 − 0.173287
    assert theil(table) == pytest.approx([0.130812, 0.130812], abs=1e-6)
    # 1 − (½ · ¼ + ½ · (¼ + 1)); and 2 / (4 · 1) · (1 · −½ + 2 · ½)
    assert gini(table) == pytest.approx([0.25, 0.25])
    assert gini_unweighted(table) == pytest.approx([0.25, 0.25])
    assert hoover_balassa(table) == pytest.approx(np.array([[1.5, 0.5], [0.5, 1.5]]))


def test_theil_is_the_relative_entropy_of_scipy():
    assert theil(FOUR) == pytest.approx(scipy.stats.entropy(FOUR, FOUR.sum(axis=0)[None, :], axis=1), rel=1e-12)


@given(tables, st.sampled_from([0.001, 7.0, 1e9]))
def test_the_unit_of_the_figures_does_not_matter(table, factor):
    for measure in MEASURES:
        assert measure(table * factor) == pytest.approx(measure(table), abs=1e-9)
    assert location_quotient(table * factor) == pytest.approx(location_quotient(table), rel=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(table, chance):
    rows, columns = (chance.sample(range(size), size) for size in table.shape)
    for measure in MEASURES:
        assert measure(table[np.ix_(rows, columns)]) == pytest.approx(measure(table)[rows], abs=1e-9)


@given(tables)
def test_quotients_average_to_one_by_the_weights_of_the_regions(table):
    weights = table.sum(axis=1) / table.sum()
    assert weights @ location_quotient(table) == pytest.approx(np.ones(table.shape[1]))


@given(tables)
def test_every_measure_keeps_to_its_range_and_a_like_region_is_at_its_end(table):
    alike = np.vstack([table.sum(axis=0), table])
    for measure, least, most in ((krugman, 0, 2), (hoover, 0, 1), (hachman, 0, 1), (gini, 0, 1), (theil, 0, np.inf)):
        found = measure(alike)
        assert (found >= least - 1e-9).all()
        assert (found <= most + 1e-9).all()
        assert found[0] == pytest.approx(1 if measure is hachman else 0, abs=1e-6)


def test_what_has_nothing_is_undefined_and_one_of_a_kind_has_no_distance():
    empty = np.array([[0.0, 0.0], [1.0, 2.0]])
    for measure in MEASURES:
        assert np.isnan(measure(empty)[0]), measure.__name__
    assert krugman(np.array([[1.0, 2.0]])) == pytest.approx([0.0])
    assert hhi(np.array([[5.0]])) == pytest.approx([1.0])
    assert location_quotient(np.array([[1e9, 1.0], [1.0, 1.0]]))[1, 1] == pytest.approx((1 / 2) / (2 / (1e9 + 3)))


def test_ellison_and_glaeser_of_the_textbook():
    # Farhauer and Kröll 2014: ten establishments in Vienna, Linz and Graz.
    sizes = np.array([200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000.0])
    herfindahl = np.array([establishment_herfindahl(sizes)])
    values, area = np.array([[13000.0], [32000], [25000]]), np.array([500000.0, 400000, 100000])
    assert ellison_glaeser(values, herfindahl, area=area) == pytest.approx([0.05990628], abs=5e-9)


def test_ellison_and_glaeser_by_hand():
    # s = (3/4, 1/4), x = (1/2, 1/2): G = 1/8, 1 − Σx² = 1/2; with four equal establishments (1/8 − 1/8) / (3/8) = 0.
    table = np.array([[3.0, 1.0], [1.0, 3.0]])
    assert ellison_glaeser(table, np.array([0.25, 0.25])) == pytest.approx([0, 0])
    assert ellison_glaeser(table, np.array([0.0, 0.0])) == pytest.approx([0.25, 0.25])


def test_maurel_and_sedillot_count_pairs_of_establishments():
    # Their equation: the probability that two establishments, drawn by size, share a region, against chance.
    sizes, where, area = [3.0, 1, 2, 2], [0, 0, 1, 2], np.array([5.0, 3, 2])
    pairs = [(i, j) for i in range(4) for j in range(4) if i != j]
    together = sum(sizes[i] * sizes[j] for i, j in pairs if where[i] == where[j])
    share = together / sum(sizes[i] * sizes[j] for i, j in pairs)
    chance = (area**2).sum() / area.sum() ** 2
    herfindahl = np.array([establishment_herfindahl(np.array(sizes))])
    found = maurel_sedillot(np.array([[4.0], [2], [2]]), herfindahl, area=area)
    assert found == pytest.approx([(share - chance) / (1 - chance)])


def test_maurel_and_sedillot_by_hand():
    # Σs² = 5/8, Σx² = 1/2: (1/8) / (1/2) = 1/4; less H = 1/4 nothing is left.
    table = np.array([[3.0, 1.0], [1.0, 3.0]])
    assert maurel_sedillot(table, np.array([0.0, 0.25])) == pytest.approx([0.25, 0])
    # s = (3/4, 1/4) against x = (1/4, 3/4): as concentrated as the whole, (0 − 1/4) / (3/4) = −1/3, but elsewhere,
    # which Ellison and Glaeser count: G = 1/2 of 3/8, (4/3 − 1/4) / (3/4) = 13/9.
    mirrored, h, area = np.array([[3.0], [1]]), np.array([0.25]), np.array([1.0, 3])
    assert maurel_sedillot(mirrored, h, area=area) == pytest.approx([-1 / 3])
    assert ellison_glaeser(mirrored, h, area=area) == pytest.approx([13 / 9])


def test_maurel_and_sedillot_as_pysal():
    # The example in the documentation of inequality.maurel_sedillot_msg, which takes everybody as an establishment of
    # their own unless told Herfindahl's index: regions × industries, with the figures as printed there.
    table = np.array([[10.0, 13, 13, 49], [19, 29, 31, 46], [33, 16, 34, 34]])
    alone, told = [0.078583, 0.035977, 0.039374, -0.009049], [-1.010102, -2.324216, -1.38869, -1.200499]
    assert maurel_sedillot(table, 1 / table.sum(axis=0)) == pytest.approx(alone, abs=5e-7)
    assert maurel_sedillot(table, np.array([0.549, 0.715, 0.603, 0.545])) == pytest.approx(told, abs=5e-7)
    # maurel_sedillot_msg and ellison_glaeser_egg of our table with H = 0.1, 0.05 and 0.2.
    h = np.array([0.1, 0.05, 0.2])
    assert maurel_sedillot(FOUR, h) == pytest.approx([-0.028252436982, 0.076776955728, 0.111479711213], rel=1e-10)
    assert ellison_glaeser(FOUR, h) == pytest.approx([0.060551376318, 0.104109399527, 0.009785938188], rel=1e-9)


def test_chance_spreads_gamma_as_ellison_and_glaeser_derive():
    # The variance of G in their appendix, as REAT's ellison.a reckons it for its z: 400 establishments of sizes 1 to 3
    # in equal steps and seven regions of 5, 3, 2, 2, 1, 1 and 1 give γ a standard deviation of 0.00178593429665.
    sizes, area = np.linspace(1, 3, 400), np.array([5.0, 3, 2, 2, 1, 1, 1])
    low, high = gamma_by_chance(sizes, area, draws=4_000)
    # A sum of squares is not quite normal, and 4 000 draws leave some percent.
    assert high - low == pytest.approx(2 * 1.96 * 0.00178593429665, rel=0.06)
    assert low < 0 < high
    assert (low, high) == gamma_by_chance(sizes, area, draws=4_000)
    assert np.isnan(gamma_by_chance(np.array([5.0]), area)).all()


def test_chance_with_two_establishments_by_hand():
    # Two equal ones (H = 1/2) in regions of 3/4 and 1/4: 1 − Σx² = 3/8. Both in the large one, 9 of 16: G = 1/8, so
    # (1/3 − 1/2) / (1/2) = −1/3. One in each, 6 of 16: G = 1/8 too. Both in the small one, 1 of 16: G = 9/8, so
    # (3 − 1/2) / (1/2) = 5. More than 2.5 % lies at either end. Maurel and Sédillot: (1 − 5/8) / (3/8) = 1 together,
    # 1 after H is taken out; (1/2 − 5/8) / (3/8) = −1/3 apart, −5/3 after.
    two, area = np.ones(2), np.array([3.0, 1])
    assert gamma_by_chance(two, area) == pytest.approx((-1 / 3, 5))
    assert gamma_by_chance(two, area, maurel=True) == pytest.approx((-5 / 3, 1))


def test_shift_share_of_the_textbook():
    # Farhauer and Kröll by REAT's shift(): regions A and B, method Dunn.
    parts = shift_share(BEFORE, AFTER)
    sums = [part.sum(axis=1) for part in (parts.national, parts.mix, parts.regional)]
    assert np.array(sums)[:, :2] == pytest.approx(np.array([[27, 24], [1, -1], [-3, 32]]))


def test_esteban_marquillas_of_the_textbook():
    # The same by REAT's shift(method = "Esteban").
    parts = esteban_marquillas(BEFORE, AFTER)
    assert parts.competitive.sum(axis=1)[:2] == pytest.approx([-0.636363636364, 18.4242424242])
    assert parts.allocation.sum(axis=1)[:2] == pytest.approx([-2.363636363636, 13.5757575758])


def test_shift_share_by_hand():
    # 600 become 680, the first industry's 400 become 480. The first region's 100 in it become 150: 100 · 80/600 with
    # the whole, 100 (1/5 − 80/600) with the industry, 100 (1/2 − 1/5) of its own. At the whole's structure it would
    # have had 200 · 400/600 = 133 1/3 there: 3/10 of that is competitive, 3/10 of −33 1/3 allocation.
    before, after = np.array([[100.0, 100], [300, 100]]), np.array([[150.0, 90], [330, 110]])
    classic, again = shift_share(before, after), esteban_marquillas(before, after)
    parts = [part[0, 0] for part in (classic.national, classic.mix, classic.regional)]
    assert parts == pytest.approx([40 / 3, 20 / 3, 30])
    assert (again.competitive[0, 0], again.allocation[0, 0]) == (pytest.approx(40), pytest.approx(-10))


@given(tables, st.data())
def test_the_parts_of_a_change_sum_to_it(before, data):
    after = data.draw(arrays(np.float64, before.shape, elements=st.integers(0, 1000)))
    classic, again = shift_share(before, after), esteban_marquillas(before, after)
    assert classic.national + classic.mix + classic.regional == pytest.approx(after - before)
    assert again.competitive + again.allocation == pytest.approx(classic.regional, abs=1e-6)
    # Over all regions nobody gains on the industry itself.
    assert classic.regional.sum(axis=0) == pytest.approx(np.zeros(before.shape[1]), abs=1e-6)


def test_cells_and_industries_that_come_have_a_regional_part_only():
    parts = shift_share(np.array([[10.0, 0, 0]]), np.array([[20.0, 4, 0]]))
    assert parts.regional[0].tolist() == [0, 4, 0]
    assert parts.mix[0] == pytest.approx([10 * (1 - 1.4), 0, 0])
    assert np.isnan(esteban_marquillas(np.array([[10.0, 0, 0]]), np.array([[20.0, 4, 0]])).competitive[0, 1])
    with pytest.raises(ValueError, match="the first year is empty"):
        shift_share(np.zeros((1, 1)), np.ones((1, 1)))
