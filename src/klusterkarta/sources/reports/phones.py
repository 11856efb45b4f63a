"""Telephone numbers in a text, as they are written there."""

import re

# A number begins with +, 0 or a country code before "(0)"; figures, spaces, strokes and brackets follow.
_NUMBER = re.compile(r"(?<![\w.@/&=+-])(?:\+ ?[0-9]|\(?0[0-9]|[0-9]{2} ?\(0)[0-9 ()‐‑–—-]*[0-9]")
# What else is nothing but figures, and long enough for a number (a misplaced comma splits one in two).
_FIGURES = re.compile(r"(?<![\w.@/&=+-])[0-9][0-9 –-]{6,}[0-9]")
_FEWEST, _MOST = 6, 15


def find_phones(text: str) -> list[re.Match[str]]:
    """The numbers in order. Between two numbers stands more than a space, or the second begins with "+".

    >>> [found[0] for found in find_phones("Tel: 0920-49 10 00, +46 (0)70 575 28 10 / 0761387919 eller 2004")]
    ['0920-49 10 00', '+46 (0)70 575 28 10', '0761387919']
    """
    found = [number for number in _NUMBER.finditer(text) if _is_number(number[0])]
    taken = [(number.start(), number.end()) for number in found]
    others = [
        number
        for number in _FIGURES.finditer(text)
        if _is_number(number[0]) and not any(start < number.end() and number.start() < end for start, end in taken)
    ]
    return sorted([*found, *others], key=lambda number: number.start())


def _is_number(text: str) -> bool:
    return _FEWEST <= sum(character.isdigit() for character in text) <= _MOST
