"""The office's own work with actors, read. Callers check the right before they ask."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.models import Membership, Work


@dataclass(frozen=True, slots=True)
class WorkView:
    """Work status, responsible user's name, internal note."""

    record: int
    status: str
    responsible: str
    note: str
    changed_at: datetime
    changed_by: str


def work_of(records: Collection[int]) -> WorkView | None:
    """The latest work entry among an actor's records."""
    row = Work.objects.filter(record__in=records).order_by("-changed_at").first()
    return None if row is None else _view(row)


def work_of_actors(actors: Collection[int]) -> dict[int, WorkView]:
    """The latest work entry of each actor, by actor, in two queries; an actor without any is left out."""
    members = Membership.objects.filter(actor_id__in=actors, record__work__isnull=False)
    actor_of = dict(members.values_list("record_id", "actor_id"))
    rows = Work.objects.filter(record__in=actor_of).order_by("changed_at")
    return {actor_of[row.pk]: _view(row) for row in rows}


def _view(row: Work) -> WorkView:
    return WorkView(row.pk, row.status, row.responsible, row.note, row.changed_at, row.changed_by)
