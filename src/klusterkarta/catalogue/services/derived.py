"""Derived tables: replaced for the records that a write touched, in the same transaction."""

from collections.abc import Iterable

from django.db import connection

from klusterkarta.catalogue.bulk import insert_rows
from klusterkarta.catalogue.models import Actor, Facet, Membership
from klusterkarta.catalogue.services.log import now
from klusterkarta.values.derived import DerivedRows

_AT_ONCE = 500
_ACTOR_COLUMNS = (
    "id", "key", "thing", "mention_only", "name", "sort_key", "folded", "kind", "start_year", "members",
    "values", "conflicts", "contradiction", "rule_version", "refreshed_at",
)  # fmt: skip


def replace_derived(records: Iterable[int] | None, rows: DerivedRows) -> None:
    """Put `rows` in place of what was derived for `records` (None: for all). Runs in the caller's transaction."""
    if records is None:
        for model in (Facet, Actor, Membership):
            _run(f'DELETE FROM "{model._meta.db_table}"')
    else:
        _clear(sorted(records))
    insert_rows(Membership._meta.db_table, ("record_id", "actor_id"), rows=rows.members)
    moment = now()
    actors = ([*(getattr(row, column) for column in _ACTOR_COLUMNS[:-1]), moment] for row in rows.actors)
    insert_rows(Actor._meta.db_table, _ACTOR_COLUMNS, rows=actors)
    insert_rows(Facet._meta.db_table, ("actor_id", "facet", "code", "certainty"), rows=rows.facets)


def _clear(records: list[int]) -> None:
    for start in range(0, len(records), _AT_ONCE):
        chunk = records[start : start + _AT_ONCE]
        actors = set(Membership.objects.filter(record__in=chunk).values_list("actor_id", flat=True))
        Facet.objects.filter(actor_id__in=actors).delete()
        Actor.objects.filter(pk__in=actors).delete()
        Membership.objects.filter(record__in=chunk).delete()


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
