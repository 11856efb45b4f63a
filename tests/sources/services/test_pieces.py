"""A question in pieces is the question: every cell, and once."""

from itertools import chain, product
from math import prod

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.sources.services.pieces import pieces, together
from klusterkarta.sources.services.refusals import BadAnswer, BadQuestion
from klusterkarta.sources.services.throttle import Throttle
from klusterkarta.sources.statistics.raw import Raw

SELECTIONS = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.integers(0, 99).map(str), min_size=1, max_size=7, unique=True), min_size=1
)


@given(SELECTIONS, st.integers(1, 60))
def test_pieces_are_small_enough_and_together_the_whole(selection, most):
    if prod(map(len, selection.values())) / most > 500:
        with pytest.raises(BadQuestion):
            pieces(selection, most=most)
        return
    found = pieces(selection, most=most)
    assert all(prod(map(len, piece.values())) <= most for piece in found)
    cells = list(chain.from_iterable(product(*(piece[name] for name in selection)) for piece in found))
    assert sorted(cells) == sorted(product(*selection.values()))


def answer(*codes, dimension="region"):
    return Raw(pl.DataFrame([{dimension: code, "__value": "1"} for code in codes]))


def test_answers_that_overlap_or_differ_are_not_put_together():
    assert together([answer("01", "03"), answer("04")], service="SCB").frame["region"].to_list() == ["01", "03", "04"]
    for other, why in ((answer("03"), "service.twice"), (answer("04", dimension="county"), "service.malformed")):
        with pytest.raises(BadAnswer) as refused:
            together([answer("01", "03"), other], service="SCB")
        assert refused.value.reason.code == why


@given(st.lists(st.floats(0, 5), max_size=30), st.integers(1, 4), st.floats(0.5, 10))
def test_no_window_holds_more_calls_than_allowed(gaps, calls, seconds):
    now, made = [0.0], []
    throttle = Throttle(calls, seconds, clock=lambda: now[0], sleep=lambda pause: now.__setitem__(0, now[0] + pause))
    for gap in gaps:
        now[0] += gap
        throttle.wait()
        made.append(now[0])
    # A call and the one `calls` later lie at least `seconds` apart, but for rounding.
    assert all(later - earlier >= seconds - 1e-6 for earlier, later in zip(made, made[calls:], strict=False))
