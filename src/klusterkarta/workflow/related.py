"""An actor's relations, both ways: whom it names, and who names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from klusterkarta.catalogue.selectors.actors import actor_names
from klusterkarta.catalogue.selectors.relations import (
    NamedActor,
    NamingStatement,
    actors_of_records,
    count_naming,
    naming_page,
    naming_statements,
)

# So many of those who name an actor stand on a page.
MOST_NAMING = 50


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation. `outgoing`: the actor names the other. `open`: the named party is known by that wording only."""

    relation: str
    outgoing: bool
    wording: str
    other: int
    other_name: str
    open: bool
    source: str
    place: str
    statement: int
    property: str
    observed_on: str
    read_on: str


@dataclass(frozen=True, slots=True)
class Related:
    """An actor's relations; where many name it, of these one `page` out of `pages`: from `first` to `last` of all."""

    views: list[RelationView]
    page: int = 1
    pages: int = 1
    first: int = 0
    last: int = 0
    naming: int = 0


def relations_of(records: Sequence[int], statements: pl.DataFrame, *, page: int | None = None) -> Related:
    """An actor's relations: those that `statements` name, and those by which others name one of `records`.

    `page` (from 1): of others who name it only this page, where they are more than `MOST_NAMING`; None: all.
    """
    outgoing = _naming_rows(statements)
    named = actors_of_records([row["target"] for row in outgoing])
    naming = count_naming(records)
    if page is None or naming <= MOST_NAMING:
        return Related(_named(outgoing, named) + _naming(naming_statements(records) if naming else []))
    found = naming_page(records, page=page, limit=MOST_NAMING)
    # Whom the actor itself names is looked at too: who names whom back is told with it.
    back = {other.id for other in named.values()}
    incoming = naming_statements(records, actors={*back, *(actor for _, _, actor in found.keys)})
    views = _named(outgoing, named) + _naming(incoming)
    keys, others = set(found.keys), {one.other for one in views if one.outgoing}
    shown = [one for one in views if one.outgoing or (one.relation, one.property, one.other) in keys
             or (page == 1 and one.other in others)]  # fmt: skip
    if page > 1:
        # Whom the actor names stands on the first page, but where it is told who names it back.
        here = {one.other for one in shown if not one.outgoing}
        shown = [one for one in shown if one.other in here]
    pages, first = max(1, -(-found.total // MOST_NAMING)), (page - 1) * MOST_NAMING + 1
    return Related(shown, page, pages, first, first + len(found.keys) - 1, found.total)


def _naming_rows(statements: pl.DataFrame) -> list[dict[str, Any]]:
    rows = statements.iter_rows(named=True)
    return [row for row in rows if row["target"] is not None and row["mode"] == "says"]


def _named(outgoing: Sequence[dict[str, Any]], named: Mapping[int, NamedActor]) -> list[RelationView]:
    """Those whom the actor names. `named`: record → actor."""
    return [
        RelationView(
            row["relation"], True, row["value"], other.id, other.name, other.mention_only, row["source"], row["place"],
            int(row["statement"]), row["property"], row["observed_on"], row["read_on"],
        )
        for row in outgoing if (other := named.get(row["target"]))
    ]  # fmt: skip


def _naming(incoming: Sequence[NamingStatement]) -> list[RelationView]:
    """Those who name the actor."""
    names = actor_names({one.actor for one in incoming}) if incoming else {}
    return [
        RelationView(
            one.relation, False, one.value, one.actor, *names[one.actor], one.source, one.place, one.statement,
            one.property, one.observed_on, one.read_on,
        )
        for one in incoming
    ]  # fmt: skip
