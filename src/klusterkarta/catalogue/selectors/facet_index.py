"""Which actors stand under which codes, in memory: read once per change, then counted in milliseconds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import polars as pl
from django.db import connection
from numpy.typing import NDArray

from klusterkarta.catalogue.models import Actor, Membership, Work
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.catalogue.selectors.filters import NARROWING, ActorFilter
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.values.text import fold

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
# facet → code → certainty → where in `ids` the actors stand
Standing = dict[str, dict[str, dict[str, Places]]]

_MOST_MASKS = 64
_MOST_FRESH = 2_000


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
    for kept_version, kept in _KEPT:
        if kept_version == version:
            return kept
    with one_moment():
        index = _brought_up_to_date(_KEPT[0][1]) if _KEPT else _read(_actors(), None)
    _KEPT[:] = [(version, index)]
    return index


_KEPT: list[tuple[Version | None, FacetIndex]] = []


def _brought_up_to_date(kept: FacetIndex) -> FacetIndex:
    """Whatever an actor stands under goes by its profile's number, which is never used again."""
    actors = _actors()
    fresh = actors.join(kept.actors, on="profile", how="anti")["profile"].to_list()
    return _read(actors, kept if len(fresh) <= _MOST_FRESH else None, fresh)


def _read(actors: pl.DataFrame, kept: FacetIndex | None, fresh: Sequence[int] = ()) -> FacetIndex:
    """The index of these actors (id, thing, profile): of the `fresh` profiles as read, of others as `kept` has them."""
    texts = _texts(fresh if kept else None)
    if kept:
        texts = pl.concat([kept.actors.select("profile", "folded").join(texts, on="profile", how="anti"), texts])
    actors = actors.join(texts, on="profile", how="left", maintain_order="left")
    located = _Located(actors["profile"].to_numpy())
    found = [(code, located.places(profiles)) for code, profiles in _sets(fresh if kept else None)]
    if kept:
        moved = located.places(kept.actors["profile"].to_numpy())
        found += [(code, moved[places]) for code, places in _each(kept.standing)]
    standing: Standing = {}
    for (facet, code, certainty), places in found:
        # What is written ahead, or replaced and not yet swept, is no actor's profile.
        known = places[places >= 0]
        certainties = standing.setdefault(facet, {}).setdefault(code, {})
        certainties[certainty] = np.concatenate([certainties[certainty], known]) if certainty in certainties else known
    things = {str(thing): (actors["thing"] == thing).to_numpy() for thing in actors["thing"].unique().to_list()}
    return FacetIndex(actors, actors["id"].to_numpy(), things, standing)


class _Located:
    """Where in a column of different numbers a number stands."""

    def __init__(self, column: Places) -> None:
        self.order = np.argsort(column)
        self.ordered = column[self.order]

    def places(self, wanted: Places) -> Places:
        """The place of each wanted number, -1 for one that is not there."""
        if not len(self.ordered):
            return np.full(len(wanted), -1, dtype=np.int64)
        near = np.minimum(np.searchsorted(self.ordered, wanted), len(self.ordered) - 1)
        return np.where(self.ordered[near] == wanted, self.order[near], -1)


def _each(standing: Standing) -> Iterator[tuple[tuple[str, str, str], Places]]:
    for facet, codes in standing.items():
        for code, certainties in codes.items():
            for certainty, places in certainties.items():
                yield (facet, code, certainty), places


def _actors() -> pl.DataFrame:
    """id, profile, thing of all actors, by id."""
    sql = f"SELECT thing, {_joined('id')}, {_joined('profile_id')} FROM catalogue_actor GROUP BY thing"
    parts = [pl.DataFrame(schema={"id": pl.Int64, "profile": pl.Int64, "thing": pl.String})]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for thing, ids, profiles in cursor.fetchall():
            numbers = pl.DataFrame({"id": _numbers(ids), "profile": _numbers(profiles)})
            parts.append(numbers.with_columns(thing=pl.lit(thing)))
    return pl.concat(parts).sort("id")


def _texts(profiles: Sequence[int] | None) -> pl.DataFrame:
    """profile, folded: of all actors, or of those with these profiles."""
    rows = Actor.objects.order_by() if profiles is None else Actor.objects.filter(profile__in=profiles)
    said = list(rows.values_list("profile_id", "folded"))
    columns: list[Sequence[Any]] = list(zip(*said, strict=True)) if said else [(), ()]
    schema = {"profile": pl.Int64, "folded": pl.String}
    return pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)


def _sets(profiles: Sequence[int] | None) -> Iterator[tuple[tuple[str, str, str], Places]]:
    """Each facet, code and certainty with the profiles that have it: all, or those among `profiles`.

    All are read in the order of the index that covers all four columns.
    """
    narrowed = "" if profiles is None else f"WHERE profile_id IN ({', '.join(map(str, profiles)) or 'NULL'})"
    sql = f"SELECT facet, code, certainty, {_joined('profile_id')} FROM catalogue_facet {narrowed}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} GROUP BY facet, code, certainty")
        for facet, code, certainty, found in cursor.fetchall():
            yield (facet, code, certainty), _numbers(found)


def _joined(column: str) -> str:
    """An aggregate that joins numbers into one text: a million of them are not a million values to be fetched."""
    on_postgresql = connection.vendor == "postgresql"
    return f"string_agg({column}::text, ' ')" if on_postgresql else f"group_concat({column}, ' ')"


def _numbers(joined: str) -> Places:
    return np.fromstring(joined, dtype=np.int64, sep=" ")
