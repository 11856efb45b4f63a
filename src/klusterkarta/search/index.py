"""The index on disk: documents in, changed documents replaced, opened again, or found to be unusable."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import tantivy

from klusterkarta.search.documents import FIELDS, Analysed, Analyser, SearchDocument, learn
from klusterkarta.search.lexicon import Lexicon
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

# Part of every stamp: an index that an older program made is made anew.
FORM = 1
_HEAP = 64_000_000
_STAMP, _WORDS = "stamp.json", "words.json"
# What tells by its time that an index has been written, or that somebody has meddled with it.
INDEX_FILES = (_STAMP, _WORDS, "meta.json")


class IndexUnusable(Explained):
    """The index is missing, broken, or was made by another version or of other concepts."""


@dataclass(frozen=True, slots=True)
class Watermark:
    """A write of the register: its number (0 before the first), and when, so that another register's is another."""

    number: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index holds: until which write (its number and its moment), with which concepts, how many documents."""

    watermark: Watermark
    concepts: str
    documents: int


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The register's own words: how many documents have each as written, base forms, and the everyday ones of these."""

    written: Counter[str]
    forms: frozenset[str]
    everyday: frozenset[str]

    def with_those_of(self, other: "KnownWords") -> "KnownWords":
        """Both; what is everyday stays as it was."""
        return KnownWords(self.written + other.written, self.forms | other.forms, self.everyday)


@dataclass(frozen=True)
class OpenIndex:
    """An index with the words it knows."""

    folder: Path
    index: tantivy.Index
    analyser: Analyser
    words: KnownWords
    stamp: Stamp


def schema() -> tantivy.Schema:
    """One field of tokens for each field of a document, its words in order for phrases, and what a hit shows."""
    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("surface", stored=False, tokenizer_name="whitespace", index_option="position")
    builder.add_bytes_field("kept", stored=True, indexed=False)
    builder.add_integer_field("id", stored=False, indexed=True, fast=True)
    builder.add_integer_field("version", stored=False, indexed=False, fast=True)
    return builder.build()


def build_index(
    folder: Path, documents: Iterable[SearchDocument], *, lexicon: Lexicon, watermark: Watermark
) -> OpenIndex:
    """Write the index of all documents into a folder that it replaces, whole or not at all."""
    held = list(documents)
    words = KnownWords(*learn(held))
    analyser = _analyser(lexicon, words)
    aside = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(aside))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for document in held:
        writer.add_document(_indexed(document, analyser.analyse(document)))
    writer.commit()
    writer.wait_merging_threads()
    _write_words(aside, words)
    _write_stamp(aside, Stamp(watermark, concepts_mark(lexicon), len(held)))
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return open_index(folder, lexicon=lexicon)


def update_index(
    opened: OpenIndex, changed: Sequence[SearchDocument], *, gone: Iterable[int], watermark: Watermark
) -> OpenIndex:
    """Replace the changed documents and remove those gone. Words that are new are known from now on, in them."""
    gone = list(gone)
    if not changed and not gone:
        stamp = Stamp(watermark, opened.stamp.concepts, opened.stamp.documents)
        _write_stamp(opened.folder, stamp)
        return OpenIndex(opened.folder, opened.index, opened.analyser, opened.words, stamp)
    lexicon = opened.analyser.lexicon
    words = opened.words.with_those_of(KnownWords(*learn(changed)))
    grown = words.forms != opened.words.forms
    analyser = _analyser(lexicon, words) if grown else opened.analyser
    writer = opened.index.writer(heap_size=_HEAP, num_threads=1)
    for number in {*gone, *(document.id for document in changed)}:
        writer.delete_documents_by_term("id", number)
    for document in changed:
        writer.add_document(_indexed(document, analyser.analyse(document)))
    writer.commit()
    writer.wait_merging_threads()
    opened.index.reload()
    stamp = Stamp(watermark, opened.stamp.concepts, opened.index.searcher().num_docs)
    _write_words(opened.folder, words)
    _write_stamp(opened.folder, stamp)
    return OpenIndex(opened.folder, opened.index, analyser, words, stamp)


def open_index(folder: Path, *, lexicon: Lexicon) -> OpenIndex:
    """The index in a folder. Raises IndexUnusable when there is none, it is broken, or it is of another make."""
    stamp = read_stamp(folder)
    if stamp.concepts != concepts_mark(lexicon):
        raise IndexUnusable(Reason("search.index_of_old"))
    index, words = _opened(folder)
    return OpenIndex(folder, index, _analyser(lexicon, words), words, stamp)


def check_index(folder: Path, *, lexicon: Lexicon) -> Stamp:
    """The stamp of an index that can be opened. Raises IndexUnusable as `open_index` does."""
    stamp = read_stamp(folder)
    if stamp.concepts != concepts_mark(lexicon):
        raise IndexUnusable(Reason("search.index_of_old"))
    _opened(folder)
    return stamp


def read_stamp(folder: Path) -> Stamp:
    """The stamp of the index in a folder. Raises IndexUnusable."""
    try:
        read = json.loads((folder / _STAMP).read_text("utf-8"))
        if read["form"] != FORM:
            raise IndexUnusable(Reason("search.index_of_old"))
        return Stamp(Watermark(int(read["watermark"]), str(read["at"])), str(read["concepts"]), int(read["documents"]))
    except FileNotFoundError as error:
        raise IndexUnusable(Reason("search.index_missing")) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(Reason("search.index_broken", {"problem": str(error)[:200]})) from error


def indexed_versions(opened: OpenIndex) -> dict[int, int]:
    """id → version of every document in the index."""
    searcher = opened.index.searcher()
    places = [place for _, place in searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits]
    ids, versions = (searcher.fast_field_values(name, places) for name in ("id", "version"))
    return {int(number or 0): int(version or 0) for number, version in zip(ids, versions, strict=True)}


def read_kept(document: tantivy.Document) -> dict[str, object]:
    """What a hit shows: id, name, tags, mention, tokens by field."""
    kept: dict[str, object] = json.loads(bytes(document.get_first("kept") or b"{}"))
    return kept


@lru_cache(maxsize=4)
def concepts_mark(lexicon: Lexicon) -> str:
    """A mark that changes when the concepts do."""
    said = "\n".join(
        f"{key}:{'|'.join(one.all_words)}:{one.broader}:{one.priority.included if one.priority else ''}"
        for key, one in lexicon.scheme.by_key.items()
    )
    return sha256(said.encode()).hexdigest()[:16]


def _opened(folder: Path) -> tuple[tantivy.Index, KnownWords]:
    try:
        index = tantivy.Index.open(str(folder))
        index.reload()
        words = _read_words(folder)
        # A damaged file may only show when it is read.
        index.searcher().search(tantivy.Query.all_query(), 1)
    except Exception as error:
        raise IndexUnusable(Reason("search.index_broken", {"problem": str(error)[:200]})) from error
    return index, words


def _indexed(document: SearchDocument, analysed: Analysed) -> tantivy.Document:
    tokens: Mapping[str, str] = {name: " ".join(found) for name, found in analysed.tokens.items() if found}
    kept = {
        "id": document.id,
        "name": document.name,
        "mention": document.mention,
        "tags": analysed.tags,
        "tokens": tokens,
    }
    made = tantivy.Document(**tokens)
    made.add_text("surface", " ".join(analysed.surface))
    made.add_bytes("kept", json.dumps(kept, ensure_ascii=False).encode())
    made.add_integer("id", document.id)
    made.add_integer("version", document.version)
    return made


def _analyser(lexicon: Lexicon, words: KnownWords) -> Analyser:
    return Analyser(lexicon, words.forms, everyday=words.everyday)


def _write_words(folder: Path, words: KnownWords) -> None:
    said = {"written": dict(words.written), "forms": sorted(words.forms), "everyday": sorted(words.everyday)}
    _put(folder / _WORDS, said)


def _read_words(folder: Path) -> KnownWords:
    read = json.loads((folder / _WORDS).read_text("utf-8"))
    return KnownWords(Counter(read["written"]), frozenset(read["forms"]), frozenset(read["everyday"]))


def _write_stamp(folder: Path, stamp: Stamp) -> None:
    said = {
        "form": FORM,
        "watermark": stamp.watermark.number,
        "at": stamp.watermark.at,
        "concepts": stamp.concepts,
        "documents": stamp.documents,
    }
    _put(folder / _STAMP, said)


def _put(path: Path, said: object) -> None:
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    aside.replace(path)
