"""The words round place names, and a text cut into the words that are compared with them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document

_WORD = re.compile(r"[^\W_]+")
# No name goes on over these. A full stop is none of them ("St. Lucia"), nor a colon inside a word ("S:t Lucia").
_BREAK = re.compile(r"[,;/|()\[\]{}•·]|:\s")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word lists of `place_words.yaml`; the forms have "{}" where the name goes."""

    county_forms: tuple[str, ...]
    municipality_forms: tuple[str, ...]
    around_forms: tuple[str, ...]
    fa_forms: tuple[str, ...]
    compass: frozenset[str]
    scope: tuple[str, ...]
    joins: frozenset[str]
    filler: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: in small letters, folded, its place in the text, whether a break stands before it."""

    key: str
    folded: str
    start: int
    end: int
    after_break: bool


@cache
def place_words() -> PlaceWords:
    """The word lists.

    >>> "norra" in place_words().compass, "med" in place_words().joins
    (True, True)
    """
    table = read_document("place_words").body
    return PlaceWords(
        county_forms=tuple(table["county_forms"]),
        municipality_forms=tuple(table["municipality_forms"]),
        around_forms=tuple(table["around_forms"]),
        fa_forms=tuple(table["fa_forms"]),
        compass=frozenset(word for line in table["compass"] for word in line),
        scope=tuple(table["scope"]),
        joins=frozenset(table["joins"]),
        filler=frozenset(word for line in table["filler"] for word in line),
        common=frozenset(table["common"]),
    )


def name_key(name: str) -> str:
    """A name as the words it is compared by, joined by one space.

    >>> name_key("S:t Kitts och Nevis"), name_key("Dals-Ed")
    ('s t kitts och nevis', 'dals ed')
    """
    return " ".join(_WORD.findall(_small(name)))


def cut_words(text: str) -> list[Word]:
    """The words of a text in order.

    >>> [(word.key, word.after_break) for word in cut_words("Stockholm (Kista)")]
    [('stockholm', True), ('kista', True)]
    """
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        key = _small(found[0])
        after_break = not words or _BREAK.search(text[end : found.start()]) is not None
        end = found.end()
        words.append(Word(key, fold(key), found.start(), end, after_break))
    return words


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
