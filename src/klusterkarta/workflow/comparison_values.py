"""What is said of several actors at once, as anybody may see it: each field's values with source, place and date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.catalogue.selectors.members import records_of_actors
from klusterkarta.values.caller import PUBLIC
from klusterkarta.workflow.open_to_all import live_of, open_to_all
from klusterkarta.workflow.said import chosen_values
from klusterkarta.workflow.show import PropertyView, missing_fields, value_view

_AT_ONCE = 500

Properties = Mapping[str, PropertyView]


@dataclass(frozen=True, slots=True)
class ActorValues:
    """An actor and what is said of it, by field code; a field that no source has for it is not there."""

    summary: ActorSummary
    properties: Properties


def values_of_actors(actors: Sequence[int]) -> list[ActorValues]:
    """What anybody may see of these actors, in their order; ids that are no actor's are left out.

    Personal statements are not there for anyone, and sole traders without consent stand as they do in every export.
    The number of queries does not depend on the actors, up to 500 of them.
    """
    found: list[ActorValues] = []
    for start in range(0, len(actors), _AT_ONCE):
        found += _values_of(actors[start : start + _AT_ONCE])
    return found


def _values_of(actors: Sequence[int]) -> list[ActorValues]:
    summaries = actors_by_id(actors)
    members = records_of_actors(actors)
    said = _said([record.id for records in members.values() for record in records])
    rows = []
    for actor in actors:
        if actor in summaries:
            properties = [_property(code, found) for code, found in said.get(actor, {}).items()]
            blanks = missing_fields(members.get(actor, []), properties, caller=PUBLIC)
            rows.append(ActorValues(summaries[actor], _with_blanks(properties, blanks)))
    return rows


def _said(records: Sequence[int]) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """actor → field → rows of the frame VALUES, the shown ones first."""
    values = chosen_values(open_to_all(live_of(records)))
    ordered = values.sort("shown", "statement", descending=[True, False], maintain_order=True)
    found: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for row in ordered.iter_rows(named=True):
        found.setdefault(row["actor"], {}).setdefault(row["property"], []).append(row)
    return found


def _property(code: str, rows: Sequence[dict[str, Any]]) -> PropertyView:
    return PropertyView(code, [value_view(row) for row in rows], any(row["conflict"] for row in rows))


def _with_blanks(properties: Sequence[PropertyView], blanks: dict[str, list[str]]) -> dict[str, PropertyView]:
    found = {one.code: PropertyView(one.code, one.values, one.conflict, blanks.pop(one.code, [])) for one in properties}
    return found | {code: PropertyView(code, [], False, sources) for code, sources in blanks.items()}
