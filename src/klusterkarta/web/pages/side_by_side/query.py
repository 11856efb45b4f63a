"""The comparison's address: which actors, in which order, and how much of them is shown."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from klusterkarta.web.addresses import address
from klusterkarta.web.ids import id_in
from klusterkarta.web.typed import typed

_LONGEST = 200
# More are refused anyway, but named in the refusal.
_MOST_READ = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareQuery:
    """The actors by id in the order of the columns; only what differs; every source open; what is to be added."""

    actors: tuple[int, ...] = ()
    only_differences: bool = False
    all_open: bool = False
    add: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters in a fixed order, what is being typed left out: the address to share."""
        pairs = [("actor", str(one)) for one in self.actors]
        pairs += [("only", "differences")] if self.only_differences else []
        return [*pairs, *([("sources", "all")] if self.all_open else [])]

    def href(self, lang: str) -> str:
        """The page for this query."""
        return address("side-by-side", lang, query=self.pairs())

    def of(self, *actors: int) -> "CompareQuery":
        """The same view of other actors, each once."""
        return replace(self, actors=tuple(dict.fromkeys(actors)), add="")

    def without(self, actor: int) -> "CompareQuery":
        """The same without one of the actors."""
        return self.of(*(one for one in self.actors if one != actor))


def read_query(parameters: QueryDict) -> CompareQuery:
    """The query of an address. Raises BadRequest for an id that is no number."""
    ids = [id_in(one) for one in parameters.getlist("actor")[:_MOST_READ]]
    return CompareQuery(
        actors=tuple(dict.fromkeys(one for one in ids if one)),
        only_differences=parameters.get("only") == "differences",
        all_open=parameters.get("sources") == "all",
        add=" ".join(typed(parameters.get("add"), longest=_LONGEST).split()),
    )
