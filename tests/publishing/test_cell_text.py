"""Texts that no spreadsheet program takes for something else."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.publishing.cell_text import LONGEST_CELL, as_number, cut_to_cell, guard_for_csv

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def guarded(text, *, may_be_number=False):
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    return frame.select(guard_for_csv(pl.col("text"), may_be_number=may_be_number)).item()


# Beginnings of formulas: OWASP, "CSV Injection"; the full-width forms are those that Excel folds.
@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+46 8 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠a"])
def test_what_could_begin_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "0123",
        "10-15",
        "1-2",
        "2010:12",
        "1E5",
        "3 maj",
        "mar-10",
        "12 dec 2003",
        "941 28",
        "0920-49 10 00",
        "12,5",
        "50%",
    ],
)
def test_what_would_become_a_number_or_date_gets_a_tab(text):
    assert guarded(text) == "\t" + text


@pytest.mark.parametrize("text", ["Ca 30", "Compare", "1-01 (lista)", "maj", "Box 43 930 70 Malå", "", "karta:1-01"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


@pytest.mark.parametrize(("text", "written"), [("2017", "2017"), ("0", "0"), ("007", "\t007"), ("10-15", "\t10-15")])
def test_a_column_of_numbers_keeps_plain_numbers_bare(text, written):
    assert guarded(text, may_be_number=True) == written


def test_a_missing_value_stays_missing():
    assert guarded(None) is None


@given(TEXTS)
def test_nothing_is_lost_by_the_guard(text):
    found = guarded(text)
    assert found == text or found[1:] == text
    assert not found.startswith(("=", "+", "-", "@", "\r", "\n"))


@given(st.integers(LONGEST_CELL - 3, LONGEST_CELL + 40), st.sampled_from(["a", "å", "😀"]))
def test_no_cell_is_longer_than_a_cell_may_be(length, letter):
    text = letter * length
    cut = pl.DataFrame({"text": [text]}).select(cut_to_cell(pl.col("text"))).item()
    # A spreadsheet program counts UTF-16 units.
    units = len(cut.encode("utf-16-le")) // 2
    assert units <= LONGEST_CELL
    assert cut == text or (cut.endswith(" […]") and text.startswith(cut[:-4]))
    assert (cut == text) == (len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL)


@pytest.mark.parametrize(
    ("text", "number"),
    [("30", 30), ("0", 0), ("030", None), ("1 200", None), ("10-15", None), ("-3", None), ("1,5", None), ("٣", None)],
)
def test_only_a_plain_whole_number_is_a_number(text, number):
    assert as_number(text) == number
