"""Bilingual concepts: sectors, technologies, priorities of regions, and how they lie to each other (SKOS)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter

from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.labels import LANGUAGES, Label
from klusterkarta.vocabularies.marked_yaml import Marked, read_marked

GROUPS = ("strength", "strength_horizontal", "development")
_FOLDER = DATA / "concepts"
_LINKS = ("broader", "related")


class BadConcepts(Explained):
    """Concepts contradict each other: a reference to nowhere, a loop, or one key used twice."""


@dataclass(frozen=True, slots=True)
class Priority:
    """What makes a concept a region's priority. `included` and `excluded` are keys of other concepts."""

    region: str
    group: str
    included: tuple[str, ...]
    excluded: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A notion with its words. The first word of each language is preferred, the others are alternatives.

    `narrower` is worked out from the others' `broader`. `nace`: prefixes of NACE Rev. 2 codes.
    """

    key: str
    scheme: str
    words: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notation: str = ""
    definition: Label | None = None
    nace: tuple[str, ...] = ()
    priority: Priority | None = None

    @property
    def label(self) -> Label:
        """The preferred words."""
        return Label(self.words["sv"][0], self.words["en"][0])

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word in both languages, each once, Swedish first."""
        return tuple(dict.fromkeys(word for lang in LANGUAGES for word in self.words[lang]))


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of concepts that is kept together, in one version."""

    key: str
    version: str
    title: Label


@dataclass(frozen=True)
class Concepts:
    """Schemes and their concepts by key, in the order of the documents."""

    schemes: Mapping[str, Scheme]
    by_key: Mapping[str, Concept]

    def in_scheme(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of one scheme."""
        return tuple(one for one in self.by_key.values() if one.scheme == scheme)

    def priorities_of(self, region: str) -> tuple[Concept, ...]:
        """The priorities of the region with this county or NUTS code; () for one without."""
        return tuple(one for one in self.by_key.values() if one.priority and one.priority.region == region)

    def meant_by(self, text: str) -> tuple[Concept, ...]:
        """The concepts that have exactly this word, whatever its case, accents and punctuation."""
        return self._by_word.get(fold(text), ())

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[Concept, ...]]:
        """Each word, folded → the concepts that have it, in their order."""
        found: dict[str, dict[str, Concept]] = defaultdict(dict)
        for one in self.by_key.values():
            for word in filter(None, map(fold, one.all_words)):
                found[word][one.key] = one
        return {word: tuple(having.values()) for word, having in found.items()}


@cache
def concepts() -> Concepts:
    """The shipped schemes.

    >>> [one.label.en for one in concepts().priorities_of("22")][2]
    'GovTech'
    >>> concepts().meant_by("wood industry")[0].label.sv
    'Träindustri'
    """
    shipped = ((path.name, path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.yaml")))
    return read_concepts(shipped, are_shipped=True)


def read_concepts(documents: Iterable[tuple[str, str]], *, are_shipped: bool = False) -> Concepts:
    """The concepts in documents, given as (file, text); `are_shipped`: our own, which are read the fast way.

    Raises BadDocument, whose reason names file and line, for what is not written as asked; BadConcepts for a key that
    stands twice, a reference to no concept, and broader concepts that lead back to where they began.
    """
    schemes: dict[str, Scheme] = {}
    found: dict[str, Concept] = {}
    for file, text in documents:
        scheme, entries = _read_scheme(read_marked(text, file=file, is_shipped=are_shipped))
        schemes[scheme.key] = scheme
        for entry in entries:
            concept = _read_concept(entry, scheme.key)
            if concept.key in found:
                raise BadConcepts(Reason("concepts.key_twice", {"key": concept.key, "file": file, "line": entry.line}))
            found[concept.key] = concept
    return linked(schemes, found)


def linked(schemes: Mapping[str, Scheme], found: Mapping[str, Concept]) -> Concepts:
    """The concepts with their narrower ones, by key, and related ones both ways. Raises BadConcepts."""
    for concept in found.values():
        for name, key in _references(concept):
            if key not in found:
                raise BadConcepts(Reason("concepts.unknown", {"key": concept.key, "link": name, "missing": key}))
    try:
        TopologicalSorter({key: concept.broader for key, concept in found.items()}).prepare()
    except CycleError as error:
        # The sorter tells the way down, from the broader to the narrower.
        path = " → ".join(reversed(error.args[1]))
        raise BadConcepts(Reason("concepts.loop", {"path": path})) from error
    return Concepts(dict(schemes), dict(_with_links(found)))


def _read_scheme(document: Marked) -> tuple[Scheme, Iterator[Marked]]:
    top = document.keys(needed=("review", "scheme", "concepts"))
    head = top["scheme"].keys(needed=("key", "version", "title"))
    return Scheme(head["key"].text(), head["version"].text(), head["title"].label()), top["concepts"].items()


def _read_concept(entry: Marked, scheme: str) -> Concept:
    optional = (*_LINKS, "notation", "definition", "nace", "priority")
    read = entry.keys(needed=("key", *LANGUAGES), allowed=optional)
    return Concept(
        key=read["key"].text(),
        scheme=scheme,
        words={lang: _texts(read[lang]) for lang in LANGUAGES},
        broader=_texts(read.get("broader")),
        related=_texts(read.get("related")),
        notation=read["notation"].text() if "notation" in read else "",
        definition=read["definition"].label() if "definition" in read else None,
        nace=_texts(read.get("nace")),
        priority=_read_priority(read.get("priority")),
    )


def _read_priority(entry: Marked | None) -> Priority | None:
    if entry is None:
        return None
    read = entry.keys(needed=("region", "group"), allowed=("included", "excluded"))
    return Priority(
        region=read["region"].text(),
        group=read["group"].one_of(GROUPS),
        included=_texts(read.get("included")),
        excluded=_texts(read.get("excluded")),
    )


def _texts(entry: Marked | None) -> tuple[str, ...]:
    return tuple(item.text() for item in entry.items()) if entry else ()


def _references(concept: Concept) -> Iterator[tuple[str, str]]:
    for name in _LINKS:
        for key in getattr(concept, name):
            yield name, key
    if concept.priority:
        for key in (*concept.priority.included, *concept.priority.excluded):
            yield "priority", key


def _with_links(found: Mapping[str, Concept]) -> Iterator[tuple[str, Concept]]:
    narrower, back = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for concept in found.values():
        for key in concept.broader:
            narrower[key].add(concept.key)
        for key in concept.related:
            back[key].add(concept.key)
    for key, concept in found.items():
        related = dict.fromkeys([*concept.related, *sorted(back[key])])
        yield key, replace(concept, narrower=tuple(sorted(narrower[key])), related=tuple(related))
