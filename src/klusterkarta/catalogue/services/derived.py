"""Derived tables: written ahead, unseen, and put in place in the transaction of the write that they follow from."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

import polars as pl
from django.db import connection, transaction

from klusterkarta.catalogue.bulk import insert_frame, plain_moment, unseen_write
from klusterkarta.catalogue.models import Actor, Facet, Membership, Move, Profile, Refresh
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.services.log import now
from klusterkarta.values.derived import DerivedRows

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

    `replaces`: the actors, by id, and their profiles that go when it is; None for all. `members` and `actors` are the
    rows of these tables, `done` and `made` how many they are.
    """

    refresh: int
    records: Sequence[int] | None
    replaces: dict[int, int] | None
    members: list[pl.DataFrame] = field(default_factory=list)
    actors: list[pl.DataFrame] = field(default_factory=list)
    done: int = 0
    made: int = 0


def begin_ahead(records: Sequence[int] | None) -> Ahead:
    """Begin to write what will follow for `records` (None: for all)."""
    with transaction.atomic():
        # By chance, so that a number is never used twice, also where a transaction was taken back: readers keep what
        # they know of a profile by its number.
        refresh = Refresh.objects.create(pk=1 + secrets.randbelow(_MOST_REFRESHES), heartbeat_at=now()).pk
    return Ahead(refresh, records, None if records is None else _actors_of(records))


def write_ahead(ahead: Ahead, rows: DerivedRows) -> None:
    """Write the profiles and facets of these rows, in a transaction of its own; nobody sees them yet."""
    first = ahead.refresh * _PROFILES_EACH + ahead.made
    actors = rows.actors.with_columns(profile_id=pl.int_range(first, first + pl.len(), dtype=pl.Int64))
    with unseen_write():
        Refresh.objects.filter(pk=ahead.refresh).update(heartbeat_at=now())
        _write_profiles(rows, actors.select("id", "profile_id"))
    ahead.members.append(rows.members.select(record_id="record", actor_id="actor"))
    ahead.actors.append(actors)
    ahead.done += rows.members.height
    ahead.made += actors.height


def hold_ahead(ahead: Ahead) -> bool:
    """Keep what was written ahead until the transaction ends; False where it has been swept meanwhile.

    A writer on a machine that sleeps is silent for as long as one that was killed.
    """
    return Refresh.objects.filter(pk=ahead.refresh).update(heartbeat_at=now()) == 1


def put_in_place(ahead: Ahead) -> None:
    """Let what was written ahead count. Runs in the transaction of the write that it follows from."""
    if ahead.records is None:
        _run(f'DELETE FROM "{Actor._meta.db_table}"')
        _run(f'DELETE FROM "{Membership._meta.db_table}"')
    else:
        for chunk in _chunks(ahead.replaces or ()):
            Actor.objects.filter(pk__in=chunk).delete()
        for chunk in _chunks(ahead.records if Membership.objects.exists() else ()):
            Membership.objects.filter(pk__in=chunk).delete()
    for members in ahead.members:
        insert_frame(Membership._meta.db_table, members)
    moment = plain_moment(now())
    for actors in ahead.actors:
        insert_frame(Actor._meta.db_table, actors.with_columns(refreshed_at=pl.lit(moment)))
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
    _sweep(profile for actors in ahead.actors for profile in actors["profile_id"])
    Refresh.objects.filter(pk=ahead.refresh).delete()


def sweep_abandoned_ahead() -> None:
    """Throw away what writers have left behind that have been silent for 20 minutes: they were killed."""
    silent = list(Refresh.objects.filter(heartbeat_at__lt=now() - ABANDONED_AFTER).values_list("pk", flat=True))
    if silent:
        Refresh.objects.filter(pk__in=silent).delete()
        _sweep_unused()


def _write_profiles(rows: DerivedRows, numbers: pl.DataFrame) -> None:
    shown = rows.profiles.join(numbers, on="id", maintain_order="left")
    insert_frame(Profile._meta.db_table, shown.select("statements", id="profile_id", shown="profile"))
    facets = rows.facets.join(numbers, left_on="actor", right_on="id", maintain_order="left")
    insert_frame(Facet._meta.db_table, facets.select("profile_id", "facet", "code", "certainty"))


def _actors_of(records: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    # The first large file is collected into a register without actors.
    for chunk in _chunks(records if Actor.objects.exists() else ()):
        actors = Membership.objects.filter(record__in=chunk).values("actor_id")
        found |= dict(Actor.objects.filter(pk__in=actors).values_list("pk", "profile_id"))
    return found


def _moved(ahead: Ahead) -> list[int] | None:
    if ahead.replaces is None or len(ahead.replaces) + ahead.made > _MOST_NAMED:
        return None
    return sorted({*ahead.replaces, *(actor for actors in ahead.actors for actor in actors["id"])})


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
