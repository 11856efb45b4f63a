"""The word lists of the generator, drawn with the skew that names have: a few are frequent, most are rare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

from klusterkarta.vocabularies.places_tables import municipalities

LANGUAGES = ("sv", "no", "da", "fi", "en")
_POSTAL_DIGITS = {"sv": 5, "no": 4, "da": 4, "fi": 5}


@dataclass(frozen=True, slots=True)
class Town:
    """A town with the first postal code of its range and how many codes it has."""

    name: str
    first_code: int
    codes: int
    digits: int


@dataclass(frozen=True, slots=True)
class Skewed:
    """Things of which the k-th is drawn with a weight of 1 / (k + shift)."""

    things: Sequence[Any]
    cumulated: Sequence[float]

    def draw(self, chance: Random) -> Any:
        """One of them.

        >>> skewed(["a", "b"]).draw(Random(1)) in ("a", "b")
        True
        """
        return chance.choices(self.things, cum_weights=self.cumulated)[0]


def skewed(things: Sequence[Any], *, shift: float = 3) -> Skewed:
    """The things in their order, the first the most frequent (Zipf's law with a shift)."""
    return Skewed(things, list(accumulate(1 / (rank + shift) for rank in range(1, len(things) + 1))))


@cache
def word_lists() -> Mapping[str, Any]:
    """The lists as they stand in words.yaml."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def listed(name: str) -> Skewed:
    """One of the lists, its first entries the most frequent.

    >>> listed("trades").things[0][0]
    'bygg'
    """
    return skewed(word_lists()[name], shift=10)


@cache
def towns(language: str) -> Skewed:
    """The towns of a language's country, the largest first; English names stand in Swedish towns.

    >>> towns("sv").things[0].name, len(towns("da").things)
    ('Stockholm', 40)
    """
    country = "sv" if language == "en" else language
    names = _swedish_towns() if country == "sv" else word_lists()["towns"][country]
    digits = _POSTAL_DIGITS[country]
    step = 9 * 10 ** (digits - 1) // len(names)
    first = 10 ** (digits - 1)
    listed = [
        Town(name, first + rank * step, min(step, 25 + 500 // (rank + 1)), digits) for rank, name in enumerate(names)
    ]
    return skewed(listed)


@cache
def surnames(language: str) -> Skewed:
    """Family names: fathers' names first, which are the most frequent, then put together from a stem and an ending."""
    lists = word_lists()
    if language == "fi":
        return skewed(lists["finnish"])
    ending = "sen" if language in ("no", "da") else "son"
    genitive = "s" if ending == "son" else ""
    fathers = [f"{name.removesuffix('s')}{genitive}{ending}" for name in lists["fathers"]]
    made = [f"{stem}{end}" for stem in lists["surname_stems"] for end in lists["surname_ends"]]
    Random(7).shuffle(made)  # noqa: S311 - seeded on purpose
    return skewed([*fathers, *made], shift=8)


def brand(chance: Random) -> str:
    """A coined name of two or three syllables and an ending."""
    lists = word_lists()
    syllables = "".join(chance.choice(lists["syllables"]) for _ in range(chance.choice((2, 2, 3))))
    return f"{syllables}{chance.choice(lists['brand_ends'])}".capitalize()


def _swedish_towns() -> list[str]:
    largest = list(word_lists()["largest_swedish"])
    rest = sorted({town.name for town in municipalities().values()} - set(largest))
    Random(3).shuffle(rest)  # noqa: S311 - seeded on purpose
    return [*largest, *rest]
