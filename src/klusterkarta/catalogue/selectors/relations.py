"""Relations between actors: statements whose value names another record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from klusterkarta.catalogue.models import Membership, Reading, Record, Statement
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NamedActor:
    """The actor that a record belongs to. `mention_only`: it is only named by others."""

    id: int
    name: str
    mention_only: bool


def actors_of_records(records: Collection[int]) -> dict[int, NamedActor]:
    """record id → its actor, for those of `records` that are live."""
    ids = sorted(set(records))
    if not ids:
        return {}
    sql = (
        "SELECT m.record_id, a.id, a.name, a.mention_only FROM catalogue_membership m"
        f" JOIN catalogue_actor a ON a.id = m.actor_id WHERE m.record_id IN ({_marks(ids)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, ids)
        rows = cursor.fetchall()
    return {record: NamedActor(actor, name, bool(mention)) for record, actor, name, mention in rows}


def targets_of(records: Collection[int]) -> dict[int, int]:
    """record id → actor id, for those of `records` that are live."""
    return dict(Membership.objects.filter(record__in=records).values_list("record_id", "actor_id"))


def naming_records(records: Collection[int]) -> list[int]:
    """The records that name one of `records` in a relation."""
    ordered, found = list(records), set[int]()
    for start in range(0, len(ordered), _AT_ONCE):
        chunk = ordered[start : start + _AT_ONCE]
        rows = Statement.objects.filter(target__in=chunk, mode="says", reading__state="published")
        found.update(rows.values_list("record_id", flat=True))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class NamingPage:
    """Some of those who name an actor: (relation, property, actor), and how many there are in all."""

    keys: list[tuple[str, str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class NamingStatement:
    """A live statement by which `actor` names another: what it says, and where and when."""

    statement: int
    actor: int
    relation: str
    property: str
    value: str
    place: str
    observed_on: str
    source: str
    read_on: str


def naming_page(records: Collection[int], *, page: int, limit: int) -> NamingPage:
    """The page (from 1) of the actors who name one of `records`, by relation and then by name.

    Who they are in all is kept until the next write that moves actors; of the page alone more is read.
    """
    ids = tuple(sorted(records))
    keys = _naming_keys(latest_moving_change(), ids)
    return NamingPage(list(keys[(page - 1) * limit : page * limit]), len(keys))


def naming_statements(records: Collection[int], *, actors: Collection[int] | None = None) -> list[NamingStatement]:
    """What counts now of the statements by which these actors (None: any) name one of `records`, oldest first."""
    ids, owners = sorted(records), sorted(actors or ())
    newest, earlier = _counting_readings()
    sql = _NAMING_COLUMNS + _NAMING.format(ids=_marks(ids), newest=_marks(newest), earlier=_marks(earlier))
    if actors is not None:
        sql += f" AND m.actor_id IN ({_marks(owners)})"
    with connection.cursor() as cursor:
        cursor.execute(sql, (*ids, *newest, *earlier, *owners))
        found = sorted(cursor.fetchall())
    seen = Reading.objects.filter(pk__in={reading for *_, reading in found})
    sources = {pk: (key, f"{at:%Y-%m-%d}") for pk, key, at in seen.values_list("pk", "source__key", "published_at")}
    return [NamingStatement(*(*said, *sources[reading])) for *said, reading in found]


@lru_cache(maxsize=16)
def _naming_keys(_version: Version | None, ids: tuple[int, ...]) -> tuple[tuple[str, str, int], ...]:
    """(relation, property, actor) of all who name one of the records, in the order of their list."""
    newest, earlier = _counting_readings()
    counting = _NAMING.format(ids=_marks(ids), newest=_marks(newest), earlier=_marks(earlier))
    with connection.cursor() as cursor:
        sql = f"SELECT DISTINCT s.relation, s.property, a.sort_key, m.actor_id {counting}"
        cursor.execute(sql, (*ids, *newest, *earlier))
        # Put in order here: of thousands the database would count all, and sort all, twice over.
        found = sorted(cursor.fetchall())
    return tuple((relation, code, actor) for relation, code, _, actor in found)


def count_naming(records: Collection[int]) -> int:
    """How many statements name one of `records`, whether they count or not: no less than those that do."""
    return Statement.objects.filter(target__in=list(records)).count()


# What `live` says of statements, for those that name somebody: said, and in the newest reading of its source or in an
# earlier one that no later reading of the record covers.
_NAMING = """
FROM catalogue_statement s
JOIN catalogue_membership m ON m.record_id = s.record_id
JOIN catalogue_actor a ON a.id = m.actor_id
WHERE s.target_id IN ({ids}) AND s.mode = 'says' AND (s.reading_id IN ({newest}) OR s.reading_id IN ({earlier})
AND NOT EXISTS (
    SELECT 1 FROM catalogue_reading r
    JOIN catalogue_reading q ON q.source_id = r.source_id AND q.sequence > r.sequence AND q.state = 'published'
    JOIN catalogue_sighting x ON x.reading_id = q.id AND x.record_id = s.record_id
    WHERE r.id = s.reading_id AND CAST(q.properties AS text) LIKE
        '%%"' || s.property || CASE WHEN s.language = '' THEN '' ELSE '@' || s.language END || '"%%'
))
"""


_NAMING_COLUMNS = """
SELECT s.id, m.actor_id, s.relation, s.property, s.value, s.place, s.observed_on, s.reading_id
"""


def _counting_readings() -> tuple[list[int], list[int]]:
    """The published readings of sources that are not withdrawn: the newest of each, and the earlier ones."""
    rows = Reading.objects.filter(state=Reading.PUBLISHED, source__withdrawn=False).order_by("sequence")
    readings = list(rows.values_list("source_id", "pk"))
    newest = dict(readings)
    return list(newest.values()), [reading for source, reading in readings if newest[source] != reading]


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"


def named_records(records: Collection[int]) -> list[int]:
    """The records that one of `records` names in a relation, in any reading."""
    rows = Statement.objects.filter(record__in=records, target__isnull=False)
    return sorted(set(rows.values_list("target_id", flat=True)))


def record_labels(records: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """record id → (source key, row key, thing)."""
    rows = Record.objects.filter(pk__in=records).select_related("source")
    return {row.pk: (row.source.key, row.row_key, row.thing) for row in rows}
