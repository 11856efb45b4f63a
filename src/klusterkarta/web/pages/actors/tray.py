"""The actors ticked in the list, gathered for a comparison."""

from collections.abc import Collection
from dataclasses import dataclass

from klusterkarta.catalogue.selectors.actors import actors_by_id
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.workflow.side_by_side import FEWEST, MOST


@dataclass(frozen=True, slots=True)
class Picked:
    """A ticked actor, the list's address without the tick, and whether its row, with the box, is on this page."""

    actor: int
    name: str
    remove: str
    here: bool


@dataclass(frozen=True, slots=True)
class Tray:
    """The ticked actors in the order of the address, and whether they are as many as can be compared."""

    picked: list[Picked]
    most: int = MOST

    @property
    def too_many(self) -> bool:
        """Whether some have to be taken away first."""
        return len(self.picked) > self.most

    @property
    def enough(self) -> bool:
        """Whether there is something to compare."""
        return FEWEST <= len(self.picked) <= self.most


def tray_of(query: ListQuery, lang: str, *, rows: Collection[int]) -> Tray:
    """The tray for a page of the list that shows these rows; ids that are no actor's are left out."""
    known = actors_by_id(query.picked) if query.picked else {}
    return Tray(
        [
            Picked(one, known[one].name, address("actors", lang, query=query.unpicked(one).pairs()), one in rows)
            for one in query.picked
            if one in known
        ]
    )
