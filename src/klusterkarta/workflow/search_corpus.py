"""Tables of organisations as something to search: what judged queries are measured over beside a workspace."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from klusterkarta.search.documents import SearchDocument
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.table import ROW, Table
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.explained import Explained

# Several tags in a cell: parted by ; | or a new line, or by a comma before a capital ("Retail, wholesale; Mat, Skog").
_BETWEEN_TAGS = re.compile(r"\s*[;|\n]\s*|,\s+(?=[A-ZÅÄÖ])")
_LISTS = ("tag", "sector")


class BadCorpus(Explained):
    """A table has no column of names, or no rows."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents to search, and for each key of a row (`file:key`, else `file:row`) the id of its document."""

    documents: tuple[SearchDocument, ...]
    ids: dict[str, int]


def read_corpus(paths: Sequence[Path], *, limits: Limits | None = None) -> Corpus:
    """The rows of CSV files or workbooks as documents. Rows of one key are one organisation, with all their texts.

    Which field a column is, its heading says (`search_words.yaml`); other columns are left out. A row's key is
    `file:key` without the file's ending, or `file:row` where no column holds keys. Raises UnreadableFile and BadCorpus.
    """
    rows: dict[str, dict[str, list[str]]] = {}
    for path in paths:
        for key, field, text in _cells(path, limits or Limits()):
            texts = rows.setdefault(key, {}).setdefault(field, [])
            if text not in texts:
                texts.append(text)
    named = {key: texts for key, texts in rows.items() if texts.get("name")}
    if not named:
        raise BadCorpus(Reason("search.corpus_empty", {"files": ", ".join(path.name for path in paths)}))
    documents = tuple(
        SearchDocument(number, texts["name"][0], {field: tuple(said) for field, said in texts.items()})
        for number, texts in enumerate(named.values(), start=1)
    )
    return Corpus(documents, {key: number for number, key in enumerate(named, start=1)})


def _cells(path: Path, limits: Limits) -> Iterator[tuple[str, str, str]]:
    """Key of the row, field and text of every cell that is searched."""
    tables = [table for table in read_tables(path, limits) if table.cells.height > 1]
    if not tables:
        raise BadCorpus(Reason("search.corpus_empty", {"files": path.name}))
    for table in tables:
        fields = _fields(table, path.name)
        keys = next((letter for letter, field in fields.items() if field == "key"), ROW)
        for row in table.cells.slice(1).iter_rows(named=True):
            key = f"{path.stem}:{row[keys] or row[ROW]}"
            for letter, field in fields.items():
                for text in _parts(field, row[letter] or "") if field != "key" else ():
                    yield key, field, text


def _fields(table: Table, file: str) -> dict[str, str]:
    """Letter of a column → the field that its heading means."""
    headings = {letter: str(table.cells[letter][0] or "") for letter in table.letters}
    fields = {letter: field for letter, said in headings.items() if (field := _known().get(fold(said)))}
    if "name" not in fields.values():
        shown = ", ".join(f"”{one}”" for one in headings.values() if one)[:400]
        raise BadCorpus(Reason("search.corpus_no_name", {"file": file, "found": shown}))
    return fields


def _parts(field: str, text: str) -> Iterator[str]:
    parts = _BETWEEN_TAGS.split(text) if field in _LISTS else [text]
    yield from (part.strip() for part in parts if part.strip())


@cache
def _known() -> dict[str, str]:
    headings = read_document("search_words").body["headings"]
    return {fold(str(said)): str(field) for field, names in headings.items() for said in names}
