"""Codes whose beginning is a code itself: 01 of 0114, SE1 of SE11."""

from collections.abc import Container


def longest_beginning(code: str, known: Container[str], *, least: int = 1) -> str:
    """The longest beginning of a code, of at least so many characters, that is known; "" for none.

    >>> longest_beginning("SE110", {"SE", "SE11"}), longest_beginning("SE110", {"S"}, least=2)
    ('SE11', '')
    """
    return next((code[:end] for end in range(len(code) - 1, least - 1, -1) if code[:end] in known), "")
