"""In which divisions of NACE the firms of a priority mainly are, also of one that the workspace has of its own."""

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.vocabularies.concepts import Concepts
from klusterkarta.vocabularies.priority_divisions import divisions_of_priority


def divisions_of(name: str, *, known: Concepts | None = None) -> tuple[str, ...]:
    """The divisions by the reviewed table; where that lacks the priority, those of what its concept includes.

    `known` are the concepts in force, for a caller that has them at hand already.
    """
    reviewed = divisions_of_priority(name)
    if reviewed:
        return reviewed
    known = known or workspace_concepts()
    concept = next((one for one in known.meant_by(name) if one.priority), None)
    if concept is None or concept.priority is None:
        return ()
    codes = [*concept.nace, *(code for key in concept.priority.included for code in known.by_key[key].nace)]
    return tuple(sorted({code[:2] for code in codes if code[:2].isdecimal()}))
