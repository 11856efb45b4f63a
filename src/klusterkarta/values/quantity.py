"""Amounts as sources give them: exact, about, a range, at least, at most. Missing is no amount, and not zero."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from klusterkarta.values import quantity_words as words
from klusterkarta.values.number_reading import DECIMAL_MARK, Language, multiplier_of, plain_spaces, read_number
from klusterkarta.values.quantity_words import COUNTED, MEASURES

Bounds = tuple[Decimal, Decimal, bool]  # low, high, about

_LONGEST = 200
# A remark has words ("(varav 5 i Norge)") or is a year; a bare "12 (15)" may be two answers.
_NOTE = re.compile(r"\s*\((?:[^()]*[^\W\d_][^()]*|\s*(?:19|20)[0-9]{2}\s*)\)$")
_GLUED = re.compile(r"([0-9])(?=st(?:ycken)?\b)")
_RANGE = re.compile(r"(.+?)\s*(?:[-‐‑–—−]|\s(?:till|to|à)\s)\s*(.+)")
_BETWEEN = re.compile(r"(?:mellan|between) (.+) (?:och|and) (.+)")
_TENFOLD = re.compile(r"ett (?:([0-9]+)[- ]?|([^\W\d_]+))tal")
_BOUNDS = {
    **dict.fromkeys(words.ABOUT, "about"),
    **dict.fromkeys(words.AT_LEAST, "at_least"),
    **dict.fromkeys(words.MORE_THAN, "more_than"),
    **dict.fromkeys(words.AT_MOST, "at_most"),
    **dict.fromkeys(words.LESS_THAN, "less_than"),
}
_PREFIXES = sorted(_BOUNDS, key=len, reverse=True)
_ENDINGS = {**dict.fromkeys(words.OR_MORE, "at_least"), **dict.fromkeys(words.OR_FEWER, "at_most")}
_SV = {"about": "cirka ", "at_least": "minst ", "more_than": "över ", "at_most": "högst ", "less_than": "under "}
_EN = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}
_WORDS: dict[Language, dict[str, str]] = {"sv": _SV, "en": _EN}


class QuantityError(ValueError):
    """A quantity whose bounds cannot be: none at all, below zero, the wrong way round."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount between `low` and `high`, both included; a bound that is None is open.

    `about`: the source says that the amount is approximate. `strict`: an open amount that leaves its one bound out
    ("över 200"). `text`, the source's wording, plays no part in equality. Raises QuantityError on impossible bounds.

    >>> Quantity(Decimal(10), None) == parse_quantity("Minst 10")
    True
    """

    low: Decimal | None
    high: Decimal | None
    about: bool = False
    text: str = field(default="", compare=False)
    strict: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise QuantityError("a quantity needs a lower or an upper bound; leave out what is missing")
        for bound in (self.low, self.high):
            if bound is not None and not (bound.is_finite() and bound >= 0):
                raise QuantityError(f"a quantity is a number from zero up, not {bound}")
        if self.low is not None and self.high is not None and (self.low > self.high or self.strict):
            raise QuantityError(
                f"from {self.low} to {self.high}: the lower bound first, and strict only with one bound"
            )


def parse_quantity(text: str, *, lang: Language | None = None) -> Quantity | None:
    """The quantity that the whole text states, or None: a text that is no quantity is never guessed at.

    Read in Swedish and English: exact, about, ranges, at least, more than, at most, less than; number words up to
    ninety-nine; a counted noun ("30 företag") and a remark in brackets may follow. Shares, sums of money, times, dates
    and telephone numbers are None. `lang` settles "12.000", which without it is None (see `read_number`).

    >>> parse_quantity("Ca 30")
    Quantity(low=Decimal('30'), high=Decimal('30'), about=True, text='Ca 30', strict=False)
    >>> [parse_quantity(text) for text in ("", "okänt", "12 maj", "17 %")]
    [None, None, None, None]
    """
    if len(text) > _LONGEST:
        return None
    said, rest = _said_before(_bare(text))
    for amount in _without_nouns(rest):
        number, also_said = _said_after(amount)
        reading = _read_bounds(number, lang)
        if reading is not None:
            return _quantity(reading, limits=[*said, *also_said], text=text.strip())
    return None


def describe(quantity: Quantity, lang: Language) -> str:
    """The quantity in words, Swedish or English, so that `parse_quantity(…, lang=lang)` gives it back.

    >>> (
    ...     describe(Quantity(Decimal(12000), None, strict=True), "en"),
    ...     describe(Quantity(Decimal(10), Decimal(15), about=True), "sv"),
    ... )
    ('more than 12,000', 'cirka 10–15')
    """
    about = _WORDS[lang]["about"] if quantity.about else ""
    bounds = [_written(bound, lang) for bound in (quantity.low, quantity.high) if bound is not None]
    limit = "" if quantity.high is not None and quantity.low is not None else _WORDS[lang][_limit_of(quantity)]
    return limit + about + "–".join(dict.fromkeys(bounds))


def _bare(text: str) -> str:
    """Small letters, plain spaces, no remark in brackets, "60st" parted."""
    plain = plain_spaces(text.casefold()).rstrip(".;, ")
    return _GLUED.sub(r"\1 ", _NOTE.sub("", plain))


def _said_before(text: str) -> tuple[list[str], str]:
    said: list[str] = []
    while prefix := next((word for word in _PREFIXES if _starts_with_word(text, word)), ""):
        said.append(_BOUNDS[prefix])
        text = text.removeprefix(prefix).lstrip(" :")
    return said, text


def _starts_with_word(text: str, word: str) -> bool:
    after = text[len(word) : len(word) + 1]
    return bool(after) and text.startswith(word) and not (word[-1].isalpha() and after.isalpha())


def _said_after(amount: str) -> tuple[str, list[str]]:
    for ending, limit in _ENDINGS.items():
        if amount.endswith(ending):
            return amount.removesuffix(ending).rstrip(), [limit]
    return amount, []


def _without_nouns(text: str) -> Iterator[str]:
    """The text, then what stands before each counted noun phrase at its end."""
    yield text
    tokens = text.split(" ")
    for count in range(len(tokens) - 1, 0, -1):
        if _is_counted(tokens[count:]):
            yield " ".join(tokens[:count])


def _is_counted(phrase: list[str]) -> bool:
    plain = all(word.replace("-", "").replace(".", "").isalpha() for word in phrase)
    return plain and MEASURES.isdisjoint(phrase) and any(word.endswith(COUNTED) for word in phrase)


def _read_bounds(text: str, lang: Language | None) -> Bounds | None:
    number = read_number(text, lang)
    if number is not None:
        return number, number, False
    tenfold = _TENFOLD.fullmatch(text)
    if tenfold:
        number = read_number(tenfold[1] or tenfold[2], lang)
        return None if number is None else (number, number, True)
    ends = _BETWEEN.fullmatch(text) or _RANGE.fullmatch(text)
    return _read_range(ends[1], ends[2], lang) if ends else None


def _read_range(first: str, last: str, lang: Language | None) -> Bounds | None:
    low, high = read_number(first, lang), read_number(last, lang)
    if low is None or high is None:
        return None
    if multiplier_of(first) == 1:  # "2–3 miljoner" are two to three million
        low *= multiplier_of(last)
    return (low, high, False) if low <= high else None


def _quantity(reading: Bounds, *, limits: list[str], text: str) -> Quantity | None:
    low, high, about = reading
    bounding = [limit for limit in limits if limit != "about"]
    if len(bounding) > 1 or (bounding and low != high):  # "minst högst 10", "minst 10–15": says two things
        return None
    limit = bounding[0] if bounding else ""
    return Quantity(
        None if limit in ("at_most", "less_than") else low,
        None if limit in ("at_least", "more_than") else high,
        about=about or "about" in limits,
        text=text,
        strict=limit in ("more_than", "less_than"),
    )


def _limit_of(quantity: Quantity) -> str:
    if quantity.high is None:
        return "more_than" if quantity.strict else "at_least"
    return "less_than" if quantity.strict else "at_most"


def _written(number: Decimal, lang: Language) -> str:
    whole, _, rest = f"{number:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0" if lang == "sv" else ",")
    rest = rest.rstrip("0")
    return grouped + (DECIMAL_MARK[lang] + rest if rest else "")
