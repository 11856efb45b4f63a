"""What the page of logged searches shows."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.utils.timezone import localdate

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.search_log import LoggedView, logged_searches


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A search as it was typed into the form."""

    platform: str = ""
    query: str = ""
    hits: str = ""
    on: str = ""
    priority: str = ""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A logged search; `drift` how many hits more or fewer than before, "" for the first of its kind."""

    on: str
    platform: str
    query: str
    priority: str
    hits: int
    drift: str
    take_back: str


@dataclass(frozen=True, kw_only=True)
class SearchLogPage(Page):
    """The log, newest first, and the form."""

    template: ClassVar[str] = "search_log/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "search-log"

    action: str
    rows: list[SearchRow]
    fields: list[FormField]
    error: str
    may_write: bool
    take: TakeAway


def search_log_page(
    lang: str, *, caller: Caller, text: str = "", said: Typed = Typed(), error: str = ""
) -> SearchLogPage:
    """The page; `said` what stands in the form; `error` where it could not be logged."""
    return SearchLogPage(
        title=say("search_log.title", lang),
        lead=say("search_log.lead", lang),
        action=address("search-log", lang),
        rows=[_row(one, lang) for one in reversed(logged_searches(text))],
        fields=_fields(said if said.on or error else replace(said, on=localdate().isoformat()), lang),
        error=error,
        may_write=is_allowed(caller, "edit_work"),
        take=TakeAway(source_line=source_line(lang), table="search-log-table", csv=True, name="searches"),
    )


def _row(one: LoggedView, lang: str) -> SearchRow:
    entry = one.entry
    drift = "" if one.drift is None else f"{one.drift:+d}"
    back = address("search-log-take-back", lang, search=one.id)
    return SearchRow(entry.on, entry.platform, entry.query, entry.priority, entry.hits, drift, back)


def _fields(said: Typed, lang: str) -> list[FormField]:
    return [
        FormField(
            name=name, label=say(f"annex.search_{name}", lang), value=getattr(said, name), optional=name == "priority"
        )
        for name in Typed.__slots__
    ]
