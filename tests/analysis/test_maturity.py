"""Maturity from proxies: points by hand, bounds that hold, and nothing known that never reads as little."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.analysis.maturity import Evidence, Points, maturity, points_of
from klusterkarta.analysis.maturity_evidence import SaidValue, ended_on, evidence_of
from klusterkarta.vocabularies.maturity import KEYS, proxies

RULES = proxies()
BY_KEY = {one.key: one for one in RULES.proxies}
DAY = date(2010, 12, 31)


def amount(low: float, high: float | None = None, *, years_old: int = 0, is_open: bool = False) -> Evidence:
    top = None if is_open else Decimal(str(low if high is None else high))
    return Evidence(low=Decimal(str(low)), high=top, text="", said_on="2010", years_old=years_old, sources=("karta",))


def said(code: str, value: str, *, mode: str = "says", on: str = "2010", party: int = 0, **marks: bool) -> SaidValue:
    return SaidValue(code, value, mode, marks.get("shown", True), marks.get("conflict", False), on, "karta", party)


@pytest.mark.parametrize(
    ("key", "evidence", "expected"),
    [
        # The steps of members are 5, 15, 40 and 100; 15 is the platform's entry requirement (the S3 study, 2022).
        ("members", amount(4), Points(0, 0)),
        ("members", amount(15), Points(2, 2)),
        ("members", amount(14, 16), Points(1, 2)),
        ("members", amount(10, is_open=True), Points(1, 4)),
        # Fresh for 5 years: 4 years old as good as new, 5 one point wider to either side, 10 two.
        ("members", amount(15, years_old=4), Points(2, 2)),
        ("members", amount(15, years_old=5), Points(1, 3)),
        ("members", amount(15, years_old=10), None),
        ("members", amount(120, years_old=10), Points(2, 4)),
        # A start year does not go stale.
        ("age", amount(9, years_old=40), Points(3, 3)),
        ("staff", amount(0.5), Points(1, 1)),
        ("label", amount(0), Points(0, 0)),
        ("distinctions", amount(1), Points(3, 3)),
    ],
)
def test_points_by_the_steps(key, evidence, expected):
    assert points_of(evidence, BY_KEY[key], most=4) == expected


def test_the_index_by_hand():
    found = maturity({"age": amount(12), "members": amount(20), "funding": amount(3)}, RULES)
    # 4 + 2 + 3 of 12 points known: 75. Of 28 in all at least 9 (32.14) and at most 9 + 4·4 (89.29).
    assert found.index == pytest.approx(75)
    assert (found.low, found.high) == (pytest.approx(100 * 9 / 28), pytest.approx(100 * 25 / 28))
    assert (found.known, found.asked) == (3, 7)


def test_an_amount_between_two_steps_counts_by_its_middle():
    found = maturity({"age": amount(3, 8), "members": amount(20), "funding": amount(3)}, RULES)
    # Age from 3 to 8 years: 1 to 3 points, in the middle 2. (2 + 2 + 3) / 12.
    assert found.index == pytest.approx(100 * 7 / 12)
    assert (found.low, found.high) == (pytest.approx(100 * 6 / 28), pytest.approx(100 * 24 / 28))


def test_nothing_known_is_unknown_and_not_low():
    nothing = maturity({}, RULES)
    assert (nothing.index, nothing.low, nothing.high, nothing.known) == (None, 0, 100, 0)
    # One that is known to have nothing has an index of 0 and a narrower range: the two do not look alike.
    poor = maturity({key: amount(0) for key in KEYS}, RULES)
    assert (poor.index, poor.low, poor.high) == (0, 0, 0)


def test_too_few_known_give_a_range_and_no_number():
    two = maturity({"age": amount(12), "members": amount(20)}, RULES)
    assert two.index is None
    assert (two.low, two.high) == (pytest.approx(100 * 6 / 28), pytest.approx(100 * 26 / 28))


amounts = st.builds(
    lambda low, more, is_open, old: amount(low, low + more, years_old=old, is_open=is_open),
    st.integers(0, 150),
    st.integers(0, 150),
    st.booleans(),
    st.integers(0, 12),
)
evidence = st.dictionaries(st.sampled_from(KEYS), amounts)


@given(evidence)
def test_the_index_lies_in_its_range(known):
    found = maturity(known, RULES)
    assert 0 <= found.low <= found.high <= 100
    if found.index is not None:
        assert found.low - 1e-9 <= found.index <= found.high + 1e-9


@given(evidence, st.sampled_from(KEYS), amounts)
def test_knowing_more_never_widens_the_range(known, key, more):
    without = maturity({one: said for one, said in known.items() if one != key}, RULES)
    with_it = maturity(known | {key: more}, RULES)
    assert without.low - 1e-9 <= with_it.low
    assert with_it.high <= without.high + 1e-9


@given(evidence)
def test_older_evidence_never_narrows_the_range(known):
    fresh = maturity(known, RULES)
    older = maturity({key: replace(one, years_old=one.years_old + 5) for key, one in known.items()}, RULES)
    assert older.low <= fresh.low + 1e-9
    assert fresh.high <= older.high + 1e-9


def test_statements_into_amounts():
    found = evidence_of(
        [
            said("start_year", "1999", conflict=True),
            said("start_year", "november 2002", conflict=True, shown=False),
            said("members", "ca 50"),
            said("members", "12", shown=False),
            said("label", "ECEI silver"),
            said("label", "bronze label"),
            said("award", "EDIH"),
            said("award", "Årets kluster"),
            said("staff", "minst 2"),
            said("funders", "VINNOVA", party=7),
            said("funders", "Vinnova", party=7),
            said("funders", "Region Skåne"),
        ],
        RULES,
        on=DAY,
    )
    between = {key: (float(one.low), None if one.high is None else float(one.high)) for key, one in found.items()}
    # 2010 − 2002 and 2010 − 1999; 50 give or take a fifth; silver is the second level; one EU distinction of two
    # prizes; two funders, since two wordings are one party; and 2010 is within the year up to 2010-12-31.
    assert between == {
        "age": (8, 11), "members": (40, 60), "label": (2, 2), "distinctions": (1, 1), "staff": (2, None),
        "funding": (2, 2), "activity": (1, 1),
    }  # fmt: skip


def test_silence_is_no_evidence_and_a_stated_none_is():
    assert evidence_of([], RULES, on=DAY) == {}
    found = evidence_of(
        [said("label", "", mode="none", on="2004"), said("award", "Årets kluster", on="2004")], RULES, on=DAY
    )
    # A prize that is no EU distinction says nothing about EU distinctions.
    assert {key: int(one.low) for key, one in found.items()} == {"label": 0}
    assert found["label"].years_old == 6


def test_activity_needs_a_date_within_the_year_and_stalling_is_a_no():
    def active(*statements: SaidValue) -> float | None:
        one = evidence_of(statements, RULES, on=date(2011, 3, 1)).get("activity")
        return None if one is None else float(one.low)

    assert active(said("members", "5", on="2010-03-02")) == 1
    # 2010 may be January, more than a year before.
    assert active(said("members", "5", on="2010")) is None
    assert active(said("phase", "gått i stå", on="2009"), said("members", "5", on="2011")) == 0
    assert active(said("phase", "gått i stå", on="2009"), said("phase", "start", on="2011-02")) == 1


def test_an_ended_initiative_says_when():
    # Fordonskomponent Mälardalen ended in 2007 (the Sörmland book, chapter 1).
    closed = [said("phase", "nedlagt", on="2007"), said("end_year", "2007")]
    assert ended_on(closed, on=DAY) == "2007"
    assert ended_on(closed, on=date(2006, 12, 31)) == ""
    assert ended_on([said("phase", "start")], on=DAY) == ""
    # Seen starting in 2009, it had gone on.
    assert ended_on([*closed, said("phase", "start", on="2009")], on=DAY) == ""
