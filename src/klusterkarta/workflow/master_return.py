"""A master list comes back edited: what differs between it, what it said when it left, and the register now."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from klusterkarta.catalogue.services.editing import EDITOR_TRUST
from klusterkarta.publishing.actor_table import actor_table, priority_terms
from klusterkarta.publishing.cell_likeness import parts_of
from klusterkarta.publishing.gathered_rows import gather
from klusterkarta.publishing.returned_rows import Returned, returned_list
from klusterkarta.publishing.three_way import RegisterNow, compare_return
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.values.returned import ReturnItem, ReturnReview
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.priorities import match_priority
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.collect_reading import tables_of
from klusterkarta.workflow.snapshots import live_snapshot

_PLACES = ("country", "counties")
_ENDINGS = (" lan", " county")


class Register:
    """The live register, as far as the return of a list asks for it."""

    def __init__(self, returned: Returned) -> None:
        self._returned = returned

    @cached_property
    def snapshot(self) -> Snapshot:
        """The register as it is now, fit to leave the house: what the list never held cannot be edited by it."""
        return live_snapshot()

    @cached_property
    def now(self) -> RegisterNow:
        """The actors that the file asks about, in the words of the list."""
        found = gather(self._returned)
        asked = {cell.key for cell in found.changed} | {item.key for item in found.items if item.key}
        keyed = self.snapshot.records.filter(pl.col("key").is_in(list(asked))).join(self.snapshot.members, on="record")
        actor = dict(keyed.select("key", "actor").iter_rows())
        table = actor_table(self.snapshot, self._returned.base.language, actors=sorted(set(actor.values())))
        cells = {row["actor"]: {code: text for code, text in row.items() if text and code != "actor"}
                 for row in table.rows.iter_rows(named=True)}  # fmt: skip
        return RegisterNow({key: one for key, one in actor.items() if one in cells}, cells)

    @cached_property
    def _shown(self) -> pl.DataFrame:
        asked = pl.DataFrame({"actor": sorted(set(self.now.actor.values()))}, schema={"actor": pl.Int64})
        return self.snapshot.values.filter("shown").join(asked, on="actor", how="semi")

    def shown(self, actor: int, code: str) -> list[tuple[str, str]]:
        """(value, language) of what is shown for a property, as the sources wrote it."""
        rows = self._shown.filter((pl.col("actor") == actor) & (pl.col("property") == code))
        return list(rows.select("value", "language").iter_rows())

    def said_by(self, actor: int, code: str) -> list[tuple[str, str, str, int]]:
        """(value, language, source, its trust) of what is shown for a property."""
        rows = self._shown.filter((pl.col("actor") == actor) & (pl.col("property") == code))
        weighed = rows.join(self.snapshot.sources.select("source", "trust"), on="source")
        return list(weighed.select("value", "language", "source", "trust").iter_rows())

    def said_as(self, actor: int, code: str, *, word: str) -> list[str]:
        """The shown values that the list gives as that word; none when the word is read from another property."""
        texts = [value for value, _ in self.shown(actor, code)]
        same = [text for text in texts if fold(text) == fold(word)]
        if same or profile_fields()[code].type not in ("priority", "place"):
            return same
        if code in _PLACES:
            return [text for text in texts if _stem(text) == _stem(word)]
        terms = priority_terms(self.snapshot)
        meant = match_priority(word, terms).code
        return [text for text in texts if meant and match_priority(text, terms).code == meant]


@dataclass(frozen=True, slots=True)
class Compared:
    """A review, with the file and the register that it was made of."""

    review: ReturnReview
    returned: Returned
    register: Register


def review_return(path: Path, *, caller: Caller) -> Compared:
    """What the file asks for; nothing is written. Raises UnreadableFile, BrokenBase, NotAllowed."""
    check_allowed(caller, "edit_actor")
    returned = returned_list(tables_of(path))
    register = Register(returned)
    review = compare_return(returned, register.now)
    items = tuple(_told(item, register) for item in review.items)
    return Compared(replace(review, items=items), returned, register)


def removed_parts(item: ReturnItem, text: str) -> list[str]:
    """The values that the cell held when the list left and `text` holds no more."""
    kept = {fold(part) for part in parts_of(item.column, text)}
    return [part for part in parts_of(item.column, item.base) if fold(part) not in kept]


def _told(item: ReturnItem, register: Register) -> ReturnItem:
    """The item with a warning where the register will go on showing what the file wants changed."""
    if item.kind not in ("edit", "conflict") or item.warning:
        return item
    actor = register.now.actor[item.key]
    if not profile_fields()[item.column].many:
        trusted = [source for _, _, source, trust in register.said_by(actor, item.column) if trust > EDITOR_TRUST]
        return replace(item, warning=Reason("return.more_trusted", {"source": trusted[0]})) if trusted else item
    for part in removed_parts(item, item.file):
        if not register.said_as(actor, item.column, word=part):
            return replace(item, warning=Reason("return.read_from_elsewhere", {"value": part}))
    return item


def _stem(place: str) -> str:
    folded = fold(place)
    for ending in _ENDINGS:
        folded = folded.removesuffix(ending)
    return folded.removesuffix("s")
