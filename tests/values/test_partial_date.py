"""Dates stay as exact as they are known, and every year a source names is kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.partial_date import (
    PartialDate,
    PartialDateError,
    YearMention,
    parse_partial_date,
    parse_years,
)


@pytest.mark.parametrize("text", ["2010", "2010-05", "2010-05-31", "0987"])
def test_written_as_read_and_never_padded(text: str) -> None:
    assert str(parse_partial_date(text)) == text


@pytest.mark.parametrize(
    "text", ["", "10", "2010-5", "2010-13", "2010-02-30", "0000", "2010/05", "2010-05-00", "2010-00", "maj 2010"]
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(PartialDateError):
        parse_partial_date(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(PartialDateError, match="lacks its month"):
        PartialDate(2010, 0, 5)


days = st.dates(min_value=date(1000, 1, 1))
partial_dates = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), days, st.integers(min_value=1, max_value=3)
)


@given(partial_dates)
def test_read_back_from_its_written_form(when: PartialDate) -> None:
    assert parse_partial_date(str(when)) == when


@given(st.lists(partial_dates))
def test_the_order_is_that_of_the_written_form(dates: list[PartialDate]) -> None:
    assert [str(when) for when in sorted(dates)] == sorted(map(str, dates))


# Cells of the national cluster map (2010) and of table 1 in the food study (2023), read by hand (R102).
@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2002", [(2002, "")]),
        ("Från 2004", [(2004, "Från 2004")]),
        ("2022 (2015)", [(2022, ""), (2015, "(2015)")]),
        ("", []),
    ],
)
def test_the_start_year_cells_of_the_documents(text: str, years: list[tuple[int, str]]) -> None:
    assert parse_years(text) == [YearMention(*year) for year in years]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1999-", [(1999, "1999-")]),
        ("våren 2005", [(2005, "våren 2005")]),
        ("1999/2002/2005", [(1999, ""), (2002, ""), (2005, "")]),
        ("1999 och 2002", [(1999, ""), (2002, "")]),
        ("1999–2007", [(1999, "1999–2007"), (2007, "1999–2007")]),
        ("beslut 2006, start 2008", [(2006, "beslut 2006"), (2008, "start 2008")]),
    ],
)
def test_every_year_is_kept_with_its_wording(text: str, years: list[tuple[int, str]]) -> None:
    assert parse_years(text) == [YearMention(*year) for year in years]


@pytest.mark.parametrize("text", ["okänt", "0920-49 10 00", "12 000", "202210", "99", "1234", "2100"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert parse_years(text) == []


@given(st.text(max_size=500))
def test_years_come_from_the_text(text: str) -> None:
    for mention in parse_years(text):
        assert str(mention.year) in text
        assert not mention.note or str(mention.year) in mention.note
