"""What a source holds beside actors: priorities, a plan of goals and activities, and what it counts itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.values.text import slug
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.workflow.source_contents import Concept, SourceRow

_PLAN = ("goal", "activity", "subactivity")
# What a claim's row names beside its wording.
_VALUES = ("result_value", "result_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """A priority, with the list of the actors that are tied to it."""

    name: str
    href: str
    about: str
    group: str
    organisations: str
    place: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A goal or an activity, and what stands under it."""

    mark: str
    name: str
    about: str
    responsible: str
    under: list["PlanItem"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A number or conclusion of the source's own."""

    name: str
    value: str
    place: str


def priority_rows(concepts: Iterable[Concept], lang: str) -> list[PriorityRow]:
    """The priorities in the source's order."""
    return [_priority(one.row, lang) for one in concepts]


def plan_of(concepts: Mapping[str, Sequence[Concept]], lang: str) -> list[PlanItem]:
    """The goals with their activities; activities without a goal follow them."""
    return [_item(one, lang) for thing in _PLAN for one in concepts.get(thing, ())]


def claim_rows(concepts: Iterable[Concept], lang: str) -> list[ClaimRow]:
    """What the source counts itself."""
    return [
        ClaimRow(_name(one.row, lang), _value(one.row, lang), written_place(one.row.record.place, lang))
        for one in concepts
    ]


def _priority(row: SourceRow, lang: str) -> PriorityRow:
    name = _name(row, lang)
    return PriorityRow(
        name=name,
        href=address("actors", lang, query=[("priority", slug(row.said("name")))]) if row.record.actor else "",
        about=row.said("description", lang),
        group=row.said("group"),
        organisations=_written(row, "organisations_count", lang),
        place=written_place(row.record.place, lang),
    )


def _item(concept: Concept, lang: str) -> PlanItem:
    row = concept.row
    responsible = ", ".join(text for (code, _), texts in row.values.items() if code == "responsible" for text in texts)
    under = [_item(one, lang) for one in concept.under]
    return PlanItem(row.record.row_key, _name(row, lang), row.said("description", lang), responsible, under)


def _value(row: SourceRow, lang: str) -> str:
    return " ".join(text for code in _VALUES if (text := _written(row, code, lang)))


def _written(row: SourceRow, code: str, lang: str) -> str:
    text = row.said(code)
    return written_value(code, text, lang=lang) if text else ""


def _name(row: SourceRow, lang: str) -> str:
    return row.said("name", lang) or row.record.row_key
