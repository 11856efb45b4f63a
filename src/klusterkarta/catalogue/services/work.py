"""The office's own work with an actor."""

from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.models import Record, Work
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDetails:
    """Work status (a code of the vocabulary), responsible user's name, internal note."""

    status: str = ""
    responsible: str = ""
    note: str = ""


def set_work(record_id: int, details: WorkDetails, *, caller: Caller) -> None:
    """Store status, responsible and note for the actor that `record_id` belongs to. Record.DoesNotExist if unknown."""
    check_allowed(caller, "edit_work")
    record = Record.objects.get(pk=record_id)
    values = {"status": details.status, "responsible": details.responsible, "note": details.note}
    with transaction.atomic():
        Work.objects.update_or_create(record=record, defaults=values | {"changed_at": now(), "changed_by": caller.name})
        append_change(caller, "work", records=[record_id], detail={"status": details.status})
