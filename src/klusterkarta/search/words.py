"""Text → words and their base forms, in Swedish and English at once."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import simplemma

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document

# Letters and figures of any script; a hyphen, an "&" or an apostrophe inside a word parts it.
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CAPITALS = 2
LANGUAGES = ("sv", "en")
# Swedish plurals of the first and second declension: ending → ending of the singular.
_PLURALS = (("arna", ""), ("orna", "a"), ("ar", ""), ("or", "a"))
_SHORTEST_NOUN = 3
# Words are met again and again, and visitors may write any: so many are remembered at once.
MOST_MET = 500_000

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written in small letters, folded, and whether it is written in capitals ("IT", "GIS")."""

    written: str
    folded: str
    capitals: bool


def words_of(text: str) -> list[Word]:
    """The words of a text in order.

    >>> [word.folded for word in words_of("Mat- och IT-kluster, Öresund")]
    ['mat', 'och', 'it', 'kluster', 'oresund']
    """
    return [word for found in _WORD.findall(text) if (word := _word(found)).folded]


def split_words(text: str) -> list[str]:
    """The words of a text in order as they stand there, each of which is one Word or folds to nothing.

    >>> split_words("IT-kluster, Öresund")
    ['IT', 'kluster', 'Öresund']
    """
    return _WORD.findall(text)


def written_words(text: str) -> set[str]:
    """The different words of a text in small letters: `written` of its `words_of`, and cheaper.

    >>> sorted(written_words("Mat och mat"))
    ['mat', 'och']
    """
    return {found.lower() for found in _WORD.findall(text)}


def remember(met: dict[str, Found], word: str, *, found: Found) -> Found:
    """Remember what was found of a word; when there are too many, all are forgotten."""
    if len(met) >= MOST_MET:
        met.clear()
    met[word] = found
    return found


@lru_cache(maxsize=MOST_MET)
def _word(written: str) -> Word:
    return Word(written.lower(), _folded(written), len(written) >= _CAPITALS and written.isupper())


@lru_cache(maxsize=MOST_MET)
def base_forms(written: str) -> tuple[str, ...]:
    """The folded base forms of a word: Swedish, and English where that is another; of an unknown word itself.

    >>> base_forms("klustren"), base_forms("vehicles"), base_forms("matklustret"), base_forms("båtar")
    (('kluster',), ('vehicle',), ('matklustret',), ('bata', 'bat'))
    """
    found = [form for lang in LANGUAGES if (form := _known_base(written, lang))]
    found += [noun] if (noun := _noun_of_plural(written)) else []
    return tuple(dict.fromkeys(map(_folded, found))) or (_folded(written),)


def swedish_base(written: str) -> str:
    """The folded base form that the Swedish dictionary gives; "" for a word that it does not have."""
    return _folded(_known_base(written, "sv"))


def is_known(written: str) -> bool:
    """Whether a Swedish or English dictionary has the word."""
    return any(_known_base(written, lang) for lang in LANGUAGES)


@cache
def small_words() -> frozenset[str]:
    """Words that nobody searches for, folded."""
    body = read_document("search_words").body
    return frozenset(fold(str(word)) for lang in LANGUAGES for word in body["small_words"][lang])


@cache
def english_endings() -> frozenset[str]:
    """Ends of English words that look like words of their own ("leadership" is no ship), folded."""
    return frozenset(map(fold, read_document("search_words").body["english_endings"]))


@cache
def whole_words() -> frozenset[str]:
    """Names that only look like compounds, folded."""
    return frozenset(map(fold, read_document("search_words").body["whole"]))


@cache
def heads() -> frozenset[str]:
    """Words that say no more than that the word before is a trade ("fashion industry"), folded base forms."""
    said = read_document("search_words").body["heads"]
    return frozenset(form for lang in LANGUAGES for word in said[lang] for form in base_forms(word))


@lru_cache(maxsize=MOST_MET)
def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


def _noun_of_plural(written: str) -> str:
    """The noun of a plural in -ar or -or that the dictionary has as a form of a verb: "båtar" is "båt", not "båta"."""
    for ending, singular in _PLURALS:
        if written.endswith(ending) and simplemma.is_known(written, lang="sv"):
            noun = written.removesuffix(ending) + singular
            if len(noun) >= _SHORTEST_NOUN and _known_base(noun, "sv") == noun:
                return noun
    return ""


def _known_base(written: str, lang: str) -> str:
    """The base form that a language's dictionary gives; "" for a word that it does not have."""
    if not simplemma.is_known(written, lang=lang):
        return ""
    return simplemma.lemmatize(written, lang=lang).lower()
