"""Numbers of records, jobs and decisions in an address's parameters."""

from django.core.exceptions import BadRequest

# The largest number that both databases can hold has 19 digits.
_LONGEST = 18


def id_in(text: str | None) -> int:
    """The number in a parameter; 0 for none. Raises BadRequest for what is no number.

    >>> id_in("17"), id_in(""), id_in(None)
    (17, 0, 0)
    """
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST:
        raise BadRequest
    return int(text)
