"""The address of the page of phases: which initiatives, in which form, in which two years."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.phases import Form
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.query import read_query as read_list_query
from klusterkarta.workflow.phases import ActorPhases, usual_years

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasesQuery:
    """The list's choice, the form, and the two years (0: not chosen)."""

    actors: ListQuery
    form: Form
    first: int
    second: int

    def chosen_pairs(self) -> list[tuple[str, str]]:
        """The parameters of the list's choice alone."""
        return replace(self.actors, sort="name").pairs()

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters."""
        asked = [("first", str(self.first))] if self.first else []
        asked += [("second", str(self.second))] if self.second else []
        return [*self.chosen_pairs(), *([("form", self.form)] if self.form != "five" else []), *asked]

    def href(self, lang: str) -> str:
        """The page for this query."""
        return address("phases", lang, query=self.pairs())

    def years(self, found: list[ActorPhases]) -> tuple[int, int]:
        """The two years in order; those that show most where none are chosen."""
        usual = usual_years(found)
        first, second = self.first or usual[0], self.second or usual[1]
        return min(first, second), max(first, second)


def read_query(parameters: QueryDict, lang: str, *, caller: Caller) -> PhasesQuery:
    """The query of an address; a form or a year that is none counts as not chosen."""
    return PhasesQuery(
        actors=read_list_query(parameters, lang, caller=caller),
        form="four" if parameters.get("form") == "four" else "five",
        first=_year(parameters.get("first", "")),
        second=_year(parameters.get("second", "")),
    )


def _year(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == _DIGITS else 0
