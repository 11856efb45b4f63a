"""What is looked for → tantivy's query: each unit by its best way and field, all or enough of the units."""

from collections.abc import Iterator, Sequence
from math import ceil

import tantivy
from tantivy import Occur

from klusterkarta.search.asking import WORTH, Asked, Unit, Way, is_country
from klusterkarta.search.documents import CONCEPT, FIELDS

# What a word is worth by where it stands.
BOOSTS = {
    "name": 2.2,
    "sector": 2.0,
    "tag": 1.6,
    "tag_bare": 0.7,
    "text": 1.0,
    "kind": 0.4,
    "place": 0.9,
    "relation": 0.3,
}
# How much every further field or way that also matches adds to the best one.
_FURTHER = 0.25
# In these fields only words are looked for, for they say nothing of what an actor is about.
_WORDS_ONLY = ("kind", "place", "relation")
# What says what an actor is about.
_ABOUT = ("name", "sector", "tag")
_WHOLE_WORDS_ONLY = ("place", "relation")
PARTLY = 0.3
_ALL_FROM = {"exact": 1.0, "narrow": 1.0, "standard": 0.5, "broad": 0.0}


class Retrieval:
    """Builds queries for one searcher."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema, self._searcher = schema, searcher

    def query(self, asked: Asked, *, within: Sequence[Unit] = ()) -> tantivy.Query | None:
        """The documents that answer enough of the units, none of the unwanted, and each of `within`; None: nothing can.

        Enough is all units up to `narrow`, in `standard` as many as half of those that say what is looked for (those
        that only say where not counted), one in `broad`. Units of a named field must always be answered.
        """
        parts = [(unit, self.unit(unit)) for unit in asked.units]
        if any(query is None and unit.field for unit, query in parts):
            return None
        clauses = [(Occur.Must, query) for unit, query in parts if query is not None and unit.field]
        free = [(unit, query) for unit, query in parts if not unit.field]
        if free:
            enough = self._enough(asked, free)
            if enough is None:
                return None
            clauses.append((Occur.Must, enough))
        for unit in within:
            found = self.unit(unit)
            if found is None:
                return None
            clauses.append((Occur.Must, tantivy.Query.const_score_query(found, 0.0)))
        if not clauses:
            return None
        clauses += [(Occur.MustNot, found) for unit in asked.unwanted if (found := self.unit(unit)) is not None]
        return tantivy.Query.boolean_query(clauses)

    def _enough(self, asked: Asked, free: Sequence[tuple[Unit, tantivy.Query | None]]) -> tantivy.Query | None:
        """Enough of the units of no named field; None where so many can never be answered."""
        counted = [unit for unit, _ in free if not (unit.where and asked.breadth == "standard")]
        least = max(1, ceil(len(counted) * _ALL_FROM[asked.breadth]))
        should = [(Occur.Should, query) for _, query in free if query is not None]
        return tantivy.Query.boolean_query(should, least) if len(should) >= least else None

    def unit(self, unit: Unit) -> tantivy.Query | None:
        """The documents that answer one unit; None when no document has any of its words."""
        ways = list(self._ways(unit))
        if unit.said:
            ways.append(self._side_by_side(unit))
        if len(unit.together) > 1:
            parts = [self.unit(part) for part in unit.together]
            if all(part is not None for part in parts):
                joined = tantivy.Query.boolean_query([(Occur.Must, part) for part in parts if part is not None])
                ways.append(tantivy.Query.boost_query(joined, WORTH["together"]))
        for part in unit.partly:
            found = self.unit(part)
            if found is not None:
                ways.append(tantivy.Query.boost_query(found, PARTLY))
        if not ways:
            return None
        return tantivy.Query.disjunction_max_query(ways, _FURTHER)

    def frequency(self, unit: Unit) -> int:
        """In how many documents at least the unit's most used word stands."""
        counts = [self._searcher.doc_freq(field, way.token) for way in unit.ways for field in fields_of(unit, way)]
        together = min((self.frequency(part) for part in unit.together), default=0)
        return max([*counts, together, 0])

    def _ways(self, unit: Unit) -> Iterator[tantivy.Query]:
        for way in unit.ways:
            for field in fields_of(unit, way):
                if self._searcher.doc_freq(field, way.token):
                    term = tantivy.Query.term_query(self._schema, field, way.token, index_option="freq")
                    yield tantivy.Query.boost_query(term, worth(unit, way, field=field))

    def _side_by_side(self, unit: Unit) -> tantivy.Query:
        words: list[str | tuple[int, str]] = list(unit.said)
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, "surface", unit.said[0])
        return tantivy.Query.phrase_query(self._schema, "surface", words)


def worth(unit: Unit, way: Way, *, field: str) -> float:
    """What a way is worth in a field. A place is one wherever it stands: in a name it says no more of the topic."""
    return way.worth * BOOSTS["place" if unit.where or is_country(way) else field]


def fields_of(unit: Unit, way: Way) -> tuple[str, ...]:
    """The fields in which a way may answer a unit."""
    if unit.field == "tag":
        return ("tag", "tag_bare")
    if unit.field:
        return (unit.field,)
    if way.about:
        return _ABOUT
    if is_country(way):
        return FIELDS
    if way.token.startswith(CONCEPT):
        return tuple(field for field in FIELDS if field not in _WORDS_ONLY)
    if way.how == "compound":
        return tuple(field for field in FIELDS if field not in _WHOLE_WORDS_ONLY)
    return FIELDS
