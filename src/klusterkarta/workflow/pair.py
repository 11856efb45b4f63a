"""Two records that may be the same actor: what is known of each side, and what would be shown if they were one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from klusterkarta.catalogue.selectors.judgements import JudgementView
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.pairs import standing_judgements
from klusterkarta.catalogue.selectors.relations import record_labels
from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import MEMBERS
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.show import ActorPage, show_actor


@dataclass(frozen=True, slots=True)
class MergedProperty:
    """A property on which the sides differ: the values shown if they were one actor, and those that stand beside."""

    code: str
    language: str
    shown: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides, the decision that counts on the pair now, and what would follow from `same`."""

    left: ActorPage
    right: ActorPage
    standing: JudgementView | None
    merged: list[MergedProperty]

    @property
    def one_actor(self) -> bool:
        """Whether the records belong to one actor already."""
        return self.left.summary.id == self.right.summary.id


def pair_of(left: int, right: int, *, caller: Caller) -> Pair | None:
    """The pair of two live records; None where one is not live. Raises NotAllowed: comparing is for who may judge."""
    check_allowed(caller, "judge")
    first, second = (show_actor(one, caller=caller, naming_page=1) for one in (left, right))
    if first is None or second is None or left == right:
        return None
    key = (min(left, right), max(left, right))
    return Pair(first, second, standing_judgements([key]).get(key), _merged(first, second))


def names_of_records(records: Collection[int], lang: str) -> dict[int, str]:
    """record → its own name in its source, in `lang` where it has one; the row's mark where it has none or sleeps."""
    said = live_frames(sorted(records)).statements
    names = said.filter((pl.col("property") == "name") & (pl.col("mode") == "says"))
    best: dict[int, tuple[int, str]] = {}
    for record, language, value in names.select("record", "language", "value").iter_rows():
        rank = (lang, "").index(language) if language in (lang, "") else 2
        if record not in best or rank < best[record][0]:
            best[record] = (rank, value)
    labels = record_labels(records)
    return {record: best[record][1] if record in best else row_key for record, (_, row_key, _) in labels.items()}


def _merged(left: ActorPage, right: ActorPage) -> list[MergedProperty]:
    """What the choosing rule makes of all records as one actor, where the sides say different things."""
    ids = [row.id for page in (left, right) for row in page.records]
    live = live_frames(ids)
    members = pl.DataFrame({"record": live.records["record"], "actor": [ids[0]] * live.records.height}, schema=MEMBERS)
    values = choose_values(Said(live.statements, live.records, live.sources, members), choosing_rule())
    first = {row.id for row in left.records}
    found = []
    for slot, rows in values.filter(pl.col("mode") == "says").group_by("property", "language", maintain_order=True):
        merged = _property(slot, rows, first)
        if merged is not None:
            found.append(merged)
    return found


def _property(slot: tuple[Any, ...], rows: pl.DataFrame, first: Collection[int]) -> MergedProperty | None:
    sides: Mapping[bool, set[str]] = {True: set(), False: set()}
    for record, value in rows.select("record", "value").iter_rows():
        sides[record in first].add(value)
    shown = tuple(dict.fromkeys(rows.filter("shown")["value"].to_list()))
    hidden = dict.fromkeys(rows.filter(~pl.col("shown") & (pl.col("reason") != "agrees"))["value"].to_list())
    beside = tuple(value for value in hidden if value not in shown)
    if not all(sides.values()) or not beside:
        return None
    return MergedProperty(str(slot[0]), str(slot[1]), shown, beside)
