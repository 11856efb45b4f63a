"""The shortlist, read by those who may see the office's own work."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from klusterkarta.exchange.models import Contact, Shortlisted
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact that counts: when, how, with which role, what was said; `confirms` by interview."""

    id: int
    on: date
    way: str
    role: str
    note: str
    interest: str
    confirms: bool
    by: str


@dataclass(frozen=True, slots=True)
class ShortlistedView:
    """A partner on a region's shortlist, with its contacts, the latest first."""

    id: int
    region: str
    record: int
    added_at: datetime
    added_by: str
    contacts: tuple[ContactView, ...]

    @property
    def confirmed(self) -> ContactView | None:
        """The latest interview in which the partner stated its interest; None while there is none."""
        return next((one for one in self.contacts if one.confirms), None)


def shortlist(region: str = "", *, caller: Caller) -> list[ShortlistedView]:
    """The partners on a region's shortlist ("": on all), in the order in which they came. Raises NotAllowed."""
    check_allowed(caller, "read_work_notes")
    rows = Shortlisted.objects.filter(removed_at=None).order_by("pk")
    if region:
        rows = rows.filter(region=region)
    counting = Contact.objects.filter(taken_back_at=None).order_by("-on", "-pk")
    return [_view(row) for row in rows.prefetch_related(Prefetch("contacts", queryset=counting))]


def _view(row: Shortlisted) -> ShortlistedView:
    contacts = tuple(
        ContactView(one.pk, one.on, one.way, one.role, one.note, one.interest, one.confirms, one.by)
        for one in row.contacts.all()
    )
    return ShortlistedView(row.pk, row.region, row.record_id, row.added_at, row.added_by, contacts)
