"""Which actors stand under which codes, in memory: read once per change, then counted in milliseconds."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
import polars as pl
from django.db import connection
from numpy.typing import NDArray

from klusterkarta.catalogue.models import Actor, Membership, Move, Work
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.catalogue.selectors.filters import NARROWING, ActorFilter
from klusterkarta.catalogue.selectors.framed import read_columns
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.values.text import fold

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
# facet → code → certainty → where in `ids` the actors stand
Standing = dict[str, dict[str, dict[str, Places]]]

_MOST_MASKS = 64
_MOST_MOVED = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class FacetIndex:
    """The ids of all actors in their order, which are which thing, the texts to filter by, who stands under which code.

    Some 20 MB for 100 000 actors with a million facet rows. `actors` has the columns id, profile, thing, folded. A mask
    says of each of `ids` whether it is meant.
    """

    actors: pl.DataFrame
    ids: Places
    things: dict[str, Mask]
    standing: Standing
    _masks: dict[ActorFilter, Mask] = field(default_factory=dict)

    def passing(self, chosen: ActorFilter) -> Mask:
        """The actors that pass the filter: the same as `filters.passing`. The latest answers are kept."""
        if chosen.mine:
            # Whom an actor belongs to changes without the actor.
            return self.passing(replace(chosen, mine="")) & self._of(chosen.mine)
        mask = self._masks.get(chosen)
        if mask is None:
            mask = self._pass(chosen)
            mask.flags.writeable = False
            if len(self._masks) >= _MOST_MASKS:
                self._masks.clear()
            self._masks[chosen] = mask
        return mask

    def under(self, facet: str, codes: Iterable[str]) -> Mask:
        """The actors that stand under one of the codes."""
        mask = np.zeros(len(self.ids), dtype=np.bool_)
        for code in codes:
            for places in self.standing.get(facet, {}).get(code, {}).values():
                mask[places] = True
        return mask

    def saying(self, text: str) -> Mask:
        """The actors whose names or places hold every word of the text, whatever its case and accents."""
        mask = np.ones(len(self.ids), dtype=np.bool_)
        for word in fold(text).split():
            mask &= self.actors["folded"].str.contains(word, literal=True).to_numpy()
        return mask

    def counts(self, facet: str, among: Mask) -> Iterator[tuple[str, dict[str, int]]]:
        """Each code of the facet that some of `among` stand under, in order, with how many do by certainty."""
        for code, by_certainty in sorted(self.standing.get(facet, {}).items()):
            counts = {certainty: int(np.count_nonzero(among[places])) for certainty, places in by_certainty.items()}
            if any(counts.values()):
                yield code, counts

    def _pass(self, chosen: ActorFilter) -> Mask:
        mask = np.zeros(len(self.ids), dtype=np.bool_)
        for thing in (chosen.thing, "mention") if chosen.mentions else (chosen.thing,):
            mask |= self.things.get(thing, False)
        for facet in NARROWING:
            if codes := getattr(chosen, facet):
                mask &= self.under(facet, codes)
        if chosen.seen:
            mask &= self.under("place", chosen.seen)
        if chosen.q:
            mask &= self.saying(chosen.q)
        return mask

    def _of(self, responsible: str) -> Mask:
        own = Work.objects.filter(responsible=responsible).values("record_id")
        actors = Membership.objects.filter(record__in=own).values_list("actor_id", flat=True)
        return np.isin(self.ids, np.fromiter(actors, dtype=np.int64))


def facet_index() -> FacetIndex:
    """The index of the register as it is now.

    The first question ever reads all of it, 0.3 s for 100 000 actors; the first after a change what has changed.
    """
    version = latest_moving_change()
    for kept in _KEPT:
        if kept.version == version:
            return kept.index
    with one_moment():
        last = Move.objects.order_by("-pk").values_list("pk", "at").first()
        moved = _moved_since(_KEPT[0].move) if _KEPT else None
        index = _read() if moved is None else _brought_up_to_date(_KEPT[0].index, moved)
    _KEPT[:] = [_Kept(version, last, index)]
    return index


def standing_under(facets: Collection[str]) -> Iterator[tuple[tuple[str, str, str], Places]]:
    """Each facet (of these), code and certainty with the ids of the actors that have it, read from the register."""
    schema = {"id": pl.Int64, "profile": pl.Int64}
    actors = read_columns("SELECT id, profile_id FROM catalogue_actor", (), schema=schema)
    located = _Located(actors["profile"].to_numpy(), actors["id"].to_numpy())
    for key, profiles in _sets(None, facets=facets):
        ids = located.places(profiles)
        yield key, ids[ids >= 0]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An index, the version it was asked for at, and the last move that is in it."""

    version: Version | None
    move: tuple[int, datetime] | None
    index: FacetIndex


_KEPT: list[_Kept] = []


def _moved_since(move: tuple[int, datetime] | None) -> list[int] | None:
    """The actors that have moved since; None when that cannot be told or they are many."""
    # What was kept inside a transaction that was then taken back is of a move that is no more.
    if move is None or not Move.objects.filter(pk=move[0], at=move[1]).exists():
        return None
    moved: set[int] = set()
    for actors in Move.objects.filter(pk__gt=move[0]).values_list("actors", flat=True).iterator():
        if actors is None or len(moved) > _MOST_MOVED:
            return None
        moved.update(actors)
    return sorted(moved)


def _brought_up_to_date(kept: FacetIndex, moved: Sequence[int]) -> FacetIndex:
    """What is kept, but for the actors that have moved: they are taken out, and those that are still there read."""
    rows = Actor.objects.filter(pk__in=moved).values_list("pk", "profile_id", "thing", "folded")
    fresh = pl.DataFrame(list(rows), schema=kept.actors.schema, orient="row")
    goes = np.isin(kept.ids, moved)
    actors = pl.concat([kept.actors.filter(~pl.Series(goes)), fresh]).sort("id")
    ids = actors["id"].to_numpy()
    places = np.where(goes, -1, np.searchsorted(ids, kept.ids))
    found = [(code, places[standing]) for code, standing in _each(kept.standing)]
    located = _Located(fresh["profile"].to_numpy(), np.searchsorted(ids, fresh["id"].to_numpy()))
    found += [(code, located.places(profiles)) for code, profiles in _sets(fresh["profile"].to_list())]
    return _index(actors, found)


def _read() -> FacetIndex:
    actors = _actors()
    located = _Located(actors["profile"].to_numpy(), np.arange(actors.height))
    return _index(actors, [(code, located.places(profiles)) for code, profiles in _sets(None)])


def _index(actors: pl.DataFrame, found: Iterable[tuple[tuple[str, str, str], Places]]) -> FacetIndex:
    """The index of these actors, by id, and where those with a code stand; -1 is none of them."""
    standing: Standing = {}
    for (facet, code, certainty), places in found:
        known = places[places >= 0]
        certainties = standing.setdefault(facet, {}).setdefault(code, {})
        certainties[certainty] = np.concatenate([certainties[certainty], known]) if certainty in certainties else known
    things = {str(thing): (actors["thing"] == thing).to_numpy() for thing in actors["thing"].unique().to_list()}
    return FacetIndex(actors, actors["id"].to_numpy(), things, standing)


class _Located:
    """Numbers, all different, and the place of each."""

    def __init__(self, numbers: Places, places: Places) -> None:
        order = np.argsort(numbers)
        self._numbers, self._places = numbers[order], places[order]

    def places(self, wanted: Places) -> Places:
        """The place of each wanted number, -1 for one that is none: written ahead, or replaced and not yet swept."""
        if not len(self._numbers):
            return np.full(len(wanted), -1, dtype=np.int64)
        near = np.minimum(np.searchsorted(self._numbers, wanted), len(self._numbers) - 1)
        return np.where(self._numbers[near] == wanted, self._places[near], -1)


def _each(standing: Standing) -> Iterator[tuple[tuple[str, str, str], Places]]:
    for facet, codes in standing.items():
        for code, certainties in codes.items():
            for certainty, places in certainties.items():
                yield (facet, code, certainty), places


def _actors() -> pl.DataFrame:
    """id, profile, thing, folded of all actors, by id."""
    schema = {"id": pl.Int64, "profile": pl.Int64, "thing": pl.String, "folded": pl.String}
    return read_columns("SELECT id, profile_id, thing, folded FROM catalogue_actor", (), schema=schema).sort("id")


def _sets(
    profiles: Sequence[int] | None, *, facets: Collection[str] = ()
) -> Iterator[tuple[tuple[str, str, str], Places]]:
    """Each facet (of `facets`, or any), code and certainty with the profiles that have it, those among `profiles`.

    All are read in the order of the index that covers all four columns.
    """
    narrowed = "" if profiles is None else f"WHERE profile_id IN ({', '.join(map(str, profiles)) or 'NULL'})"
    if facets:
        narrowed = f"WHERE facet IN ({', '.join(['%s'] * len(facets))})"
    sql = f"SELECT facet, code, certainty, {_joined('profile_id')} FROM catalogue_facet {narrowed}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} GROUP BY facet, code, certainty", tuple(facets))
        for facet, code, certainty, found in cursor.fetchall():
            yield (facet, code, certainty), _numbers(found)


def _joined(column: str) -> str:
    """An aggregate that joins numbers into one text: a million of them are not a million values to be fetched."""
    on_postgresql = connection.vendor == "postgresql"
    return f"string_agg({column}::text, ' ')" if on_postgresql else f"group_concat({column}, ' ')"


def _numbers(joined: str) -> Places:
    return np.fromstring(joined, dtype=np.int64, sep=" ")
