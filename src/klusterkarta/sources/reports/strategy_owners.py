"""Organisations that a strategy names as responsible, by the words round their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.strategy_words import strategy_words

# A name: words with a capital, joined by small words, with a small word at its end where that is what a body is called.
_WORD = r"[A-ZÅÄÖÉÜØÆ][\w&.\-’']{0,60}"
_BODIES = (
    "universitet|högskolan?|kommun|län|institut|kluster|nätverk|förbund|university|institute|cluster|network|council"
)
_NAME = rf"{_WORD}(?:\s+(?:(?:of|för|for|i|in|&|de)\s+)?{_WORD}){{0,6}}(?:\s+[a-zåäö]{{0,30}}(?:{_BODIES})\b)?"
_LIST = rf"{_NAME}(?:(?:\s*[,/]\s*|\s+(?:och|samt|and)\s+){_NAME}){{0,6}}"
_SEPARATOR = re.compile(r"\s*[,;/]\s*|\s+(?:och|samt|and)\s+")
_FIRST_NAME = re.compile(_NAME)
_BRACKET = re.compile(r"\(([^()]{2,200})\)")
_COUNT = re.compile(r"^\d+\s*(?:st\.?\s*)?org", re.IGNORECASE)
_LONGEST, _LONGEST_NAME = 3000, 80


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation as written, how it is named (`label`, `subject`, `agent`, `bracket`), and where it begins."""

    name: str
    how: str
    start: int


def owners_in(text: str) -> list[Owner]:
    """The organisations that a sentence names as responsible, each once, in order; generic words name nobody.

    >>> [one.name for one in owners_in("Arbetet leds av Paper Province och Karlstads universitet.")]
    ['Paper Province', 'Karlstads universitet']
    >>> owners_in("Regionen ansvarar för arbetet.")
    []
    """
    text = text[:_LONGEST]
    found: dict[str, Owner] = {}
    for how, pattern in _patterns():
        for match in pattern.finditer(text):
            for name, start in _names(match["names"], match.start("names")):
                found.setdefault(name, Owner(name, how, start))
    return sorted(found.values(), key=lambda one: one.start)


def owners_in_bracket(text: str) -> list[Owner]:
    """The names in brackets behind a priority's name; a count is none.

    >>> [one.name for one in owners_in_bracket("Smart caring (Digital Well/Compare)")]
    ['Digital Well', 'Compare']
    >>> owners_in_bracket("FoodTech (2 organisationer)")
    []
    """
    return [
        Owner(piece.strip(), "bracket", match.start(1) + match[1].find(piece.strip()))
        for match in _BRACKET.finditer(text[:_LONGEST])
        if not _COUNT.match(match[1])
        for piece in _SEPARATOR.split(match[1])
        if piece.strip()[:1].isupper() and len(piece) <= _LONGEST_NAME
    ]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = strategy_words()

    def one_of(cues: tuple[str, ...]) -> str:
        return "(?:" + "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in cues) + ")"

    return (
        ("label", re.compile(rf"(?:^|[\s•\-–(])(?i:{one_of(words.labels)})\s*:\s*(?P<names>[^.;\n]{{2,200}})")),
        ("subject", re.compile(rf"(?P<names>{_LIST})\s+(?:som\s+)?{one_of(words.after)}\b")),
        ("agent", re.compile(rf"(?i:{one_of(words.before)})\s+(?P<names>{_LIST})")),
    )


def _names(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The names in a list, with where each begins; words that name nobody are taken off their beginning."""
    at = 0
    for piece in _SEPARATOR.split(text):
        place = text.find(piece, at)
        at = place + len(piece)
        name = _name(piece)
        if name:
            yield name, start + place + piece.find(name)


def _name(piece: str) -> str:
    nobody = strategy_words().nobody
    words = piece.strip(" .:;\t").split()
    while words and words[0] in nobody and (len(words) == 1 or words[0] != "Region"):
        words = words[1:]
    match = _FIRST_NAME.match(" ".join(words))
    return match[0].rstrip(" .") if match and len(match[0]) > 1 else ""
