"""Relations both ways, as rows: what kind, with whom, who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.relations import naming_records
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.kinds import relation_kinds
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.profile.sources import Letters, Said, SourceNote
from klusterkarta.workflow.related import RelationView
from klusterkarta.workflow.show import ActorPage

Key = tuple[str, str, int]  # kind, direction, other actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """One relation; `mutual` where both parties name each other, `open` where the other is known by name only."""

    kind: str
    other: str
    href: str
    open: bool
    mutual: bool
    notes: list[SourceNote]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a relation's view leaves out of its statement."""

    property: str
    stated_on: str
    read_on: str


def relation_rows(page: ActorPage, letters: Letters, *, lang: str) -> list[RelationRow]:
    """The rows, by kind in the order of the vocabulary, then by name."""
    told = _told(page)
    groups: dict[Key, list[RelationView]] = {}
    for one in page.relations:
        groups.setdefault(_key(one, told.get(one.statement)), []).append(one)
    order = list(relation_kinds())
    by_kind = sorted(groups, key=lambda key: (order.index(key[0]), key[1], swedish_sort_key(groups[key][0].other_name)))
    return [_row(key, groups[key], letters.notes(_said(groups[key], told, page.summary.name)), lang) for key in by_kind]


def relation_sources(page: ActorPage) -> list[str]:
    """The sources that the relations draw on."""
    return [one.source for one in page.relations]


def _key(one: RelationView, told: _Told | None) -> Key:
    kind = relation_kinds()[one.relation]
    if kind.symmetric:
        return kind.code, "forward", one.other
    field = profile_fields().get(told.property) if told else None
    stated = field.direction if field and field.direction else "forward"
    turned = "backward" if stated == "forward" else "forward"
    return kind.code, stated if one.outgoing else turned, one.other


def _told(page: ActorPage) -> dict[int, _Told]:
    """By statement; the property decides which way a relation reads ("member of" or "members by name")."""
    told = {
        value.statement: _Told(one.code, value.observed_on, value.read_on)
        for one in page.properties
        for value in one.values
    }
    if any(not one.outgoing for one in page.relations):
        naming = live_frames(naming_records([one.id for one in page.records])).statements
        columns = naming.select("statement", "property", "observed_on", "read_on")
        told |= {statement: _Told(*rest) for statement, *rest in columns.iter_rows()}
    return told


def _said(group: Sequence[RelationView], told: Mapping[int, _Told], name: str) -> list[Said]:
    unknown = _Told("", "", "")
    return [
        Said(
            source=one.source,
            wording=one.wording if one.outgoing else name,
            place=one.place,
            stated_on=told.get(one.statement, unknown).stated_on,
            read_on=told.get(one.statement, unknown).read_on,
        )
        for one in group
    ]


def _row(key: Key, group: Sequence[RelationView], notes: list[SourceNote], lang: str) -> RelationRow:
    code, direction, other = key
    kind = relation_kinds()[code]
    return RelationRow(
        kind=kind.read(lang, direction=direction),
        other=group[0].other_name,
        href=address("actor", lang, actor=other),
        open=group[0].open,
        mutual=kind.symmetric and len({one.outgoing for one in group}) > 1,
        notes=notes,
    )
