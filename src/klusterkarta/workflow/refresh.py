"""After a write: what follows from it, computed by the profile workshop, stored by the register, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import polars as pl
from django.db import transaction

from klusterkarta.catalogue.selectors.closure import affected_records, sole_traders, ties_among
from klusterkarta.catalogue.selectors.concepts import names_priorities, priority_names
from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.relations import named_records, naming_records
from klusterkarta.catalogue.selectors.supposed import AS_IT_IS, Supposed
from klusterkarta.catalogue.services.derived import begin_ahead, put_in_place, sweep_replaced, write_ahead
from klusterkarta.catalogue.services.log import one_writer
from klusterkarta.profile.actor_rows import actor_rows
from klusterkarta.profile.actors import connected_records
from klusterkarta.profile.derive import Derived, Live, derive
from klusterkarta.values.derived import DerivedRows
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.priorities import PriorityTerm
from klusterkarta.workflow.alongside import alongside
from klusterkarta.workflow.guarded import guarded, hidden_records
from klusterkarta.workflow.open_to_all import live_of

# So many records are looked at together, and what follows from so many actors is written together. More at once take
# more memory, and longer writes; fewer take more questions.
BATCH_RECORDS = 6_000
_WRITTEN_TOGETHER = 2_000
# Up to so many records, whom they name is asked for one by one.
_FEW = 300


class Touched:
    """Collects the records that the writes of one transaction touched."""

    def __init__(self) -> None:
        self.records: set[int] = set()

    def add(self, records: Sequence[int]) -> None:
        """Note these records for the refresh at the end."""
        self.records.update(records)


@contextmanager
def writing() -> Iterator[Touched]:
    """A transaction at whose end everything derived from the touched records is refreshed.

    For writes that move a few actors; `ahead.carry_out` is for those that may move many.
    """
    with transaction.atomic():
        one_writer()
        touched = Touched()
        yield touched
        refresh(sorted(touched.records))


def refresh(records: Sequence[int]) -> None:
    """Recompute what is derived from `records` and from all that is tied to them. Runs in the caller's transaction.

    A change in the workspace's own priorities changes what every actor's priorities are read as: then all is rebuilt.
    """
    if records:
        _replace(None if names_priorities(records) else moved_records(records))


def rebuild() -> None:
    """Recompute everything derived, for the whole register."""
    with transaction.atomic():
        one_writer()
        _replace(None)


def moved_records(records: Sequence[int]) -> list[int]:
    """`records`, all that is or may be one actor with them, and who names a sole trader among these.

    Whether a sole trader may be named depends on a consent, which may be among what has changed.
    """
    closed = affected_records(records)
    traders = sole_traders(closed)
    return affected_records([*closed, *naming_records(affected_records(traders))]) if traders else closed


def derived_batches(records: Sequence[int] | None, supposed: Supposed = AS_IT_IS) -> Iterator[DerivedRows]:
    """What follows from the live part of `records` (None: all), a few thousand records at a time.

    `records` hold whole actors, and so does each batch: an actor's rows follow from its own records alone, but for the
    workspace's priorities and for whom it names. The next batch is read while one is worked out.
    """
    priorities = priority_terms(supposed)
    for live in alongside(_live_batches(records, supposed)):
        derived = derive(live, priorities=priorities)
        actors = actor_rows(live, derived)
        for some in actors.iter_slices(_WRITTEN_TOGETHER):
            within = pl.col("actor").is_in(some["id"].implode())
            yield DerivedRows(
                members=derived.members.filter(within),
                actors=some.drop("profile", "statements"),
                profiles=some.select("id", "profile", "statements"),
                facets=derived.facets.filter(within),
            )


def derived_frames(records: Sequence[int] | None, supposed: Supposed = AS_IT_IS) -> Iterator[tuple[Live, Derived]]:
    """The same as frames: what is live and may be shown to everyone, and what follows from it.

    What identifies a sole trader without recorded consent is left out.
    """
    priorities = priority_terms(supposed)
    for live in _live_batches(records, supposed):
        yield live, derive(live, priorities=priorities)


def priority_terms(supposed: Supposed = AS_IT_IS) -> list[PriorityTerm]:
    """The priorities that the workspace's own sources have brought, as terms to match against."""
    return [PriorityTerm(slug(name), (name,)) for name in priority_names(supposed)]


def _replace(records: Sequence[int] | None) -> None:
    ahead = begin_ahead(records)
    for rows in derived_batches(records):
        write_ahead(ahead, rows)
    put_in_place(ahead)
    sweep_replaced(ahead)


def hidden_traders(records: Sequence[int] | None = None, supposed: Supposed = AS_IT_IS) -> list[int]:
    """Records of sole traders who are not to be shown, among those that `records` may name."""
    traders = sole_traders()
    if not traders:
        return []
    few = records is not None and len(records) <= _FEW
    wanted = affected_records(named_records(records or ()) if few else traders)
    return hidden_records(live_of(wanted, supposed=supposed))["record"].to_list()


def _live_batches(records: Sequence[int] | None, supposed: Supposed) -> Iterator[Live]:
    hidden = hidden_traders(records, supposed)
    for batch in _batches(records):
        yield guarded(live_of(batch, supposed=supposed), numbers_in_source, elsewhere=hidden)


def _batches(records: Sequence[int] | None) -> Iterator[list[int]]:
    if records is not None and len(records) <= BATCH_RECORDS:
        yield list(records)
        return
    ties = ties_among(records)
    members = connected_records(ties.records, ties.judgements).sort("actor", "record")
    batch: list[int] = []
    last = 0
    for record, actor in members.iter_rows():
        if actor != last and len(batch) >= BATCH_RECORDS:
            yield batch
            batch = []
        batch.append(record)
        last = actor
    if batch:
        yield batch
