"""Measures of a ranking, against figures worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.search.measures import ndcg, paired_difference, precision, recall

GRADES = {1: 3, 2: 2, 3: 0, 4: 1}


def test_ndcg_by_hand():
    # Places: 2 (grade 2), 9 (none), 1 (grade 3). Best order: 3, 2, 1.
    gained = (2**2 - 1) / log2(2) + 0 + (2**3 - 1) / log2(4)
    best = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert ndcg([2, 9, 1], GRADES) == pytest.approx(gained / best)


def test_precision_and_recall_count_grades_from_one():
    assert precision([1, 3, 9], GRADES, at=3) == pytest.approx(1 / 3)
    assert recall([1, 3, 9], GRADES, at=3) == pytest.approx(1 / 3)


@given(st.permutations([1, 2, 3, 4]))
def test_no_order_beats_the_best(order: list[int]):
    assert ndcg(order, GRADES) <= ndcg([1, 2, 4, 3], GRADES) == 1.0


def test_an_interval_holds_the_mean_and_a_constant_difference_has_none():
    assert paired_difference([0.9, 0.8], [0.4, 0.3]).low == pytest.approx(0.5)
    wide = paired_difference([0.9, 0.2, 0.5, 1.0], [0.1, 0.3, 0.5, 0.2])
    # By hand: a quarter of 1.5.
    assert wide.mean == pytest.approx(0.375)
    assert wide.low < wide.mean < wide.high
    with pytest.raises(ValueError, match="one length"):
        paired_difference([], [])
