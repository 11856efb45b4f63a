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
from klusterkarta.values.frames import Schema
from klusterkarta.values.text import fold

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
# facet → code → certainty → where in `ids` the actors stand
Standing = dict[str, dict[str, dict[str, Places]]]

_ACTORS: Schema = {
    "id": pl.Int64,
    "profile": pl.Int64,
    "thing": pl.String,
    "folded": pl.String,
    "sort_key": pl.String,
    "start_year": pl.Int64,
    "members": pl.Float64,
}
_MOST_MASKS = 64
_MOST_MOVED = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class FacetIndex:
    """All actors by id, with what lists filter and order them by; which are which thing, who stands under which code.

    Some 30 MB for 100 000 actors with a million facet rows. `actors` has the columns of `_ACTORS`. A mask says of each
    of `ids` whether it is meant.
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
    # Looked at once: another thread may put its own in place at any time.
    kept = next(iter(_KEPT), None)
    if kept is not None and kept.version == version:
        return kept.index
    with one_moment():
        last = Move.objects.order_by("-pk").values_list("pk", "at").first()
        moved = None if kept is None else _moved_since(kept.move)
        index = _read() if kept is None or moved is None else _brought_up_to_date(kept.index, moved)
    _KEPT[:] = [_Kept(version, last, index)]
    return index


def standing_under(facets: Collection[str]) -> Iterator[tuple[tuple[str, str, str], Places]]:
    """Each facet (of these), code and certainty with the ids of the actors that have it, read from the register."""
    schema = {"id": pl.Int64, "profile": pl.Int64}
    actors = read_columns("SELECT id, profile_id FROM catalogue_actor", (), schema=schema)
    located = _Located(actors["profile"].to_numpy(), actors["id"].to_numpy())
    for key, profiles in _sets(None, facets=facets):
        yield key, located.known(profiles)


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
    rows = Actor.objects.filter(pk__in=moved).values_list("pk", "profile_id", *list(_ACTORS)[2:])
    fresh = pl.DataFrame(list(rows.order_by("pk")), schema=_ACTORS, orient="row")
    goes = np.isin(kept.ids, moved)
    stays = kept.ids[goes].tolist() == fresh["id"].to_list()
    actors = _changed(kept.actors, goes, fresh) if stays else _exchanged(kept.actors, goes, fresh)
    ids = actors["id"].to_numpy()
    places = None if stays else np.searchsorted(ids, kept.ids)
    found = [(code, _remaining(standing, goes, places)) for code, standing in _each(kept.standing)]
    located = _Located(fresh["profile"].to_numpy(), np.searchsorted(ids, fresh["id"].to_numpy()))
    found += [(code, located.known(profiles)) for code, profiles in _sets(fresh["profile"].to_list())]
    return _index(actors, found)


def _changed(actors: pl.DataFrame, goes: Mask, fresh: pl.DataFrame) -> pl.DataFrame:
    """The actors where some are as before and others read anew: an edit moves no row."""
    at = np.flatnonzero(goes)
    differing = [name for name in actors.columns if not actors[name].gather(at).equals(fresh[name])]
    return actors.with_columns(actors[name].clone().scatter(at, fresh[name]) for name in differing)


def _exchanged(actors: pl.DataFrame, goes: Mask, fresh: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([actors.filter(~pl.Series(goes)), fresh]).sort("id")


def _remaining(standing: Places, goes: Mask, places: Places | None) -> Places:
    """Those who stand somewhere without those who go; `places`: where each stands now, None for where it stood."""
    gone = goes[standing]
    left = standing[~gone] if gone.any() else standing
    return left if places is None else places[left]


def _read() -> FacetIndex:
    actors = _actors()
    located = _Located(actors["profile"].to_numpy(), np.arange(actors.height))
    return _index(actors, [(code, located.known(profiles)) for code, profiles in _sets(None)])


def _index(actors: pl.DataFrame, found: Iterable[tuple[tuple[str, str, str], Places]]) -> FacetIndex:
    """The index of these actors, by id, and where those with a code stand."""
    standing: Standing = {}
    for (facet, code, certainty), known in found:
        certainties = standing.setdefault(facet, {}).setdefault(code, {})
        certainties[certainty] = np.concatenate([certainties[certainty], known]) if certainty in certainties else known
    things = {str(thing): (actors["thing"] == thing).to_numpy() for thing in actors["thing"].unique().to_list()}
    return FacetIndex(actors, actors["id"].to_numpy(), things, standing)


class _Located:
    """Numbers, all different, and the place of each."""

    def __init__(self, numbers: Places, places: Places) -> None:
        order = np.argsort(numbers)
        self._numbers, self._places = numbers[order], places[order]

    def known(self, wanted: Places) -> Places:
        """The places of the wanted numbers but those that are none: written ahead, or replaced and not yet swept."""
        if not len(self._numbers):
            return np.empty(0, dtype=np.int64)
        near = np.minimum(np.searchsorted(self._numbers, wanted), len(self._numbers) - 1)
        return self._places[near[self._numbers[near] == wanted]]


def _each(standing: Standing) -> Iterator[tuple[tuple[str, str, str], Places]]:
    for facet, codes in standing.items():
        for code, certainties in codes.items():
            for certainty, places in certainties.items():
                yield (facet, code, certainty), places


def _actors() -> pl.DataFrame:
    """What the index keeps of all actors, by id."""
    columns = ", ".join(["id", "profile_id", *list(_ACTORS)[2:]])
    return read_columns(f"SELECT {columns} FROM catalogue_actor", (), schema=_ACTORS).sort("id")


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
