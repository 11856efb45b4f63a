"""What search is measured against: all keywords, BM25 over Swedish stems, and a filter by tags."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur

from klusterkarta.search.documents import SearchDocument
from klusterkarta.search.words import words_of
from klusterkarta.values.text import fold

PEERS = ("keyword", "bm25", "tags")
_MOST = 50
_TAGS = ("tag", "sector")


class Peers:
    """The three other ways of searching, over the same documents and all their text.

    - keyword: every word of the query must stand in the text as it is written, as on the platforms; ordered by BM25.
    - bm25: any word, Swedish Snowball stems on both sides, BM25.
    - tags: one of the actor's tags or sectors has all words of the query; fewest tags first, then by name.
    """

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self._documents = list(documents)
        self._plain = _index(self._documents, _analyser(stemmed=False))
        self._stemmed = _index(self._documents, _analyser(stemmed=True))

    def ranked(self, peer: str, query: str) -> list[int]:
        """The ids that a peer finds, in its order, at most 50."""
        if peer == "tags":
            return self._by_tags(query)
        stemmed = peer == "bm25"
        words = _analyser(stemmed=stemmed).analyze(" ".join(word.written for word in words_of(query)))
        occur = Occur.Should if stemmed else Occur.Must
        index = self._stemmed if stemmed else self._plain
        return _found(index, words, occur)

    def _by_tags(self, query: str) -> list[int]:
        words = fold(query).split()
        found = []
        for document in self._documents:
            tags = [fold(text) for name in _TAGS for text in document.texts.get(name, ())]
            if words and any(all(word in tag for word in words) for tag in tags):
                found.append((len(tags), document.name, document.id))
        return [number for _, _, number in sorted(found)[:_MOST]]


def _analyser(*, stemmed: bool) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    return (builder.filter(tantivy.Filter.stemmer("swedish")) if stemmed else builder).build()


def _index(documents: Sequence[SearchDocument], analyser: tantivy.TextAnalyzer) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("all", tokenizer_name="own")
    builder.add_integer_field("id", fast=True)
    index = tantivy.Index(builder.build())
    index.register_tokenizer("own", analyser)
    writer = index.writer(heap_size=20_000_000, num_threads=1)
    for document in documents:
        said = [text for texts in document.texts.values() for text in texts]
        writer.add_document(tantivy.Document(all=" ".join(said), id=document.id))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _found(index: tantivy.Index, words: Sequence[str], occur: Occur) -> list[int]:
    if not words:
        return []
    terms = [(occur, tantivy.Query.term_query(index.schema, "all", word)) for word in words]
    searcher = index.searcher()
    places = [place for _, place in searcher.search(tantivy.Query.boolean_query(terms), _MOST).hits]
    return [int(value or 0) for value in searcher.fast_field_values("id", places)]
