"""The ways in which one selection can be shown: as a list, on the map, as a table, as a fact sheet."""

from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.actors.query import ListQuery

_WAYS = {"actors": "map.as_list", "map": "map.as_map", "table": "table.menu", "fact-sheet": "fact_sheet.menu"}
_CARRIES_TICKS = ("actors", "map")


def ways(query: ListQuery, lang: str, *, now: str) -> list[Link]:
    """A link for each way, `now` the name of the page that is shown; what is ticked goes along where ticks can be."""
    unticked = query.unpicked(*query.picked)
    return [
        Link(
            say(words, lang),
            address(name, lang, query=(query if name in _CARRIES_TICKS else unticked).pairs()),
            "page" if name == now else "",
        )
        for name, words in _WAYS.items()
    ]
