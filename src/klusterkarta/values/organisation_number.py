"""Swedish organisation numbers: NNNNNN-NNNN with a check digit; a sole trader's is a personal number."""

import re

_PREFIXED = re.compile(r"(?P<century>1[6-9]|20)?(?P<number>[0-9]{10})")
_VAT = re.compile(r"SE([0-9]{10})01")
_SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212+-]")
_SMALLEST_THIRD_DIGIT = 2


class OrganisationNumberError(ValueError):
    """A text that is no Swedish organisation number. The message never repeats it: it may be a personal number."""


def normalise_organisation_number(text: str) -> str:
    """The number as NNNNNN-NNNN.

    Read with and without hyphen, with the century prefix 16 (legal persons) or 18–20 (personal numbers), and as a
    Swedish VAT number. Raises OrganisationNumberError when the form or the check digit is wrong.

    >>> normalise_organisation_number("16556057-4880"), normalise_organisation_number("SE556057488001")
    ('556057-4880', '556057-4880')
    """
    bare = _SEPARATORS.sub("", text).upper()
    vat = _VAT.fullmatch(bare)
    found = _PREFIXED.fullmatch(vat[1] if vat else bare)
    if found is None:
        raise OrganisationNumberError(
            f"an organisation number has ten digits, as in 556057-4880; this text has {sum(map(str.isdigit, bare))}"
            " digits" + ("" if bare.isdigit() else " and other characters")
        )
    number = found["number"]
    _check(number, century=found["century"])
    return f"{number[:6]}-{number[6:]}"


def check_digit(nine: str) -> int:
    """The tenth digit by the Luhn rule (ISO/IEC 7812-1, annex B). Raises ValueError unless given nine digits.

    Every other digit, from the first, is doubled; the digits of the products and the rest are summed; the check digit
    fills the sum up to a whole ten.

    >>> check_digit("556057488")
    0
    """
    if not re.fullmatch(r"[0-9]{9}", nine):
        raise ValueError("a check digit is worked out from exactly nine digits")
    products = (int(digit) * (2 - position % 2) for position, digit in enumerate(nine))
    return -sum(product // 10 + product % 10 for product in products) % 10


def _check(number: str, *, century: str | None) -> None:
    legal = int(number[2]) >= _SMALLEST_THIRD_DIGIT
    if century and (century == "16") != legal:
        raise OrganisationNumberError(
            "the prefix 16 goes with a third digit from 2 up, the prefixes 17–20 with a lower one"
        )
    if check_digit(number[:9]) != int(number[9]):
        raise OrganisationNumberError("the last digit does not agree with the other nine; look for a digit typed wrong")
