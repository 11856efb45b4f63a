"""A query → what to look for: each word with its forms, compounds, concepts and corrections, by breadth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from klusterkarta.search.corrections import Corrector
from klusterkarta.search.documents import CONCEPT, PART, Analyser
from klusterkarta.search.lexicon import COUNTRY, Meant, telling
from klusterkarta.search.places import place_words
from klusterkarta.search.query import Piece, Query
from klusterkarta.search.words import Word, base_forms, heads

Breadth = Literal["exact", "narrow", "standard", "broad"]
BREADTHS: tuple[Breadth, ...] = ("exact", "narrow", "standard", "broad")
How = Literal[
    "word", "compound", "concept", "priority", "narrower", "related", "broader", "spelling", "beginning", "phrase",
    "together",
]  # fmt: skip
# What each way of matching is worth beside the word itself, and from which breadth on it counts.
WORTH: dict[How, float] = {
    "word": 1.0, "phrase": 1.2, "concept": 0.9, "priority": 0.9, "compound": 0.7, "narrower": 0.55, "spelling": 0.8,
    "beginning": 0.7, "related": 0.2, "broader": 0.15, "together": 0.6,
}  # fmt: skip
_FROM: dict[How, int] = {
    "word": 0, "phrase": 0, "concept": 1, "priority": 1, "compound": 1, "beginning": 1, "spelling": 1, "narrower": 2,
    "related": 2, "broader": 2, "together": 0,
}  # fmt: skip
# Up to this breadth what is near or wider counts only where it says what an actor is about.
_NEAR: tuple[How, ...] = ("related", "broader")
_ABOUT_UP_TO = 2
_MOST_NARROWER = 40
# The first notions that a priority bundles are what it is about; what the others are worth beside them.
_CORE, _BUNDLED = 2, 0.6
# The breadth from which a part of a compound or of a concept's name is better than nothing.
_PARTLY_FROM = 2


@dataclass(frozen=True, slots=True)
class Way:
    """One token that answers a unit, how it does, and what that is worth. `via`: the concept or word it goes by.

    `about`: it counts only where it says what an actor is about, not where a text touches it.
    """

    token: str
    how: How
    worth: float
    via: str = ""
    about: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for, in the words that asked for it.

    `ways`: any of them answers it. `together`: units that all together answer it as well (the words of a phrase that
    names a concept; the parts of a compound); `partly`: those of which each alone answers a part of it. `said`: folded
    words that must stand side by side. `where`: it names a place, and others of the query say what is looked for there.
    """

    text: str
    ways: tuple[Way, ...]
    field: str = ""
    together: tuple["Unit", ...] = ()
    partly: tuple["Unit", ...] = ()
    said: tuple[str, ...] = ()
    where: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is looked for. `corrected`: (typed, taken for)."""

    units: tuple[Unit, ...]
    unwanted: tuple[Unit, ...]
    breadth: Breadth
    corrected: tuple[tuple[str, str], ...]


def ask(query: Query, breadth: Breadth, *, analyser: Analyser, corrector: Corrector, typing: bool = False) -> Asked:
    """What to look for. `typing`: the last word may be unfinished."""
    asker = _Asker(analyser, corrector, BREADTHS.index(breadth))
    units = _placed(tuple(asker.units(query.wanted, typing=typing)))
    plain = _Asker(analyser, corrector, 0)
    unwanted = tuple(plain.units(query.unwanted, typing=False))
    return Asked(units, unwanted, breadth, tuple(asker.corrected))


def _placed(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units, those marked that only say where; where all of them name places, none is."""
    where = [fold_word(unit.text) in place_words() or any(is_country(way) for way in unit.ways) for unit in units]
    if all(where):
        return units
    return tuple(replace(unit, where=place) for unit, place in zip(units, where, strict=True))


def is_country(way: Way) -> bool:
    """Whether a token stands for a country."""
    return way.token.startswith(CONCEPT + COUNTRY)


class _Asker:
    def __init__(self, analyser: Analyser, corrector: Corrector, breadth: int) -> None:
        self.analyser, self.corrector, self.breadth = analyser, corrector, breadth
        self.corrected: list[tuple[str, str]] = []

    def units(self, pieces: Sequence[Piece], *, typing: bool) -> Iterator[Unit]:
        """The units in order; words beside each other that name one concept are one unit."""
        if typing and pieces and not pieces[-1].phrase:
            pieces = [*pieces[:-1], replace(pieces[-1], prefix=True)]
        at = 0
        while at < len(pieces):
            many = self._phrase_unit(pieces, at)
            unit, used = many or (self._piece_unit(pieces[at]), 1)
            yield unit
            at += used

    def _phrase_unit(self, pieces: Sequence[Piece], at: int) -> tuple[Unit, int] | None:
        """The longest run of plain words from here that names a concept by two words or more, its head among them."""
        run: list[Word] = []
        for piece in pieces[at:]:
            if piece.phrase or piece.field:
                break
            run.append(self._right(piece.words[0], unfinished=piece.prefix))
        meant = next((one for one in self.analyser.lexicon.meant(run, any_case=True) if one.first == 0), None)
        used = self._with_head(run, meant) if meant else 0
        if meant is None or used == 1 or self.breadth == 0:
            return None
        text = " ".join(word.written for word in run[:used])
        ways = tuple(self._allowed(self._concept_ways(meant.keys)))
        # A head says nothing alone: of "fashion industry" only "fashion" may be found by itself.
        parts = tuple(self._piece_unit(piece) for piece in pieces[at : at + used])
        telling_parts = tuple(part for part in parts[: meant.last + 1] if self._means(part))
        # The words of a priority's name ("utveckling och styrning") say little one by one; what it bundles says more.
        priority = any(self.analyser.lexicon.scheme.by_key[key].priority for key in meant.keys)
        loose = self.breadth >= _PARTLY_FROM and not priority
        return Unit(text, ways, together=parts, partly=telling_parts if loose else ()), used

    def _means(self, unit: Unit) -> bool:
        """Whether a word of a concept's name is a notion of its own: "circular" is, "economy" is not."""
        by_key = self.analyser.lexicon.scheme.by_key
        return any(by_key[way.via].scheme != "words" for way in unit.ways if way.how == "concept")

    def _with_head(self, words: Sequence[Word], meant: Meant) -> int:
        """How many words name the concept: those that mean it, and a word after them that only says "trade"."""
        after = words[meant.last + 1 : meant.last + 2]
        return meant.last + 1 + (bool(after) and not heads().isdisjoint(base_forms(after[0].written)))

    def _piece_unit(self, piece: Piece) -> Unit:
        text = " ".join(word.written for word in piece.words)
        if piece.phrase:
            return self._said_unit(piece, text)
        word = self._right(piece.words[0], unfinished=piece.prefix)
        ways = list(self._word_ways(word))
        if piece.prefix:
            ways += [
                Way(found, "beginning", WORTH["beginning"], found) for found in self.corrector.beginning(word.folded)
            ]
        parts = self.analyser.splitter.parts(word.written) if self.breadth else ()
        together = tuple(self._part_unit(part) for part in parts)
        # What stands before the head of a compound says what it is about: "skog" of "skogsindustri".
        partly = together[:-1] if self.breadth >= _PARTLY_FROM else ()
        return Unit(text, tuple(self._allowed(ways)), field=piece.field, together=together, partly=partly)

    def _said_unit(self, piece: Piece, text: str) -> Unit:
        """A phrase in quotation marks stands so, or, from the second breadth on, as the concept that it names."""
        words = telling(piece.words)
        meant = self.analyser.lexicon.meant(words, any_case=True)
        whole = [one for one in meant if one.first == 0 and self._with_head(words, one) == len(words)]
        ways = self._concept_ways(whole[0].keys) if whole else ()
        return Unit(
            text, tuple(self._allowed(ways)), field=piece.field, said=tuple(word.folded for word in piece.words)
        )

    def _part_unit(self, part: str) -> Unit:
        """A part of a compound: as a word, as a part of other compounds, as a concept."""
        keys = self.analyser.lexicon.of_form(part)
        ways = [
            Way(part, "word", WORTH["word"]),
            Way(PART + part, "compound", WORTH["compound"]),
            *self._concept_ways(keys),
        ]
        return Unit(part, tuple(self._allowed(ways)))

    def _word_ways(self, word: Word) -> Iterator[Way]:
        forms = tuple(dict.fromkeys((*base_forms(word.written), word.folded)))
        for form in forms:
            yield Way(form, "word", WORTH["word"])
            yield Way(PART + form, "compound", WORTH["compound"], form)
        meant = self.analyser.lexicon.meant([word], any_case=True)
        yield from self._concept_ways(meant[0].keys if meant else ())
        for near in self.corrector.near(word):
            yield from (Way(form, "spelling", WORTH["spelling"], near) for form in base_forms(near))
            likely = self.analyser.lexicon.meant([Word(near, fold_word(near), capitals=False)])
            for way in self._concept_ways(likely[0].keys if likely else ()):
                yield replace(way, worth=way.worth * WORTH["spelling"])

    def _concept_ways(self, keys: Iterable[str]) -> Iterator[Way]:
        """The concepts themselves, what a priority bundles, narrower, related and broader ones; each once."""
        by_key = self.analyser.lexicon.scheme.by_key
        own = tuple(keys)
        for key in own:
            yield Way(CONCEPT + key, "concept", WORTH["concept"], key)
        bundled = [one for key in own if (priority := by_key[key].priority) for one in priority.included]
        for at, key in enumerate(bundled):
            core = at < _CORE
            yield Way(CONCEPT + key, "narrower", WORTH["narrower"] * (1.0 if core else _BUNDLED), key)
        for key, steps in self._below((*own, *bundled), unmeant=self._unmeant(own)):
            yield Way(CONCEPT + key, "narrower", WORTH["narrower"] * 0.9**steps, key)
        priorities = [
            one.key for one in by_key.values() if one.priority and set(own) & set(one.priority.included[:_CORE])
        ]
        for key in priorities:
            yield Way(CONCEPT + key, "priority", WORTH["narrower"], key)
        for name, how in (("related", "related"), ("broader", "broader")):
            for key in dict.fromkeys(one for source in own for one in getattr(by_key[source], name)):
                yield Way(CONCEPT + key, how, WORTH[how], key)  # type: ignore[arg-type,index]

    def _unmeant(self, keys: Sequence[str]) -> set[str]:
        """What the priorities among the concepts say that they do not mean."""
        priorities = [self.analyser.lexicon.scheme.by_key[key].priority for key in keys]
        return {one for priority in priorities if priority for one in priority.excluded}

    def _below(self, keys: Sequence[str], *, unmeant: set[str]) -> Iterator[tuple[str, int]]:
        """Narrower concepts at any depth, with the number of steps down."""
        by_key = self.analyser.lexicon.scheme.by_key
        seen, level, steps = set(keys) | unmeant, list(keys), 0
        while level and len(seen) < _MOST_NARROWER:
            steps += 1
            level = list(dict.fromkeys(one for key in level for one in by_key[key].narrower if one not in seen))
            seen.update(level)
            yield from ((key, steps) for key in level)

    def _allowed(self, ways: Iterable[Way]) -> Iterator[Way]:
        """The ways that this breadth takes, each token once, by its best way."""
        best: dict[str, Way] = {}
        for one in ways:
            way = replace(one, about=one.how in _NEAR and self.breadth <= _ABOUT_UP_TO)
            if _FROM[way.how] <= self.breadth and (way.token not in best or way.worth > best[way.token].worth):
                best[way.token] = way
        return iter(best.values())

    def _right(self, word: Word, *, unfinished: bool = False) -> Word:
        """The word, or what it is taken for when nobody in the register or the concepts uses it.

        A compound of known words is right, and so is the beginning of a known word where more may come.
        """
        begun = unfinished and self.corrector.beginning(word.folded)
        if self.breadth == 0 or begun or self.analyser.splitter.parts(word.written):
            return word
        # A slip that somebody has made in the register as well is still one, where the right word names a concept.
        near = next(iter(self.corrector.near(word)), "") if not self.analyser.lexicon.meant([word]) else ""
        named = near and self.analyser.lexicon.spoken.intersection(base_forms(near))
        meant = near if named else self.corrector.corrected(word)
        if meant != word.written:
            if (word.written, meant) not in self.corrected:
                self.corrected.append((word.written, meant))
            return Word(meant, fold_word(meant), capitals=False)
        return word


def fold_word(written: str) -> str:
    """A single word folded."""
    from klusterkarta.values.text import fold

    return fold(written).replace(" ", "")
