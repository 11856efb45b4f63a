"""The address of the page of maturity: which initiatives, as on which day."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils import timezone

from klusterkarta.values.caller import Caller
from klusterkarta.values.partial_date import PartialDateError, last_day, parse_partial_date
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.query import read_query as read_list_query
from klusterkarta.web.typed import typed
from klusterkarta.workflow.maturity import usual_choice
from klusterkarta.workflow.selection_table import chosen_actors

MOST_ACTORS = 200
"""As many initiatives as one page measures and names."""
_LONGEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityQuery:
    """The list's choice, and the day as it was typed ("" for today)."""

    actors: ListQuery
    typed_on: str

    @property
    def on(self) -> date:
        """The last day of what was typed."""
        return last_day(parse_partial_date(self.typed_on)) if self.typed_on else timezone.localdate()

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters."""
        return [*self.chosen_pairs(), *([("on", self.typed_on)] if self.typed_on else [])]

    def chosen_pairs(self) -> list[tuple[str, str]]:
        """Those of the list's choice alone."""
        return replace(self.actors, sort="name").pairs()

    def href(self, lang: str) -> str:
        """The page for this query."""
        return address("maturity", lang, query=self.pairs())


def read_query(parameters: QueryDict, lang: str, *, caller: Caller) -> MaturityQuery:
    """The query of an address. Raises BadRequest for what is no date."""
    on = typed(parameters.get("on"), longest=_LONGEST).strip()
    try:
        if on:
            parse_partial_date(on)
    except PartialDateError as fault:
        raise BadRequest(say("maturity.bad_day", lang, text=on)) from fault
    return MaturityQuery(actors=read_list_query(parameters, lang, caller=caller), typed_on=on)


def asked_actors(query: ListQuery) -> list[int]:
    """Those that are ticked, else those that pass the filter, else all initiatives."""
    return list(query.picked) or chosen_actors(usual_choice(query.chosen))
