"""What of the register, and of an edition, a comparison needs: which actors there are, and what is shown of them."""

from datetime import datetime

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.framed import passing_through, read_columns
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.shown import shown_values
from klusterkarta.values.frames import FACETS, JUDGEMENTS, MEMBERS, RECORDS, SOURCES, STATEMENTS, Snapshot
from klusterkarta.workflow.edition_tables import Tables, numbered_first
from klusterkarta.workflow.narrow_frames import traders_apart

COMPARED = {
    "records": ("record", "thing", "about"),
    "members": ("record", "actor"),
    "statements": ("record", "number", "property", "language", "value"),
    "values": ("record", "number", "actor", "shown"),
}
"""The columns of an edition's tables that a comparison needs."""
_RECORDS = {name: RECORDS[name] for name in ("record", "key", "thing", "about")}
_VALUES = ("actor", "property", "language", "value")


def compared_now() -> Snapshot:
    """The register: `records` and `values` have fewer columns, and `values` only what is shown."""
    taken_at = timezone.now()
    with one_moment(), passing_through():
        apart = traders_apart([*_VALUES, "shown"])
        members = read_columns("SELECT record_id, actor_id FROM catalogue_membership", (), schema=MEMBERS)
        values = shown_values(members.filter(~pl.col("actor").is_in(apart.actors)))
        sql = (
            "SELECT r.id, s.key || ':' || r.row_key, r.thing, r.about_id FROM catalogue_record r"
            " JOIN catalogue_source s ON s.id = r.source_id JOIN catalogue_membership m ON m.record_id = r.id"
        )
        read = read_columns(sql, (), schema=_RECORDS)
    masked = apart.records.select(list(_RECORDS))
    own = apart.values.filter("shown").select(_VALUES).cast(values.schema)
    records = pl.concat([read.join(masked, on="record", how="anti"), masked])
    return _snapshot("", taken_at, records=records, members=members, values=pl.concat([values, own]))


def compared_then(tables: Tables, *, edition: str, taken_at: datetime) -> Snapshot:
    """The same of an edition whose `COMPARED` tables are at hand; numbers as in `edition_tables.snapshot_of`."""
    ordered = numbered_first(tables).select(pl.col("record").alias("key"), "thing", "about")
    numbered = ordered.with_columns(number=pl.int_range(1, pl.len() + 1))
    numbers = numbered.select("key", "number")
    records = numbered.join(numbers.select(pl.col("key").alias("about"), pl.col("number").alias("of")), on="about",
                            how="left")  # fmt: skip
    shown = _said(tables).filter("shown").select(*_VALUES)
    return _snapshot(
        edition,
        taken_at,
        records=records.select(pl.col("number").alias("record"), "key", "thing", pl.col("of").alias("about")),
        members=_numbered(_numbered(tables["members"], numbers, "record"), numbers, "actor"),
        values=_numbered(shown, numbers, "actor").select(*_VALUES),
    )


def _said(tables: Tables) -> pl.DataFrame:
    """The values with what their statements say."""
    place, values, said = ["record", "number"], tables["values"], tables["statements"]
    # They are written in one order, and then need no finding of each other, which takes much room.
    if values.select(place).equals(said.select(place)):
        return pl.concat([values.drop(place), said.drop(place)], how="horizontal")
    return values.join(said, on=place)


def _numbered(frame: pl.DataFrame, numbers: pl.DataFrame, column: str) -> pl.DataFrame:
    """A column of keys as numbers."""
    found = frame.join(numbers, left_on=column, right_on="key", how="left")
    return found.with_columns(pl.col("number").alias(column)).drop("number")


def _snapshot(
    edition: str, taken_at: datetime, *, records: pl.DataFrame, members: pl.DataFrame, values: pl.DataFrame
) -> Snapshot:
    sources, statements, judgements, facets = (
        pl.DataFrame(schema=schema) for schema in (SOURCES, STATEMENTS, JUDGEMENTS, FACETS)
    )
    bare = Snapshot(edition, taken_at, sources, records, statements, judgements)
    return bare.with_derived(members=members, values=values.with_columns(shown=pl.lit(value=True)), facets=facets)
