"""One table or two into the pairs of rows that may be one organisation. Needs no register and loads none of Django."""

import csv
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.linkage.tables.engine import Engine
from klusterkarta.linkage.tables.link import Linked, link_table
from klusterkarta.linkage.tables.model import Kind
from klusterkarta.linkage.tables.records import MARKS
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.table import ROW, Table, column_letter
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.link_columns import mark_of_column
from klusterkarta.vocabularies.words import explain

COLUMNS = ("left_id", "right_id", "score", "reason")
# A table for programs may be larger than a file that somebody uploads.
_LIMITS = Limits(file_bytes=1_000_000_000, unzipped_bytes=4_000_000_000, rows=5_000_000)
# Pairs of a higher probability are written.
OVER = 0.1
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns are read: the name, the id ("" for row numbers), marks as headings or mark=heading.

    With the kind "affiliations" the names are researchers' addresses ("Department of Physics, Lund University, Lund").
    """

    name: str
    id: str = ""
    also: tuple[str, ...] = ()
    kind: Kind = "records"


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The pairs as they are written, how many records were looked at, what was left out or bounded."""

    rows: Sequence[tuple[str, str, str, str]]
    records: int
    notes: tuple[Reason, ...]


def link_files(
    left: Path, right: Path | None = None, *, wanted: Wanted, lang: str, engine: Engine = "duckdb"
) -> FileLinks:
    """The pairs of rows of one file, or of two across, whose probability is over 0.1; each once, the likeliest first.

    `lang` is the language of the reasons. Raises UnreadableFile for a file that cannot be read (`file.…`) or used
    (`link.…`: a column that is not there, ids that are not unique), NoSpark where the engine is not there.
    """
    tables = [_table(path, wanted) for path in (left, right) if path]
    frame = pl.concat(tables, how="diagonal")
    first = tables[0].height if right else None
    linked = link_table(frame.drop("id"), least=OVER, first=first, kind=wanted.kind, engine=engine)
    ids = frame["id"].to_list()
    return FileLinks(list(_rows(linked, ids, lang)), frame.height, linked.notes)


def write_links(links: FileLinks, out: Path) -> None:
    """The pairs as CSV for programs: comma, UTF-8, no byte-order mark. The file appears whole or not at all."""
    if not out.parent.is_dir():
        raise unreadable("link.no_folder", file=str(out))
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(links.rows)
        part.replace(out)
    except OSError as problem:
        raise unreadable("link.not_written", file=str(out), why=problem.strerror or str(problem)) from problem
    finally:
        part.unlink(missing_ok=True)


def check_target(out: Path, inputs: Sequence[Path]) -> None:
    """Refuse, before any work, a target that is one of the inputs or lies in no folder."""
    if any(out.resolve() == path.resolve() for path in inputs):
        raise unreadable("link.out_is_input", file=str(out))
    if not out.parent.is_dir():
        raise unreadable("link.no_folder", file=str(out))


def _rows(linked: Linked, ids: Sequence[str], lang: str) -> "list[tuple[str, str, str, str]]":
    found = zip(linked.left.tolist(), linked.right.tolist(), linked.scores.tolist(), strict=True)
    return [
        (ids[one], ids[other], f"{score:.6f}", " ".join(explain(reason, lang) for reason in linked.reasons(at)))
        for at, (one, other, score) in enumerate(found)
        if score > OVER
    ]


def _table(path: Path, wanted: Wanted) -> pl.DataFrame:
    """The wanted columns under their own names: id, name and marks, all text."""
    marks = _marks(wanted.also)
    table, headings = _sheet(path, wanted.name)
    letter = _finder(path, headings)
    body = table.cells.slice(1)
    if body.is_empty():
        raise unreadable("link.no_rows", file=path.name)
    columns = {"name": letter(wanted.name), **{mark: letter(heading) for mark, heading in marks.items()}}
    ids = pl.col(letter(wanted.id)) if wanted.id else pl.col(ROW).cast(pl.String)
    frame = body.select(ids.alias("id"), *(pl.col(column).alias(name) for name, column in columns.items()))
    if wanted.id:
        _check_ids(path, frame["id"], rows=body[ROW], column=wanted.id)
    return frame.with_columns(pl.col(list(columns)).fill_null(""))


def _sheet(path: Path, name: str) -> tuple[Table, Sequence[str]]:
    """The first sheet that has the column of names, with its headings; the first of all where none has it."""
    tables = [table for table in read_tables(path, _LIMITS) if not table.cells.is_empty()]
    if not tables:
        raise unreadable("file.empty", file=path.name)
    headed = [(table, [str(cell or "") for cell in table.cells.select(table.letters).row(0)]) for table in tables]
    return next(((table, headings) for table, headings in headed if name in headings), headed[0])


def _finder(path: Path, headings: Sequence[str]) -> Callable[[str], str]:
    """Heading → letter of the column. What is written with other capitals is found too, where it is one column."""
    folded = [heading.casefold() for heading in headings]

    def letter(heading: str) -> str:
        among, sought = (headings, heading) if heading in headings else (folded, heading.casefold())
        count = among.count(sought)
        if not count:
            shown = ", ".join(f"”{one}”" for one in headings if one)
            raise unreadable("link.no_column", file=path.name, column=heading, columns=shown)
        if count > 1:
            raise unreadable("link.column_twice", file=path.name, column=heading)
        return column_letter(among.index(sought))

    return letter


def _marks(also: Sequence[str]) -> Mapping[str, str]:
    """Mark → heading of its column."""
    found: dict[str, str] = {}
    for entry in also:
        mark, given, heading = entry.partition("=")
        mark, heading = (mark, heading) if given else (mark_of_column(entry), entry)
        if mark not in MARKS:
            raise unreadable("link.unknown_mark", column=heading, marks=", ".join(MARKS))
        if mark in found:
            raise unreadable("link.mark_twice", mark=mark, columns=f"{found[mark]}, {heading}")
        found[mark] = heading
    return found


def _check_ids(path: Path, ids: pl.Series, *, rows: pl.Series, column: str) -> None:
    if ids.null_count():
        row = rows.filter(ids.is_null())[0]
        raise unreadable("link.id_missing", file=path.name, column=column, row=row)
    repeated = {one: times for one, times in Counter(ids.to_list()).items() if times > 1}
    if repeated:
        first = next(iter(repeated))
        shown = first_few(rows.filter(ids == first).to_list(), _MOST_SHOWN)
        raise unreadable(
            "link.ids_not_unique", file=path.name, column=column, id=first, rows=shown, count=len(repeated)
        )
