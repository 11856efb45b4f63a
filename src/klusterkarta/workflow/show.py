"""One actor as a page shows it: every value with who says so, where and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from klusterkarta.catalogue.selectors.actors import ActorSummary, actor_of_record, actors_by_id
from klusterkarta.catalogue.selectors.changes import ChangeView, changes_of_records
from klusterkarta.catalogue.selectors.judgements import JudgementView, judgements_of
from klusterkarta.catalogue.selectors.live import live_personal
from klusterkarta.catalogue.selectors.members import MemberRecord, records_of_actor
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.relations import record_labels
from klusterkarta.catalogue.selectors.work import WorkView, work_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.workflow.guarded import hidden_records
from klusterkarta.workflow.open_to_all import hidden_among, live_of, masked_marks, open_to_all
from klusterkarta.workflow.related import Related, RelationView, relations_of
from klusterkarta.workflow.said import Chosen, chosen_values


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value as said: where, when, whether it is the one shown, and why (a code of `profile.choose`)."""

    value: str
    language: str
    mode: str
    shown: bool
    reason: str
    source: str
    place: str
    observed_on: str
    read_on: str
    statement: int
    record: int


@dataclass(frozen=True, slots=True)
class PropertyView:
    """All that is said of one property, shown values first; `missing_in`: sources that leave the field empty."""

    code: str
    values: list[ValueView]
    conflict: bool
    missing_in: list[str] = field(default_factory=list)
    personal: bool = False


@dataclass(frozen=True, slots=True)
class RecordView:
    """One of the records that make the actor."""

    id: int
    key: str
    source: str
    thing: str
    place: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything about one actor that the caller may see. `asked_for` differs from the summary's id after a merge.

    `public`: what anybody may see of it, as the measures of its development are worked out from. `marks`: the row keys
    of the records that were judged.
    """

    summary: ActorSummary
    asked_for: int
    properties: list[PropertyView]
    relations: list[RelationView]
    records: list[RecordView]
    judgements: list[JudgementView]
    history: list[ChangeView]
    work: WorkView | None
    # Which page of those who name the actor `relations` holds, of how many, and how many they are.
    naming: Related
    public: Chosen
    marks: Mapping[int, str]


def show_actor(record_id: int, *, caller: Caller, naming_page: int | None = None) -> ActorPage | None:
    """The page of the actor that a record belongs to; None when there is no such live record.

    `naming_page`: of those who name an actor that many name, only this page (from 1); None: all.

    Personal statements are there only for a caller with `read_personal`, work notes only with `read_work_notes`.
    """
    with one_moment():
        actor_id = actor_of_record(record_id)
        return None if actor_id is None else _page(actor_id, record_id, caller, naming_page)


def _page(actor_id: int, asked_for: int, caller: Caller, naming_page: int | None) -> ActorPage:
    summary = actors_by_id([actor_id])[actor_id]
    records = records_of_actor(actor_id)
    ids = [row.id for row in records]
    whole = live_of(ids)
    sees_all = is_allowed(caller, "read_personal")
    public = open_to_all(whole)
    live = whole if sees_all else public
    values = chosen_values(live)
    properties = _properties(values, personal=False)
    if sees_all:
        personal = replace(live, statements=live_personal(ids))
        properties += _properties(chosen_values(personal), personal=True)
    keys = dict(zip(live.records["record"].to_list(), live.records["key"].to_list(), strict=True))
    # Whoever names a guarded actor would tell who it is.
    named_by = [] if not sees_all and not hidden_records(whole).is_empty() else ids
    blanks = missing_fields(records, properties, caller=caller)
    related = relations_of(named_by, live.statements, page=naming_page)
    judgements, marks = _judged(judgements_of(ids), sees_all=sees_all)
    return ActorPage(
        summary,
        asked_for,
        [PropertyView(one.code, one.values, one.conflict, blanks.pop(one.code, []), one.personal) for one in properties]
        + [PropertyView(code, [], False, sources) for code, sources in sorted(blanks.items())],
        related.views,
        [RecordView(row.id, keys[row.id], row.source, row.thing, row.place) for row in records],
        judgements,
        changes_of_records(ids),
        work_of(ids) if is_allowed(caller, "read_work_notes") else None,
        related,
        Chosen(public, values if live is public else chosen_values(public)),
        marks,
    )


def _judged(judgements: Sequence[JudgementView], *, sees_all: bool) -> tuple[list[JudgementView], Mapping[int, str]]:
    """The judgements and the marks of their records; of those about a guarded record without what tells who it is."""
    sides = {side for one in judgements for side in (one.left, one.right)}
    marks = {record: row_key for record, (_, row_key, _) in record_labels(sides).items()}
    hidden = [] if sees_all else [one for one in hidden_among(sides) if one in sides]
    told = [replace(one, why="") if {one.left, one.right}.intersection(hidden) else one for one in judgements]
    return told, marks | masked_marks(hidden)


def _properties(values: pl.DataFrame, *, personal: bool) -> list[PropertyView]:
    order = {code: at for at, code in enumerate(profile_fields())}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(values.iter_rows(named=True), key=_shown_first):
        found.setdefault(row["property"], []).append(row)
    return [
        PropertyView(code, [value_view(row) for row in rows], any(row["conflict"] for row in rows), personal=personal)
        for code, rows in sorted(found.items(), key=lambda slot: order.get(slot[0], len(order)))
    ]


def _shown_first(row: dict[str, Any]) -> tuple[str, bool, int]:
    return row["property"], not row["shown"], row["statement"]


def value_view(row: dict[str, Any]) -> ValueView:
    """A row of the frame `VALUES` as a view."""
    names = (
        "value",
        "language",
        "mode",
        "shown",
        "reason",
        "source",
        "place",
        "observed_on",
        "read_on",
        "statement",
        "record",
    )
    return ValueView(**{name: row[name] for name in names})


def missing_fields(
    records: list[MemberRecord], properties: list[PropertyView], *, caller: Caller
) -> dict[str, list[str]]:
    """property → sources that have the field for one of the records and give no value for any of them."""
    shows_personal = is_allowed(caller, "read_personal")
    hidden = set() if shows_personal else {code for code, one in profile_fields().items() if one.personal}
    said = {(one.code, value.source) for one in properties for value in one.values}
    has_field = {
        (covered.partition("@")[0], row.source): None
        for row in records
        if row.thing != "mention"
        for covered in row.covers
    }
    found: dict[str, list[str]] = {}
    for code, source in has_field:
        if code not in hidden and (code, source) not in said:
            found.setdefault(code, []).append(source)
    return found
