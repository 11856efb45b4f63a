"""Quantities keep the meaning that a source gave them; what is no quantity is not made one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.number_reading import Language
from klusterkarta.values.quantity import Quantity, QuantityError, describe, parse_quantity


def read(text: str, lang: Language | None = None) -> tuple[int | None, int | None, bool, bool]:
    """Low, high, about and strict of a quantity whose bounds are whole numbers."""
    quantity = parse_quantity(text, lang=lang)
    assert quantity is not None, text
    low, high = (None if bound is None else int(bound) for bound in (quantity.low, quantity.high))
    return low, high, quantity.about, quantity.strict


# The wordings of the fact tables of the national cluster map (2010), read by hand (R14).
@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("Ca 30", 30, 30, True),
        ("Ca 520", 520, 520, True),
        ("15", 15, 15, False),
        ("250", 250, 250, False),
        ("10-15 ", 10, 15, False),
        ("Minst 10", 10, None, False),
        ("Ca 255 (Sverige, Danmark)", 255, 255, True),
    ],
)
def test_the_member_cells_of_the_national_map(text: str, low: int | None, high: int | None, about: bool) -> None:
    assert read(text) == (low, high, about, False)


def test_a_range_may_begin_where_it_ends() -> None:
    assert read("10–10") == (10, 10, False, False)


@pytest.mark.parametrize(
    "text", ["10–15", "10 till 15", "10 - 15", "mellan 10 och 15", "between 10 and 15", "10 to 15"]
)
def test_a_range_in_any_writing(text: str) -> None:
    assert read(text) == (10, 15, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "cirka 60",
        "c:a 60",
        "ca. 60",
        "~60",
        "about 60",
        "approx. 60",
        "ett 60-tal",
        "ett sextiotal",
        "drygt 60",
        "knappt 60",
    ],
)
def test_about(text: str) -> None:
    assert read(text) == (60, 60, True, False)


@pytest.mark.parametrize(
    "text", ["minst 200", "at least 200", "200+", "200 eller fler", "≥ 200", "200 or more members"]
)
def test_at_least(text: str) -> None:
    assert read(text) == (200, None, False, False)


@pytest.mark.parametrize("text", ["över 200 medlemmar", ">200", "fler än 200", "more than 200"])
def test_more_than_leaves_the_bound_out(text: str) -> None:
    assert read(text) == (200, None, False, True)


@pytest.mark.parametrize("text", ["högst 20", "max 20", "upp till 20", "at most 20"])
def test_at_most_has_no_lower_bound_and_not_zero(text: str) -> None:
    assert read(text) == (None, 20, False, False)


def test_less_than_leaves_the_bound_out() -> None:
    assert read("färre än 20") == (None, 20, False, True)


def test_two_qualifiers() -> None:
    assert read("minst ca 30") == (30, None, True, False)


@pytest.mark.parametrize("text", ["Ca 12 000", "ca 12\u00a0000", "cirka 12\u202f000 st", "ca 12 tusen"])
def test_thousand_spaces(text: str) -> None:
    assert read(text) == (12_000, 12_000, True, False)


def test_a_lone_mark_before_three_figures_needs_a_language() -> None:
    assert parse_quantity("12.000") is None
    assert read("12.000", "sv") == (12_000, 12_000, False, False)
    assert read("12,000", "en") == (12_000, 12_000, False, False)
    assert parse_quantity("1,250", lang="sv") == Quantity(Decimal("1.25"), Decimal("1.25"))


def test_marks_that_can_be_one_thing_only() -> None:
    assert read("1.234.567") == (1_234_567, 1_234_567, False, False)
    assert parse_quantity("1.234,5") == Quantity(Decimal("1234.5"), Decimal("1234.5"))
    assert parse_quantity("0,125") == Quantity(Decimal("0.125"), Decimal("0.125"))


@pytest.mark.parametrize(
    "text", ["60 st", "60st", "60 företag", "60 fristående medlemsföretag", "sextio medlemmar", "60 SMEs"]
)
def test_a_counted_noun_may_follow(text: str) -> None:
    assert read(text) == (60, 60, False, False)


def test_a_multiplying_word_holds_for_both_ends_of_a_range() -> None:
    assert read("2–3 miljoner anställda") == (2_000_000, 3_000_000, False, False)


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-", "okänt", "n/a", "flera", "några företag", "en organisation", "Ca"),
        *("17 %", "30 procent av företagen", "5 MSEK", "12 maj", "3 år", "2010-10-21", "0920-49 10 00", "556057-4880"),
        *("2047 Science Center", "12 Main street", "60-talet", "1960-tal", "½", "1e5", "-5", "12 (15)"),
        *("15-10", "minst 10–15", "minst högst 10", "30 företag och 12 högskolor", "10" * 150),
    ],
)
def test_what_is_no_quantity_is_not_guessed_at(text: str) -> None:
    assert parse_quantity(text) is None


def test_a_remark_with_words_is_not_part_of_the_number() -> None:
    assert read("Ca 30 (varav 5 i Norge)") == (30, 30, True, False)
    assert read("286 (2022)") == (286, 286, False, False)


def test_zero_is_a_quantity_and_missing_is_none() -> None:
    assert read("0") == (0, 0, False, False)
    assert parse_quantity("") is None


def test_the_wording_is_kept_and_plays_no_part_in_equality() -> None:
    ca, about = parse_quantity(" Ca 30 "), parse_quantity("about 30")
    assert ca is not None
    assert ca.text == "Ca 30"
    assert ca == about


@pytest.mark.parametrize(
    ("low", "high", "strict"),
    [
        (None, None, False),
        (Decimal(2), Decimal(1), False),
        (Decimal(-1), None, False),
        (Decimal("NaN"), None, False),
        (Decimal(1), Decimal(1), True),
    ],
)
def test_impossible_bounds_are_refused(low: Decimal | None, high: Decimal | None, strict: bool) -> None:
    with pytest.raises(QuantityError):
        Quantity(low, high, strict=strict)


def test_describe_in_both_languages() -> None:
    over = Quantity(Decimal(12_000), None, strict=True)
    assert describe(over, "sv") == "över 12\u00a0000"
    assert describe(over, "en") == "more than 12,000"
    assert describe(Quantity(Decimal("1.5"), Decimal("1.50")), "sv") == "1,5"


numbers = st.decimals(min_value=0, max_value=10**12, places=3) | st.integers(0, 10**12).map(Decimal)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(numbers), draw(numbers)))
    shape = draw(st.sampled_from(["exact", "range", "from", "to"]))
    bounds = {"exact": (low, low), "range": (low, high), "from": (low, None), "to": (None, high)}[shape]
    strict = shape in ("from", "to") and draw(st.booleans())
    return Quantity(bounds[0], bounds[1], about=draw(st.booleans()), strict=strict)


@given(quantities(), st.sampled_from(["sv", "en"]))
def test_a_described_quantity_is_read_back(quantity: Quantity, lang: Language) -> None:
    assert parse_quantity(describe(quantity, lang), lang=lang) == quantity


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is None or quantity.text == text.strip()
