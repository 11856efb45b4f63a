"""Kinds of actors and kinds of relations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label
from klusterkarta.vocabularies.terms import Term, TermMatch, match_term, terms


@dataclass(frozen=True, slots=True)
class RelationKind:
    """How one actor stands to another; a symmetric one reads the same both ways."""

    code: str
    forward: Label
    backward: Label
    definition: Label
    symmetric: bool

    def read(self, lang: str, *, direction: str = "forward") -> str:
        """The words between two names, read from the one who does (`forward`) or the one it is done to (`backward`).

        >>> relation_kinds()["funds"].read("en", direction="backward")
        'is funded by'
        """
        return (self.backward if direction == "backward" else self.forward).read(lang)


def actor_kinds() -> Mapping[str, Term]:
    """The kinds of actors by code, in the order of the vocabulary.

    >>> actor_kinds()["science_park"].plural.en
    'Science parks'
    """
    return terms("actor_kinds")


def match_kind(text: str) -> TermMatch:
    """The kind of actor that a text means; left open when it names none or several.

    >>> match_kind("Strategiska nätverk").code, match_kind("livsmedelskluster").code
    ('strategic_network', 'cluster_organisation')
    >>> match_kind("Företag och universitet").candidates
    ('university', 'company')
    """
    return match_term(text, "actor_kinds", contained=True)


@cache
def relation_kinds() -> Mapping[str, RelationKind]:
    """The kinds of relations by code, in the order of the vocabulary.

    >>> relation_kinds()["linked_to"].symmetric
    True
    """
    return {kind.code: kind for kind in map(_read_relation, read_document("relation_kinds").body["relations"])}


def _read_relation(entry: Mapping[str, Any]) -> RelationKind:
    forward, backward, definition = (read_label(entry[key]) for key in ("forward", "backward", "definition"))
    return RelationKind(str(entry["code"]), forward, backward, definition, bool(entry["symmetric"]))
