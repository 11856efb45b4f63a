"""Organisation numbers: form and check digit.

The personal numbers here have a month that does not exist, so that they are nobody's.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.organisation_number import (
    OrganisationNumberError,
    check_digit,
    normalise_organisation_number,
)

NOBODY = f"001999000{check_digit('001999000')}"
nine_digits = st.from_regex(r"[0-9]{9}", fullmatch=True)


def test_the_rule_on_a_published_number() -> None:
    # 556057-4880 is printed in the S3 study (2022). By hand: 5·2=10→1, 5, 6·2=12→3, 0, 5·2=10→1, 7, 4·2=8, 8, 8·2=16→7;
    # 1+5+3+0+1+7+8+8+7 = 40, a whole ten already, so the check digit is 0.
    assert check_digit("556057488") == 0


def test_the_rule_on_the_example_most_often_printed() -> None:
    # 7992739871 with check digit 3, as in the Wikipedia article on the Luhn algorithm. Its first 7, not doubled,
    # adds 7 to the sum, so the check digit of the other nine figures is 3 + 7 = 10, that is 0.
    assert check_digit("992739871") == 0


@pytest.mark.parametrize(
    "text",
    [
        "556057-4880",
        "5560574880",
        " 556057 4880 ",
        "16556057-4880",
        "165560574880",
        "SE556057488001",
        "se 556057-4880 01",
        "556057–4880",
    ],
)
def test_one_form_for_all_writings(text: str) -> None:
    assert normalise_organisation_number(text) == "556057-4880"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has 0 digits"),
        ("556057-488", "has 9 digits"),
        ("55605748801", "has 11 digits"),
        ("5560S7-4880", "other characters"),
        ("556057-4881", "last digit"),
        ("19556057-4880", "prefix 16"),
        ("16" + NOBODY, "prefix 16"),
        ("٥٥٦٠٥٧٤٨٨٠", "other characters|ten digits"),
    ],
)
def test_errors_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(OrganisationNumberError, match=message):
        normalise_organisation_number(text)


def test_an_error_never_repeats_a_personal_number() -> None:
    wrong = NOBODY[:9] + str((int(NOBODY[9]) + 1) % 10)
    with pytest.raises(OrganisationNumberError) as caught:
        normalise_organisation_number(wrong)
    assert wrong not in str(caught.value)
    assert wrong[:6] not in str(caught.value)


@given(nine_digits)
def test_the_check_digit_is_accepted(nine: str) -> None:
    number = f"{nine}{check_digit(nine)}"
    assert normalise_organisation_number(number).replace("-", "") == number
    assert normalise_organisation_number(normalise_organisation_number(number)) == normalise_organisation_number(number)


@given(nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(nine: str, place: int, step: int) -> None:
    right = f"{nine}{check_digit(nine)}"
    wrong = f"{right[:place]}{(int(right[place]) + step) % 10}{right[place + 1 :]}"
    with pytest.raises(OrganisationNumberError):
        normalise_organisation_number(wrong)


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "12345678a"])
def test_a_check_digit_needs_nine_digits(text: str) -> None:
    with pytest.raises(ValueError, match="nine digits"):
        check_digit(text)
