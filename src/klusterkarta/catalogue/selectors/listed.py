"""What a list of all actors needs, and no more: read column by column, so that size costs little time and room."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from klusterkarta.catalogue.models import Actor
from klusterkarta.catalogue.selectors.beside import Beside
from klusterkarta.catalogue.selectors.facet_index import standing_under
from klusterkarta.catalogue.selectors.framed import (
    passing_through,
    read_columns,
)
from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.catalogue.selectors.live import LiveBasis, latest_covers, live_basis, read_among, superseded
from klusterkarta.catalogue.selectors.relations import naming_records
from klusterkarta.catalogue.selectors.shown import shown_values
from klusterkarta.values.frames import MEMBERS, Schema

_ACTORS: Schema = {"actor": pl.Int64}
_VALUES: Schema = {
    "record": pl.Int64,
    "property": pl.String,
    "language": pl.String,
    "value": pl.String,
    "position": pl.Int32,
}
_SAID: Schema = {
    "statement": pl.Int64,
    "record": pl.Int64,
    "reading": pl.Int64,
    "property": pl.String,
    "language": pl.String,
    "observed_on": pl.String,
    "target": pl.Int64,
}
_OBSERVED: Schema = {name: _SAID[name] for name in ("record", "reading", "observed_on")}
_MOST_DATED = 5_000
_TIMES = ("record", "source", "observed_on", "read_on")


@dataclass(frozen=True, slots=True)
class Listed:
    """Live sources and records, members and facets (as `values.frames`) of actors that are more than named.

    `values`: actor, record, property, language, value, position of shown values. `times`: record, source, observed_on,
    read_on, where and when anything is said of a record. The facets' texts, properties and languages are categories.
    """

    sources: pl.DataFrame
    records: pl.DataFrame
    members: pl.DataFrame
    facets: pl.DataFrame
    values: pl.DataFrame
    times: pl.DataFrame


def actors_apart(traders: Collection[int]) -> list[int]:
    """The actors of these records and those on which sources contradict each other, parties only named left out."""
    disputed = Actor.objects.filter(conflicts__gt=0, mention_only=False).values_list("pk", flat=True)
    return sorted({*disputed, *actors_of(traders).values()})


def listed_frames(
    properties: Collection[str],
    *,
    facets: Collection[str],
    without: Collection[int],
    hidden: Collection[int],
    beside: Beside,
) -> Listed:
    """The frames of all actors but those in `without`, whose members and facets alone are given.

    What is shown is taken from what the register keeps with each actor. `properties` and `facets` that are wanted;
    `hidden`: records by whose naming nothing may be told. Call in `one_moment_for_two`, which gives `beside`.
    """
    with passing_through():
        described = read_columns("SELECT id FROM catalogue_actor WHERE NOT mention_only", (), schema=_ACTORS)
        members = read_columns("SELECT record_id, actor_id FROM catalogue_membership", (), schema=MEMBERS)
        members = members.join(described, on="actor", how="semi", maintain_order="left")
        plain = members.filter(~pl.col("actor").is_in(list(without)))
        # The values take half of the time.
        values = beside(lambda: _values(plain, properties))
        basis = live_basis()
        records = basis.records.join(members, on="record", how="semi")
        times, standing = _times(basis, plain, hidden), _facets(facets)
        return Listed(basis.sources, records, members, standing, values.result(), times)


def _values(members: pl.DataFrame, properties: Collection[str]) -> pl.DataFrame:
    """The shown values: the numbers of their statements are kept with the actor."""
    with passing_through():
        return shown_values(members, properties, read=_VALUES)


def _times(basis: LiveBasis, members: pl.DataFrame, hidden: Collection[int]) -> pl.DataFrame:
    """Where and when anything that counts is said of a record, each once."""
    # Statement by statement only where some may not count: of records that were read again, and that name the hidden.
    latest = latest_covers(basis.seen)
    looked_at = pl.Series([*latest["record"].unique().to_list(), *naming_records(hidden)], dtype=pl.Int64).unique()
    once = _observed(basis.seen.select("record", "reading")).filter(~pl.col("record").is_in(looked_at.implode()))
    sql = "SELECT s.id, s.record_id, s.reading_id, s.property, s.language, s.observed_on, s.target_id"
    again = read_among(f"{sql} FROM catalogue_statement s", "s.record_id", wanted=looked_at.to_list(), schema=_SAID)
    readings = basis.seen.select("reading", "sequence", "read_on", "source").unique()
    again = again.join(readings, on="reading")
    again = again.join(superseded(again, latest), on="statement", how="anti")
    again = again.filter(~pl.col("target").is_in(list(hidden)).fill_null(value=False))
    both = pl.concat([once.join(readings, on="reading").select(_TIMES), again.select(_TIMES)])
    return both.join(members, on="record", how="semi").unique()


def _observed(seen: pl.DataFrame) -> pl.DataFrame:
    """record, reading and the dates that its statements are of ("" for none), each once.

    Most say it with their first statement, or none has a date: then few rows are read.
    """
    sql = "SELECT record_id, reading_id, observed_on FROM catalogue_statement"
    found = read_columns(f"{sql} WHERE position = 0 OR observed_on <> ''", (), schema=_OBSERVED).unique()
    undated = found.filter(pl.col("observed_on") == "")
    rest = seen.join(undated, on=["record", "reading"], how="anti")["record"].unique().to_list()
    if len(rest) > _MOST_DATED:
        return read_columns(f"{sql} GROUP BY record_id, reading_id, observed_on", (), schema=_OBSERVED)
    return pl.concat([found, read_among(sql, "record_id", wanted=rest, schema=_OBSERVED)]).unique()


def _facets(wanted: Collection[str]) -> pl.DataFrame:
    parts = [pl.DataFrame(schema={"actor": pl.Int64, **dict.fromkeys(("facet", "code", "certainty"), pl.Categorical)})]
    for (facet, code, certainty), found in standing_under(wanted):
        actors = pl.DataFrame({"actor": found}, schema={"actor": pl.Int64})
        said = {"facet": facet, "code": code, "certainty": certainty}
        parts.append(actors.with_columns(pl.lit(text, pl.Categorical).alias(name) for name, text in said.items()))
    return pl.concat(parts)
