"""What is live, as frames: the records and statements that count now, and the judgements between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.framed import read_columns, read_frame
from klusterkarta.catalogue.selectors.supposed import AS_IT_IS, Supposed
from klusterkarta.values.frames import JUDGEMENTS, RECORDS, SOURCES, STATEMENTS, Schema
from klusterkarta.values.text import says_yes

_AT_ONCE = 900
_PERSONAL = "catalogue_personalstatement"
# Consent is to be shown as an actor; a named contact person at it is personal data all the same.
_NEVER_PUBLIC = ["contact_name", "contact_role", "contact_email", "contact_phones"]


@dataclass(frozen=True, slots=True)
class LiveFrames:
    """Live sources, records, statements and judgements, each with the schema of `values.frames`."""

    sources: pl.DataFrame
    records: pl.DataFrame
    statements: pl.DataFrame
    judgements: pl.DataFrame


def live_frames(
    records: Sequence[int] | None = None, *, sources: Sequence[str] | None = None, supposed: Supposed = AS_IT_IS
) -> LiveFrames:
    """All that is live among `records` (None: the whole register), said by `sources` (None: all not withdrawn).

    `supposed` is a change to what counts, to see what is live once it is made.
    """
    basis = live_basis(records, sources=sources, supposed=supposed)
    statements = _live_statements("catalogue_statement", records, basis)
    agreed = _agreed_to_publish(basis.records, statements)
    if agreed:
        statements = pl.concat([statements, _live_statements(_PERSONAL, agreed, basis)])
        statements = statements.filter(~pl.col("property").is_in(_NEVER_PUBLIC))
    return LiveFrames(basis.sources, basis.records, statements, _live_judgements(records, basis.records))


@dataclass(frozen=True, slots=True)
class LiveBasis:
    """Live sources and records (as `values.frames`), and by which readings that count the records are seen.

    `readings` has the columns reading, sequence, covers (JSON), read_on, source; `seen` record and these.
    """

    sources: pl.DataFrame
    seen: pl.DataFrame
    records: pl.DataFrame
    readings: pl.DataFrame


def live_basis(
    records: Sequence[int] | None = None, *, sources: Sequence[str] | None = None, supposed: Supposed = AS_IT_IS
) -> LiveBasis:
    """What says which statements are live; takes what `live_frames` takes."""
    counting = _counting(supposed)
    known = _live_sources(sources, counting, supposed)
    readings = _readings(counting, known)
    sql = "SELECT s.record_id, s.reading_id FROM catalogue_sighting s"
    seen = _narrow(sql, "s.record_id", wanted=records, schema=_SEEN).join(readings, on="reading", how="inner")
    return LiveBasis(known, seen, _live_records(records, seen), readings)


def live_personal(records: Sequence[int]) -> pl.DataFrame:
    """The live personal statements of `records`. Callers check the right before they ask."""
    return _live_statements(_PERSONAL, records, live_basis(records))


def _agreed_to_publish(live: pl.DataFrame, statements: pl.DataFrame) -> list[int]:
    """Sole traders with a recorded consent: their name and address may be shown like those of others."""
    if not live["sole_trader"].any():
        return []
    traders = live.filter("sole_trader")["record"].to_list()
    consents = statements.filter((pl.col("property") == "consent") & pl.col("record").is_in(traders))
    return sorted({record for record, value in consents.select("record", "value").iter_rows() if says_yes(value)})


def _live_sources(keys: Sequence[str] | None, counting: Sequence[dict[str, Any]], supposed: Supposed) -> pl.DataFrame:
    """The sources that are not withdrawn and have a reading that counts, in the order they came; `keys` narrows."""
    columns = ", ".join(["key", *list(SOURCES)[1:]])
    rows = read_frame(
        f"SELECT {columns}, id, withdrawn FROM catalogue_source ORDER BY id", (), schema=SOURCES | _SLEEPS
    )
    # A source whose first reading is still being staged, or was killed while it was, does not show.
    with_reading = {reading["of"] for reading in counting}
    live = [
        supposed.source_row({name: row[name] for name in SOURCES})
        for row in rows.iter_rows(named=True)
        if row["id"] in with_reading and not supposed.source_sleeps(row["source"], withdrawn=row["withdrawn"])
    ]
    frame = pl.DataFrame(live, schema=SOURCES)
    return frame if keys is None else frame.filter(pl.col("source").is_in(list(keys)))


_SLEEPS: Schema = {"id": pl.Int64, "withdrawn": pl.Boolean}
_SEEN: Schema = {"record": pl.Int64, "reading": pl.Int64}
_READINGS: Schema = {
    "reading": pl.Int64,
    "sequence": pl.Int64,
    "covers": pl.String,
    "read_on": pl.String,
    "source": pl.String,
}
_COUNTING: Schema = _READINGS | {"of": pl.Int64, "state": pl.String}


def _readings(counting: Sequence[dict[str, Any]], sources: pl.DataFrame) -> pl.DataFrame:
    known = set(sources["source"].to_list())
    rows = [tuple(row[name] for name in _READINGS) for row in counting if row["source"] in known]
    return pl.DataFrame(rows, schema=_READINGS, orient="row")


def _counting(supposed: Supposed) -> list[dict[str, Any]]:
    """The readings that count (`_READINGS`), and `of` which source. One that will be published is the latest, of today.

    Few rows, and every page asks for them: as rows they take a tenth of the time that a frame of them takes.
    """
    sql = (
        "SELECT r.id, r.sequence, r.properties, CAST(r.published_at AS text), s.key, r.source_id, r.state"
        " FROM catalogue_reading r JOIN catalogue_source s ON s.id = r.source_id"
    )
    rows = list(read_frame(sql, (), schema=_COUNTING).iter_rows(named=True))
    following = 1 + max((row["sequence"] or 0 for row in rows), default=0)
    today = timezone.now().isoformat()
    return [
        row | {
            "sequence": following if row["sequence"] is None else row["sequence"],
            "read_on": (row["read_on"] or today)[:10],
        }
        for row in rows if supposed.reading_counts(row["reading"], row["state"])
    ]  # fmt: skip


def _live_records(wanted: Sequence[int] | None, seen: pl.DataFrame) -> pl.DataFrame:
    sql = (
        "SELECT r.id, s.key || ':' || r.row_key, s.key, r.thing, r.about_id"
        " FROM catalogue_record r JOIN catalogue_source s ON s.id = r.source_id"
    )
    columns = {name: kind for name, kind in RECORDS.items() if name != "sole_trader"}
    frame = _narrow(sql, "r.id", wanted=wanted, schema=columns)
    # What counts of a record is of its own source: seen by such a reading, its source is live too.
    frame = frame.join(seen, on="record", how="semi")
    frame = frame.with_columns(sole_trader=pl.col("record").is_in(_sole_traders(wanted, seen)))
    # An editor's record sleeps with the record it is about, and that one may be such a record itself.
    while frame["about"].null_count() < frame.height:
        kept = frame.filter(pl.col("about").is_null() | pl.col("about").is_in(frame["record"].to_list()))
        if kept.height == frame.height:
            break
        frame = kept
    return frame.sort("record")


def _sole_traders(wanted: Sequence[int] | None, seen: pl.DataFrame) -> list[int]:
    """Records for which some published reading, also an earlier one, gives a number that is a personal number."""
    # An organisation number is kept as personal only where it is a sole trader's.
    sql = f"SELECT s.record_id, s.reading_id FROM {_PERSONAL} s WHERE s.property = 'organisation_number'"
    found = read_among(sql, "s.record_id", wanted=wanted, schema=_SEEN, keyword="AND")
    if found.is_empty():
        return []
    return found.join(seen, on=["record", "reading"], how="semi")["record"].unique().to_list()


def _live_statements(table: str, wanted: Sequence[int] | None, basis: LiveBasis) -> pl.DataFrame:
    sql = (
        "SELECT s.id, s.record_id, s.reading_id, s.property, s.language, s.value, s.mode, s.place, s.observed_on,"
        f" s.position, s.relation, s.target_id FROM {table} s"
    )
    schema = {name: kind for name, kind in STATEMENTS.items() if name not in ("source", "read_on")}
    schema = dict([*list(schema.items())[:2], ("reading", pl.Int64), *list(schema.items())[2:]])
    said = read_among(sql, "s.record_id", wanted=wanted, schema=schema, read=read_columns)
    if said.is_empty():
        return pl.DataFrame(schema=STATEMENTS)
    said = said.join(basis.records, on="record", how="semi").join(basis.readings, on="reading", how="inner")
    latest = latest_covers(basis.seen)
    if latest.height:
        said = said.join(superseded(said, latest), on="statement", how="anti")
    said = said.select(list(STATEMENTS)).sort("statement")
    # Both tables count from 1; a personal statement goes by its negative number wherever the two stand together.
    return said.with_columns(-pl.col("statement")) if table == _PERSONAL else said


def latest_covers(seen: pl.DataFrame) -> pl.DataFrame:
    """record, covers → `latest`: the last reading (by sequence) that covers a property (`code` or `code@language`).

    Only of records seen more than once: in others nothing is superseded.
    """
    if seen["record"].n_unique() == seen.height:
        return pl.DataFrame(schema={"record": pl.Int64, "covers": pl.String, "latest": pl.Int64})
    again = seen.filter(pl.col("record").is_duplicated())
    cover = again.with_columns(pl.col("covers").str.json_decode(pl.List(pl.String))).explode("covers")
    return cover.group_by("record", "covers").agg(pl.col("sequence").max().alias("latest"))


def superseded(said: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """The `statement`s that a later reading of the same source covers; `latest`: from `latest_covers`."""
    if latest.is_empty():
        return said.select("statement").clear()
    covered = (
        pl.when(pl.col("language") == "").then("property").otherwise(pl.concat_str("property", pl.lit("@"), "language"))
    )
    marked = said.with_columns(covered.alias("covers")).join(latest, on=["record", "covers"], how="inner")
    return marked.filter(pl.col("sequence") < pl.col("latest")).select("statement")


def _live_judgements(wanted: Sequence[int] | None, live: pl.DataFrame) -> pl.DataFrame:
    """The judgement that counts for each pair of live records: the latest that is not taken back."""
    columns = 'j.left_id, j.right_id, j.verdict, j."by", j.at, j.why, j.origin, j.id'
    sql = f"SELECT {columns} FROM catalogue_judgement j WHERE j.taken_back_at IS NULL"
    schema = JUDGEMENTS | {"id": pl.Int64}
    frame = read_among(sql, "j.left_id", wanted=wanted, schema=schema, keyword="AND")
    if frame.is_empty():
        return pl.DataFrame(schema=JUDGEMENTS)
    alive = live.select("record")
    frame = frame.join(alive, left_on="left", right_on="record", how="semi")
    frame = frame.join(alive, left_on="right", right_on="record", how="semi")
    return frame.sort("id").unique(["left", "right"], keep="last", maintain_order=True).drop("id")


def read_among(
    sql: str, column: str, *, wanted: Sequence[int] | None, schema: Any, keyword: str = "WHERE", read: Any = read_frame
) -> pl.DataFrame:
    """Run `sql`, narrowed to the wanted ids in chunks that every database takes. Rows come in any order.

    `read`: how many rows are read, `read_frame` or `read_columns`.
    """
    if wanted is None:
        return read_frame(sql, (), schema=schema)
    parts = []
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        how = read if len(chunk) == _AT_ONCE else read_frame
        # As they stand: Django and psycopg would take longer over so many marks than the database over the answer.
        ids = ", ".join(str(int(one)) for one in chunk)
        parts.append(how(f"{sql} {keyword} {column} IN ({ids})", (), schema=schema))
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _narrow(sql: str, column: str, *, wanted: Sequence[int] | None, schema: Schema) -> pl.DataFrame:
    """The same for rows of few columns, of which all at once are some ten megabytes."""
    if wanted is None:
        return read_columns(sql, (), schema=schema)
    return read_among(sql, column, wanted=wanted, schema=schema)
