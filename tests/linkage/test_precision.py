"""The bound of a rule's precision, and which rules may decide without a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.linkage.certain import RULES, SAME_ROW, SAME_SITE
from klusterkarta.linkage.precision import precision_bound, trusted_rules
from klusterkarta.vocabularies.documents import read_document


@pytest.mark.parametrize(
    ("right", "checked", "bound"),
    [
        # Without a wrong pair the bound is 0.05^(1/n), by hand.
        (10, 10, 0.05 ** (1 / 10)),
        (598, 598, 0.05 ** (1 / 598)),
        # One right of one and none of one: 0.05 and 0.
        (1, 1, 0.05),
        (0, 1, 0.0),
        # Half of ten: the 5 % quantile of the Beta distribution with 5 and 6, from tables 0.2224.
        (5, 10, 0.2224),
    ],
)
def test_the_bound(right, checked, bound):
    assert precision_bound(right, checked) == pytest.approx(bound, abs=5e-5)


@given(st.integers(1, 300), st.data())
def test_the_bound_lies_below_the_share_and_rises_with_what_is_right(checked, data):
    right = data.draw(st.integers(1, checked))
    bound = precision_bound(right, checked)
    assert bound < right / checked
    assert precision_bound(right - 1, checked) < bound


def test_more_right_than_checked_is_refused():
    with pytest.raises(ValueError, match="11 of 10"):
        precision_bound(11, 10)


def test_what_joins_rows_without_a_person_has_been_shown_to_be_right():
    page = read_document("linkage_rules").body
    assert {rule["code"] for rule in page["rules"]} == set(RULES)
    for rule in page["rules"]:
        sure = precision_bound(rule["right"], rule["checked"]) >= 0.995
        assert (rule["code"] in trusted_rules()) is (sure or bool(rule.get("names_only")))
    # 1 240 of 1 240 give 0.05^(1/1240) = 0.9976, 2 981 of 2 981 give 0.999.
    assert {SAME_ROW, SAME_SITE} <= trusted_rules()
