"""What of the register priorities are read out of."""

from klusterkarta.catalogue.selectors.facet_index import standing_under
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.saying import actors_of_thing, actors_with
from klusterkarta.values.frames import Snapshot
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.snapshots import partial_snapshot


def priority_snapshot(edition: str | None = None) -> Snapshot:
    """The priorities, the regions, and the actors that carry a priority or are judged less relevant to one, now; or an
    edition. Raises UnknownEdition.
    """
    if edition is not None:
        return snapshot(edition)
    with one_moment():
        actors = {*actors_of_thing("priority"), *actors_with(("less_relevant_priorities",))}
        for (facet, code, _), standing in standing_under(("kind", "priority")):
            if facet == "priority" or code == "region":
                actors.update(standing.tolist())
        return partial_snapshot(actors)
