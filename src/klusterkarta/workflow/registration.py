"""Registration files: what the S3 platform and the cluster platform ask for, and which demands are not met (R41)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.entry_check import Demand, entry_check
from klusterkarta.catalogue.selectors.members import records_of_actor
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.registration import AskedField, platforms
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.partner_facts import source_labels
from klusterkarta.workflow.partner_places import region_code, region_country
from klusterkarta.workflow.priority_sheets import PrioritySheet, priority_sheet, sheets_of
from klusterkarta.workflow.priority_snapshot import priority_snapshot
from klusterkarta.workflow.snapshots import partial_snapshot

ENTRY = "platform-entry"


@dataclass(frozen=True, slots=True)
class Filled:
    """A field of a form with its value, "" where the register has none, and the source that said so."""

    asked: AskedField
    value: str
    source: str

    @property
    def is_missing(self) -> bool:
        """Whether the platform demands it and the register does not have it."""
        return self.asked.must and not self.value


@dataclass(frozen=True, slots=True)
class ActorForm:
    """An actor's form for the cluster platform, and the platform's demands on it."""

    name: str
    fields: tuple[Filled, ...]
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """What is registered of a priority: its own form for the S3 platform, and the forms of the actors that carry it."""

    sheet: PrioritySheet
    fields: tuple[Filled, ...]
    actors: tuple[ActorForm, ...]


Said = Mapping[str, Sequence[tuple[str, Label]]]


@dataclass(frozen=True, slots=True)
class Carried:
    """The priorities, and what is said of the actors that carry them: all that forms are made of, in any language."""

    sheets: Sequence[PrioritySheet]
    said: Mapping[int, Said]

    def registration(self, priority: str, *, lang: str) -> Registration:
        """The forms of one priority by its code or name. Raises NoPriority."""
        return _registration(priority_sheet(self.sheets, priority), self.said, lang)


class NoActor(Explained):
    """The register, or the edition, has no such actor."""


def registrations(*, lang: str, priority: str = "", edition: str | None = None) -> list[Registration]:
    """The forms of every priority, or of one. Raises NoPriority and UnknownEdition.

    Actors judged less relevant to the priority are not among them. Contact persons never are: a function is asked for.
    """
    found = carried(edition)
    chosen = [priority_sheet(found.sheets, priority)] if priority else found.sheets
    return [_registration(one, found.said, lang) for one in chosen]


def carried(edition: str | None = None) -> Carried:
    """The priorities and what is said of their actors. Raises UnknownEdition."""
    taken = priority_snapshot(edition)
    sheets = sheets_of(taken)
    actors = {one.id for sheet in sheets for one in sheet.carriers if not one.is_weak}
    return Carried(sheets, _shown(taken, actors))


def actor_form(actor: int, *, lang: str, edition: str | None = None) -> ActorForm:
    """The form of one actor, whichever priorities it carries. Raises NoActor and UnknownEdition."""
    if edition is None:
        with one_moment():
            taken = partial_snapshot([actor])
    else:
        taken = snapshot(edition)
    there = actor if edition is None else _number_in(taken, actor)
    said = _shown(taken, [there]).get(there)
    if said is None:
        raise NoActor(Reason("call.no_actor", {"name": str(actor), "found": ""}))
    return _of_actor(said, lang)


def _number_in(edition: Snapshot, actor: int) -> int:
    """The number that an edition gives the actor, by its oldest record that is there; 0 where none is.

    Numbers are an edition's own; keys mean the same everywhere.
    """
    keys = [one.key for one in records_of_actor(actor)]
    known = edition.records.filter(pl.col("key").is_in(keys)).join(edition.members, on="record")
    numbers = dict(known.select("key", "actor").iter_rows())
    return next((numbers[key] for key in keys if key in numbers), 0)


def _registration(sheet: PrioritySheet, shown: Mapping[int, Said], lang: str) -> Registration:
    actors = [_of_actor(shown.get(one.id, {}), lang) for one in sheet.carriers if not one.is_weak]
    return Registration(sheet, _of_priority(sheet, lang), tuple(actors))


def _shown(taken: Snapshot, actors: Collection[int]) -> Mapping[int, Said]:
    """actor → property (with @language where there is one) → (value, its source's title)."""
    titles = source_labels(taken)
    found: dict[int, dict[str, list[tuple[str, Label]]]] = defaultdict(lambda: defaultdict(list))
    wanted = pl.col("shown") & (pl.col("mode") == "says") & pl.col("actor").is_in(list(actors))
    rows = taken.values.filter(wanted).sort("position")
    for actor, code, lang, value, source in rows.select("actor", "property", "language", "value", "source").iter_rows():
        found[actor][f"{code}@{lang}" if lang else code].append((value, titles.get(source, Label(source, source))))
    return found


def _of_priority(sheet: PrioritySheet, lang: str) -> tuple[Filled, ...]:
    code = region_code(sheet.region)
    nuts = counties()[code].nuts3 if code in counties() else code
    eu = [one.label.en for one in sheet.notions if one.scheme == "eu"]
    known = {
        "region": sheet.region,
        "region_code": nuts,
        "country": place_name("country", region_country(code), lang="en") if code else "",
        "name_en": sheet.english,
        "description_en": sheet.description.get("en", ""),
        "group": sheet.group,
        "divisions": ", ".join(sheet.divisions),
        "notions": "; ".join(one.label.en for one in sheet.notions if one.scheme != "eu"),
        "eu": "; ".join(eu),
        "organisations": str(sum(not one.is_weak for one in sheet.carriers) or ""),
    }
    office = say("registration.office", lang, region=sheet.region) if sheet.region else ""
    return tuple(
        Filled(
            one,
            office if one.origin == "office" else known.get(one.origin.removeprefix("priority."), ""),
            _origin(one, sheet, lang),
        )
        for one in platforms()["s3"].fields
    )


def _origin(asked: AskedField, sheet: PrioritySheet, lang: str) -> str:
    """Who says what stands in a field of a priority's form: the source, or a vocabulary of the product."""
    code = asked.origin.removeprefix("priority.")
    if code in ("name_en", "notions", "eu"):
        return say("registration.from_concepts", lang)
    if code == "divisions":
        return say("registration.from_divisions", lang)
    return say("registration.from_register", lang) if code in ("organisations", "office") else sheet.source.read(lang)


def _of_actor(said: Said, lang: str) -> ActorForm:
    fields = tuple(_actor_field(one, said, lang) for one in platforms()["clusters"].fields)
    values = {code: [value for value, _ in rows] for code, rows in said.items()}
    name = values.get("name", [""])[0]
    return ActorForm(name, fields, tuple(entry_check(values, criteria_sets()[ENTRY])))


def _actor_field(asked: AskedField, said: Said, lang: str) -> Filled:
    if not asked.origin.startswith("actor."):
        return Filled(asked, "", "")
    rows = said.get(asked.origin.removeprefix("actor."), ())
    values = dict.fromkeys(_worded(asked.key, value, lang) for value, _ in rows)
    return Filled(asked, "; ".join(values), "; ".join(dict.fromkeys(source.read(lang) for _, source in rows)))


def _worded(key: str, value: str, lang: str) -> str:
    kind = actor_kinds().get(value) if key == "kind" else None
    return kind.label.read(lang) if kind else value
