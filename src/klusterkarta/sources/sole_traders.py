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
_NUMBER = re.compile(r"(?:1[89]|20)?(?P<ten>[0-9]{10})")
_NOT_DIGITS = re.compile(r"[\s\u2010-\u2015\u2212+-]")
_LEGAL_FROM = 2


def looks_personal(text: str) -> bool:
    """Whether a number has the form of a personal number. A wrong check digit does not make it less so.

    >>> looks_personal("165560574880"), looks_personal("000101-0000"), looks_personal("000101-0001")
    (False, True, True)
    """
    found = _NUMBER.fullmatch(_NOT_DIGITS.sub("", text))
    return found is not None and int(found["ten"][2]) < _LEGAL_FROM


def guard_sole_trader(said: Sequence[Stated]) -> tuple[tuple[Stated, ...], bool]:
    """The statements with what identifies a sole trader marked as personal, and whether the row is a sole trader's.

    A consent in the row changes nothing here: the register asks for it whenever it shows something, so that a consent
    that is taken back counts at once.
    """
    if not any(one.property == "organisation_number" and looks_personal(one.value) for one in said):
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
