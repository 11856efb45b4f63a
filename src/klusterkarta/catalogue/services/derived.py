"""Derived tables: written ahead, unseen, and put in place in the transaction of the write that they follow from."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction

from klusterkarta.catalogue.bulk import insert_rows, plain_moment, unseen_write
from klusterkarta.catalogue.models import Actor, Facet, Membership, Move, Profile, Refresh
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.services.log import now
from klusterkarta.values.derived import ACTORS, DerivedRows

# A refresh numbers its profiles from its own id times this on; no register has so many actors.
_PROFILES_EACH = 2**24
_MOST_REFRESHES = 2**38
_AT_ONCE = 500
_SWEPT_AT_ONCE = 1_000
# Of more actors it is quicker to read all anew.
_MOST_NAMED = 2_000
ABANDONED_AFTER = timedelta(minutes=20)


@dataclass(slots=True)
class Ahead:
    """Derived rows whose profiles and facets are written and that wait to be put in place.

    `replaces`: the actors, by id, and their profiles that go when it is; None for all.
    """

    refresh: int
    records: Sequence[int] | None
    replaces: dict[int, int] | None
    members: list[tuple[int, int]] = field(default_factory=list)
    actors: list[tuple[Any, ...]] = field(default_factory=list)


def begin_ahead(records: Sequence[int] | None) -> Ahead:
    """Begin to write what will follow for `records` (None: for all)."""
    with transaction.atomic():
        # By chance, so that a number is never used twice, also where a transaction was taken back: readers keep what
        # they know of a profile by its number.
        refresh = Refresh.objects.create(pk=1 + secrets.randbelow(_MOST_REFRESHES), heartbeat_at=now()).pk
    return Ahead(refresh, records, None if records is None else _actors_of(records))


def write_ahead(ahead: Ahead, rows: DerivedRows) -> None:
    """Write the profiles and facets of these rows, in a transaction of its own; nobody sees them yet."""
    first = ahead.refresh * _PROFILES_EACH + len(ahead.actors)
    profiles = {row[0]: first + number for number, row in enumerate(rows.actors)}
    with unseen_write():
        Refresh.objects.filter(pk=ahead.refresh).update(heartbeat_at=now())
        _write_profiles(rows, profiles)
    ahead.members.extend(rows.members)
    ahead.actors.extend((*row, profiles[row[0]]) for row in rows.actors)


def put_in_place(ahead: Ahead) -> None:
    """Let what was written ahead count. Runs in the transaction of the write that it follows from."""
    if ahead.records is None:
        _run(f'DELETE FROM "{Actor._meta.db_table}"')
        _run(f'DELETE FROM "{Membership._meta.db_table}"')
    else:
        for chunk in _chunks(ahead.replaces or ()):
            Actor.objects.filter(pk__in=chunk).delete()
        for chunk in _chunks(ahead.records):
            Membership.objects.filter(pk__in=chunk).delete()
    insert_rows(Membership._meta.db_table, ("record_id", "actor_id"), rows=ahead.members)
    moment = plain_moment(now())
    columns = [*ACTORS, "profile_id", "refreshed_at"]
    insert_rows(Actor._meta.db_table, columns, rows=((*row, moment) for row in ahead.actors))
    Move.objects.create(at=now(), actors=_moved(ahead))


def sweep_replaced(ahead: Ahead) -> None:
    """Throw away the profiles that `put_in_place` left behind, a few at a time."""
    if ahead.replaces is None:
        _sweep_unused()
    else:
        _sweep(ahead.replaces.values())
    Refresh.objects.filter(pk=ahead.refresh).delete()


def drop_ahead(ahead: Ahead) -> None:
    """Throw away what was written ahead and not put in place."""
    _sweep(row[-1] for row in ahead.actors)
    Refresh.objects.filter(pk=ahead.refresh).delete()


def sweep_abandoned_ahead() -> None:
    """Throw away what writers have left behind that have been silent for 20 minutes: they were killed."""
    silent = list(Refresh.objects.filter(heartbeat_at__lt=now() - ABANDONED_AFTER).values_list("pk", flat=True))
    if silent:
        Refresh.objects.filter(pk__in=silent).delete()
        _sweep_unused()


def _write_profiles(rows: DerivedRows, profiles: dict[int, int]) -> None:
    shown = ((profiles[actor], text, statements) for actor, text, statements in rows.profiles)
    insert_rows(Profile._meta.db_table, ("id", "shown", "statements"), rows=shown)
    facets = ((profiles[actor], facet, code, certainty) for actor, facet, code, certainty in rows.facets)
    insert_rows(Facet._meta.db_table, ("profile_id", "facet", "code", "certainty"), rows=facets)


def _actors_of(records: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    # The first large file is collected into a register without actors.
    for chunk in _chunks(records if Actor.objects.exists() else ()):
        actors = Membership.objects.filter(record__in=chunk).values("actor_id")
        found |= dict(Actor.objects.filter(pk__in=actors).values_list("pk", "profile_id"))
    return found


def _moved(ahead: Ahead) -> list[int] | None:
    if ahead.replaces is None or len(ahead.replaces) + len(ahead.actors) > _MOST_NAMED:
        return None
    return sorted({*ahead.replaces, *(row[0] for row in ahead.actors)})


def _sweep_unused() -> None:
    """All profiles but those that an actor has and those that some writer is writing ahead."""
    with one_moment():
        unused = Profile.objects.exclude(pk__in=Actor.objects.values("profile_id"))
        for refresh in Refresh.objects.values_list("pk", flat=True):
            first = refresh * _PROFILES_EACH
            unused = unused.exclude(pk__gte=first, pk__lt=first + _PROFILES_EACH)
        found = list(unused.values_list("pk", flat=True))
    _sweep(found)


def _sweep(profiles: Iterable[int]) -> None:
    for chunk in _chunks(profiles, size=_SWEPT_AT_ONCE):
        with transaction.atomic():
            Facet.objects.filter(profile_id__in=chunk).delete()
            Profile.objects.filter(pk__in=chunk).delete()


def _chunks(ids: Iterable[int], *, size: int = _AT_ONCE) -> Iterator[list[int]]:
    remaining = iter(ids)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
