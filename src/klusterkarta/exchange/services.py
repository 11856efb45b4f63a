"""Putting partners on the shortlist, noting contacts, confirming by interview."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from klusterkarta.catalogue.selectors.relations import record_labels
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.exchange.models import Contact, Shortlisted
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed

WAYS = ("interview", "meeting", "call", "letter")
"""How a contact is taken."""
INTERVIEW = "interview"
_LONGEST = 200


class BadContact(Explained):
    """A contact or a place on the shortlist cannot be noted; the reason says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNote:
    """What is noted of a contact: the day (YYYY-MM-DD), how, with whom by role, what was said.

    `confirms`: the partner is confirmed by this interview, with the interest that it stated.
    """

    on: str
    way: str
    role: str = ""
    note: str = ""
    interest: str = ""
    confirms: bool = False


def put_on_shortlist(record_id: int, region: str, *, caller: Caller) -> int:
    """Put the actor of a record on a region's shortlist; the entry's id, that of the present one if it is there.

    Raises NotAllowed, and BadContact for an unknown record or a region without a name.
    """
    check_allowed(caller, "edit_work")
    if not region.strip() or len(region) > _LONGEST:
        raise _bad("exchange.no_region")
    if record_id not in record_labels([record_id]):
        raise _bad("exchange.no_record", record=record_id)
    with transaction.atomic():
        entry, made = Shortlisted.objects.get_or_create(
            region=region.strip(),
            record_id=record_id,
            removed_at=None,
            defaults={"added_at": now(), "added_by": caller.name},
        )
        if made:
            append_change(caller, "shortlist", records=[record_id], detail={"step": "put"})
    return entry.pk


def take_off_shortlist(entry_id: int, *, caller: Caller) -> None:
    """Take a partner off; its contacts stay with the entry. Raises NotAllowed, BadContact for an unknown entry."""
    check_allowed(caller, "edit_work")
    entry = _entry(entry_id)
    with transaction.atomic():
        Shortlisted.objects.filter(pk=entry.pk).update(removed_at=now())
        append_change(caller, "shortlist", records=[entry.record_id], detail={"step": "take_off"})


def note_contact(entry_id: int, said: ContactNote, *, caller: Caller) -> int:
    """Note a contact; its id.

    Raises NotAllowed, and BadContact: an unknown entry, a day that is none or lies ahead, a way that is none, nothing
    said at all, a confirmation that is no interview or without the interest that was stated.
    """
    check_allowed(caller, "edit_work")
    entry = _entry(entry_id)
    day = _day(said.on)
    if said.way not in WAYS:
        raise _bad("exchange.no_way", found=said.way[:_LONGEST])
    if said.confirms and said.way != INTERVIEW:
        raise _bad("exchange.confirm_by_interview")
    if said.confirms and not said.interest.strip():
        raise _bad("exchange.confirm_interest")
    if not (said.note.strip() or said.interest.strip()):
        raise _bad("exchange.nothing_said")
    with transaction.atomic():
        contact = Contact.objects.create(
            entry=entry,
            on=day,
            way=said.way,
            role=said.role.strip()[:_LONGEST],
            note=said.note.strip(),
            interest=said.interest.strip(),
            confirms=said.confirms,
            at=now(),
            by=caller.name,
        )
        append_change(caller, "shortlist", records=[entry.record_id], detail={"step": "contact"})
    return contact.pk


def take_back_contact(contact_id: int, *, caller: Caller) -> None:
    """Let a contact count no more. Raises NotAllowed, BadContact for an unknown one."""
    check_allowed(caller, "edit_work")
    contact = Contact.objects.select_related("entry").filter(pk=contact_id, taken_back_at=None).first()
    if contact is None:
        raise _bad("exchange.no_contact", contact=contact_id)
    with transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(taken_back_at=now())
        append_change(caller, "shortlist", records=[contact.entry.record_id], detail={"step": "take_back"})


def _entry(entry_id: int) -> Shortlisted:
    entry = Shortlisted.objects.filter(pk=entry_id, removed_at=None).first()
    if entry is None:
        raise _bad("exchange.no_entry", entry=entry_id)
    return entry


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise _bad("exchange.no_day", found=text[:_LONGEST]) from None
    if day > timezone.localdate(now()):
        raise _bad("exchange.day_ahead", found=day.isoformat())
    return day


def _bad(code: str, **parameters: Scalar) -> BadContact:
    return BadContact(Reason(code, parameters))
