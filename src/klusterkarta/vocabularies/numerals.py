"""Numbers, dates and enumerations as each language writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from klusterkarta.vocabularies.labels import LANGUAGES, UnknownLanguageError

Number = int | float | Decimal
_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
_MARKS = {"sv": (_NO_BREAK, ","), "en": (",", ".")}
_AND = {"sv": "och", "en": "and"}


def format_number(value: Number, lang: str, *, decimals: int | None = None) -> str:
    """A number with thousands parted and the language's decimal mark; years are not numbers in this sense.

    `decimals` fixes their count (half to even, as Python rounds); without it a value keeps those it has.

    >>> format_number(12000, "sv").replace(chr(160), "_"), format_number(-12000.5, "en")
    ('12_000', '−12,000.5')
    """
    _check_language(lang)
    thousands, mark = _MARKS[lang]
    plain = f"{abs(value):,}" if decimals is None else f"{abs(value):,.{decimals}f}"
    whole, _, rest = plain.partition(".")
    sign = _MINUS if value < 0 and any(digit in "123456789" for digit in plain) else ""
    return sign + whole.replace(",", thousands) + (mark + rest if rest else "")


def format_share(share: float, lang: str, *, decimals: int = 0) -> str:
    """A share of one in per cent. A share without its base says little: name the base beside it.

    >>> format_share(0.17, "en"), format_share(0.175, "sv", decimals=1).replace(chr(160), "_")
    ('17%', '17,5_%')
    """
    number = format_number(share * 100, lang, decimals=decimals)
    return f"{number}{_NO_BREAK}%" if lang == "sv" else f"{number}%"


def format_date(when: date) -> str:
    """A date as 2026-11-20, a time as 2026-11-20 14:05, the same in both languages.

    >>> format_date(date(2026, 11, 20)), format_date(datetime(2026, 11, 20, 14, 5))
    ('2026-11-20', '2026-11-20 14:05')
    """
    return when.strftime("%Y-%m-%d %H:%M") if isinstance(when, datetime) else when.isoformat()


def format_list(items: Sequence[str], lang: str) -> str:
    """An enumeration: "a, b och c". Nothing for no items.

    >>> format_list(["Skåne", "Blekinge", "Halland"], "sv"), format_list(["one"], "en"), format_list([], "en")
    ('Skåne, Blekinge och Halland', 'one', '')
    """
    _check_language(lang)
    *first, last = items or [""]
    return f"{', '.join(first)} {_AND[lang]} {last}" if first else last


def _check_language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise UnknownLanguageError(lang)
