"""The form in which cells of profiles are compared."""

import re
from collections.abc import Callable, Iterable, Mapping

from klusterkarta.sources.reports.profile import SEPARATOR
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import WebAddressError, normalise_web_address

_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_NOT_DIALLED = re.compile(r"[^0-9+]")
# A Swedish number with its country code has at least so many figures; a shorter one that begins with 46 is local.
_FEWEST_WITH_COUNTRY = 10


def normalise_cell(column: str, text: str) -> str:
    """The form of a cell's text in which two cells of one column are equal when they say the same; "" for nothing.

    docs/extract.md lists the rules. Raises KeyError for no column of profiles.

    >>> normalise_cell("contact_phones", "+46 (0)70 575 28 10 | 0920-49 10 00")
    '+46705752810 | +46920491000'
    >>> normalise_cell("description", "Nord- Europa"), normalise_cell("url", "www.Kista.com/")
    ('nordeuropa', 'https://kista.com')
    """
    return _RULES[column](text)


def _numbers(text: str) -> str:
    return _sorted(map(_number, text.split(SEPARATOR)))


def _number(text: str) -> str:
    dialled = _NOT_DIALLED.sub("", _TRUNK_ZERO.sub("", text))
    figures = dialled.replace("+", "")
    if dialled.startswith("+"):
        return f"+{figures}"
    if figures.startswith("00"):
        return f"+{figures[2:]}"
    if figures.startswith("46") and len(figures) >= _FEWEST_WITH_COUNTRY:
        return f"+{figures}"
    return f"+46{figures[1:]}" if figures.startswith("0") else figures


def _emails(text: str) -> str:
    return _sorted("".join(part.casefold().split()) for part in text.split(SEPARATOR))


def _set(text: str) -> str:
    return _sorted(map(fold, text.split(SEPARATOR)))


def _address(text: str) -> str:
    try:
        return normalise_web_address(text)
    except WebAddressError:
        return fold(text)


def _running_text(text: str) -> str:
    return fold(text).replace(" ", "")


def _sorted(parts: Iterable[str]) -> str:
    return SEPARATOR.join(sorted({part for part in parts if part}))


_FOLDED = (
    "list", "name", "page", "address", "geography_raw", "counties", "foreign_areas", "sector_raw", "members_raw",
    "members_min", "members_max", "start_year", "funders", "research_partners", "linked_clusters",
)  # fmt: skip
_RULES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(_FOLDED, fold),
    **dict.fromkeys(("phone", "contact_phones"), _numbers),
    **dict.fromkeys(("contact_name", "contact_role", "language"), _set),
    "contact_email": _emails,
    "url": _address,
    "description": _running_text,
}
