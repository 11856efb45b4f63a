"""Numbers as people write them: thousand spaces, decimal comma or point, words."""

import re
from decimal import Decimal
from typing import Literal

from klusterkarta.values.quantity_words import MULTIPLIERS, WRITTEN_NUMBERS

Language = Literal["sv", "en"]
DECIMAL_MARK: dict[Language, str] = {"sv": ",", "en": "."}

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " "})
_SPACED = re.compile(r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:(?P<mark>[.,])(?P<rest>[0-9]+))?")
_MARKED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<group>[.,'’])[0-9]{3}(?:(?P=group)[0-9]{3})*)(?:(?P<mark>[.,])(?P<rest>[0-9]+))?"
)
_GROUP = 3


def plain_spaces(text: str) -> str:
    """The text with every kind of space as one plain space.

    >>> plain_spaces("12\\u00a0000  st")
    '12 000 st'
    """
    return " ".join(text.translate(_SPACES).split())


def read_number(text: str, lang: Language | None = None) -> Decimal | None:
    """The number that the whole text is, in figures or as a number word; None when it is none or may be two.

    "12.000" and "12,000" are twelve thousand or twelve, by language: without `lang` they are not read. A leading zero
    ("0920") marks a telephone or code number, which is not read either.

    >>> read_number("12 000"), read_number("1,5 miljoner"), read_number("tjugofem")
    (Decimal('12000'), Decimal('1500000.0'), Decimal('25'))
    >>> read_number("12.000"), read_number("12.000", "sv"), read_number("12.000", "en")
    (None, Decimal('12000'), Decimal('12.000'))
    """
    head, _, last = text.rpartition(" ")
    if head and last in MULTIPLIERS:
        number = read_number(head, lang)
        return None if number is None else number * MULTIPLIERS[last]
    if text in WRITTEN_NUMBERS:
        return Decimal(WRITTEN_NUMBERS[text])
    return _read_figures(text, lang)


def multiplier_of(text: str) -> int:
    """The multiplying word at the end of a text as a number, 1 without one.

    >>> multiplier_of("3 miljoner"), multiplier_of("3")
    (1000000, 1)
    """
    return MULTIPLIERS.get(text.rpartition(" ")[2], 1)


def _read_figures(text: str, lang: Language | None) -> Decimal | None:
    spaced = _SPACED.fullmatch(text)
    if spaced and not _may_be_grouped(spaced):
        return _decimal(spaced["whole"], spaced["rest"])
    marked = _MARKED.fullmatch(text)
    if marked is None:
        return None
    if marked["mark"] or marked["whole"].count(marked["group"]) > 1 or marked["group"] not in ".,":
        return None if marked["mark"] == marked["group"] else _decimal(marked["whole"], marked["rest"])
    if lang is None:
        return None
    whole, _, rest = marked["whole"].partition(DECIMAL_MARK[lang])
    return _decimal(whole, rest)


def _may_be_grouped(spaced: re.Match[str]) -> bool:
    """Whether the mark may part thousands ("12.000") and not only decimals ("12.5", "1 200,125", "0,125")."""
    short = len(spaced["whole"]) <= _GROUP and spaced["whole"] != "0"
    return short and len(spaced["rest"] or "") == _GROUP


def _decimal(whole: str, rest: str | None) -> Decimal | None:
    digits = re.sub(r"[^0-9]", "", whole)
    if len(digits) > 1 and digits.startswith("0"):
        return None
    return Decimal(f"{digits}.{rest}" if rest else digits)
