"""Funders, universities and others that actors name: one party behind many wordings, and what it takes part in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.values.frames import Snapshot
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.kind_of_name import kind_of_name
from klusterkarta.vocabularies.known_names import known_name


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party that others name. `naming`: by relation, the actors that name it.

    `known_as`: the full name of a well-known organisation that the sources abbreviate, else "". `kind` is read from the
    name (`is_read`) where no source says one. `wordings`: every way in which it is written, its name first.
    """

    actor: int
    name: str
    known_as: str
    kind: str
    is_read: bool
    wordings: tuple[str, ...]
    naming: Mapping[str, frozenset[int]]

    @property
    def named_by(self) -> frozenset[int]:
        """All actors that name it, in whatever relation."""
        return frozenset().union(*self.naming.values())


def named_parties(snapshot: Snapshot) -> list[NamedParty]:
    """The parties of a snapshot that some actor names, those named by most first, then by name.

    A wording counts for the actor it was judged to mean (R20); an actor that names a party twice counts once, and one
    that names itself not at all. Degenerate: a register without relations gives an empty list.
    """
    naming: defaultdict[int, dict[str, frozenset[int]]] = defaultdict(dict)
    for party, relation, actors in _relations(snapshot).iter_rows():
        naming[party][relation] = frozenset(actors)
    wordings = _wordings(snapshot, naming)
    kinds = snapshot.facets.filter((pl.col("facet") == "kind") & pl.col("actor").is_in(list(naming)))
    stated = dict(kinds.select("actor", "code").unique("actor", keep="first", maintain_order=True).iter_rows())
    parties = [_party(party, wordings.get(party, ()), stated.get(party, ""), naming[party]) for party in naming]
    return sorted(parties, key=lambda one: (-len(one.named_by), one.name, one.actor))


def _relations(snapshot: Snapshot) -> pl.DataFrame:
    """party, relation, the actors that name it so: by relation, in the order of its code."""
    shown = snapshot.values.filter(pl.col("shown") & pl.col("target").is_not_null() & (pl.col("mode") == "says"))
    parties = snapshot.members.rename({"actor": "party", "record": "target"})
    said = shown.join(parties, on="target").filter(pl.col("party") != pl.col("actor"))
    return said.group_by("party", "relation").agg("actor").sort("party", "relation")


def _wordings(snapshot: Snapshot, parties: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """party → its names: the one shown first, then those of its records in their order."""
    names = snapshot.values.filter((pl.col("property") == "name") & (pl.col("mode") == "says"))
    mine = names.filter(pl.col("actor").is_in(list(parties))).sort("actor", "record", "position", maintain_order=True)
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for shown in (True, False):
        for actor, value in mine.filter(pl.col("shown") == shown).select("actor", "value").iter_rows():
            found[actor][value] = None
    return {actor: tuple(values) for actor, values in found.items()}


def _party(actor: int, wordings: tuple[str, ...], stated: str, naming: Mapping[str, frozenset[int]]) -> NamedParty:
    name = wordings[0] if wordings else ""
    full = next((known for one in wordings if (known := known_name(one))), "")
    kind = stated or next((read for one in wordings if (read := kind_of_name(one))), "")
    is_new = bool(full) and fold(full) not in map(fold, wordings)
    return NamedParty(actor, name, full if is_new else "", kind, not stated, wordings, naming)
