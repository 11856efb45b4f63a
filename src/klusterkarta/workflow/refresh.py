"""After a write: what follows from it, computed by the profile workshop, stored by the register, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from klusterkarta.catalogue.selectors.closure import affected_records
from klusterkarta.catalogue.selectors.concepts import names_priorities, priority_names
from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.services.derived import replace_derived
from klusterkarta.profile.derive import Derived, Live, derive
from klusterkarta.values.derived import DerivedRows
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.priorities import PriorityTerm
from klusterkarta.workflow.guarded import guarded

# Above this many touched records a rebuild of everything is cheaper than finding out what hangs together.
_REBUILD_ABOVE = 5_000


class Touched:
    """Collects the records that the writes of one transaction touched."""

    def __init__(self) -> None:
        self.records: set[int] = set()

    def add(self, records: Sequence[int]) -> None:
        """Note these records for the refresh at the end."""
        self.records.update(records)


@contextmanager
def writing() -> Iterator[Touched]:
    """A transaction at whose end everything derived from the touched records is refreshed."""
    with transaction.atomic():
        touched = Touched()
        yield touched
        refresh(sorted(touched.records))


def refresh(records: Sequence[int]) -> None:
    """Recompute what is derived from `records` and from all that is tied to them. Runs in the caller's transaction.

    A change in the workspace's own priorities changes what every actor's priorities are read as: then all is rebuilt.
    """
    if len(records) > _REBUILD_ABOVE or names_priorities(records):
        rebuild()
    elif records:
        closed = affected_records(records)
        replace_derived(closed, _rows(derived_of(closed)))


def rebuild() -> None:
    """Recompute everything derived, for the whole register."""
    replace_derived(None, _rows(derived_of(None)))


def derived_of(records: Sequence[int] | None, *, sources: Sequence[str] | None = None) -> Derived:
    """What follows from the live part of `records` (None: all), as said by `sources` (None: all).

    Derived tables are shown to everyone, so what identifies a sole trader without recorded consent is left out.
    """
    live = live_frames(records, sources=sources)
    frames = Live(live.sources, live.records, live.statements, live.judgements)
    return derive(guarded(frames, numbers_in_source), priorities=priority_terms())


def priority_terms() -> list[PriorityTerm]:
    """The priorities that the workspace's own sources have brought, as terms to match against."""
    return [PriorityTerm(slug(name), (name,)) for name in priority_names()]


def _rows(derived: Derived) -> DerivedRows:
    return DerivedRows(list(derived.members.iter_rows()), derived.actors, list(derived.facets.iter_rows()))
