"""One chunk of rows into records, sightings and statements of an unpublished reading."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from klusterkarta.catalogue.bulk import insert_rows
from klusterkarta.catalogue.models import PersonalStatement, Reading, Record, Sighting, Statement
from klusterkarta.values.stated import Stated, StatedRow

_STATEMENT_COLUMNS = (
    "record_id", "reading_id", "property", "language", "value", "mode", "place", "observed_on", "position", "relation",
    "target_id",
)  # fmt: skip
_LONGEST_KEY = 200
_AT_ONCE = 500


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
    named = [said for row in rows for said in row.statements if said.relation and said.mode == "says"]
    return {
        mention_key(said.value): StatedRow(
            mention_key(said.value), "mention", said.place, (Stated("name", said.value, place=said.place),)
        )
        for said in named
    }


def stage_chunk(reading: Reading, rows: Sequence[StatedRow]) -> None:
    """Write `rows` and the parties they name. Runs in the caller's transaction."""
    mentions = mention_rows(rows)
    known = _existing(reading.source_id, [*mentions, *(row.row_key for row in rows)])
    seen = _seen(reading.pk, list(known.values()))
    _check_keys(rows, {key for key, record in known.items() if record in seen})
    fresh_mentions = [row for key, row in mentions.items() if known.get(key) not in seen]
    everything = [*rows, *fresh_mentions]
    ids = known | _make(reading.source_id, [row for row in everything if row.row_key not in known])
    sightings = [(reading.pk, ids[row.row_key], row.place[:200]) for row in everything]
    insert_rows(Sighting._meta.db_table, ("reading_id", "record_id", "place"), rows=sightings)
    _write_statements(reading, everything, ids)


def _check_keys(rows: Sequence[StatedRow], taken: set[str]) -> None:
    for row in rows:
        if row.row_key in taken:
            raise ReadingState(
                f"row key '{row.row_key}' ({row.place}) stands twice in one reading; keys are unique in a source"
            )
        taken.add(row.row_key)


def _write_statements(reading: Reading, rows: Sequence[StatedRow], ids: dict[str, int]) -> None:
    public: list[tuple[object, ...]] = []
    personal: list[tuple[object, ...]] = []
    for row in rows:
        for position, said in enumerate(row.statements):
            target = ids[mention_key(said.value)] if said.relation and said.mode == "says" else None
            values = (
                ids[row.row_key], reading.pk, said.property, said.language, said.value, said.mode,
                (said.place or row.place)[:200], said.observed_on, position, said.relation, target,
            )  # fmt: skip
            (personal if said.personal else public).append(values)
    insert_rows(Statement._meta.db_table, _STATEMENT_COLUMNS, rows=public)
    insert_rows(PersonalStatement._meta.db_table, _STATEMENT_COLUMNS, rows=personal)


def _existing(source_id: int, keys: Sequence[str]) -> dict[str, int]:
    # As text: for a large file Django would spend more time on making these questions than the database on answering.
    sql = f'SELECT row_key, id FROM "{Record._meta.db_table}" WHERE source_id = %s AND row_key IN'
    return dict(_asked(sql, source_id, keys))


def _seen(reading_id: int, records: Sequence[int]) -> set[int]:
    """Those of the records that the reading has seen."""
    sql = f'SELECT record_id FROM "{Sighting._meta.db_table}" WHERE reading_id = %s AND record_id IN'
    return {record for (record,) in _asked(sql, reading_id, records)}


def _asked(sql: str, within: int, wanted: Sequence[int] | Sequence[str]) -> Iterator[Any]:
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[start : start + _AT_ONCE]
            cursor.execute(f"{sql} ({', '.join(['%s'] * len(chunk))})", (within, *chunk))
            yield from cursor.fetchall()


def _make(source_id: int, rows: Sequence[StatedRow]) -> dict[str, int]:
    made = {row.row_key: row for row in rows}
    insert_rows(
        Record._meta.db_table,
        ("source_id", "row_key", "thing"),
        rows=[(source_id, key, row.thing) for key, row in made.items()],
    )
    return _existing(source_id, list(made))
