"""The addresses that are asked for: varied, so that no answer is only a kept one, and the same for each run."""

from itertools import islice
from random import Random

from klusterkarta.benchmarks.register.actors import SEED, Actors, Parties
from klusterkarta.benchmarks.register.workspace import SOURCE
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated

PROFILES, COMMON, RARE = 20, ("kluster", "region", "skog", "data", "energi"), 6
# Counties from the largest to the smallest, kinds from the commonest to a rare one: every pair is another question.
_COUNTIES, _KINDS = ("01", "14", "12", "17", "09"), ("company", "association", "cluster_initiative")
_SECTORS = ("ict", "electronics", "tourism")
# Sweden, the south, the county of Stockholm: as a map asks when somebody comes nearer.
_SWEDEN, *_NEARER = ("bbox=10,55,25,69.5&zoom=4", "bbox=11,55,17,59&zoom=7", "bbox=17.2,58.7,19.4,60.3&zoom=9")

AFTER_WRITES = ("list, two facets", "map data, a new selection")

Requests = dict[str, list[str]]


def requests_of(actors: int) -> Requests:
    """What is measured in the open register of so many generated actors → the addresses asked for."""
    from klusterkarta.web.addresses import address

    page, data = address("actors", "sv"), address("map-data", "sv")
    kinds = [f"county={county}&kind={kind}" for county in _COUNTIES for kind in _KINDS]
    sectors = [f"county={county}&sector={sector}" for county in _COUNTIES for sector in _SECTORS]
    words = [f"q={word}" for word in COMMON]
    chosen = ["q=", *kinds[::3], *sectors[::3], *words]
    return {
        "list, nothing chosen": [page],
        "list, two facets": [f"{page}?{query}" for query in (*kinds, *sectors)],
        "list, text filter, a common word": [f"{page}?{word}" for word in words],
        "list, text filter, a name": [f"{page}?q={name}" for name in _names(actors)],
        "list, text filter and two facets": [f"{page}?{word}&{kinds[0]}" for word in words],
        "profile": [address("actor", "sv", actor=record) for record in _records(actors)],
        "profile of the most named party": [address("actor", "sv", actor=_most_named(actors))],
        "map data, a new selection": [f"{data}?{query}&{_SWEDEN}" for query in chosen],
        "map data, the same selection nearer": [f"{data}?{query}&{view}" for query in chosen[-4:] for view in _NEARER],
    }


def edit_somebody(remark: str) -> None:
    """Change an actor as an editor does."""
    from klusterkarta.workflow.edit import edit_actor

    edit_actor(_records(1)[0], [Stated("remark", remark)], caller=OPERATOR)


def _names(actors: int) -> list[str]:
    """The beginnings of some names."""
    return [row["name"].split()[0] for row in islice(Actors(actors), RARE)]


def _records(actors: int) -> list[int]:
    """Ids of generated actors spread over the register."""
    from klusterkarta.catalogue.selectors.sources import records_of_source

    step = max(1, actors // PROFILES)
    spread = (records_of_source(SOURCE, after=after, limit=1) for after in range(0, actors, step))
    return [found[0].id for found in spread if found]


def _most_named(actors: int) -> int:
    """The university that most actors do research with."""
    from klusterkarta.catalogue.selectors.actors import list_actors
    from klusterkarta.catalogue.selectors.filters import ActorFilter

    name = Parties(actors, Random(SEED)).universities.items[0]  # noqa: S311 - the same as in the register
    return list_actors(ActorFilter(q=name, mentions=True)).rows[0].id
