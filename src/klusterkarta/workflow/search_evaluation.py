"""Search measured on judged queries over the workspace's own index."""

from collections.abc import Sequence
from pathlib import Path

from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.searched import SearchedActor, searched_actors, searched_versions
from klusterkarta.values.text import fold
from klusterkarta.workflow.refresh import priority_terms
from klusterkarta.workflow.search_documents import search_documents
from klusterkarta.workflow.search_index import current_engine
from klusterkarta.workflow.search_judgements import Evaluated, judged_by, measured, read_judgements


def evaluate_search(path: Path) -> Evaluated:
    """Measure search on a CSV of query, actor (name or id) and grade 0–3. Raises BadJudgements.

    The same actor judged twice for a query has the later grade. Queries for which no known actor has a grade above 0
    are left out.
    """
    rows = read_judgements(path)
    with one_moment():
        actors = list(searched_actors(list(searched_versions())))
    judged = judged_by(rows, _ids_by_name(actors), file=path.name)
    documents = search_documents(actors, priorities=priority_terms())
    return measured(judged, current_engine(may_write=True), documents=documents)


def _ids_by_name(actors: Sequence[SearchedActor]) -> dict[str, int]:
    """Ids, shown names and other names, folded → actor; a name that several have is the first's that is described."""
    ids: dict[str, int] = {}
    for actor in sorted(actors, key=lambda one: (one.mention_only, one.id)):
        for name in (str(actor.id), actor.name, *actor.names):
            ids.setdefault(fold(name), actor.id)
    return ids
