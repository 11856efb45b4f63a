"""In which divisions of NACE Rev. 2 the firms of a priority mainly are."""

from functools import cache

from klusterkarta.values.text import slug
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority


def divisions_of_priority(name: str) -> tuple[str, ...]:
    """The divisions of the priority with this name; () for one that the document does not have.

    >>> divisions_of_priority("FoodTechj"), divisions_of_priority("Turism")
    (('01', '10', '11'), ())
    """
    code = match_priority(name, _terms()).code
    return _divisions()[code] if code else ()


@cache
def _terms() -> tuple[PriorityTerm, ...]:
    rows = read_document("priority_divisions").body["priorities"]
    return tuple(PriorityTerm(slug(row["names"][0]), tuple(row["names"])) for row in rows)


@cache
def _divisions() -> dict[str, tuple[str, ...]]:
    rows = read_document("priority_divisions").body["priorities"]
    return {slug(row["names"][0]): tuple(row["divisions"]) for row in rows}
