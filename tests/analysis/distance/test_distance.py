"""Measures of distance: numbers of R and Lantmäteriet, arithmetic by hand, the grid against all pairs, properties."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.analysis.distance.dispersion import dispersion
from klusterkarta.analysis.distance.distance_sums import DistanceSums, silverman
from klusterkarta.analysis.distance.envelope import global_band, local_band
from klusterkarta.analysis.distance.kdensity import Asked, k_density
from klusterkarta.analysis.distance.m_function import m_function
from klusterkarta.analysis.distance.pair_loops import pair_sums
from klusterkarta.analysis.distance.plane import gauss_kruger
from klusterkarta.analysis.distance.points import BadPoints, Points, points_on_plane
from klusterkarta.analysis.distance.table import k_density_by_group

X = np.array([0.0, 3, 7, 12, 20, 21, 25, 33])
Y = np.array([0.0, 4, 1, 9, 2, 15, 30, 8])
WEIGHTS = np.arange(1.0, 9.0)
ONCE = Asked(simulations=0)


def placed(x, y, weights=None):
    x, y = np.asarray(x, float), np.asarray(y, float)
    return Points(x, y, np.ones(len(x)) if weights is None else np.asarray(weights, float), weights is not None)


def towns(number, seed=1):
    """Clumped points in an oblong of 400 × 1 300 km, some of them in one place."""
    random = np.random.default_rng(seed)
    middles = random.random((40, 2)) * [400, 1300]
    at = (
        middles[random.integers(0, 40, number)]
        + random.normal(size=(number, 2)) * random.choice([0, 2, 30], number)[:, None]
    )
    return placed(at[:, 0], at[:, 1])


def test_degrees_to_kilometres_as_lantmateriet():
    # Lantmäteriet, Gauss Conformal Projection, its worked example: 66° N 24° E on GRS 80, central meridian
    # 13° 35' 7.692", scale 1.000002540000, false northing -6 226 307.8640 and easting 84 182.8790 m.
    meridian = 13 + 35 / 60 + 7.692 / 3600
    east, north = gauss_kruger(np.array([66.0]), np.array([24.0]), meridian=meridian)
    assert 1.00000254 * north[0] * 1000 - 6226307.8640 == pytest.approx(1135809.413803, abs=1e-4)
    assert 1.00000254 * east[0] * 1000 + 84182.8790 == pytest.approx(555304.016555, abs=1e-4)


def test_bandwidth_as_r():
    # R 4.2: bw.nrd0(dist(cbind(x, y))) and median of the 28 distances. Quartiles come from bins here: R takes the
    # 28 distances themselves, interpolated, so the figures agree as far as 28 distances can tell.
    sums = pair_sums(X, Y, weights=np.ones(8), width=0.001, bins=50_000)
    found = silverman(DistanceSums(sums, 0.001, 28.0, 28.0))
    assert found == pytest.approx(4.40621591362, rel=0.02)


@pytest.mark.parametrize("method", ["exact", "grid"])
def test_density_as_r(method):
    # R 4.2: sum(w * (dnorm(r, d, 3) + dnorm(-r, d, 3))) / sum(w) over the 28 distances, at 0, 5, 10 and 20.
    asked = Asked(reach=20.0, bandwidth=3.0, steps=5, simulations=0, method=method)
    plain = np.array([0.0054555531915, 0.0178026101865, 0.0357423862034, 0.0313414922932])
    heavy = np.array([0.00115336117363, 0.00620377543729, 0.03351050747538, 0.03471563419174])
    for expected, weights in ((plain, None), (heavy, WEIGHTS)):
        found = k_density(placed(X, Y, weights), asked)
        assert (np.abs(found.density[[0, 1, 2, 4]] - expected) <= found.error[[0, 1, 2, 4]]).all()
        assert found.error.max() < 0.002 * expected.max()


@pytest.mark.parametrize("method", ["exact", "grid"])
def test_density_by_hand(method):
    # A right-angled triangle of 30, 40 and 50 km, bandwidth 10: at 40 km the distances are 1, 0 and 1 bandwidths off,
    # so (0.2419707 + 0.3989423 + 0.2419707) / 3 / 10; what is reflected at 0 lies 7 and more bandwidths away.
    asked = Asked(reach=80.0, bandwidth=10.0, steps=3, simulations=0, method=method)
    found = k_density(placed([0, 30, 0], [0, 0, 40]), asked)
    assert found.density[1] == pytest.approx(0.02942946, rel=2e-4)


def test_density_near_to_dbmss():
    # R's dbmss 2.11: Kdhat(X, r, Original = TRUE), which finds its densities on a grid of its own, right to some 0.2 %.
    found = k_density(placed(X, Y), Asked(reach=20.0, bandwidth=4.40621591362, steps=5, simulations=0, method="exact"))
    expected = [0.010623347669, 0.018816187641, 0.033010627868, 0.032064098304]
    assert found.density[[0, 1, 2, 4]] == pytest.approx(expected, rel=0.003)


def test_the_grid_is_within_its_stated_error_of_all_pairs():
    points = towns(1_500)
    exact = k_density(points, Asked(simulations=0, method="exact"))
    asked = Asked(exact.distances[-1], exact.bandwidth, simulations=0, method="grid")
    grid = k_density(points, asked)
    apart = np.abs(grid.density - exact.density)
    assert (apart <= grid.error + exact.error).all()
    dense = exact.density > exact.density.max() / 100
    assert (grid.error[dense] <= 0.002 * exact.density[dense]).all()


def test_both_methods_find_one_scale():
    points = towns(800)
    exact, grid = (k_density(points, Asked(simulations=0, method=method)) for method in ("exact", "grid"))
    assert grid.distances[-1] == pytest.approx(exact.distances[-1], rel=0.01)
    assert grid.bandwidth == pytest.approx(exact.bandwidth, rel=0.02)
    # `error` is that of the curve with the range and bandwidth that are told, and says nothing of how they were found.
    told = Asked(grid.distances[-1], grid.bandwidth, simulations=0, method="exact")
    assert (np.abs(grid.density - k_density(points, told).density) <= grid.error).all()
    assert (np.abs(grid.density - exact.density) > grid.error).any()


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=30, unique=True),
    st.randoms(use_true_random=False),
    st.sampled_from([0.01, 7.0]),
)
def test_moving_turning_shuffling_and_scaling(at, random, factor):
    x, y = np.array(at, float).T
    asked = Asked(100.0, 20.0, steps=11, simulations=0)
    density = k_density(placed(x, y), asked).density
    order = random.sample(range(len(x)), len(x))
    turned = k_density(placed(1000 - y[order], x[order] + 77), asked).density
    assert turned == pytest.approx(density, rel=1e-4, abs=1e-9)
    wide = Asked(100.0 * factor, 20.0 * factor, steps=11, simulations=0)
    # Distances stretched by a factor: the density is per km and shrinks by it. Weights' scale changes nothing.
    scaled = k_density(placed(x * factor, y * factor, np.full(len(x), 3.0)), wide).density
    assert scaled * factor == pytest.approx(density, rel=1e-4, abs=1e-9)


def test_all_of_it_is_one():
    found = k_density(placed(X, Y), Asked(reach=80.0, bandwidth=2.0, steps=801, simulations=0))
    assert np.trapezoid(found.density, found.distances) == pytest.approx(1, abs=1e-6)


def test_a_clump_is_localised_and_a_random_draw_is_not():
    sites = towns(600)
    near = np.argsort((sites.x - sites.x[0]) ** 2 + (sites.y - sites.y[0]) ** 2)[:40]
    asked = Asked(reach=300.0, bandwidth=10.0, steps=31, simulations=99, seed=4)
    clump = k_density(placed(sites.x[near], sites.y[near]), asked, sites=sites)
    assert clump.chance == "sites"
    assert clump.localised[0] > 0
    assert not clump.dispersed.any()
    drawn = np.random.default_rng(8).permutation(600)[:40]
    chance = k_density(placed(sites.x[drawn], sites.y[drawn]), asked, sites=sites)
    assert not chance.localised.any()


def test_simulations_are_the_same_for_a_seed_and_on_both_methods():
    points, asked = towns(120), {"reach": 300.0, "bandwidth": 15.0, "steps": 7, "simulations": 20}
    first, again, grid = (
        k_density(points, Asked(**asked, method=method)).local for method in ("exact", "exact", "grid")
    )
    assert (first.low == again.low).all()
    # The hull is drawn from as it is, so that drawn points may lie beyond the members' own places by nothing.
    assert grid.high == pytest.approx(first.high, rel=1e-3)


def test_bands_as_r():
    # R 4.2: 40 000 times dist() of 8 of the 24 places, sample(24, 8), and the mean of dnorm(r, d, 3) + dnorm(-r, d, 3)
    # at 0, 5, 10, 15 and 20; quantile() at 5 and 95 %, and the value of the lowest rank that at most a twentieth of
    # whole curves come above.
    at = np.arange(24)
    sites = placed(7 * at % 41, 11 * at % 37)
    asked = Asked(reach=20.0, bandwidth=3.0, steps=5, simulations=400)
    found = k_density(placed(sites.x[:8], sites.y[:8]), asked, sites=sites)
    # 400 simulations leave some percent.
    assert found.local.low[1:] == pytest.approx([0.0047157278, 0.017884824, 0.018772631, 0.022210770], rel=0.1)
    assert found.local.high == pytest.approx(
        [0.00645602833, 0.0186931308, 0.045128107, 0.04818965, 0.05039712], rel=0.05
    )
    assert found.overall.high == pytest.approx(
        [0.0069702665, 0.0217609, 0.0520864145, 0.0530669763, 0.05460047], rel=0.08
    )


def test_the_local_band_as_dbmss():
    # R's dbmss 2.11, FillEnvelope with Alpha = 0.1, of 40 curves that cross each other.
    k, r = np.arange(40)[:, None], np.arange(1, 6)
    band = local_band((k - 19.5) * np.array([1, 0.5, 2, 1.5, 1]) + 1.5 * (k * 7 * r % 11) / 5)
    assert band.low == pytest.approx([-16.41, -7.495, -32.385, -25.95, -16.38])
    assert band.high == pytest.approx([19.31, 10.475, 37.185, 27.015, 19.805])


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(20, 40), st.integers(1, 4), st.sampled_from([0.05, 0.1, 0.25]))
def test_the_global_band_is_the_narrowest_that_lets_out_no_more(seed, number, distances, level):
    curves = np.random.default_rng(seed).random((number, distances))
    # Counted: how many curves rise above the k-th highest values anywhere, for each k.
    ordered = np.sort(curves, axis=0)[::-1]
    outside = [(curves > edge).any(axis=1).mean() for edge in ordered]
    narrowest = max(k for k, share in enumerate(outside) if share <= level)
    assert (global_band(curves, level=level).high == ordered[narrowest]).all()
    assert (global_band(-curves, level=level).low == -ordered[narrowest]).all()


def test_bands_by_hand():
    # 20 curves at two distances; curve k is k at the first and 19 - k at the second. With a twentieth let out, one
    # curve may be outside: but two are (0 and 19 are extreme somewhere), so the global band holds all.
    curves = np.array([[k, 19.0 - k] for k in range(20)])
    band = global_band(curves)
    assert (band.low.tolist(), band.high.tolist(), band.level) == ([0, 0], [19, 19], 0)
    # A tenth lets these two out: the band is from 1 to 18, on both sides.
    wide = global_band(curves, level=0.1)
    assert (wide.low.tolist(), wide.high.tolist(), wide.level) == ([1, 1], [18, 18], 0.1)
    assert local_band(curves, level=0.1).low.tolist() == pytest.approx([1.9, 1.9])


def test_m_function_as_dbmss():
    # R's dbmss 2.11: Mhat(X, r, ReferenceType = "a"), every other of the eight points of type a, weights 1 to 8.
    found = m_function(placed(X, Y, WEIGHTS), np.array([1.0, 0] * 4), distances=np.array([6.0, 10, 15, 20, 30, 50]))
    expected = [0.903157894737, 0.829142450480, 0.535796512260, 0.808633330422, 1]
    assert found[0] == 0
    assert found[1:] == pytest.approx(expected, rel=1e-11)


def test_m_function_by_hand():
    # On a line at 0, 1, 2 and 10 stand cases of weight 1 (at 0) and 4 (at 2) and others of 2 and 3. Within 1 km there
    # is no case near a case. Within 2 km the shares are 4 of 6 and 1 of 3, in all 4 of 9 and 1 of 6; within 20, M is 1.
    sites = placed([0, 1, 2, 10], [0, 0, 0, 0], [1, 2, 4, 3])
    found = m_function(sites, np.array([1.0, 0, 1, 0]), distances=np.array([0.5, 1, 2, 20]))
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx([0, (4 / 6 + 1 / 3) / (4 / 9 + 1 / 6), 1])


def test_dispersion_as_r():
    # R 4.2: mean, median and max of dist(cbind(x, y)), the root of the mean squared distance from the means, the area
    # of chull, and the share of dist · 1.3 / 70 km/h within half an hour.
    found = dispersion(placed(X, Y), of=8, areas={})
    expected = [19.3907249000, 18.4581163209, 39.0512483795, 14.2423224932, 447, 0.75]
    measured = [found.mean_distance, found.median_distance, found.longest_distance, found.standard_distance, found.hull]
    assert [*measured, found.bands[30]] == pytest.approx(expected, rel=1e-10)


def test_dispersion_by_hand():
    # Corners of a square of 30 km and its middle. Distances: 4 × 30, 2 × 42.43, 4 × 21.21; mean 28.97.
    square = placed([0, 0, 30, 30, 15], [0, 30, 0, 30, 15])
    found = dispersion(square, of=8, areas={"municipality": ["0480", "0480", "0484", "", "0480"]})
    assert found.mean_distance == pytest.approx((4 * 30 + 2 * 30 * 2**0.5 + 4 * 15 * 2**0.5) / 10)
    assert found.standard_distance == pytest.approx((4 * 2 * 15**2 / 5) ** 0.5)
    assert (found.hull, found.shares["municipality"]) == (pytest.approx(900), ("0480", 0.6))
    # At 70 km/h and 1.3 times the straight line the distances take 23.6, 33.4 and 47.3 minutes.
    assert found.bands == {30: 0.4, 60: 1.0, 90: 1.0, 120: 1.0}
    assert (found.travel.speed, found.travel.detour) == (70.0, 1.3)


@pytest.mark.parametrize(("known", "of"), [(4, 4), (5, 11)])
def test_dispersion_refuses_where_too_few_addresses_are_known(known, of):
    with pytest.raises(BadPoints) as caught:
        dispersion(placed(range(known), range(known)), of=of, areas={})
    assert caught.value.reason.parameters["known"] == known


GOOD = [(59.3, 18.0), (57.7, 11.9), (55.6, 13.0)]


@pytest.mark.parametrize(
    ("points", "weights", "code", "rows"),
    [
        ([*GOOD, (float("nan"), 12.0)], None, "points.not_finite", "5"),
        ([*GOOD, (59.0, float("inf"))], None, "points.not_finite", "5"),
        ([(18.0, 59.3), *GOOD], None, "points.outside", "2"),
        ([*GOOD, (6580822.0, 674032.0)], None, "points.outside", "5"),
        (GOOD, [1, -1, 1], "points.weight", "3"),
        (GOOD, [1, 1, float("nan")], "points.weight", "4"),
        (GOOD, [0, 5, 0], "points.no_weight", None),
        (GOOD[:1], None, "points.too_few", None),
        (GOOD[:1] * 7, None, "points.one_place", None),
    ],
)
def test_bad_points_are_named_by_row(points, weights, code, rows):
    latitude, longitude = np.array(points, float).T
    given = None if weights is None else np.array(weights, float)
    with pytest.raises(BadPoints) as caught:
        points_on_plane(latitude, longitude, weights=given, first_row=2)
    assert caught.value.reason.code == code
    assert caught.value.reason.parameters.get("rows") == rows


def test_shared_places_are_told_and_counted():
    latitude, longitude = np.array([*GOOD, GOOD[1]]).T
    points = points_on_plane(latitude, longitude, first_row=2)
    assert (points.notes[0].code, points.notes[0].parameters["rows"]) == ("points.shared_place", "3, 5")
    # One of the six pairs is at distance 0, all the others are 200 km apart or more.
    found = k_density(points, Asked(reach=30.0, bandwidth=1.0, steps=3, simulations=0))
    assert found.density[0] == pytest.approx(2 / (2 * np.pi) ** 0.5 / 6, rel=1e-5)


def test_over_the_world_and_too_wide_for_a_plane():
    across = np.array([[59.0, 18.0], [48.0, 2.0], [40.0, -74.0]]).T
    with pytest.raises(BadPoints) as caught:
        points_on_plane(*across, area="world")
    assert caught.value.reason.code == "points.too_wide"
    assert len(points_on_plane(across[0][:2], across[1][:2], area="world")) == 2


@pytest.mark.parametrize(("only", "code"), [(("x",), "points.no_group"), (("lone",), "points.small_group")])
def test_groups_that_cannot_be_measured(only, code):
    with pytest.raises(BadPoints) as caught:
        list(k_density_by_group(placed(X, Y), pl.Series(["a"] * 7 + ["lone"]), only=only, asked=ONCE))
    assert caught.value.reason.code == code


def test_points_on_a_line_have_no_area_for_chance():
    with pytest.raises(BadPoints) as caught:
        k_density(placed([0, 1, 2, 5], [0, 0, 0, 0]), Asked(bandwidth=1.0, simulations=5))
    assert caught.value.reason.code == "points.on_a_line"
    with pytest.raises(BadPoints) as caught:
        k_density(placed([0, 1, 2, 5], [0, 0, 0, 0]), Asked(1.0, 1e-4, simulations=0, method="grid"))
    assert caught.value.reason.code == "points.too_fine"
