"""Source letters: every source that a page draws on has one, and opens what it says, where and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, has_page
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.register_state import register_state

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement as a source letter shows it."""

    source: str
    wording: str
    place: str
    stated_on: str
    read_on: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a source says in one place: the place, when it was stated and read, and its wordings."""

    place: str
    dates: str
    wordings: list[str]
    lang: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source letter with what opens under it."""

    letter: str
    title: str
    href: str
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class Lettered:
    """One line of the list of sources below the facts."""

    letter: str
    title: str
    href: str


class Letters:
    """The letters of one page: given to the sources in the order in which the page first needs them."""

    def __init__(self, sources: Iterable[str], lang: str) -> None:
        self._letters = {key: letter_of(number) for number, key in enumerate(dict.fromkeys(sources))}
        self._lang = lang

    def letter(self, source: str) -> str:
        """The source's letter. KeyError for a source that the page was not made with."""
        return self._letters[source]

    def listed(self) -> list[Lettered]:
        """Every letter with its source."""
        return [Lettered(letter, self._title(key), self._href(key)) for key, letter in self._letters.items()]

    def notes(self, said: Sequence[Said]) -> list[SourceNote]:
        """One note for each source of the statements, in the order of the letters."""
        by_source: dict[str, list[Said]] = {}
        for one in said:
            by_source.setdefault(one.source, []).append(one)
        ordered = sorted(by_source, key=lambda key: list(self._letters).index(key))
        return [
            SourceNote(self._letters[key], self._title(key), self._href(key), self._passages(by_source[key]))
            for key in ordered
        ]

    def _passages(self, said: Sequence[Said]) -> list[Passage]:
        places: dict[tuple[str, str, str], list[str]] = {}
        for one in said:
            wordings = places.setdefault((one.place, self._dates(one), one.language), [])
            if one.wording and one.wording not in wordings:
                wordings.append(one.wording)
        return [
            Passage(written_place(place, self._lang), dates, wordings, lang)
            for (place, dates, lang), wordings in places.items()
        ]

    def _dates(self, said: Said) -> str:
        source = register_state().sources.get(said.source)
        stated = said.stated_on or (source.published_on if source else "")
        if not stated:
            return say("profile.only_read", self._lang, read=said.read_on)
        return say("profile.stated_and_read", self._lang, stated=stated, read=said.read_on)

    def _title(self, key: str) -> str:
        source = register_state().sources.get(key)
        return source_title(source, self._lang) if source else key

    def _href(self, key: str) -> str:
        return address("source", self._lang, key=key) if has_page("source") else ""


def letter_of(number: int) -> str:
    """A, B … Z, AA, AB …

    >>> [letter_of(number) for number in (0, 25, 26, 52)]
    ['A', 'Z', 'AA', 'BA']
    """
    before, place = divmod(number, len(_ALPHABET))
    return (letter_of(before - 1) if before else "") + _ALPHABET[place]
