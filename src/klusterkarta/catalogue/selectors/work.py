"""The office's own work with actors, read. Callers check the right before they ask."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.models import Work


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
    if row is None:
        return None
    return WorkView(row.pk, row.status, row.responsible, row.note, row.changed_at, row.changed_by)
