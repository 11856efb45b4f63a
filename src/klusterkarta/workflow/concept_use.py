"""What a concept does: how many actors a search for it finds."""

from klusterkarta.search.index import IndexUnusable
from klusterkarta.vocabularies.concepts import Concept
from klusterkarta.workflow.search_index import current_engine


def actors_found(one: Concept, *, may_write: bool = False) -> dict[str, int]:
    """How many actors have the concept itself (`narrow`), and with narrower ones counted (`standard`).

    {} where the search index is not there and may not be written.
    """
    try:
        engine = current_engine(may_write=may_write)
    except IndexUnusable:
        return {}
    text = one.label.sv
    return {"narrow": engine.count(text, "narrow"), "standard": engine.count(text, "standard")}
