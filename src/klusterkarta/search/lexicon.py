"""Which concepts stand in a text: words and phrases of the concept scheme, found by their base forms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from klusterkarta.search.words import Word, base_forms, remember, small_words, words_of
from klusterkarta.values.text import fold, slug
from klusterkarta.vocabularies.concepts import Concept, Concepts, concepts
from klusterkarta.vocabularies.places_tables import countries
from klusterkarta.vocabularies.translations import translations

# What the keys of countries begin with.
COUNTRY = "country_"
# Shorter words of other languages are too often words of another meaning in Swedish or English (have, tag, el).
_SHORTEST_FOREIGN = 5


@dataclass(slots=True)
class _Step:
    """A place in the tree of phrases: what may follow, and the concepts whose phrase ends here."""

    following: dict[str, "_Step"] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Meant:
    """Concepts that the words from `first` to `last` (inclusive) mean."""

    first: int
    last: int
    keys: tuple[str, ...]


class Lexicon:
    """The words of a concept scheme as a tree of base forms."""

    def __init__(self, scheme: Concepts) -> None:
        self.scheme = Concepts(scheme.schemes, {**_translated(scheme), **_countries(), **scheme.by_key})
        self._root = _Step()
        self._beginning: dict[str, bool] = {}
        self._forms_met: frozenset[str] | None = None
        self._written_forms: dict[str, tuple[str, ...]] = {}
        spoken = (word for one in scheme.by_key.values() for label in one.all_words for word in words_of(label))
        # What a misspelled word may be taken for: not the words of other languages.
        self.spoken = frozenset(form for word in spoken for form in (*base_forms(word.written), word.folded))
        self._single: dict[str, tuple[str, ...]] = {}
        self._in_capitals: dict[str, tuple[str, ...]] = {}
        for concept in self.scheme.by_key.values():
            for label in concept.all_words:
                self._add(label, concept.key)

    def meant(self, words: Sequence[Word], *, any_case: bool = False) -> list[Meant]:
        """The concepts in a sequence of `telling` words, the longest phrase at each place; phrases do not overlap.

        A word that is a concept only in capitals ("IT") must stand so, unless `any_case`.
        """
        return self.meant_from(words, range(len(words)), any_case=any_case)

    def meant_from(self, words: Sequence[Word], starts: Iterable[int], *, any_case: bool = False) -> list[Meant]:
        """The same, where only words at `starts` (in order) may begin a phrase (`begins`)."""
        found: list[Meant] = []
        after = 0
        for at in starts:
            step = self._longest(words, at, any_case=any_case) if at >= after and self.begins(words[at]) else None
            if step is not None:
                found.append(step)
                after = step.last + 1
        return found

    def of_form(self, form: str) -> tuple[str, ...]:
        """The concepts that one base form means by itself."""
        return self._single.get(form, ())

    def _add(self, label: str, key: str) -> None:
        said = words_of(label)
        words = telling(said)
        # "IT-kluster" without its small word would be another thing.
        if not words or (len(words) == 1 and len(said) > 1):
            return
        if len(words) == 1:
            self._add_single(words[0], key)
        if len(words) > 1 or not words[0].capitals:
            step = self._root
            for word in words:
                step = step.following.setdefault(base_forms(word.written)[0], _Step())
            step.keys.append(key)

    def _add_single(self, word: Word, key: str) -> None:
        if word.capitals:
            self._in_capitals[word.folded] = (*self._in_capitals.get(word.folded, ()), key)
            return
        for form in base_forms(word.written):
            self._single[form] = tuple(dict.fromkeys((*self._single.get(form, ()), key)))

    def begins(self, word: Word) -> bool:
        """Whether a phrase may begin with the word: asked of every word of every document."""
        known = self._beginning.get(word.written)
        if known is None:
            forms = self._forms_of(word)
            known = word.folded in self._in_capitals or any(form in self._root.following for form in forms)
            remember(self._beginning, word.written, found=known)
        return known

    def _longest(self, words: Sequence[Word], at: int, *, any_case: bool) -> Meant | None:
        keys = self._in_capitals.get(words[at].folded, ()) if any_case or words[at].capitals else ()
        best = Meant(at, at, keys) if keys else None
        for step, end in self._ways(self._root, words, at):
            if step.keys and (best is None or end > best.last):
                best = Meant(at, end, tuple(dict.fromkeys(step.keys)))
            elif step.keys and best is not None and end == best.last:
                best = Meant(at, end, tuple(dict.fromkeys((*best.keys, *step.keys))))
        return best

    def _ways(self, step: _Step, words: Sequence[Word], at: int) -> Iterator[tuple[_Step, int]]:
        if at >= len(words) or not step.following:
            return
        for form in self._forms_of(words[at]):
            after = step.following.get(form)
            if after is not None:
                yield after, at
                yield from self._ways(after, words, at + 1)

    def country_words(self) -> frozenset[str]:
        """Names of countries that are one word, folded: no compounds, whatever they look like."""
        named = (one for key, one in self.scheme.by_key.items() if key.startswith(COUNTRY))
        return frozenset(fold(word) for one in named for word in one.all_words if " " not in word)

    def _forms_of(self, word: Word) -> tuple[str, ...]:
        known = self._written_forms.get(word.written)
        if known is None:
            known = tuple(dict.fromkeys((*base_forms(word.written), word.folded)))
            remember(self._written_forms, word.written, found=known)
        return known

    def label_words(self) -> frozenset[str]:
        """Base forms of the words in labels: what compounds may be taken apart at."""
        if self._forms_met is None:
            self._forms_met = frozenset(self._forms(self._root)) - small_words()
        return self._forms_met

    def _forms(self, step: _Step) -> Iterator[str]:
        for form, after in step.following.items():
            yield form
            yield from self._forms(after)


def telling(words: Iterable[Word]) -> list[Word]:
    """The words without small ones, which no concept is told by ("massa- och pappersindustri")."""
    small = small_words()
    return [word for word in words if word.capitals or word.folded not in small]


def _countries() -> dict[str, Concept]:
    """Every country by its names, so that "Spanien" finds Spain."""
    found = {}
    for code, country in countries().items():
        key = f"{COUNTRY}{code.lower()}"
        found[key] = Concept(key=key, scheme="countries", words={"sv": (country.sv,), "en": (country.en,)})
    return found


def _translated(scheme: Concepts) -> dict[str, Concept]:
    """The basic words of the field that several languages write, each line a notion of its own."""
    known = {fold(word) for one in scheme.by_key.values() for word in one.all_words}
    found: dict[str, Concept] = {}
    for line in translations():
        words = tuple(word for word in line if len(word) >= _SHORTEST_FOREIGN or word == line[0])
        # A line whose words one concept has already adds nothing.
        if len(words) > 1 and not known.issuperset(map(fold, words[:2])):
            key = f"word_{slug(line[0])}"
            found[key] = Concept(key=key, scheme="words", words={"sv": words, "en": words[1:]})
    return found


@cache
def shipped_lexicon() -> Lexicon:
    """The shipped concepts as a lexicon.

    >>> lexicon = shipped_lexicon()
    >>> [one.keys for one in lexicon.meant(telling(words_of("Massa- och pappersindustrin i Värmland")))]
    [('pulp_paper',)]
    """
    return Lexicon(concepts())
