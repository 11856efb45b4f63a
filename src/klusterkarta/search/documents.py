"""What is searched: an actor's texts by field, and what of them is indexed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from klusterkarta.search.compounds import Splitter
from klusterkarta.search.lexicon import Lexicon, telling
from klusterkarta.search.places import place_words
from klusterkarta.search.words import (
    Word,
    base_forms,
    english_endings,
    small_words,
    split_words,
    whole_words,
    words_of,
    written_words,
)
from klusterkarta.vocabularies.translations import translations

# In the order in which a hit's reasons are told. `tag_bare`: tags that nothing else in the document speaks for.
FIELDS = ("name", "sector", "tag", "tag_bare", "text", "kind", "place", "relation")
# Fields from whose phrases concepts are read; of a place only the country counts.
_ABOUT = ("name", "sector", "tag", "tag_bare", "text", "place")
_SPEAKING = ("name", "sector", "text")
PART, CONCEPT = "~", "#"
# Between two texts: a phrase does not reach from one into the other.
_END = "|"
# A word of so large a share of the documents is the register's own everyday word: it stays whole.
_EVERYDAY_SHARE, _EVERYDAY_LEAST = 0.05, 20
_SHORT_PART = 3
_LONGEST_TEXT = 20_000
_NOTHING = Word("", "", capitals=False)
# Texts up to so many letters are met again (tags, sectors, places, partners); so many of them are remembered.
_OFTEN_AGAIN, _MOST_TEXTS = 120, 200_000


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One actor to be found. `texts`: field → its texts; tags stand under `tag`, one text a tag.

    `mention`: a party that others only name. `version` tells whether what is indexed of it is still true.
    """

    id: int
    name: str
    texts: Mapping[str, tuple[str, ...]]
    mention: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is indexed: field → tokens: base forms, words as they are, `~part` of a compound, `#concept`."""

    tokens: Mapping[str, tuple[str, ...]]
    surface: tuple[str, ...]
    tags: int


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is worked out once of a word. `tells`: it is no small word; `begins`: a concept's name may begin so."""

    word: Word
    tokens: tuple[str, ...]
    tells: bool
    begins: bool


class _Words(dict[str, _Known]):
    """Word as found in a text → what is known of it, worked out when first met."""

    def __init__(self, look_up: Callable[[str], _Known]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, found: str) -> _Known:
        known = self[found] = self._look_up(found)
        return known


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as tokens, and its words in their order with an end."""

    tokens: tuple[str, ...]
    surface: tuple[str, ...]


class Analyser:
    """Turns documents and queries into tokens, with one set of known words for both."""

    def __init__(self, lexicon: Lexicon, known: Iterable[str] = (), *, everyday: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        curated = lexicon.label_words() | _field_words()
        grown = {word for word in known if len(word) > _SHORT_PART} - small_words()
        whole = {*_field_words(), *whole_words(), *everyday, *lexicon.country_words(), *place_words()}
        self.splitter = Splitter(curated | grown, whole=whole, endings=english_endings())
        self._words = _Words(self._word)
        self._texts: dict[tuple[str, bool], _Read] = {}
        self._speaking: dict[tuple[str, ...], frozenset[str]] = {}

    def analyse(self, document: SearchDocument) -> Analysed:
        """The tokens of a document by field. Tags without support in its own words stand under `tag_bare`."""
        read = {
            name: [self._read(text, about=name in _ABOUT) for text in document.texts.get(name, ())] for name in FIELDS
        }
        tokens = {
            name: tuple(chain.from_iterable(one.tokens for one in read[name])) for name in FIELDS if name != "tag"
        }
        supported, bare = self._tags(read["tag"], [tokens[name] for name in _SPEAKING])
        tokens |= {"tag": supported, "tag_bare": bare}
        surface = tuple(chain.from_iterable(one.surface for name in FIELDS for one in read[name]))
        return Analysed(tokens, surface, len(read["tag"]))

    def _read(self, text: str, *, about: bool) -> _Read:
        """The tokens of one text, those of concepts too where it is one to read them from. Short texts come again."""
        known = self._texts.get((text, about))
        if known is None:
            known = self._read_anew(text[:_LONGEST_TEXT], about=about)
            if len(text) <= _OFTEN_AGAIN and len(self._texts) < _MOST_TEXTS:
                self._texts[text, about] = known
        return known

    def _read_anew(self, text: str, *, about: bool) -> _Read:
        words = list(map(self._words.__getitem__, split_words(text)))
        said = [one for one in words if one.tells]
        tokens = list(chain.from_iterable([one.tokens for one in said]))
        starts = [at for at, one in enumerate(said) if one.begins] if about else ()
        if starts:
            meant = self.lexicon.meant_from([one.word for one in said], starts)
            tokens += [CONCEPT + key for one in meant for key in one.keys]
        surface = [one.word.folded for one in words if one.word.folded]
        return _Read(tuple(tokens), (*surface, _END))

    def _word(self, found: str) -> _Known:
        """A word with the base forms, the parts of a compound, and the concepts that either means."""
        word = next(iter(words_of(found)), _NOTHING)
        if not word.folded:
            return _Known(word, (), tells=False, begins=False)
        parts = self.splitter.parts(word.written)
        concepts = (key for part in parts for key in self.lexicon.of_form(part))
        forms = dict.fromkeys((*base_forms(word.written), word.folded))
        tokens = (*forms, *(PART + part for part in parts), *dict.fromkeys(CONCEPT + key for key in concepts))
        return _Known(word, tokens, tells=bool(telling([word])), begins=self.lexicon.begins(word))

    def _tags(self, tags: Iterable[_Read], spoken: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Tokens of tags that the document's own words speak for, and of those that stand alone."""
        supported: list[str] = []
        bare: list[str] = []
        said: set[str] | None = None
        for tag in tags:
            said = set().union(*spoken) if said is None else said
            if tag.tokens not in self._speaking:
                self._speaking[tag.tokens] = frozenset(self._speaking_for(tag.tokens))
            (bare if said.isdisjoint(self._speaking[tag.tokens]) else supported).extend(tag.tokens)
        return tuple(supported), tuple(bare)

    def _speaking_for(self, tokens: Iterable[str]) -> set[str]:
        """What in a text speaks for a tag: its concepts, those that they bundle, and narrower ones."""
        by_key = self.lexicon.scheme.by_key
        keys = {token[1:] for token in tokens if token.startswith(CONCEPT)}
        bundled = {key for own in keys if (priority := by_key[own].priority) for key in priority.included}
        narrower = {key for own in keys | bundled for key in by_key[own].narrower}
        return {CONCEPT + key for key in keys | bundled | narrower}


def learn(documents: Iterable[SearchDocument]) -> tuple[Counter[str], frozenset[str], frozenset[str]]:
    """The register's own words: written word → documents that have it, known base forms, everyday base forms."""
    counted: Counter[str] = Counter()
    number = 0
    for document in documents:
        number += 1
        texts = (text[:_LONGEST_TEXT] for texts in document.texts.values() for text in texts)
        counted.update(set().union(*map(_written_words, texts)))
    forms: Counter[str] = Counter()
    for written, count in counted.items():
        for form in base_forms(written):
            forms[form] += count
    often = max(_EVERYDAY_LEAST, _EVERYDAY_SHARE * number)
    everyday = frozenset(form for form, count in forms.items() if count > often)
    return counted, frozenset(forms), everyday


def _written_words(text: str) -> frozenset[str]:
    return _short_written_words(text) if len(text) <= _OFTEN_AGAIN else frozenset(written_words(text))


@lru_cache(maxsize=_MOST_TEXTS)
def _short_written_words(text: str) -> frozenset[str]:
    return frozenset(written_words(text))


@cache
def _field_words() -> frozenset[str]:
    """The basic words of the field, folded: they are parts of compounds and are not taken apart themselves."""
    return frozenset(form for line in translations() for phrase in line for form in _single(phrase))


def _single(phrase: str) -> tuple[str, ...]:
    words = words_of(phrase)
    return (words[0].folded,) if len(words) == 1 and len(words[0].folded) >= _SHORT_PART else ()
