"""The office's own work with an actor: status, who answers for it, a note. Never part of an export or an edition."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from klusterkarta.accounts.selectors import account_names
from klusterkarta.catalogue.selectors.work import WorkView
from klusterkarta.catalogue.services.work import WorkDetails
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.terms import terms
from klusterkarta.web.form_fields import Option, choices
from klusterkarta.web.typed import typed

_LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPanel:
    """The panel as a form (`may_edit`) or as plain words."""

    may_edit: bool
    statuses: list[Option]
    status: str
    people: list[Option]
    responsible: str
    note: str
    changed_at: datetime | None
    changed_by: str


def work_panel(work: WorkView | None, lang: str, *, caller: Caller) -> WorkPanel | None:
    """The panel for a caller who may read work notes; None for others."""
    if not is_allowed(caller, "read_work_notes"):
        return None
    status, responsible = (work.status, work.responsible) if work else ("", "")
    known = terms("work_status")
    people = account_names()
    # Who has left keeps the responsibility until somebody else takes it.
    people += [responsible] if responsible and responsible not in people else []
    return WorkPanel(
        may_edit=is_allowed(caller, "edit_work"),
        statuses=choices([("", ""), *((code, term.label.read(lang)) for code, term in known.items())], status),
        status=known[status].label.read(lang) if status in known else "",
        people=choices([("", ""), *((name, name) for name in people)], responsible),
        responsible=responsible,
        note=work.note if work else "",
        changed_at=work.changed_at if work else None,
        changed_by=work.changed_by if work else "",
    )


def read_work(form: QueryDict) -> WorkDetails:
    """What was filled in; a status or a person that does not exist counts as none."""
    status, responsible = form.get("status", ""), form.get("responsible", "")
    return WorkDetails(
        status=status if status in terms("work_status") else "",
        responsible=responsible if responsible in account_names() else "",
        note=typed(form.get("note"), longest=_LONGEST_NOTE),
    )
