"""Is what an editor typed a value of its kind? If not, what was expected, in words."""

from collections.abc import Callable, Mapping

from klusterkarta.values.partial_date import PartialDateError, parse_partial_date, parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.web_address import WebAddressError, web_domain
from klusterkarta.vocabularies.fields import ProfileField
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.terms import match_term


def fault_of(field: ProfileField, value: str) -> str:
    """The key of what is wrong with a value, in the words of `edit`; "" when nothing is.

    >>> from klusterkarta.vocabularies.fields import profile_fields
    >>> fault_of(profile_fields()["members"], "ca 30"), fault_of(profile_fields()["members"], "många")
    ('', 'wrong_quantity')
    """
    if field.vocabulary and field.type != "kind":
        return "" if match_term(value, field.vocabulary).code else "wrong_term"
    check = _CHECKS.get(field.type)
    return "" if check is None or check(value) else f"wrong_{field.type}"


def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day.

    >>> is_date("2026-11"), is_date("nyligen")
    (True, False)
    """
    try:
        parse_partial_date(text)
    except PartialDateError:
        return False
    return True


def _is_address(text: str) -> bool:
    try:
        return bool(web_domain(text))
    except WebAddressError:
        return False


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "quantity": lambda text: parse_quantity(text) is not None,
    "year": lambda text: bool(parse_years(text)),
    "partial_date": is_date,
    "url": _is_address,
    "kind": lambda text: match_kind(text).code is not None,
}
