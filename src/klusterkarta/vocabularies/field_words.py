"""How much the words of a name tell: small words, general words of the field, words for kinds of bodies, compounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.places_words import place_words

# Endings of Swedish nouns, folded, longest first: genitive, definite form, plural of the definite form.
_ENDINGS = ("arna", "erna", "orna", "et", "en", "n", "s", "e")
_SHORTEST_REST = 5
_SHORTEST_OF_GENITIVE = 4
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Words for kinds of bodies as stems: phrases → kind, and those that count only at the beginning of a name."""

    anywhere: Mapping[tuple[str, ...], str]
    first: Mapping[tuple[str, ...], str]


def stem(word: str) -> str:
    """A folded word without Swedish endings, at least five letters long; for comparing only.

    The genitive s may leave four letters. Words of other languages may lose letters too; they do so alike everywhere.

    >>> stem("livsmedelsakademin"), stem("livsmedelsakademien"), stem("livsmedelsakademi")
    ('livsmedelsakademi', 'livsmedelsakademi', 'livsmedelsakademi')
    >>> stem("klustret"), stem("klustren"), stem("kluster"), stem("skanes")
    ('kluster', 'kluster', 'kluster', 'skane')
    """
    while (shorter := _shortened(word)) != word:
        word = shorter
    return word


@cache
def small_words() -> frozenset[str]:
    """Folded words that tell nothing.

    >>> "och" in small_words()
    True
    """
    return frozenset(fold(word) for line in read_document("field_words").body["small"] for word in line)


@cache
def general_words() -> frozenset[str]:
    """Stems of the words that stand in many names of the field.

    >>> stem("klustret") in general_words(), stem("lammhult") in general_words()
    (True, False)
    """
    words = (fold(word) for line in read_document("field_words").body["general"] for word in line)
    return frozenset(stem(part) for word in words for part in word.split())


@cache
def compass_words() -> frozenset[str]:
    """Folded words for a direction, which narrow a place or stand for one (Film i Väst).

    >>> "vast" in compass_words(), "norra" in compass_words()
    (True, True)
    """
    own = (fold(word) for word in read_document("field_words").body["compass"])
    return frozenset(own) | frozenset(map(fold, place_words().compass))


@cache
def body_words() -> BodyWords:
    """The words for kinds of bodies.

    >>> body_words().anywhere[(stem("lansstyrelsen"),)]
    'county_board'
    """
    entries = read_document("field_words").body["bodies"]
    return BodyWords(_phrases(entries, "words"), _phrases(entries, "first"))


@cache
def is_field_compound(word: str) -> bool:
    """Whether a stem is a compound that ends in a word of the field and may be anybody's name.

    >>> is_field_compound(stem("matklustret")), is_field_compound("robotdal"), is_field_compound("kluster")
    (True, False, False)
    """
    return any(word.endswith(head) and len(word) > len(head) for head in _heads())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(stem(fold(head)) for head in read_document("field_words").body["heads"])


def _phrases(entries: Mapping[str, Mapping[str, list[str]]], part: str) -> Mapping[tuple[str, ...], str]:
    return {
        tuple(map(stem, fold(words).split())): kind for kind, entry in entries.items() for words in entry.get(part, ())
    }


def _shortened(word: str) -> str:
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= (_SHORTEST_OF_GENITIVE if ending == "s" else _SHORTEST_REST):
            return _with_vowel(rest, ending) if _may_go(rest, ending) else word
    return word


def _may_go(rest: str, ending: str) -> bool:
    # "n" alone is an ending after a vowel only (akademin), and "ss" is no genitive (business).
    return (ending != "n" or rest[-1] in _VOWELS) and (ending != "s" or rest[-1] != "s")


def _with_vowel(rest: str, ending: str) -> str:
    # klustr-et, centr-et, centr-e: the base form has an e before the r.
    if ending in ("et", "en", "e") and rest.endswith("r") and rest[-2] not in _VOWELS:
        return rest[:-1] + "er"
    return rest
