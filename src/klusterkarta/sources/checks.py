"""Whether a cell's text is what its field expects. What is not is still kept as text; a person is told."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from klusterkarta.values.number_reading import read_number
from klusterkarta.values.organisation_number import OrganisationNumberError, normalise_organisation_number
from klusterkarta.values.partial_date import is_partial_date, parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import WebAddressError, web_link
from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.terms import match_term

_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}")
# The words for yes are those that the register takes for a consent.
_YES = frozenset({"ja", "yes", "true", "sant", "1", "x"})
_NO = frozenset({"nej", "no", "false", "falskt", "0"})
_SHOWN = 60
_FEWEST_FIGURES = 5
_HALF_TURN = 180


def check_value(code: str, text: str) -> Reason | None:
    """Why the text is not what the field expects; None when it is. A personal value is never repeated in the reason.

    >>> check_value("start_year", "20222").code
    'value.not_year'
    >>> check_value("start_year", "våren 2002") is None
    True
    """
    check = checked(code)
    return check(text) if check else None


@cache
def checked(code: str) -> Callable[[str], Reason | None] | None:
    """The check of a field's values, as `check_value` makes it; None where any text will do."""
    field = profile_fields()[code]
    fits = _CHECKS.get(field.type) or _VOCABULARIES.get(field.vocabulary)
    return None if fits is None else lambda text: None if fits(text) else _misfit(field, text)


def _misfit(field: ProfileField, text: str) -> Reason:
    # What may identify a sole trader is not repeated either: whether the row is one's is not known here.
    hidden = field.personal or field.type in ("organisation_number", "phone", "coordinate")
    kind = field.type if field.type in _CHECKS else field.vocabulary
    return Reason(f"value.not_{kind}", {"field": field.code, "value": "…" if hidden else text[:_SHOWN]})


def read_yes_no(text: str) -> bool | None:
    """What a truth value in a cell means; None when it is none.

    >>> read_yes_no("Ja"), read_yes_no("false"), read_yes_no("kanske")
    (True, False, None)
    """
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def _is_link(text: str) -> bool:
    try:
        web_link(text)
    except WebAddressError:
        return False
    return True


def _is_organisation_number(text: str) -> bool:
    try:
        normalise_organisation_number(text)
    except OrganisationNumberError:
        return False
    return True


def _is_coordinate(text: str) -> bool:
    number = read_number(text.removeprefix("-").strip(), "sv" if "," in text else "en")
    return number is not None and number <= _HALF_TURN


def _has_digits(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_FIGURES


_CHECKS: dict[str, Callable[[str], bool]] = {
    "url": lru_cache(maxsize=4096)(_is_link),
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "phone": _has_digits,
    "quantity": lru_cache(maxsize=4096)(lambda text: parse_quantity(text, lang="sv") is not None),
    "year": lru_cache(maxsize=4096)(lambda text: bool(parse_years(text))),
    "date": is_partial_date,
    "partial_date": is_partial_date,
    "organisation_number": _is_organisation_number,
    "coordinate": _is_coordinate,
    "boolean": lambda text: read_yes_no(text) is not None,
    "language": lambda text: match_term(text, "languages").code is not None,
}
_VOCABULARIES: dict[str, Callable[[str], bool]] = {
    "actor_kinds": lambda text: match_kind(text).code is not None,
    "lists": lambda text: match_term(text, "lists").code is not None,
}
