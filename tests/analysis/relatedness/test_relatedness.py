"""Relatedness and complexity: ecomplexity and economiccomplexity's numbers, arithmetic by hand, and properties."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import scipy.spatial
import scipy.stats
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from klusterkarta.analysis.grid import BadCells, grids
from klusterkarta.analysis.relatedness.advantage import mcp, rca
from klusterkarta.analysis.relatedness.complexity import complexity
from klusterkarta.analysis.relatedness.density import density
from klusterkarta.analysis.relatedness.fitness import fitness
from klusterkarta.analysis.relatedness.outlook import cog, coi
from klusterkarta.analysis.relatedness.proximity import co_occurrence, proximity
from klusterkarta.analysis.relatedness.reach import reach
from klusterkarta.analysis.relatedness.table import COLUMNS, Choices, complexity_table

SHARED = Path(__file__).parents[4] / "shared" / "data" / "trade_complexity"
TABLE = np.array(
    [[60, 30, 12, 9, 4, 1], [40, 8, 25, 2, 6, 3], [20, 22, 3, 14, 0, 5], [15, 2, 10, 0, 9, 0], [10, 5, 0, 1, 2, 11.0]]
)
# What ecomplexity 0.5.3 gives for the table.
ECI = [0.609626477, -0.900042545, 1.509465, -1.240695694, 0.021646762]
PCI = [-0.218736248, 1.437989202, -1.490977888, 2.056698774, -0.9904135, 1.033707024]
COI = [0.289963849, 1.27748116, -1.654508513, -0.477416617, 0.564480121]
FIRST = {
    "rca": [1.173602854, 1.269943387, 0.680689655, 0.981763926, 0.540229885, 0.141810345],
    "mcp": [1, 1, 0, 0, 0, 0],
    "density": [0.642857143, 0.6, 0.230769231, 0.25, 0.142857143, 0.214285714],
    "cog": [0, 0, -1.00906831, 1.213582889, -0.780199257, 0.773987929],
}
NESTED = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool)
presences = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, min_side=3, max_side=7))


def long(table):
    rows = [(f"r{r}", f"i{i}", float(value)) for (r, i), value in np.ndenumerate(table)]
    return pl.DataFrame(rows, schema=["region", "industry", "value"], orient="row")


def shared(name):
    if not SHARED.is_dir():
        pytest.skip("the reference data (../shared/data/trade_complexity) are not on this machine")
    return SHARED / name


def test_every_column_is_ecomplexitys():
    rows = complexity_table(long(TABLE))
    for column, expected in FIRST.items():
        assert rows[column].head(6).to_list() == pytest.approx(expected, abs=1e-9), column
    assert rows["pci"].head(6).to_list() == pytest.approx(PCI, abs=1e-9)
    assert rows["eci"].gather_every(6).to_list() == pytest.approx(ECI, abs=1e-9)
    assert rows["coi"].gather_every(6).to_list() == pytest.approx(COI, abs=1e-9)


def test_more_industries_than_regions_go_by_the_other_matrix_to_the_same_numbers():
    presence = mcp(rca(TABLE))
    wide, tall = complexity(presence), complexity(np.vstack([presence, presence]))
    assert wide.eci == pytest.approx(ECI, abs=1e-9)
    # Each region twice changes no share of co-occurrences.
    assert tall.eci[:5] == pytest.approx(ECI, abs=1e-9)
    assert tall.pci == pytest.approx(PCI, abs=1e-9)


def test_a_large_matrix_is_reckoned_by_iteration_to_the_numbers_of_the_small(monkeypatch):
    presence = np.kron(np.ones((60, 60), dtype=bool), mcp(rca(TABLE)))
    assert complexity(presence).eci[:5] == pytest.approx(ECI, abs=1e-8)
    # By lists: the iteration comes to its end after as many steps as the small one has industries.
    monkeypatch.setattr("klusterkarta.analysis.relatedness.complexity.LARGE", 0)
    assert complexity(presence).eci[:5] == pytest.approx(ECI, abs=1e-8)


def test_compiled_loops_give_what_matrices_give(monkeypatch):
    # An industry that one region alone has, one that nobody has, and more industries than one strip of columns holds.
    chance = np.random.default_rng(5)
    presence = chance.random((70, 75)) < np.linspace(0.1, 0.6, 75)
    presence[:, 3], presence[:, 4] = np.arange(70) == 9, False
    near, direction = proximity(presence), chance.normal(size=75)
    asked = [{"direction": direction, "own": own} for own in (True, False)]
    plain, whole = [reach(presence, near, **one) for one in asked], complexity(presence)
    for module in ("reach", "proximity", "complexity"):
        monkeypatch.setattr(f"klusterkarta.analysis.relatedness.{module}.LARGE", 0)
    assert (co_occurrence(presence) == presence.T.astype(int) @ presence.astype(int)).all()
    for one, expected in zip(asked, plain, strict=True):
        found = reach(presence, near, **one)
        assert found.density == pytest.approx(expected.density, rel=1e-12, nan_ok=True)
        assert found.gain == pytest.approx(expected.gain, abs=1e-12, nan_ok=True)
        assert found.outlook == pytest.approx(expected.outlook, abs=1e-12)
    assert complexity(presence).eci == pytest.approx(whole.eci, abs=1e-9)
    assert complexity(presence).pci == pytest.approx(whole.pci, abs=1e-9, nan_ok=True)


def test_an_industry_that_nobody_has_counts_for_nobody():
    wider = np.column_stack([NESTED, np.zeros(3, dtype=bool)])
    near, direction = proximity(wider), np.array([1.0, 2.0, 3.0, np.nan])
    assert coi(wider, near, direction=direction) == pytest.approx(
        coi(NESTED, proximity(NESTED), direction=direction[:3])
    )
    assert np.isnan(cog(wider, near, direction=direction)[:, 3]).all()
    assert np.isfinite(cog(wider, near, direction=direction)[:, :3]).all()


def test_complexity_of_a_nested_matrix_by_hand():
    # Eigenvalues 1, 1/4, 1/9; the second's vector over regions is (2, −1, −4): mean −1, standard deviation √6.
    assert complexity(NESTED).eci == pytest.approx([3 / 6**0.5, 0, -3 / 6**0.5], abs=1e-12)
    # Over industries it is four times the mean of their regions: 4 (2 − 1 − 4) / 3 = −4, 4 (2 − 1) / 2 = 2, 4 · 2 = 8,
    # whose means by region are 2, −1 and −4 again. Less −1, by √6.
    assert complexity(NESTED).pci == pytest.approx([-3 / 6**0.5, 3 / 6**0.5, 9 / 6**0.5], abs=1e-12)


def test_advantage_by_hand():
    # 3 of the region's 4 against 4 of 8 in all, and so on: 3/4 : 1/2, 1/4 : 1/2.
    assert rca(np.array([[3.0, 1], [1, 3]])).tolist() == [[1.5, 0.5], [0.5, 1.5]]


def test_proximities_by_hand():
    # Three regions; u = (3, 2, 1), C = min(u_i, u_j).
    assert co_occurrence(NESTED).tolist() == [[3, 2, 1], [2, 2, 1], [1, 1, 1]]
    assert proximity(NESTED)[0] == pytest.approx([1, 2 / 3, 1 / 3])
    assert proximity(NESTED, "cosine")[0] == pytest.approx([1, 2 / 6**0.5, 1 / 3**0.5])
    assert proximity(NESTED, "jaccard")[1] == pytest.approx([2 / 3, 1, 1 / 2])
    # C n / (u_i u_j): 1 · 3 / (2 · 1)
    assert proximity(NESTED, "association")[1] == pytest.approx([1, 3 / 2, 3 / 2])
    with pytest.raises(ValueError, match="expected hidalgo"):
        proximity(NESTED, "nearness")


@settings(max_examples=25)
@given(presences)
def test_cosine_and_jaccard_are_one_minus_the_distances_of_scipy(presence):
    assume(presence.any(axis=0).all())
    for kind in ("cosine", "jaccard"):
        expected = 1 - scipy.spatial.distance.cdist(presence.T.astype(float), presence.T.astype(float), "cosine")
        if kind == "jaccard":
            expected = 1 - scipy.spatial.distance.cdist(presence.T, presence.T, "jaccard")
        assert proximity(presence, kind) == pytest.approx(expected, abs=1e-12)


def test_association_is_the_lift_of_contingency_tables_in_scipy():
    presence = mcp(rca(TABLE))
    for i, j in ((0, 1), (2, 5), (3, 4)):
        table = np.array([[(presence[:, i] == a) & (presence[:, j] == b) for b in (1, 0)] for a in (1, 0)]).sum(axis=2)
        chance = scipy.stats.contingency.expected_freq(table)[0, 0]
        assert proximity(presence, "association")[i, j] == pytest.approx(table[0, 0] / chance)


def test_density_with_and_without_the_own_industry_by_hand():
    # φ of the second industry is (2/3, 1, 1/2); the third region has the first only.
    near = proximity(NESTED)
    assert density(NESTED, near)[2, 1] == pytest.approx((2 / 3) / (2 / 3 + 1 + 1 / 2))
    assert density(NESTED, near, own=False)[2, 1] == pytest.approx((2 / 3) / (2 / 3 + 1 / 2))
    assert density(NESTED, near, own=False)[1, 1] == pytest.approx((2 / 3) / (2 / 3 + 1 / 2))


def test_density_without_the_own_industry_as_econgeo():
    # EconGeo's relatedness.density (R 4.2), in percent with two decimals, of the table's presence and the smaller
    # conditional probabilities with a diagonal of 0.
    presence = mcp(rca(TABLE))
    expected = np.array([[37.5, 33.33, 42.86, 50, 25, 37.5], [62.5, 33.33, 100, 0, 75, 25]]) / 100
    assert density(presence, proximity(presence), own=False)[:2] == pytest.approx(expected, abs=5.1e-5)


def test_outlook_by_hand():
    near, direction = proximity(NESTED), np.array([1.0, 2.0, 3.0])
    # The second region lacks the third industry: K φ_33 / Σφ = 3 · 1 / (1/3 + 1/2 + 1).
    assert cog(NESTED, near, direction=direction)[1] == pytest.approx([0, 0, 3 / (11 / 6)])
    dense = density(NESTED, near)
    raw = np.array([0, dense[1, 2] * 3, dense[2, 1] * 2 + dense[2, 2] * 3])
    assert coi(NESTED, near, direction=direction) == pytest.approx((raw - raw.mean()) / raw.std())


def test_advantage_and_proximity_are_the_references_exactly():
    # World trade 1998–2000, 226 countries × 785 products; economiccomplexity (R).
    cells = pl.read_csv(
        shared("world_trade_country_x_sitc_avg_1998_2000.csv.gz"), schema_overrides={"product": pl.String}
    )
    grid = next(grids(cells.rename({"country": "region", "product": "industry"})))
    reference = np.load(shared("reference_balassa_binary_and_proximity.npz"), allow_pickle=True)
    rows, columns = (
        np.searchsorted(labels.to_numpy().astype(str), reference[name].astype(str))
        for labels, name in ((grid.regions, "countries"), (grid.industries, "products"))
    )
    presence = mcp(rca(grid.values))[np.ix_(rows, columns)]
    assert (presence == (reference["balassa"] == 1)).all()
    order = np.searchsorted(
        np.sort(reference["products"].astype(str)), reference["proximity_product_labels"].astype(str)
    )
    places = np.argsort(reference["products"].astype(str))[order]
    near = proximity(presence)[np.ix_(places, places)]
    off = ~np.eye(len(near), dtype=bool)
    # The reference is kept in single precision.
    assert (near[off].astype(np.float32) == reference["proximity_product"][off]).all()
    fit = pl.read_csv(shared("reference_fitness_country.csv"))
    countries, products = fitness(presence)
    ours = dict(zip(reference["countries"].astype(str), countries, strict=True))
    assert [ours[one] for one in fit["country"]] == pytest.approx(fit["fitness"].to_list(), rel=1e-12)
    fit = pl.read_csv(shared("reference_fitness_product.csv"), schema_overrides={"product": pl.String})
    ours = dict(zip(reference["products"].astype(str), products, strict=True))
    assert [ours[one] for one in fit["product"]] == pytest.approx(fit["complexity"].to_list(), rel=1e-12)


def test_fitness_by_hand():
    # One round from ones: F = (2, 1) / 1.5; Q = 1 / (1/F₁ + 1/F₂) with F = 1: (1/2, 1) / 0.75.
    regions, industries = fitness(np.array([[1, 1], [1, 0]], dtype=bool), iterations=2)
    assert (regions.tolist(), industries.tolist()) == (pytest.approx([4 / 3, 2 / 3]), pytest.approx([2 / 3, 4 / 3]))


@given(presences)
def test_complexity_is_z_scored_follows_diversity_and_averages_pci(presence):
    found = complexity(presence)
    assume(not found.fault)
    there = presence.any(axis=1)
    eci, diversity = found.eci[there], presence[there].sum(axis=1)
    assert (eci.mean(), eci.std()) == (pytest.approx(0, abs=1e-6), pytest.approx(1))
    assert ((diversity - diversity.mean()) * eci).sum() >= -1e-6
    means = [found.pci[row].mean() for row in presence[there]]
    assert means == pytest.approx(eci.tolist(), abs=1e-5)


@given(st.randoms(use_true_random=False), st.sampled_from([0.001, 3.0, 1e9]))
def test_unit_and_order_do_not_matter(chance, factor):
    rows, columns = (chance.sample(range(size), size) for size in TABLE.shape)
    moved = complexity(mcp(rca(TABLE[np.ix_(rows, columns)] * factor)))
    assert moved.eci == pytest.approx(np.array(ECI)[rows], abs=1e-8)
    assert moved.pci == pytest.approx(np.array(PCI)[columns], abs=1e-8)


@given(presences)
def test_densities_and_proximities_are_shares(presence):
    near = proximity(presence)
    assert ((near >= 0) & (near <= 1)).all()
    assert (near == near.T).all()
    dense = density(presence, near)
    known = dense[~np.isnan(dense)]
    assert ((known >= 0) & (known <= 1 + 1e-12)).all()


@pytest.mark.parametrize(
    ("presence", "fault"),
    [([[1, 1]], "few"), ([[1], [1]], "few"), ([[1, 1], [1, 1]], "few"), ([[1, 0], [0, 1]], "apart"),
     ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], "double")],
)  # fmt: skip
def test_where_no_direction_is_given_there_is_no_complexity(presence, fault):
    found = complexity(np.array(presence, dtype=bool))
    assert found.fault == fault
    assert np.isnan(found.eci).all()


def test_a_double_eigenvalue_is_seen_by_iteration_too(monkeypatch):
    # Three like groups, each with its own industries and as much of each neighbour's: turned round it is the same, so
    # that the eigenvalue by which the groups differ is double (a block-circulant matrix; P. Davis, 1979).
    chance = np.random.default_rng(2)
    own, left, right = (chance.random((40, 60)) < share for share in (0.6, 0.2, 0.2))
    presence = np.block([[own, left, right], [right, own, left], [left, right, own]])
    assert complexity(presence).fault == "double"
    monkeypatch.setattr("klusterkarta.analysis.relatedness.complexity.LARGE", 0)
    assert complexity(presence).fault == "double"


def test_regions_and_industries_without_anything_are_null_and_the_others_as_without_them():
    wider = np.zeros((6, 7))
    wider[:5, 1:] = TABLE
    rows = complexity_table(long(wider), Choices(columns=COLUMNS))
    kept = rows.filter(pl.col("region") != "r5", pl.col("industry") != "i0")
    assert kept["eci"].gather_every(6).to_list() == pytest.approx(ECI, abs=1e-9)
    assert kept["mcp"].head(6).to_list() == FIRST["mcp"]
    assert rows.filter(region="r5")["eci"].null_count() == 7
    assert rows.filter(industry="i0")["pci"].null_count() == 6


def test_a_year_with_a_region_that_has_nothing_stands_beside_one_without():
    wider = np.zeros((6, 6))
    wider[:5] = TABLE
    both = pl.concat([long(TABLE).with_columns(year=pl.lit(2019)), long(wider).with_columns(year=pl.lit(2020))])
    rows = complexity_table(both)
    assert rows.filter(year=2019)["mcp"].head(6).to_list() == FIRST["mcp"]
    assert rows.filter(year=2020)["mcp"].head(6).to_list() == FIRST["mcp"]
    assert rows.filter(region="r5")["mcp"].to_list() == [None] * 6


def test_years_are_reckoned_each_by_itself():
    both = pl.concat([long(TABLE).with_columns(year=pl.lit(2019)), long(TABLE * 2).with_columns(year=pl.lit(2020))])
    rows = complexity_table(both)
    assert rows.columns[:4] == ["year", "region", "industry", "value"]
    assert rows["year"].unique().sort().to_list() == [2019, 2020]
    assert rows.filter(year=2020)["eci"].gather_every(6).to_list() == pytest.approx(ECI, abs=1e-9)
    with pytest.raises(BadCells, match="2020 × r0 × i0"):
        complexity_table(pl.concat([both, both.filter(year=2020).head(1)]))


def test_a_year_beyond_all_years_stands_beside_others():
    far = 3_000_000_000
    rows = complexity_table(
        pl.concat([long(TABLE).with_columns(year=pl.lit(one, dtype=pl.Int64)) for one in (2019, far)])
    )
    assert rows["year"].unique().sort().to_list() == [2019, far]


@pytest.mark.parametrize(("regions", "industries"), [(20_000, 20_000), (1, 10_001)])
def test_columns_of_numbers_that_run_on_are_refused_before_they_take_memory(regions, industries):
    # 20 000² pairs would take 3.2 GB a matrix; so would the nearness of 10 001 industries, and there are several.
    rows = max(regions, industries)
    cells = pl.DataFrame({"region": range(rows), "industry": range(rows), "value": 1.0})
    with pytest.raises(BadCells) as caught:
        complexity_table(cells.with_columns(pl.col("region") % regions, pl.col("industry") % industries))
    assert caught.value.reason.code == "cells.too_many"


def test_codes_that_are_numbered_labels_give_the_same_cells():
    text = long(TABLE)
    labels = [f"r{at}" for at in (9, 4, 3, 2, 1, 0)]
    numbered = text.with_columns(pl.col("region").cast(pl.Enum(labels)), pl.col("industry").cast(pl.Categorical))
    one, other = next(grids(text)), next(grids(numbered))
    assert other.regions.to_list() == one.regions.to_list()
    assert (other.values == one.values).all()


def test_many_rows_are_numbered_by_hash_to_the_same_labels(monkeypatch):
    text, many = long(TABLE), long(np.ones((90, 200)))
    plain = [next(grids(one)) for one in (text, many)]
    monkeypatch.setattr("klusterkarta.analysis.grid._MANY", 0)
    for one, expected in zip((text, many), plain, strict=True):
        found = next(grids(one))
        assert found.regions.to_list() == expected.regions.to_list()
        assert found.industries.to_list() == expected.industries.to_list()
        assert (found.values == expected.values).all()
