"""Composite indices: figures by hand, of SciPy and of COINr (R), properties, and what is refused."""

import numpy as np
import polars as pl
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.analysis.index.composite import BadIndex, composite
from klusterkarta.analysis.index.normalise import min_max, pull_in, rank_share, unskewed, z_score
from klusterkarta.analysis.index.table import score_rows
from klusterkarta.vocabularies.composite_index import composite_indices, read_index
from klusterkarta.vocabularies.marked_yaml import BadDocument

DOCUMENT = """\
review: {definition: a, source: b, reviewed_on: 2026-11-21, reviewer: c, next_review: 2027-11-21}
index:
  key: small
  title: {sv: Liten, en: Small}
  method: {outliers: 0, skew: 0, normalise: min_max, least_share: 0.5, spread: 0.5}
groups:
  - key: one
    title: {sv: Ett, en: One}
    weight: 3
    indicators:
      - {key: a, title: {sv: A, en: A}, weight: 2}
      - {key: b, title: {sv: B, en: B}, better: less}
  - key: two
    title: {sv: Två, en: Two}
    indicators:
      - {key: c, title: {sv: C, en: C}}
classes:
  reference: mean
  steps:
    - {key: high, title: {sv: Hög, en: High}, at_least: 1.2}
    - {key: low, title: {sv: Låg, en: Low}, at_least: 0}
"""
SMALL = read_index(DOCUMENT, file="small.yaml")
DATA = pl.DataFrame(
    {"region": ["SE1", "SE2", "SE3", "SE4"], "a": [0.0, 5, 10, None], "b": [4.0, 2, 0, 1], "c": [1.0, None, 3, 2]}
)


def test_an_index_by_hand():
    found = composite(DATA, SMALL, draws=500)
    # a: 0, ½, 1, missing; b turned round: 0, ½, 1, ¾; c: 0, missing, 1, ½. Group one is (2a + b) / 3; SE4 knows a third
    # of its weight there, less than half: no score. The whole is (3 one + two) / 4; SE2 knows three quarters of it, SE4
    # a quarter.
    assert found.groups[:3, 0].tolist() == [0, 0.5, 1]
    assert np.isnan(found.groups[3, 0])
    assert found.total[:3].tolist() == [0, 0.5, 1]
    assert np.isnan(found.total[3])
    assert (found.ranks.tolist(), found.low.tolist(), found.high.tolist()) == ([3, 2, 1, 0],) * 3
    # The mean is ½, and 1.2 times that 0.6.
    assert found.classes == ("low", "low", "high", "")


def test_an_index_and_its_rank_intervals_as_coinr():
    # COINr 1.1.14 (R 4.2): n_minmax to 0…1, b turned round, a_amean with weights 2 and 1, 1 and 1, then 3 and 1. Ranks:
    # the same with every weight drawn 200 000 times from half to one and a half of its own, and quantile(…, type = 1)
    # at 5 and 95 %.
    fourth = "- {key: c, title: {sv: C, en: C}}\n      - {key: d, title: {sv: D, en: D}}"
    text = DOCUMENT.replace("- {key: c, title: {sv: C, en: C}}", fourth)
    spec = read_index(text.replace("spread: 0.5", "spread: 0.5, normalisations: [min_max]"), file="small.yaml")
    data = pl.DataFrame(
        {"region": list("uvwxy"), "a": [3.0, 7, 1, 12, 5], "b": [20.0, 10, 40, 30, 70],
         "c": [0.1, 0.9, 0.4, 0.2, 0.6], "d": [5.0, 5, 9, 1, 2]}
    )  # fmt: skip
    found = composite(data, spec, draws=4_000)
    first = [0.39898989899, 0.69696969697, 0.166666666667, 0.888888888889, 0.242424242424]
    assert found.groups[:, 0] == pytest.approx(first, rel=1e-10)
    assert found.groups[:, 1] == pytest.approx([0.25, 0.75, 0.6875, 0.0625, 0.375])
    whole = [0.361742424242, 0.710227272727, 0.296875, 0.682291666667, 0.275568181818]
    assert found.total == pytest.approx(whole, rel=1e-10)
    assert found.ranks.tolist() == [3, 1, 4, 2, 5]
    # The first region is fifth in 4.4 % of R's draws; no other share is so near to a twentieth.
    assert (found.low.tolist(), found.high.tolist()) == ([3, 1, 3, 1, 3], [4, 2, 5, 2, 5])


def test_rows_hold_every_level():
    rows = score_rows(composite(DATA, SMALL, draws=100), SMALL)
    assert rows.height == 4 * (1 + 2 + 3)
    assert rows.row(2) == ("SE3", "index", "small", 1.0, 1, 1, 1, "high")
    assert rows.row(3) == ("SE4", "index", "small", None, None, None, None, None)
    assert rows.filter(region="SE2", key="b").row(0)[1:5] == ("indicator", "b", 0.5, None)


def test_scales_as_scipy():
    values = np.random.default_rng(2).lognormal(size=(40, 3)).round(1)
    assert z_score(values) == pytest.approx(scipy.stats.zscore(values))
    assert rank_share(values) == pytest.approx((scipy.stats.rankdata(values, axis=0) - 1) / 39)
    skewness = scipy.stats.skew(values).min()
    assert unskewed(values, skewness - 1e-9)[1] == (True, True, True)
    assert unskewed(values, skewness + 1e-9)[1].count(True) == 2
    inside = np.where(np.abs(scipy.stats.zscore(values)) <= 2, values, np.nan)
    expected = np.clip(values, np.nanmin(inside, axis=0), np.nanmax(inside, axis=0))
    assert (expected < values).any()
    assert (pull_in(values, 2) == expected).all()
    assert min_max(np.array([[1.0], [2.0], [6.0]])).ravel().tolist() == pytest.approx([0, 0.2, 1])


def test_outliers_and_skewness_by_hand():
    # Nine zeros and a ten: mean 1, deviation 3, so that 10 is three deviations off and becomes 0.
    values = np.array([[0.0]] * 9 + [[10.0]])
    assert pull_in(values, 2).max() == 0
    assert pull_in(values, 3).max() == 10
    # Skewness of the same is (9·(-1)³ + 9³) / 10 / 27 = 72 / 27 = 2.67.
    assert unskewed(values, 2.6)[1] == (True,)
    assert unskewed(values, 2.7)[1] == (False,)
    # Below 0 it is first moved up.
    assert unskewed(values - 1, 2.6)[0].max() == pytest.approx(10**0.5)


def test_the_root_is_of_the_figure_as_it_is_where_less_is_better():
    # b is skewed to the right (0, 1, 16, moved by nothing): its roots 0, 1, 4 are scaled to 0, 1/4, 1 and then turned.
    spec = read_index(DOCUMENT.replace("skew: 0", "skew: 0.5"), file="small.yaml")
    data = pl.DataFrame({"region": ["A", "B", "C"], "a": [1.0, 2, 3], "b": [0.0, 1, 16], "c": [1.0, 2, 3]})
    found = composite(data, spec, draws=10)
    assert found.indicators[:, 1].tolist() == [1, 0.75, 0]
    assert found.rooted == (False, True, False)


def test_rank_intervals_know_who_is_sure():
    # The first is best and the last worst in everything; the two in the middle change places with the weights.
    data = pl.DataFrame({"region": list("abcd"), "a": [9.0, 8, 1, 0], "b": [0.0, 7, 2, 9], "c": [9.0, 1, 8, 0]})
    found = composite(data, SMALL, draws=3_000)
    assert (found.low[0], found.high[0]) == (1, 1)
    assert (found.low[3], found.high[3]) == (4, 4)
    middle = sorted(zip(found.low[1:3].tolist(), found.high[1:3].tolist(), strict=True))
    assert (middle[0][0], middle[1][1]) == (2, 3)
    again = composite(data, SMALL, draws=3_000)
    assert (again.low == found.low).all()


@settings(max_examples=30)
@given(
    st.lists(st.tuples(*[st.integers(-1000, 1000)] * 3), min_size=3, max_size=12),
    st.permutations(range(12)),
    st.sampled_from([0.001, 3.0, 1000.0]),
)
def test_units_and_order_change_nothing(rows, order, factor):
    data = pl.DataFrame({key: [float(row[at]) for row in rows] for at, key in enumerate("abc")})
    data = data.with_columns(pl.Series("region", [f"r{at:02}" for at in range(len(rows))]))
    found = composite(data, SMALL, draws=100)
    other = data.with_columns(pl.col("a") * factor - 7)[[at for at in order if at < len(rows)]]
    turned = composite(other, SMALL, draws=100)
    scores = dict(zip(turned.regions, turned.total.tolist(), strict=True))
    assert [scores[name] for name in found.regions] == pytest.approx(found.total.tolist())
    assert found.total.min() >= 0
    assert found.total.max() <= 1


def test_equal_regions_share_a_rank():
    same = pl.DataFrame({"region": ["x", "y", "z"], "a": [1.0, 1, 0], "b": [0.0, 0, 1], "c": [1.0, 1, 0]})
    assert composite(same, SMALL, draws=100).ranks.tolist() == [1, 1, 3]


def test_the_malardalen_index_has_four_drivers_and_twelve_indicators():
    index = composite_indices()["malardalen"]
    assert [len(group.indicators) for group in index.groups] == [4, 3, 4, 1]
    assert all(one.title.sv != one.title.en for one in index.indicators)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (DATA.drop("b"), "index.no_column"),
        (DATA[:1], "index.few_regions"),
        (pl.concat([DATA, DATA[:1]]), "index.region_twice"),
        (DATA.with_columns(a=pl.Series([1.0, float("nan"), 2, 3])), "index.not_finite"),
        (DATA.with_columns(a=pl.Series([1.0, float("inf"), 2, 3])), "index.not_finite"),
        (DATA.with_columns(a=pl.Series([None] * 4, dtype=pl.Float64)), "index.empty_column"),
    ],
)
def test_bad_data_are_refused(frame, code):
    with pytest.raises(BadIndex) as caught:
        composite(frame, SMALL, draws=100)
    assert caught.value.reason.code == code


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("least_share: 0.5", "least_share: half", "index.no_decimal", 5),
        ("weight: 3", "weight: 0", "index.no_weight", 9),
        ("key: c,", "key: a,", "document.key_twice", 16),
        ("normalise: min_max", "normalise: best", "document.none_of", 5),
        ("at_least: 0}", "at_least: 1.3}", "index.not_below", 21),
        ("better: less", "beter: less", "document.unknown_key", 12),
        ("groups:", "group:", "document.unknown_key", 6),
    ],
)
def test_a_bad_document_names_its_line(old, new, code, line):
    with pytest.raises(BadDocument) as caught:
        read_index(DOCUMENT.replace(old, new), file="small.yaml")
    assert (caught.value.reason.code, caught.value.reason.parameters["line"]) == (code, line)
