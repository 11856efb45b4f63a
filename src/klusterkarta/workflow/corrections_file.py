"""The corrections file: CSV that a person can read, write and send on."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from klusterkarta.publishing.cell_text import guard_for_csv
from klusterkarta.sources.text_file import decode
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.words import words_of_key
from klusterkarta.workflow.corrections import BadCorrections, Correction, column_of, seal_correction

COLUMNS = ("name", "page", "field", "read", "corrected", "why", "who")
# A file of corrections is written by persons, cell by cell.
MOST_BYTES = 5_000_000
_NEEDED = ("name", "field", "corrected")
# What `guard_for_csv` puts before a text that a spreadsheet program would take for a formula.
_GUARDED = re.compile(r"^'(?='*[=+\-@＝＋－＠])")


def read_corrections(path: Path) -> list[Correction]:
    """The corrections in a file: comma or semicolon, headers in Swedish or English; docs/extract.md has an example.

    Raises UnreadableFile for what is no text, BadCorrections where a needed column is missing.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=str(problem)[:200]) from problem
    return corrections_in_bytes(content, name=path.name)


def corrections_in_bytes(content: bytes, *, name: str) -> list[Correction]:
    """The corrections in a file's bytes, as `read_corrections`."""
    return list(corrections_in(decode(content, name=name).text, name=name))


def corrections_in(text: str, *, name: str) -> Iterator[Correction]:
    """The corrections in a file's text. Raises BadCorrections where a needed column is missing.

    >>> [one.corrected for one in corrections_in("namn;fält;rättat\\nGlasriket;url;glasriket.se", name="a.csv")]
    ['glasriket.se']
    """
    records = _records(text, name)
    positions = _positions(next(records, (1, []))[1])
    if missing := [column for column in _NEEDED if column not in positions]:
        raise BadCorrections(Reason("corrections.lacks_column", {"file": name, "columns": ", ".join(missing)}))
    for line, cells in records:
        values = {one: _bare(cells[at]) for one, at in positions.items() if at < len(cells)}
        if any(values.values()):
            yield Correction(**{"name": "", "field": "", **values}, line=line)


def corrections_csv(corrections: Iterable[Correction], lang: str) -> str:
    """The file for people: semicolon, byte-order mark, nothing that a spreadsheet program would take for a formula."""
    every = list(corrections)
    rows = {column: [_GUARDED.sub("''", getattr(one, column)) for one in every] for column in COLUMNS}
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    headers = {column: words_of_key(f"corrections.column_{column}").read(lang) for column in COLUMNS}
    guarded = frame.select(guard_for_csv(pl.col(column)).alias(header) for column, header in headers.items())
    return guarded.write_csv(separator=";", include_bom=True, line_terminator="\r\n")


def is_corrections(path: Path) -> bool:
    """Whether a file has the columns of corrections."""
    try:
        header = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        return False
    return set(_NEEDED) <= set(_positions(re.split("[;,]", header.strip())))


def sealed_corrections(path: Path) -> str:
    """The file with digests in place of what was read of contacts, telephones, addresses and descriptions."""
    known = (replace(one, field=column_of(one.field) or one.field) for one in read_corrections(path))
    return corrections_csv([seal_correction(one) for one in known], "en")


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its last line."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as problem:
        about: dict[str, str | int] = {"file": name, "line": reader.line_num, "why": str(problem)}
        raise BadCorrections(Reason("corrections.not_csv", about)) from problem


def _positions(headers: Sequence[str]) -> dict[str, int]:
    known = _known_headers()
    return {known[fold(header)]: at for at, header in enumerate(headers) if fold(header) in known}


def _known_headers() -> Mapping[str, str]:
    labels = {column: words_of_key(f"corrections.column_{column}") for column in COLUMNS}
    return {fold(text): column for column, label in labels.items() for text in (column, label.sv, label.en)}


def _bare(cell: str) -> str:
    return _GUARDED.sub("", cell.strip())
