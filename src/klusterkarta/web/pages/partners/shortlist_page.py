"""What the shortlist shows."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.timezone import localdate

from klusterkarta.catalogue.selectors.actors import actors_by_id
from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.exchange.selectors import ContactView, ShortlistedView, shortlist
from klusterkarta.exchange.services import WAYS, ContactNote
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.rendering import Page

Wrong = tuple[int, ContactNote, Reason]
_FIELD_OF = {
    "exchange.no_day": "on", "exchange.day_ahead": "on", "exchange.no_way": "way",
    "exchange.confirm_by_interview": "way", "exchange.confirm_interest": "interest", "exchange.nothing_said": "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A contact: day, way in words, whom (a role), what was said, and where it is taken back."""

    on: date
    way: str
    role: str
    note: str
    interest: str
    confirms: bool
    by: str
    take_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A partner on the list: name and page, whose list, whether confirmed (and when), contacts, the form."""

    id: int
    name: str
    href: str
    region: str
    confirmed_on: date | None
    contacts: list[ContactLine]
    fields: list[FormField]
    confirms: bool
    fault: str
    add: str
    take_off: str


@dataclass(frozen=True, kw_only=True)
class ShortlistPage(Page):
    """The shortlist; `confirmed` of its entries are confirmed by an interview."""

    template: ClassVar[str] = "partners/shortlist.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "shortlist"

    entries: list[Entry]
    confirmed: int
    may_write: bool


def shortlist_page(lang: str, *, caller: Caller, wrong: Wrong | None = None) -> ShortlistPage:
    """The page; `wrong` is the entry, what was typed for it and why it was refused. Raises NotAllowed."""
    rows = shortlist(caller=caller)
    owners = actors_of([one.record for one in rows])
    names = {one.id: one.name for one in actors_by_id(set(owners.values())).values()}
    entries = [_entry(one, owners.get(one.record), names, lang=lang, wrong=wrong) for one in rows]
    return ShortlistPage(
        title=say("partners.shortlist", lang),
        lead=say("partners.shortlist_lead", lang),
        entries=entries,
        confirmed=sum(one.confirmed_on is not None for one in entries),
        may_write=is_allowed(caller, "edit_work"),
    )


def _entry(one: ShortlistedView, actor: int | None, names: dict[int, str], *, lang: str, wrong: Wrong | None) -> Entry:
    said, reason = (wrong[1], wrong[2]) if wrong and wrong[0] == one.id else (None, None)
    return Entry(
        id=one.id,
        name=names.get(actor, "") if actor else "",
        href=address("actor", lang, actor=actor) if actor else "",
        region=one.region,
        confirmed_on=one.confirmed.on if one.confirmed else None,
        contacts=[_line(contact, lang) for contact in one.contacts],
        fields=_fields(one.id, said, reason, lang=lang),
        confirms=bool(said and said.confirms),
        fault=explain(reason, lang) if reason else "",
        add=address("shortlist-contact", lang, entry=one.id),
        take_off=address("shortlist-off", lang, entry=one.id),
    )


def _line(one: ContactView, lang: str) -> ContactLine:
    return ContactLine(
        on=one.on,
        way=say(f"partners.way_{one.way}", lang),
        role=one.role,
        note=one.note,
        interest=one.interest,
        confirms=one.confirms,
        by=one.by,
        take_back=address("shortlist-take-back", lang, contact=one.id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField(FormField):
    """A field whose id is its own among the forms of several entries."""

    entry: int

    @property
    def id(self) -> str:
        """The element's id."""
        return f"id-{self.name}-{self.entry}"


def _fields(entry: int, said: ContactNote | None, reason: Reason | None, *, lang: str) -> list[FormField]:
    typed = said or ContactNote(on=localdate().isoformat(), way="interview")
    at = _FIELD_OF.get(reason.code, "on") if reason else ""
    error = explain(reason, lang) if reason else ""
    ways = choices([(way, say(f"partners.way_{way}", lang)) for way in WAYS], typed.way)

    def field(name: str, value: str, **more: object) -> FormField:
        asks = {"label": say(f"partners.contact_{name}", lang), "error": error if at == name else "", **more}
        return EntryField(name=name, value=value, entry=entry, **asks)  # type: ignore[arg-type]

    return [
        field("on", typed.on, help=say("partners.contact_on_help", lang)),
        field("way", typed.way, kind="select", options=ways),
        field("role", typed.role, help=say("partners.contact_role_help", lang), optional=True),
        field("note", typed.note, kind="textarea", optional=True),
        field("interest", typed.interest, kind="textarea", optional=True),
    ]
