"""A sole trader's number is a personal number, and what identifies the firm identifies the person."""

import hashlib
import hmac
import re
from collections.abc import Sequence

from klusterkarta.values.stated import Stated

# What names the person or leads to the door; the town stays, so that a map can show the municipality. Contact persons
# are personal data at every actor and need no rule here.
IDENTIFYING = frozenset({
    "organisation_number", "name", "other_names", "url", "eccp_url", "address", "postal_code", "latitude", "longitude",
    "phone", "description", "remark",
})  # fmt: skip
_BETWEEN = r"[\s\u2010-\u2015\u2212+-]*"
_TEN = rf"(?:[0-9]{_BETWEEN}){{9}}[0-9]"
# As a number for value added tax between SE and 01, else with or without the century.
_NUMBER = re.compile(
    rf"S{_BETWEEN}E{_BETWEEN}(?P<taxed>{_TEN}){_BETWEEN}0{_BETWEEN}1(?![0-9])|"
    rf"(?<![0-9])(?:(?:1{_BETWEEN}[89]|2{_BETWEEN}0){_BETWEEN})?(?P<plain>{_TEN})(?![0-9])",
    re.IGNORECASE,
)
_THIRD_DIGIT = re.compile(rf"(?:[0-9]{_BETWEEN}){{2}}([01])")


def looks_personal(text: str) -> bool:
    """Whether a text is a number that has the form of a personal number. A wrong check digit does not make it less so.

    >>> looks_personal("165560574880"), looks_personal("000101-0000"), looks_personal("SE000101000001")
    (False, True, True)
    """
    found = _NUMBER.search(text)
    if found is None or not _is_personal(found):
        return False
    return re.fullmatch(_BETWEEN, text[: found.start()] + text[found.end() :]) is not None


def _is_personal(found: re.Match[str]) -> bool:
    """The third digit of a legal person's number is 2 or more."""
    return bool(_THIRD_DIGIT.match(found["taxed"] or found["plain"]))


def guard_sole_trader(said: Sequence[Stated]) -> tuple[tuple[Stated, ...], bool]:
    """The statements with what identifies a sole trader marked as personal, and whether the row is a sole trader's.

    It is where a number that has the form of a personal number stands in the field, beside other words or alone.
    A consent in the row changes nothing here: the register asks for it whenever it shows something, so that a consent
    that is taken back counts at once.
    """
    numbers = [one.value for one in said if one.property == "organisation_number"]
    if not any(_is_personal(found) for number in numbers for found in _NUMBER.finditer(number)):
        return tuple(said), False
    return tuple(one._replace(personal=True) if one.property in IDENTIFYING else one for one in said), True


def hidden_key(key: str, *, salt: str) -> str:
    """A row key that does not tell whom it stands for: the same key and salt always give the same.

    The salt is the installation's secret; without it the few possible personal numbers could all be tried.

    >>> hidden_key("000101-0000", salt="s") == hidden_key("000101-0000", salt="s") != hidden_key(
    ...     "000101-0000", salt="t"
    ... )
    True
    """
    return "person-" + hmac.new(salt.encode(), key.encode(), hashlib.sha256).hexdigest()[:24]
