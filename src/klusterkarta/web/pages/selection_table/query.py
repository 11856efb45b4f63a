"""The table's address: the list's filter, the columns, the words they have to hold, and the order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from klusterkarta.values.caller import Caller
from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.query import read_query as read_list_query
from klusterkarta.web.typed import typed
from klusterkarta.workflow.selection_table import NAME, TableChoice

HAS = "has-"
"""What stands before a field's code in the parameter that holds the words for its column."""

_LONGEST, _LONGEST_CODE = 200, 60
# More fields than a table can have are refused, but named in the refusal.
_MOST_READ = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuery:
    """A table: of which actors, with which columns, from which row on (`after`: the id of the one before it)."""

    actors: ListQuery
    fields: tuple[str, ...] = ()
    contains: Mapping[str, str] = field(default_factory=dict)
    order: str = NAME
    sources: bool = False
    after: int = 0

    def choice(self) -> TableChoice:
        """The table's own part of the query."""
        return TableChoice(fields=self.fields, contains=self.contains, sort=self.order)

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters in a fixed order: the address to share."""
        pairs = [*self.actors_pairs(), *(("field", code) for code in self.fields)]
        pairs += [(HAS + code, words) for code, words in sorted(self.contains.items())]
        pairs += [("order", self.order)] if self.order != NAME else []
        return [*pairs, *([("sources", "all")] if self.sources else [])]

    def actors_pairs(self) -> list[tuple[str, str]]:
        """The list's filter alone."""
        return replace(self.actors, sort="name", picked=()).pairs()

    def href(self, lang: str) -> str:
        """The page for this query."""
        return address("table", lang, query=self.pairs())

    def with_fields(self, *fields: str) -> "TableQuery":
        """The same actors with these columns."""
        kept = {code: words for code, words in self.contains.items() if code in (*fields, NAME)}
        return replace(self, fields=fields, contains=kept, after=0)


def read_query(parameters: QueryDict, lang: str, *, caller: Caller) -> TableQuery:
    """The query of an address. Raises BadRequest for what no list's filter is."""
    fields = tuple(dict.fromkeys(typed(one, longest=_LONGEST_CODE) for one in parameters.getlist("field")[:_MOST_READ]))
    return TableQuery(
        actors=read_list_query(parameters, lang, caller=caller),
        fields=tuple(code for code in fields if code),
        contains=_contains(parameters),
        order=typed(parameters.get("order"), longest=_LONGEST_CODE) or NAME,
        sources=parameters.get("sources") == "all",
        after=id_in(parameters.get("after")),
    )


def _contains(parameters: QueryDict) -> dict[str, str]:
    given = {
        name.removeprefix(HAS)[:_LONGEST_CODE]: " ".join(typed(parameters.get(name), longest=_LONGEST).split())
        for name in list(parameters)[: 2 * _MOST_READ]
        if name.startswith(HAS)
    }
    return {code: words for code, words in given.items() if words}
