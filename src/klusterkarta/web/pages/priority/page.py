"""What the page of one priority shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.priority_sheets import Carrier, PrioritySheet
from klusterkarta.workflow.priority_slides import region_line
from klusterkarta.workflow.registration import ENTRY, ActorForm

# Shape of the mark of a demand's state.
_MARKS = {"met": "ok", "unmet": "end", "unknown": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor that carries the priority; "" is unknown. `record` may be put on the shortlist."""

    name: str
    href: str
    kind: str
    place: str
    members: str
    is_weak: bool
    record: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A demand of the platform, the shape of its mark, its words, the value that decided it."""

    demand: str
    mark: str
    state: str
    value: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An actor and how it stands to each demand."""

    name: str
    marks: list[Mark]


@dataclass(frozen=True, kw_only=True)
class PriorityPage(Page):
    """One priority."""

    template: ClassVar[str] = "priority/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "priority"

    group: str
    description: str
    description_lang: str
    counted: str
    notions: list[str]
    without: list[str]
    divisions: str
    actors: list[ActorRow]
    regions: list[str]
    demands: list[str]
    checks: list[CheckRow]
    partners: str
    files: list[tuple[str, str]]
    put: str
    region: str
    may_shortlist: bool
    take: TakeAway


def priority_page(sheet: PrioritySheet, forms: Sequence[ActorForm], *, lang: str, caller: Caller) -> PriorityPage:
    """The page of a priority with its actors' entry checks."""
    said = sheet.description.get(lang) or next(iter(sheet.description.values()), "")
    own = said == sheet.description.get(lang, "")
    return PriorityPage(
        title=sheet.named(lang),
        group=sheet.grouped(lang),
        description=said,
        description_lang="" if own else next(iter(sheet.description), ""),
        counted=_counted(sheet, lang),
        notions=[one.label.read(lang) for one in sheet.notions],
        without=[one.label.read(lang) for one in sheet.without],
        divisions=", ".join(sheet.divisions),
        actors=[_actor(one, lang) for one in sheet.carriers],
        regions=[region_line(one, lang=lang) for one in sheet.sharers],
        demands=[one.title.read(lang) for one in criteria_sets()[ENTRY].criteria],
        checks=[_check(one, lang) for one in forms],
        partners=address("partners", lang, query=[("region", sheet.region)]) if sheet.region else "",
        files=_files(sheet, lang),
        put=address("shortlist-put", lang),
        region=sheet.region,
        may_shortlist=bool(sheet.region) and is_allowed(caller, "edit_work"),
        take=TakeAway(source_line=source_line(lang), table="actor-table", csv=True, name=sheet.code),
    )


def _counted(sheet: PrioritySheet, lang: str) -> str:
    if not sheet.counted:
        return say("priority.counted_none", lang)
    place = written_place(sheet.place, lang)
    return say("priority.counted_text", lang, source=sheet.source.read(lang), count=sheet.counted, place=place)


def _files(sheet: PrioritySheet, lang: str) -> list[tuple[str, str]]:
    names = (
        ("slide", "priority-slide"),
        ("form_workbook", "priority-form"),
        ("form_json", "priority-form-json"),
    )
    return [(say(f"priority.{word}", lang), address(name, lang, key=sheet.code)) for word, name in names]


def _actor(one: Carrier, lang: str) -> ActorRow:
    return ActorRow(
        name=one.name,
        href=address("actor", lang, actor=one.id),
        kind=actor_kinds()[one.kind].label.read(lang) if one.kind in actor_kinds() else "",
        place=one.place,
        members=one.members,
        is_weak=one.is_weak,
        record=one.id,
    )


def _check(one: ActorForm, lang: str) -> CheckRow:
    titles = {criterion.key: criterion.title.read(lang) for criterion in criteria_sets()[ENTRY].criteria}
    marks = [
        Mark(titles[demand.key], _MARKS[demand.state], say(f"registration.{demand.state}", lang), demand.value)
        for demand in one.demands
    ]
    return CheckRow(one.name, marks)
