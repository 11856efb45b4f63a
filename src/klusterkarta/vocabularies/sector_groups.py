"""The reviewed sector groups and the words that point to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import LANGUAGES, Label, read_label

Strength = Literal["names", "general", "touches"]
STRENGTHS: tuple[Strength, ...] = ("names", "general", "touches")


@dataclass(frozen=True, slots=True)
class SectorGroup:
    """A group of trades. `nace`: prefixes of NACE Rev. 2 / SNI 2007 codes; `reason`: why its border runs there."""

    code: str
    label: Label
    definition: Label
    reason: Label
    nace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """One word or phrase, and how strongly it points to which groups.

    `words` are folded. `capitals`: it counts only where the text writes it in capitals ("IT", for "it" is a word too).
    """

    words: tuple[str, ...]
    lang: str
    capitals: bool
    groups: tuple[tuple[str, Strength], ...]


@cache
def sector_groups() -> Mapping[str, SectorGroup]:
    """The groups by code, in the order of the vocabulary.

    >>> sector_groups()["ict"].label.sv, sector_groups()["mining"].nace
    ('IKT', ('05', '06', '07', '08', '09'))
    """
    return {group.code: group for group in map(_read_group, read_document("sector_groups").body["groups"])}


@cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords of all groups; a word that stands in several groups is one keyword."""
    groups: dict[tuple[str, str], list[tuple[str, Strength]]] = {}
    for word, lang, group, strength in _entries():
        groups.setdefault((word, lang), []).append((group, strength))
    return tuple(_keyword(word, lang, tuple(pointed)) for (word, lang), pointed in groups.items())


@cache
def compound_parts() -> tuple[str, ...]:
    """Beginnings of words that stand beside a trade in a compound and say nothing of it ("industri", "tekni")."""
    return tuple(fold(part) for part in read_document("sector_groups").body["compound_parts"])


def _read_group(entry: Mapping[str, Any]) -> SectorGroup:
    label, definition, reason = (read_label(entry[key]) for key in ("label", "definition", "reason"))
    return SectorGroup(str(entry["code"]), label, definition, reason, tuple(map(str, entry["nace"])))


def _entries() -> Iterator[tuple[str, str, str, Strength]]:
    for entry in read_document("sector_groups").body["groups"]:
        for strength in STRENGTHS:
            for lang in LANGUAGES:
                for word in entry[strength][lang]:
                    yield word, lang, entry["code"], strength


def _keyword(word: str, lang: str, groups: tuple[tuple[str, Strength], ...]) -> Keyword:
    capitals = len(word) > 1 and word.isupper()
    return Keyword(tuple(fold(word).split()), lang, capitals, groups)
