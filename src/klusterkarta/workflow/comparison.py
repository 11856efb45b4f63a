"""Two snapshots compared: which actors are new, gone, joined, parted and changed."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from klusterkarta.values.frames import Snapshot

_SLOT = ["property", "language"]


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor in one of the snapshots: its key there, and the name shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The shown values of one field before and after; empty where nothing is shown."""

    property: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorChange:
    """An actor that both snapshots hold, with the fields that differ."""

    actor: ActorRef
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Actors of the one snapshot that are one actor in the other."""

    parts: tuple[ActorRef, ...]
    whole: ActorRef


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between an earlier and a later snapshot; each list in the order of names.

    `merged` were several and are one, `split` were one and are several: neither is new or gone. `unchanged` counts the
    actors of both that show the same values.
    """

    new: tuple[ActorRef, ...]
    gone: tuple[ActorRef, ...]
    merged: tuple[Joined, ...]
    split: tuple[Joined, ...]
    changed: tuple[ActorChange, ...]
    unchanged: int


def compare_snapshots(before: Snapshot, after: Snapshot) -> Comparison:
    """Compare the actors of two snapshots by the records they share, never by number.

    An actor is new when none of its records were there before, gone when none are there after. A pair that shares
    records is changed when the shown values of a field differ as sets; of a merged or split actor the part with the
    same key is compared. Parties that are only named by others, and rows about priorities and plans, are left out.
    """
    first, second = _actors(before), _actors(after)
    pairs = first.join(second, on="record", suffix="_after").select("actor", "actor_after").unique()
    merged = _several(pairs, "actor_after", "actor")
    split = _several(pairs, "actor", "actor_after")
    names, later_names = _refs(before, first), _refs(after, second)
    compared = _one_to_one(pairs, names, later_names)
    changed = tuple(_changed(before, after, compared, later_names))
    stayed, came = set(pairs["actor"].to_list()), set(pairs["actor_after"].to_list())
    return Comparison(
        new=_ordered(ref for actor, ref in later_names.items() if actor not in came),
        gone=_ordered(ref for actor, ref in names.items() if actor not in stayed),
        merged=tuple(
            Joined(_ordered(names[one] for one in parts), later_names[whole]) for whole, parts in merged.items()
        ),
        split=tuple(
            Joined(_ordered(later_names[one] for one in parts), names[whole]) for whole, parts in split.items()
        ),
        changed=changed,
        unchanged=compared.height - len(changed),
    )


def _actors(snapshot: Snapshot) -> pl.DataFrame:
    """(record key, actor) for every actor that some source describes."""
    keyed = snapshot.members.join(snapshot.records.select("record", "key", "thing", "about"), on="record")
    described = keyed.filter((pl.col("thing") == "actor") & pl.col("about").is_null()).select("actor").unique()
    return keyed.join(described, on="actor", how="semi").select(pl.col("key").alias("record"), "actor")


def _several(pairs: pl.DataFrame, one: str, many: str) -> dict[int, list[int]]:
    grouped = pairs.group_by(one, maintain_order=True).agg(many).filter(pl.col(many).list.len() > 1).sort(one)
    return dict(grouped.iter_rows())


def _refs(snapshot: Snapshot, actors: pl.DataFrame) -> dict[int, ActorRef]:
    keys = dict(snapshot.records.select("record", "key").iter_rows())
    shown = snapshot.values.filter(pl.col("shown") & (pl.col("property") == "name"))
    names = dict(shown.sort("actor", "language").unique("actor", keep="first").select("actor", "value").iter_rows())
    return {one: ActorRef(keys[one], names.get(one) or keys[one]) for one in actors["actor"].unique().sort().to_list()}


def _one_to_one(pairs: pl.DataFrame, before: dict[int, ActorRef], after: dict[int, ActorRef]) -> pl.DataFrame:
    """For each later actor the earlier one to compare it with: that of the same key, else the only one it came from."""
    same = [before[one].key == after[other].key for one, other in pairs.select("actor", "actor_after").iter_rows()]
    same_key = pairs.with_columns(
        pl.Series("same", same, dtype=pl.Boolean),
        come_from=pl.len().over("actor_after"),
        gone_to=pl.len().over("actor"),
    )
    return same_key.filter(pl.col("same") | ((pl.col("come_from") == 1) & (pl.col("gone_to") == 1)))


def _changed(
    before: Snapshot, after: Snapshot, pairs: pl.DataFrame, later: dict[int, ActorRef]
) -> Iterator[ActorChange]:
    mine = _shown(before).join(pairs.select("actor", "actor_after"), on="actor").drop("actor")
    theirs = (
        _shown(after).rename({"actor": "actor_after"}).join(pairs.select("actor_after"), on="actor_after", how="semi")
    )
    slots = _differing(mine, theirs)
    mine, theirs = (_together(one.join(slots, on=["actor_after", *_SLOT], how="semi")) for one in (mine, theirs))
    both = mine.join(theirs, on=["actor_after", *_SLOT], how="full", coalesce=True, suffix="_after")
    differing = both.sort("actor_after", *_SLOT)
    for (actor,), rows in differing.group_by("actor_after", maintain_order=True):
        fields = tuple(
            FieldChange(row["property"], row["language"], tuple(row["value"] or ()), tuple(row["value_after"] or ()))
            for row in rows.iter_rows(named=True)
        )
        yield ActorChange(later[int(str(actor))], fields)


def _differing(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """The slots of which the one side has a value that the other has not: most values are the same on both.

    Property by property, so that a large register takes little room.
    """
    said, slot = ["actor_after", *_SLOT, "value"], ["actor_after", *_SLOT]
    parts = [mine.select(slot).clear()]
    for code in pl.concat([mine["property"], theirs["property"]]).unique().to_list():
        one, other = (side.filter(pl.col("property") == code) for side in (mine, theirs))
        parts += [one.join(other, on=said, how="anti").select(slot), other.join(one, on=said, how="anti").select(slot)]
    return pl.concat(parts).unique()


def _shown(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.values.filter("shown").select("actor", *(pl.col(name).cast(pl.String) for name in _SLOT), "value")


def _together(said: pl.DataFrame) -> pl.DataFrame:
    return said.group_by("actor_after", *_SLOT).agg(pl.col("value").unique().sort())


def _ordered(refs: "Iterator[ActorRef] | list[ActorRef]") -> tuple[ActorRef, ...]:
    return tuple(sorted(refs, key=lambda ref: (ref.name.casefold(), ref.key)))
