"""Search: a query → hits with reasons, counts by breadth, and what might be asked instead."""

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from klusterkarta.search.asking import BREADTHS, Asked, Breadth, Unit, Way, ask
from klusterkarta.search.corrections import Corrector
from klusterkarta.search.documents import CONCEPT
from klusterkarta.search.hits import Hit, Kept, Match, kept_of, rarity, reasons, scored
from klusterkarta.search.index import OpenIndex, read_kept
from klusterkarta.search.query import Query, read_query
from klusterkarta.search.retrieval import Retrieval
from klusterkarta.values.reason import Reason

# So many of tantivy's best are looked at again for focus and coverage.
_LOOKED_AT_LEAST = 100
_LOOKED_AT_MOST = 1_000
MOST_HITS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the index. `priority`: keys of concepts, one of which every hit must speak of."""

    text: str
    breadth: Breadth = "standard"
    priority: tuple[str, ...] = ()
    limit: int = 20
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits, how many there are in all and by breadth, what was done to the query, and until which write."""

    hits: tuple[Hit, ...]
    total: int
    counts: dict[Breadth, int]
    notes: tuple[Reason, ...]
    watermark: int
    asked: Asked


class Engine:
    """Answers questions from an opened index."""

    def __init__(self, opened: OpenIndex) -> None:
        self.opened = opened
        lexicon = opened.analyser.lexicon
        self._corrector = Corrector(opened.words.written, lexicon.spoken)
        self._labels = {key: one.label for key, one in lexicon.scheme.by_key.items()}

    def answer(self, question: Question, *, lang: str = "sv") -> Answer:
        """The hits in the order of their score, ties by name. Any text is answered; what it lacks stands in notes."""
        query = read_query(question.text)
        searcher = self.opened.index.searcher()
        retrieval = Retrieval(self.opened.index.schema, searcher)
        asked = self.asked(query, question.breadth, typing=question.typing)
        found = retrieval.query(asked, within=self._within(question)) if asked.units else None
        counts = self._counts(question, query, retrieval) if asked.units else dict.fromkeys(BREADTHS, 0)
        hits = self._hits(question, asked, found, lang) if found is not None else ()
        return Answer(hits, counts[question.breadth], counts, query.notes, self.opened.stamp.watermark.number, asked)

    def asked(self, query: Query, breadth: Breadth, *, typing: bool = False) -> Asked:
        """What a query looks for at a breadth."""
        return ask(query, breadth, analyser=self.opened.analyser, corrector=self._corrector, typing=typing)

    def count(self, text: str, breadth: Breadth = "standard", *, priority: Sequence[str] = ()) -> int:
        """How many documents a query finds."""
        question = Question(text=text, breadth=breadth, priority=tuple(priority))
        retrieval = Retrieval(self.opened.index.schema, self.opened.index.searcher())
        return self._count(question, read_query(text), breadth, retrieval)

    def _counts(self, question: Question, query: Query, retrieval: Retrieval) -> dict[Breadth, int]:
        return {breadth: self._count(question, query, breadth, retrieval) for breadth in BREADTHS}

    def _count(self, question: Question, query: Query, breadth: Breadth, retrieval: Retrieval) -> int:
        asked = self.asked(query, breadth, typing=question.typing)
        found = retrieval.query(asked, within=self._within(question)) if asked.units else None
        if found is None:
            return 0
        # The number of all is known to the library and missing in its type stubs.
        return int(getattr(self.opened.index.searcher().search(found, 1, count=True), "count", 0) or 0)

    def _within(self, question: Question) -> tuple[Unit, ...]:
        """A unit that an actor of the priority answers: by tag, by name of the notion, or by what it bundles."""
        if not question.priority:
            return ()
        by_key = self.opened.analyser.lexicon.scheme.by_key
        keys = list(question.priority)
        for key in question.priority:
            priority = by_key[key].priority
            bundled = priority.included if priority else ()
            keys += [one for own in bundled for one in (own, *by_key[own].narrower)]
        ways = tuple(Way(CONCEPT + key, "concept", 1.0, key) for key in dict.fromkeys(keys))
        return (Unit(" ".join(question.priority), ways),)

    def _hits(self, question: Question, asked: Asked, found: tantivy.Query, lang: str) -> tuple[Hit, ...]:
        searcher = self.opened.index.searcher()
        retrieval = Retrieval(self.opened.index.schema, searcher)
        limit = max(1, min(question.limit, MOST_HITS))
        looked_at = min(_LOOKED_AT_MOST, max(_LOOKED_AT_LEAST, 2 * limit))
        weights = [rarity(searcher.num_docs, retrieval.frequency(unit)) for unit in asked.units]
        ranked: list[tuple[float, Kept, tuple[Match, ...]]] = []
        for bm25, place in searcher.search(found, looked_at, count=False).hits:
            kept = kept_of(read_kept(searcher.doc(place)))
            score, matches = scored(kept, float(bm25), asked=asked, rarity=weights)
            ranked.append((score, kept, matches))
        ranked.sort(key=lambda one: (-one[0], one[1].name, one[1].id))
        labels = {key: label.read(lang) for key, label in self._labels.items()}
        return tuple(
            Hit(kept.id, kept.name, round(score, 4), reasons(kept, matches, labels=labels, asked=asked))
            for score, kept, matches in ranked[:limit]
        )
