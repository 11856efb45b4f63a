"""Relations both ways, as rows: what kind, with whom, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.kinds import relation_kinds
from klusterkarta.vocabularies.relation_reading import relation_direction
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingPages:
    """Where many name the actor: which of them the rows show, and the pages beside this one ("" at the ends)."""

    first: int
    last: int
    total: int
    previous: str
    next: str


def naming_pages(page: ActorPage, *, lang: str) -> NamingPages | None:
    """The pages of those who name the actor; None where one page holds them all."""
    found = page.naming
    if found.pages == 1:
        return None

    def at(number: int) -> str:
        beside = 1 <= number <= found.pages
        here = address("actor", lang, query=[("naming", str(number))], actor=page.summary.id)
        return f"{here}#relations" if beside else ""

    return NamingPages(
        first=found.first,
        last=found.last,
        total=found.naming,
        previous=at(found.page - 1),
        next=at(found.page + 1),
    )


def relation_rows(page: ActorPage, letters: Letters, *, lang: str) -> list[RelationRow]:
    """The rows, by kind in the order of the vocabulary, then by name."""
    groups: dict[Key, list[RelationView]] = {}
    for one in page.relations:
        groups.setdefault(_key(one), []).append(one)
    order = list(relation_kinds())
    by_kind = sorted(groups, key=lambda key: (order.index(key[0]), key[1], swedish_sort_key(groups[key][0].other_name)))
    return [_row(key, groups[key], letters.notes(_said(groups[key], page.summary.name)), lang) for key in by_kind]


def relation_sources(page: ActorPage) -> list[str]:
    """The sources that the relations draw on."""
    return [one.source for one in page.relations]


def _key(one: RelationView) -> Key:
    return one.relation, relation_direction(one.relation, one.property, outgoing=one.outgoing), one.other


def _said(group: Sequence[RelationView], name: str) -> list[Said]:
    return [
        Said(
            source=one.source,
            wording=one.wording if one.outgoing else name,
            place=one.place,
            stated_on=one.observed_on,
            read_on=one.read_on,
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
