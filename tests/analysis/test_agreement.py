"""Agreement of assessors. Published numbers, the `krippendorff` package, and arithmetic by hand."""

import krippendorff
import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from klusterkarta.analysis.agreement import agreement, dividing_units, krippendorff_alpha, leniency

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
PUBLISHED = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def frame(rows: dict[str, list[int | None]]) -> pl.DataFrame:
    long = [(unit, rater, value) for rater, values in rows.items() for unit, value in enumerate(values)]
    return pl.DataFrame(long, schema={"unit": pl.Int64, "rater": pl.String, "value": pl.Int64}, orient="row")


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example(level, alpha):
    assert krippendorff_alpha(frame(PUBLISHED), level=level) == pytest.approx(alpha, abs=0.0005)


panels = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=6, max_size=6), min_size=2, max_size=5)


@given(panels, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_equal_to_the_package(rows, level):
    scores = frame({str(at): row for at, row in enumerate(rows)})
    found = krippendorff_alpha(scores, level=level)
    assume(found is not None)
    data = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float)
    assert found == pytest.approx(krippendorff.alpha(data, level_of_measurement=level), abs=1e-9)


@given(panels, st.randoms(use_true_random=False))
def test_the_order_of_scores_does_not_matter(rows, chance):
    scores = frame({str(at): row for at, row in enumerate(rows)})
    order = list(range(scores.height))
    chance.shuffle(order)
    first, second = (krippendorff_alpha(one, level="ordinal") for one in (scores, scores[order]))
    assert (first is None and second is None) or first == pytest.approx(second, abs=1e-12)


@given(panels, st.integers(1, 9), st.integers(-5, 5))
def test_the_unit_of_the_scale_does_not_matter(rows, factor, shift):
    scores = frame({str(at): row for at, row in enumerate(rows)})
    scaled = scores.with_columns(pl.col("value") * factor + shift)
    first, second = (krippendorff_alpha(one, level="interval") for one in (scores, scaled))
    assert (first is None and second is None) or first == pytest.approx(second, abs=1e-9)


def test_by_hand():
    # Values 1,1 | 2,3: one pair of two units differs, Do = 2/4; of twelve ordered pairs by chance ten do, De = 10/12.
    scores = frame({"x": [1, 2], "y": [1, 3]})
    assert krippendorff_alpha(scores, level="nominal") == pytest.approx(1 - (2 / 4) / (10 / 12))


def test_two_values_are_enough():
    # By hand: of 8 scores 5 are ones and 3 twos; they differ in one unit of four. 1 − (2/8) / (2·5·3 / (8·7)) = 8/15.
    found = krippendorff_alpha(frame({"x": [1, 1, 2, 2], "y": [1, 1, 2, 1]}), level="nominal")
    assert found == pytest.approx(8 / 15)


def test_where_nothing_can_be_said_nothing_is_said():
    assert krippendorff_alpha(frame({"x": [1, None], "y": [None, 2]}), level="nominal") is None
    assert krippendorff_alpha(frame({"x": [2, 2], "y": [2, 2]}), level="interval") is None
    assert agreement(frame({"x": [1], "y": [2]}), level="interval").low is None


def test_the_interval_holds_alpha_and_is_the_same_again():
    found = agreement(frame(PUBLISHED), level="ordinal", seed=7)
    assert None not in (found.alpha, found.low, found.high)
    assert found.low < found.alpha < found.high <= 1
    # Unit 12 has one score alone.
    assert (found.units, found.scores) == (11, 40)
    assert found == agreement(frame(PUBLISHED), level="ordinal", seed=7)


def test_perfect_agreement_has_no_spread():
    found = agreement(frame({"x": [1, 2, 3, 4], "y": [1, 2, 3, 4]}), level="interval")
    assert (found.alpha, found.low, found.high) == (1.0, 1.0, 1.0)


def test_who_is_strict_and_who_generous():
    # x lies one above y everywhere, z scores alone and is not compared.
    found = leniency(frame({"x": [2, 3, 4], "y": [1, 2, 3], "z": [None, None, None]}))
    assert found.rows() == [("x", 3, 1.0, 1.0, 1.0), ("y", 3, -1.0, -1.0, -1.0)]


def test_one_shared_unit_gives_no_interval():
    assert leniency(frame({"x": [2, None], "y": [0, 3]})).rows() == [
        ("x", 1, 2.0, None, None),
        ("y", 1, -2.0, None, None),
    ]


def test_what_divides_the_panel_comes_first():
    scores = frame({"x": [0, 2, 1], "y": [4, 2, None], "z": [2, 3, None]})
    # Unit 0: |0−4|, |0−2|, |4−2| give 8/3; unit 1: 0, 1, 1 give 2/3; unit 2 has one score.
    assert dividing_units(scores).rows() == [
        (0, 3, pytest.approx(8 / 3), 0.0, 4.0),
        (1, 3, pytest.approx(2 / 3), 2.0, 3.0),
    ]


def test_wrong_scores_are_named():
    with pytest.raises(ValueError, match="'x' has scored 0 twice"):
        krippendorff_alpha(pl.concat([frame({"x": [1]}), frame({"x": [2]})]), level="nominal")
    broken = frame({"x": [1], "y": [2]}).with_columns(pl.lit(float("nan")).alias("value"))
    with pytest.raises(ValueError, match="no finite number"):
        krippendorff_alpha(broken, level="nominal")
