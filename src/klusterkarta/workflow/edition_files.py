"""The files of an edition: a Parquet for each table, and a manifest whose SHA-256 is over the rows, not the files."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = ("sources", "records", "statements", "judgements", "members", "values", "facets")


class EditionUnreadable(Explained):
    """The files of an edition are missing, of another format, or not what the manifest says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an edition is: names, when, from which sources, how much, and the sum of its rows.

    `chosen_sources` is None where all sources took part. `tables` maps a table to its rows and their SHA-256.
    """

    name: str
    title: Mapping[str, str]
    frozen_at: str
    rule_version: str
    chosen_sources: tuple[str, ...] | None
    sources: tuple[Mapping[str, Any], ...]
    actors: int
    tables: Mapping[str, Mapping[str, Any]]
    sha256: str
    format: int = FORMAT


def row_sum(table: pl.DataFrame) -> str:
    """The SHA-256 over a table's canonical rows: the same for the same rows, whatever wrote the file.

    The text that is summed: the column names as the first row, then the rows, each ended by U+001E and its fields
    parted by U+001F. A missing value is written "-"; any other "=" and its text, numbers in decimal, truth as true
    and false, and in texts U+001E, U+001F and "\\\\" after a "\\\\". UTF-8.

    >>> row_sum(pl.DataFrame({"a": ["x", None]})) == hashlib.sha256("=a\\x1e=x\\x1e-\\x1e".encode()).hexdigest()
    True
    """
    head = "\x1f".join("=" + name for name in table.columns)
    digest = hashlib.sha256(head.encode() + b"\x1e")
    fields = [_field(name, kind) for name, kind in table.schema.items()]
    for part in table.iter_slices(100_000):
        rows = part.select(pl.concat_str(fields, separator="\x1f").alias("row"))["row"]
        digest.update("".join(f"{row}\x1e" for row in rows).encode())
    return digest.hexdigest()


def whole_sum(sums: Mapping[str, str]) -> str:
    """The sum of an edition: SHA-256 over the lines `table sum`, in the order of `TABLES`."""
    return hashlib.sha256("".join(f"{name} {sums[name]}\n" for name in TABLES).encode()).hexdigest()


def write_tables(folder: Path, tables: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, Any]]:
    """Write each table as `NAME.parquet` into the folder; rows and SHA-256 of each, for the manifest."""
    described = {}
    for name in TABLES:
        table = tables[name]
        # One setting for all, so that the same rows and the same Polars give the same bytes.
        table.write_parquet(folder / f"{name}.parquet", compression="zstd", compression_level=3, row_group_size=250_000)
        described[name] = {"rows": table.height, "sha256": row_sum(table)}
    return described


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest as JSON, keys sorted."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition. EditionUnreadable says what is wrong and what was expected."""
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise _no_file(path) from problem
    if not isinstance(content, dict):
        raise _no_file(path)
    if content.get("format") != FORMAT:
        found = str(content.get("format"))
        raise EditionUnreadable(
            Reason("edition.other_format", {"name": folder.name, "found": found, "expected": str(FORMAT)})
        )
    chosen = content["chosen_sources"]
    fitted = {"chosen_sources": None if chosen is None else tuple(chosen), "sources": tuple(content["sources"])}
    return Manifest(**(content | fitted))


def read_tables(
    folder: Path, manifest: Manifest, *, columns: Mapping[str, Sequence[str]] | None = None
) -> dict[str, pl.DataFrame]:
    """The tables of an edition; `columns`: only these tables, and of each these columns.

    EditionUnreadable when a file is missing, damaged, or has other rows than it should.
    """
    tables = {}
    for name in TABLES if columns is None else columns:
        path = folder / f"{name}.parquet"
        try:
            tables[name] = pl.read_parquet(path, columns=list(columns[name]) if columns else None)
        except (OSError, pl.exceptions.PolarsError) as problem:
            raise _no_file(path) from problem
        found, expected = tables[name].height, manifest.tables[name]["rows"]
        if found != expected:
            about = {"file": path.name, "name": folder.name, "found": found, "expected": expected}
            raise EditionUnreadable(Reason("edition.other_rows", about))
    return tables


def changed_tables(tables: Mapping[str, pl.DataFrame], manifest: Manifest) -> list[str]:
    """The tables whose rows are not those that were frozen."""
    return [name for name in TABLES if row_sum(tables[name]) != manifest.tables[name]["sha256"]]


def frozen_moment(manifest: Manifest) -> datetime:
    """When the edition was frozen (UTC)."""
    return datetime.fromisoformat(manifest.frozen_at)


def _no_file(path: Path) -> EditionUnreadable:
    return EditionUnreadable(Reason("edition.no_file", {"file": path.name, "name": path.parent.name}))


def _field(name: str, kind: pl.DataType) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    if kind == pl.String:
        for special in ("\\", "\x1e", "\x1f"):
            text = text.str.replace_all(special, "\\" + special, literal=True)
    return pl.when(text.is_null()).then(pl.lit("-")).otherwise(pl.concat_str(pl.lit("="), text))
