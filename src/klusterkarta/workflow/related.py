"""An actor's relations, both ways: whom it names, and who names it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.relations import naming_records, targets_of


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


def relations_of(records: Sequence[int], statements: pl.DataFrame) -> list[RelationView]:
    """An actor's relations: those that `statements` name, and those by which others name one of `records`."""
    naming = live_frames(naming_records(records)).statements
    incoming = naming.filter(pl.col("target").is_in(list(records)) & (pl.col("mode") == "says"))
    outgoing = statements.filter(pl.col("target").is_not_null() & (pl.col("mode") == "says"))
    others = targets_of([*outgoing["target"].to_list(), *incoming["record"].to_list()])
    actors = actors_by_id(set(others.values()))
    views = [_view(row, others.get(row["target"]), actors, outgoing=True) for row in outgoing.iter_rows(named=True)]
    views += [_view(row, others.get(row["record"]), actors, outgoing=False) for row in incoming.iter_rows(named=True)]
    return [view for view in views if view is not None]


def _view(
    row: dict[str, str], other: int | None, actors: dict[int, ActorSummary], *, outgoing: bool
) -> RelationView | None:
    actor = actors.get(other or 0)
    if actor is None:
        return None
    return RelationView(
        row["relation"], outgoing, row["value"], actor.id, actor.name, actor.mention_only, row["source"], row["place"],
        int(row["statement"]), row["property"], row["observed_on"], row["read_on"],
    )  # fmt: skip
