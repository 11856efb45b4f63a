"""What the list of one's own actors shows."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.catalogue.selectors.actors import ActorSummary, list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.work import WorkView, work_of_actors
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.figures import Wording, in_page_language
from klusterkarta.web.rendering import Page

NO_STATUS = "none"
_MARKS = {NO_STATUS: "none", "new": "none", "ongoing": "open", "waiting": "open", "done": "ok"}
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A work status to show the list by, and how many have it."""

    text: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One actor with the state of the work; `mark` is the shape of the status."""

    name: Wording
    href: str
    kind: str
    conflicts: int
    status: str
    mark: str
    note: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, kw_only=True)
class MyListPage(Page):
    """One's own actors. No `choices` means that there are none at all."""

    template: ClassVar[str] = "my_list/page.html"
    name: ClassVar[str] = "my-list"

    choices: list[StatusChoice]
    rows: list[OwnRow]


def is_status(code: str) -> bool:
    """Whether the list can be shown by this code: a work status, `none` for no status, "" for all.

    >>> is_status("waiting"), is_status("none"), is_status("later")
    (True, True, False)
    """
    return code in ("", NO_STATUS, *terms("work_status"))


def my_list_page(lang: str, *, caller: Caller, status: str) -> MyListPage:
    """The list for a caller who may edit work; the caller of this function checks that."""
    own = _own(caller.name)
    return MyListPage(
        title=say("my_list.title", lang),
        lead=say("my_list.lead", lang),
        choices=_choices([work.status for _, work in own], lang, chosen=status),
        rows=[_row(actor, work, lang) for actor, work in own if status in ("", work.status or NO_STATUS)],
    )


def _own(name: str) -> list[tuple[ActorSummary, WorkView]]:
    """The user's actors by name. Where joined records name two users the latest entry decides, as on the profile."""
    found: list[tuple[ActorSummary, WorkView]] = []
    after: str | None = None
    while True:
        part = list_actors(ActorFilter(mine=name), after=after, limit=_AT_A_TIME)
        work = work_of_actors([actor.id for actor in part.rows])
        found += [(actor, work[actor.id]) for actor in part.rows if _answers(work.get(actor.id), name)]
        if part.next_cursor is None:
            return found
        after = part.next_cursor


def _answers(work: WorkView | None, name: str) -> bool:
    return work is not None and work.responsible == name


def _choices(statuses: list[str], lang: str, *, chosen: str) -> list[StatusChoice]:
    """All, then each status that some actor has or that is chosen."""
    if not statuses:
        return []
    counts = Counter(status or NO_STATUS for status in statuses)
    codes = [code for code in (*terms("work_status"), NO_STATUS) if counts[code] or code == chosen]
    everything = StatusChoice(say("my_list.all", lang), len(statuses), address("my-list", lang), chosen == "")
    return [everything, *(_choice(code, counts[code], lang, chosen=chosen) for code in codes)]


def _choice(code: str, count: int, lang: str, *, chosen: str) -> StatusChoice:
    href = address("my-list", lang, query=[("status", code)])
    return StatusChoice(_status_name(code, lang), count, href, code == chosen)


def _status_name(code: str, lang: str) -> str:
    term = terms("work_status").get(code)
    return term.label.read(lang) if term else say("my_list.no_status", lang)


def _row(actor: ActorSummary, work: WorkView, lang: str) -> OwnRow:
    status = work.status or NO_STATUS
    return OwnRow(
        name=in_page_language(actor, "name", lang=lang) or Wording(actor.name),
        href=address("actor", lang, actor=actor.id),
        kind=code_name("kind", actor.kind, lang=lang) if actor.kind else "",
        conflicts=actor.conflicts,
        status=_status_name(status, lang),
        mark=_MARKS.get(status, "none"),
        note=work.note,
        changed_at=work.changed_at,
        changed_by=work.changed_by,
    )
