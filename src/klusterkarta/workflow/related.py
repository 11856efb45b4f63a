"""An actor's relations, both ways: whom it names, and who names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.catalogue.selectors.actors import actor_names
from klusterkarta.catalogue.selectors.live import live_naming
from klusterkarta.catalogue.selectors.relations import (
    NamingStatement,
    count_naming,
    naming_page,
    naming_records,
    naming_statements,
    targets_of,
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
    outgoing = statements.filter(pl.col("target").is_not_null() & (pl.col("mode") == "says"))
    if page is None or count_naming(records) <= MOST_NAMING:
        return Related(_views(records, naming_records(records), outgoing))
    found = naming_page(records, page=page, limit=MOST_NAMING)
    # Whom the actor itself names is looked at too: who names whom back is told with it.
    targets = targets_of(outgoing["target"].to_list())
    incoming = naming_statements(records, actors={*targets.values(), *(actor for _, _, actor in found.keys)})
    views = _named(outgoing, targets) + _naming(incoming)
    keys, others = set(found.keys), {one.other for one in views if one.outgoing}
    shown = [one for one in views if one.outgoing or (one.relation, one.property, one.other) in keys
             or (page == 1 and one.other in others)]  # fmt: skip
    if page > 1:
        # Whom the actor names stands on the first page, but where it is told who names it back.
        here = {one.other for one in shown if not one.outgoing}
        shown = [one for one in shown if one.other in here]
    pages, first = max(1, -(-found.total // MOST_NAMING)), (page - 1) * MOST_NAMING + 1
    return Related(shown, page, pages, first, first + len(found.keys) - 1, found.total)


def _views(records: Sequence[int], naming: Sequence[int], outgoing: pl.DataFrame) -> list[RelationView]:
    said = live_naming(naming, records) if naming and records else outgoing.clear()
    incoming = said.filter(pl.col("mode") == "says")
    others = targets_of([*outgoing["target"].to_list(), *incoming["record"].to_list()])
    names = actor_names(set(others.values()))
    views = [_view(row, others.get(row["record"]), names, outgoing=False) for row in incoming.iter_rows(named=True)]
    return _named(outgoing, others) + [view for view in views if view is not None]


def _named(outgoing: pl.DataFrame, others: Mapping[int, int]) -> list[RelationView]:
    """Those whom the actor names. `others`: record → actor."""
    if outgoing.is_empty():
        return []
    names = actor_names(set(others.values()))
    views = [_view(row, others.get(row["target"]), names, outgoing=True) for row in outgoing.iter_rows(named=True)]
    return [view for view in views if view is not None]


def _naming(incoming: Sequence[NamingStatement]) -> list[RelationView]:
    """Those who name the actor."""
    names = actor_names({one.actor for one in incoming})
    return [
        RelationView(
            one.relation, False, one.value, one.actor, *names[one.actor], one.source, one.place, one.statement,
            one.property, one.observed_on, one.read_on,
        )
        for one in incoming
    ]  # fmt: skip


def _view(
    row: dict[str, str], other: int | None, names: Mapping[int, tuple[str, bool]], *, outgoing: bool
) -> RelationView | None:
    if other is None or other not in names:
        return None
    name, mention_only = names[other]
    return RelationView(
        row["relation"], outgoing, row["value"], other, name, mention_only, row["source"], row["place"],
        int(row["statement"]), row["property"], row["observed_on"], row["read_on"],
    )  # fmt: skip
