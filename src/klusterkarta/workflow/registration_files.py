"""Registration files written: one workbook and one JSON file for each priority (R41)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klusterkarta.publishing.registration import Form, write_registration
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.registration import platforms
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.export import written_whole
from klusterkarta.workflow.registration import ENTRY, ActorForm, Filled, Registration, registrations


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationReport:
    """What was written: the files, how many demanded fields are empty, and how many demands of entry are not met."""

    files: tuple[str, ...]
    missing: int
    unmet: int
    unknown: int


def export_registration(
    folder: Path, *, caller: Caller, language: str = "sv", priority: str = "", edition: str | None = None
) -> RegistrationReport:
    """Write the files of every priority, or of one, into a folder; it is made where it is not there.

    Raises NotAllowed, NoPriority, UnknownEdition, before anything is written.
    """
    check_allowed(caller, "export")
    found = registrations(lang=language, priority=priority, edition=edition)
    folder.mkdir(parents=True, exist_ok=True)
    files = [name for one in found for name in _write(folder, one, language)]
    demands = [demand for one in found for actor in one.actors for demand in actor.demands]
    return RegistrationReport(
        files=tuple(files),
        missing=sum(field.is_missing for one in found for field in _all_fields(one)),
        unmet=sum(one.state == "unmet" for one in demands),
        unknown=sum(one.state == "unknown" for one in demands),
    )


def registration_document(one: Registration, *, lang: str) -> dict[str, Any]:
    """A priority's registration as its JSON file holds it."""
    return {
        "priority": one.sheet.name,
        "key": one.sheet.code,
        "s3": {"platform": platforms()["s3"].title.read(lang), **_form(one.fields)},
        "clusters": {
            "platform": platforms()["clusters"].title.read(lang),
            "actors": [_actor(actor, lang) for actor in one.actors],
        },
    }


def registration_workbook(one: Registration, out: Path, *, lang: str) -> int:
    """Write a priority's registration as a workbook; how many actors are in it."""
    criteria = {criterion.key: criterion.title.read(lang) for criterion in criteria_sets()[ENTRY].criteria}
    forms = [Form(platforms()["s3"].title.read(lang), one.sheet.named(lang), _rows(one.fields, lang), ())]
    for actor in one.actors:
        demands = tuple(
            (criteria[demand.key], say(f"registration.{demand.state}", lang), demand.value) for demand in actor.demands
        )
        forms.append(Form(platforms()["clusters"].title.read(lang), actor.name, _rows(actor.fields, lang), demands))
    write_registration(out, forms, language=lang)
    return len(one.actors)


def _write(folder: Path, one: Registration, language: str) -> list[str]:
    workbook, text = folder / f"{one.sheet.code}.xlsx", folder / f"{one.sheet.code}.json"
    document = json.dumps(registration_document(one, lang=language), ensure_ascii=False, indent=2)
    written_whole(workbook, lambda path: registration_workbook(one, path, lang=language))
    written_whole(text, lambda path: path.write_text(document + "\n", encoding="utf-8"))
    return [workbook.name, text.name]


def _all_fields(one: Registration) -> list[Filled]:
    return [*one.fields, *(field for actor in one.actors for field in actor.fields)]


def _form(fields: tuple[Filled, ...]) -> dict[str, Any]:
    return {
        "fields": {one.asked.key: one.value for one in fields},
        "sources": {one.asked.key: one.source for one in fields if one.value},
        "missing": [one.asked.key for one in fields if one.is_missing],
    }


def _actor(actor: ActorForm, lang: str) -> dict[str, Any]:
    titles = {criterion.key: criterion.title.read(lang) for criterion in criteria_sets()[ENTRY].criteria}
    return {
        "name": actor.name,
        **_form(actor.fields),
        "demands": [
            {"demand": one.key, "title": titles[one.key], "state": one.state, "value": one.value}
            for one in actor.demands
        ],
        "unmet": [one.key for one in actor.demands if one.state == "unmet"],
    }


def _rows(fields: tuple[Filled, ...], lang: str) -> tuple[tuple[str, str, str, str], ...]:
    def state(one: Filled) -> str:
        if one.value:
            return ""
        return say("registration.missing" if one.asked.must else "registration.empty", lang)

    return tuple((one.asked.label.read(lang), one.value, state(one), one.source if one.value else "") for one in fields)
