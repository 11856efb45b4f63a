"""One chunk of rows into records, sightings and statements of an unpublished reading."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from klusterkarta.catalogue.bulk import insert_rows, rows_among
from klusterkarta.catalogue.models import PersonalStatement, Reading, Record, Sighting, Statement
from klusterkarta.values.stated import Stated, StatedRow

_STATEMENT_COLUMNS = (
    "record_id", "reading_id", "property", "language", "value", "mode", "place", "observed_on", "position", "relation",
    "target_id",
)  # fmt: skip
_LONGEST_KEY = _LONGEST_PLACE = 200


class ReadingState(ValueError):
    """The reading is not in the state that the verb needs, or has a row of that key already."""


@lru_cache(maxsize=10_000)
def mention_key(wording: str) -> str:
    """The row key of the mention record for a party that a source names: one per wording and source.

    >>> mention_key("  Chalmers   Tekniska Högskola ")
    'mention/Chalmers Tekniska Högskola'
    """
    return bounded_key("mention/" + " ".join(wording.split()))


def bounded_key(key: str) -> str:
    """A row key that fits its column: a longer one is cut and ends with a digest of the whole.

    >>> bounded_key("7"), len(bounded_key("x" * 500)), bounded_key("x" * 500) == bounded_key("x" * 501)
    ('7', 200, False)
    """
    if len(key) <= _LONGEST_KEY:
        return key
    return key[: _LONGEST_KEY - 17] + "-" + hashlib.sha256(key.encode()).hexdigest()[:16]


def mention_rows(rows: Sequence[StatedRow]) -> dict[str, StatedRow]:
    """A mention row for each party named in a relation of `rows`, by key."""
    named = {
        mention_key(said.value): said
        for row in rows
        for said in row.statements
        if said.relation and said.mode == "says"
    }
    return {
        key: StatedRow(key, "mention", said.place, (Stated("name", said.value, place=said.place),))
        for key, said in named.items()
    }


@dataclass(frozen=True, slots=True)
class Sighted:
    """Rows of a reading, and those of the parties they name, whose records it has seen: `ids` by row key."""

    reading: int
    rows: Sequence[StatedRow]
    ids: Mapping[str, int]


def stage_chunk(reading: Reading, rows: Sequence[StatedRow]) -> None:
    """Write `rows` and the parties they name. Runs in the caller's transaction."""
    stage_statements(stage_sightings(reading, rows))


def stage_sightings(reading: Reading, rows: Sequence[StatedRow]) -> Sighted:
    """Write the records of `rows` and of the parties they name, and that the reading has seen them.

    What they say is written by `stage_statements`. Runs in the caller's transaction.
    """
    mentions = mention_rows(rows)
    known = _existing(reading.source_id, [*mentions, *(row.row_key for row in rows)])
    seen = _seen(reading.pk, list(known.values()))
    _check_keys(rows, {key for key, record in known.items() if record in seen})
    fresh_mentions = [row for key, row in mentions.items() if known.get(key) not in seen]
    everything = [*rows, *fresh_mentions]
    ids = known | _make(reading.source_id, [row for row in everything if row.row_key not in known])
    sightings = [(reading.pk, ids[row.row_key], row.place[:_LONGEST_PLACE]) for row in everything]
    insert_rows(Sighting._meta.db_table, ("reading_id", "record_id", "place"), rows=sightings)
    return Sighted(reading.pk, everything, ids)


def stage_statements(sighted: Sighted) -> None:
    """Write what the rows say. Runs in the caller's transaction: the one of their sightings, or a later one."""
    ids = sighted.ids
    public: list[tuple[object, ...]] = []
    personal: list[tuple[object, ...]] = []
    for row in sighted.rows:
        record, row_place = ids[row.row_key], row.place[:_LONGEST_PLACE]
        for position, said in enumerate(row.statements):
            code, value, language, mode, place, observed_on, relation, is_personal = said
            target = ids[mention_key(value)] if relation and mode == "says" else None
            values = (
                record, sighted.reading, code, language, value, mode, place[:_LONGEST_PLACE] or row_place, observed_on,
                position, relation, target,
            )  # fmt: skip
            (personal if is_personal else public).append(values)
    insert_rows(Statement._meta.db_table, _STATEMENT_COLUMNS, rows=public)
    insert_rows(PersonalStatement._meta.db_table, _STATEMENT_COLUMNS, rows=personal)


def _check_keys(rows: Sequence[StatedRow], taken: set[str]) -> None:
    for row in rows:
        if row.row_key in taken:
            raise ReadingState(
                f"row key '{row.row_key}' ({row.place}) stands twice in one reading; keys are unique in a source"
            )
        taken.add(row.row_key)


def _existing(source_id: int, keys: Sequence[str]) -> dict[str, int]:
    return dict(rows_among(Record._meta.db_table, ("row_key", "id"), within=("source_id", source_id), keys=keys))


def _seen(reading_id: int, records: Sequence[int]) -> set[int]:
    """Those of the records that the reading has seen."""
    found = rows_among(Sighting._meta.db_table, ("record_id",), within=("reading_id", reading_id), keys=records)
    return {record for (record,) in found}


def _make(source_id: int, rows: Sequence[StatedRow]) -> dict[str, int]:
    made = {row.row_key: row for row in rows}
    if connection.vendor == "postgresql":
        return _made_at_once(source_id, made)
    insert_rows(
        Record._meta.db_table,
        ("source_id", "row_key", "thing"),
        rows=[(source_id, key, row.thing) for key, row in made.items()],
    )
    return _existing(source_id, list(made))


def _made_at_once(source_id: int, made: Mapping[str, StatedRow]) -> dict[str, int]:
    """The new records and their numbers in one answer."""
    sql = (
        f'INSERT INTO "{Record._meta.db_table}" (source_id, row_key, thing)'
        " SELECT %s, made.key, made.value FROM json_each_text(%s::json) AS made RETURNING row_key, id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (source_id, json.dumps({key: row.thing for key, row in made.items()})))
        return dict(cursor.fetchall())
