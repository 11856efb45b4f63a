"""What is searched: an actor's texts by field, and what of them is indexed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from klusterkarta.search.compounds import Splitter
from klusterkarta.search.lexicon import Lexicon, telling
from klusterkarta.search.words import Word, base_forms, small_words, words_of, written_words
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


class Analyser:
    """Turns documents and queries into tokens, with one set of known words for both."""

    def __init__(self, lexicon: Lexicon, known: Iterable[str] = (), *, everyday: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        curated = lexicon.label_words() | _field_words()
        grown = {word for word in known if len(word) > _SHORT_PART} - small_words()
        self.splitter = Splitter(curated | grown, whole={*_field_words(), *everyday})
        self._tokens: dict[str, tuple[str, ...]] = {}

    def analyse(self, document: SearchDocument) -> Analysed:
        """The tokens of a document by field. Tags without support in its own words stand under `tag_bare`."""
        texts = {name: [words_of(text[:_LONGEST_TEXT]) for text in document.texts.get(name, ())] for name in FIELDS}
        tokens = {name: self._field(name, texts[name]) for name in FIELDS if name not in ("tag", "tag_bare")}
        supported, bare = self._tags(texts["tag"], [tokens[name] for name in _SPEAKING])
        tokens |= {"tag": supported, "tag_bare": bare}
        surface: list[str] = []
        for name in FIELDS:
            for words in texts[name]:
                surface += [word.folded for word in words]
                surface.append(_END)
        return Analysed({name: tuple(found) for name, found in tokens.items()}, tuple(surface), len(texts["tag"]))

    def word_tokens(self, word: Word) -> tuple[str, ...]:
        """The base forms of one word, the parts of a compound, and the concepts that either means."""
        known = self._tokens.get(word.written)
        if known is None:
            forms = dict.fromkeys((*base_forms(word.written), word.folded))
            parts = self.splitter.parts(word.written)
            concepts = (key for part in parts for key in self.lexicon.of_form(part))
            known = (*forms, *(PART + part for part in parts), *dict.fromkeys(CONCEPT + key for key in concepts))
            self._tokens[word.written] = known
        return known

    def _field(self, name: str, texts: Iterable[Sequence[Word]]) -> list[str]:
        found: list[str] = []
        for text in texts:
            words = telling(text)
            for word in words:
                found += self.word_tokens(word)
            if name in _ABOUT:
                found += [CONCEPT + key for meant in self.lexicon.meant(words) for key in meant.keys]
        return found

    def _tags(self, tags: Iterable[Sequence[Word]], spoken: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
        """Tokens of tags that the document's own words speak for, and of those that stand alone."""
        supported: list[str] = []
        bare: list[str] = []
        said: set[str] | None = None
        for tag in tags:
            said = set().union(*spoken) if said is None else said
            tokens = self._field("tag", [tag])
            (bare if said.isdisjoint(self._speaking_for(tokens)) else supported).extend(tokens)
        return supported, bare

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
        counted.update(set().union(*map(written_words, texts)))
    forms: Counter[str] = Counter()
    for written, count in counted.items():
        for form in base_forms(written):
            forms[form] += count
    often = max(_EVERYDAY_LEAST, _EVERYDAY_SHARE * number)
    everyday = frozenset(form for form, count in forms.items() if count > often)
    return counted, frozenset(forms), everyday


@cache
def _field_words() -> frozenset[str]:
    """The basic words of the field, folded: they are parts of compounds and are not taken apart themselves."""
    return frozenset(form for line in translations() for phrase in line for form in _single(phrase))


def _single(phrase: str) -> tuple[str, ...]:
    words = words_of(phrase)
    return (words[0].folded,) if len(words) == 1 and len(words[0].folded) >= _SHORT_PART else ()
