"""Concepts have changed under an index: which documents read differently now, so that only these are indexed anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import tantivy

from klusterkarta.search.documents import CONCEPT, FIELDS, Analyser
from klusterkarta.search.index import OpenIndex, concepts_mark, open_index
from klusterkarta.search.lexicon import Lexicon, telling
from klusterkarta.search.words import base_forms, words_of
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.concepts import Concept

# Where a concept that a tag means, and what supports it, decide what is indexed.
_TAGS = ("tag", "tag_bare")


def reopened(folder: Path, *, before: Lexicon, now: Lexicon) -> tuple[OpenIndex, set[int]]:
    """An index of earlier concepts with the present ones, and the documents that have to be indexed anew.

    They are more than those that read differently, never fewer. Raises IndexUnusable.
    """
    opened = open_index(folder, lexicon=before)
    changed = _changed(before.scheme.by_key, now.scheme.by_key)
    tokens = set(_tokens(opened, _words(changed, before, now)))
    about = {CONCEPT + key for key in _concerned(_linked_anew(before.scheme.by_key, now.scheme.by_key), before, now)}
    stale = _holding(opened, tokens, FIELDS) | _holding(opened, about, _TAGS)
    analyser = Analyser(now, opened.words.forms, everyday=opened.words.everyday)
    return replace(opened, analyser=analyser, stamp=replace(opened.stamp, concepts=concepts_mark(now))), stale


def _changed(before: Mapping[str, Concept], now: Mapping[str, Concept]) -> set[str]:
    return {key for key in {*before, *now} if before.get(key) != now.get(key)}


def _linked_anew(before: Mapping[str, Concept], now: Mapping[str, Concept]) -> set[str]:
    """Concepts that speak for others than before. What a new one speaks for shows where its words stand."""
    return {key for key in {*before} & {*now} if _speaks_for(before[key]) != _speaks_for(now[key])}


def _speaks_for(one: Concept) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return one.broader, one.priority.included if one.priority else ()


def _words(changed: Iterable[str], before: Lexicon, now: Lexicon) -> set[str]:
    """Words that a concept has got or lost."""
    found: set[str] = set()
    for key in changed:
        was, is_now = (lexicon.scheme.by_key.get(key) for lexicon in (before, now))
        found |= set(was.all_words if was else ()) ^ set(is_now.all_words if is_now else ())
    return found


def _concerned(changed: set[str], before: Lexicon, now: Lexicon) -> set[str]:
    """These concepts, the broader ones that they speak for, and the priorities that bundle one of either."""
    found = set(changed)
    for lexicon in (before, now):
        by_key = lexicon.scheme.by_key
        above = {key for own in changed if own in by_key for key in by_key[own].broader}
        bundled = changed | above
        found |= above | {one.key for one in by_key.values() if one.priority and bundled & {*one.priority.included}}
    return found


def _tokens(opened: OpenIndex, words: Iterable[str]) -> Iterator[str]:
    """Of each wording, the written words of the register that may be its first word, or hold it as a part.

    A wording of several words stands nowhere without its first one.
    """
    parts: set[str] = set()
    for word in words:
        said = telling(words_of(word))[:1]
        parts |= {form for one in said for form in (*base_forms(one.written), one.folded) if form}
    for written in opened.words.written:
        forms = {*base_forms(written), fold(written).replace(" ", "")}
        if any(part in form for part in parts for form in forms):
            yield from forms


def _holding(opened: OpenIndex, tokens: set[str], fields: Iterable[str]) -> set[int]:
    """The ids of the documents with one of the tokens in one of the fields."""
    schema, searcher = opened.index.schema, opened.index.searcher()
    asked = [tantivy.Query.term_set_query(schema, field, sorted(tokens)) for field in fields if tokens]
    if not asked or not searcher.num_docs:
        return set()
    query = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in asked])
    places = [place for _, place in searcher.search(query, searcher.num_docs).hits]
    return {int(number or 0) for number in searcher.fast_field_values("id", places)}
