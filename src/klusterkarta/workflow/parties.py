"""The parties that actors name, in the register or in an edition."""

from typing import Any

from klusterkarta.analysis.named_parties import NamedParty, named_parties
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.workflow.party_snapshot import party_snapshot

# What the site and the commands need of the workshop comes through here.
__all__ = ["NamedParty", "chosen_parties", "parties_document", "parties_of_register"]


def parties_of_register(edition: str | None = None) -> list[NamedParty]:
    """Every named party of an edition (None: of the live register). Raises UnknownEdition."""
    return named_parties(party_snapshot(edition))


def chosen_parties(
    parties: list[NamedParty], *, relation: str = "", kind: str = "", text: str = ""
) -> list[NamedParty]:
    """Those named in the relation, of the kind, with the text in one of their names; "" asks for nothing.

    With a relation, those named by most in it come first.
    """
    wanted = fold(text)
    found = [
        one
        for one in parties
        if (not relation or relation in one.naming)
        and (not kind or one.kind == kind)
        and (not wanted or any(wanted in fold(name) for name in (*one.wordings, one.known_as)))
    ]
    return sorted(found, key=lambda one: (-len(one.naming[relation]), one.name)) if relation else found


def parties_document(parties: list[NamedParty], *, lang: str) -> list[dict[str, Any]]:
    """The parties as `klusterkarta parties --json` prints them."""
    kinds = actor_kinds()
    return [
        {
            "name": one.name,
            "known_as": one.known_as,
            "kind": kinds[one.kind].label.read(lang) if one.kind else "",
            "kind_read_from_name": bool(one.kind) and one.is_read,
            "wordings": list(one.wordings),
            "named_by": len(one.named_by),
            "relations": {relation: len(actors) for relation, actors in one.naming.items()},
        }
        for one in parties
    ]
