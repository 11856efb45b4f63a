"""Links from actors as an edition knows them to their pages in the register today."""

from collections.abc import Collection, Mapping

from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.catalogue.selectors.pairs import records_by_key
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link


class ActorLinks:
    """Leads from an actor's key to its page, where it still has one. All keys are looked up at once."""

    def __init__(self, keys: Collection[str], lang: str) -> None:
        self.lang = lang
        records = records_by_key(keys)
        actors = actors_of(records.values())
        self._actors: Mapping[str, int] = {key: actors[record] for key, record in records.items() if record in actors}

    def to(self, key: str, name: str) -> Link:
        """The link; without an address where the actor is no longer in the register."""
        actor = self._actors.get(key)
        return Link(name, address("actor", self.lang, actor=actor) if actor else "")
