"""A Snapshot as the tables of an edition, and back: keys in place of the register's numbers."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from klusterkarta.values import frames
from klusterkarta.values.frames import Snapshot

Tables = Mapping[str, pl.DataFrame]
_STATEMENT = ["record", "number"]
_SAID = [name for name in frames.STATEMENTS if name not in ("statement", "record", "target")]
# What orders the statements of one record: where they stood in the row, then all that tells two of them apart.
_ORDER = ["record", "position", *(name for name in _SAID if name != "position")]


def tables_of(snapshot: Snapshot) -> dict[str, pl.DataFrame]:
    """The seven tables of an edition, rows in the order of record keys.

    A record goes by its key; an actor by the key of its oldest record; a statement by its record's key and `number`,
    its place (from 1) among that record's statements. The same snapshot gives the same tables whatever database it
    came from and whatever numbers that database had given.
    """
    keys = dict(snapshot.records.select("record", "key").iter_rows())
    said = _numbered(_keyed(snapshot.statements, keys, "record", "target"))
    numbers = said.select("statement", *_STATEMENT)
    values = snapshot.values.select("statement", "actor", "shown", "reason", "conflict").join(numbers, on="statement")
    return {
        "sources": snapshot.sources.sort("source"),
        "records": _keyed(snapshot.records, keys, "about").drop("record").rename({"key": "record"}).sort("record"),
        "statements": said.select(*_STATEMENT, *_SAID, "target"),
        "judgements": _judgements(_keyed(snapshot.judgements, keys, "left", "right")),
        "members": _keyed(snapshot.members, keys, "record", "actor").sort("record"),
        "values": _keyed(values, keys, "actor")
        .select(*_STATEMENT, "actor", "shown", "reason", "conflict")
        .sort(_STATEMENT),
        "facets": _keyed(snapshot.facets, keys, "actor").sort("actor", "facet", "code"),
    }


def snapshot_of(tables: Tables, *, edition: str, taken_at: datetime) -> Snapshot:
    """The Snapshot that an edition's tables hold.

    Numbers are given anew, from 1: records that name an actor come first, in the order of their keys, then the
    others. So an actor's number is, as in the register, the smallest of its records' numbers; it is valid within this
    snapshot only, and `records` has the key for every number.
    """
    ordered = numbered_first(tables)
    numbers = {key: number for number, key in enumerate(ordered["record"].to_list(), start=1)}
    said = tables["statements"].with_columns(statement=pl.int_range(1, pl.len() + 1))
    values = tables["values"].join(said, on=_STATEMENT, how="left", maintain_order="left")
    records = ordered.rename({"record": "key"}).with_columns(record=pl.int_range(1, pl.len() + 1))
    snapshot = Snapshot(
        edition,
        taken_at,
        tables["sources"].select(list(frames.SOURCES)),
        _shaped(_numbers(records, numbers, "about"), frames.RECORDS),
        _shaped(_numbers(said, numbers, "record", "target"), frames.STATEMENTS),
        _left_below_right(_numbers(tables["judgements"], numbers, "left", "right")),
    )
    return snapshot.with_derived(
        members=_shaped(_numbers(tables["members"], numbers, "record", "actor"), frames.MEMBERS).sort("record"),
        values=_shaped(_numbers(values, numbers, "record", "actor", "target"), frames.VALUES),
        facets=_shaped(_numbers(tables["facets"], numbers, "actor"), frames.FACETS),
    )


def numbered_first(tables: Tables) -> pl.DataFrame:
    """The records in the order of the numbers that they get, from 1."""
    named = tables["members"].select(pl.col("actor").alias("record")).unique().with_columns(first=pl.lit(value=True))
    return tables["records"].join(named, on="record", how="left").sort("first", "record", nulls_last=True)


def _keyed(frame: pl.DataFrame, keys: dict[int, str], *columns: str) -> pl.DataFrame:
    """These columns as keys; a number without a record (a party whose record is no longer live) as none."""
    return frame.with_columns(
        pl.col(name).replace_strict(keys, default=None, return_dtype=pl.String) for name in columns
    )


def _numbers(frame: pl.DataFrame, numbers: dict[str, int], *columns: str) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).replace_strict(numbers, default=None, return_dtype=pl.Int64) for name in columns
    )


def _numbered(said: pl.DataFrame) -> pl.DataFrame:
    ordered = said.sort([*_ORDER, "target", "statement"], nulls_last=True)
    return ordered.with_columns(number=pl.int_range(1, pl.len() + 1).over("record"))


def _judgements(keyed: pl.DataFrame) -> pl.DataFrame:
    ordered = keyed.with_columns(left=pl.min_horizontal("left", "right"), right=pl.max_horizontal("left", "right"))
    return ordered.with_columns(at=_instant("at")).drop("by").sort("left", "right")


def _instant(column: str) -> pl.Expr:
    """An instant as the databases write it → 2026-11-21T02:08:00Z."""
    return pl.concat_str(pl.col(column).str.head(19).str.replace(" ", "T", literal=True), pl.lit("Z"))


def _left_below_right(judged: pl.DataFrame) -> pl.DataFrame:
    ordered = judged.with_columns(left=pl.min_horizontal("left", "right"), right=pl.max_horizontal("left", "right"))
    return _shaped(ordered.with_columns(by=pl.lit("")), frames.JUDGEMENTS)


def _shaped(frame: pl.DataFrame, schema: frames.Schema) -> pl.DataFrame:
    return frame.select([pl.col(name).cast(kind) for name, kind in schema.items()])
