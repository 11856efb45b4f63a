"""Registration files written: a workbook and a JSON file for each priority, or one of a priority or an actor."""

import json
from collections.abc import Mapping, Sequence
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
    actors = [actor for one in found for actor in one.actors]
    return _report(files, [field for one in found for field in one.fields], actors)


def write_form(
    found: Registration | ActorForm, out: Path, *, caller: Caller, form: str, language: str
) -> RegistrationReport:
    """Write what is registered of a priority, or of one actor, as one file; `form` is "xlsx" or "json".

    Raises NotAllowed, before anything is written.
    """
    check_allowed(caller, "export")
    if form == "xlsx":
        written_whole(out, lambda path: _workbook(found, path, language))
    else:
        written_whole(out, lambda path: path.write_text(_text(found, language), encoding="utf-8"))
    if isinstance(found, ActorForm):
        return _report([out.name], [], [found])
    return _report([out.name], found.fields, found.actors)


def actor_document(actor: ActorForm, *, lang: str) -> dict[str, Any]:
    """An actor's registration as its JSON file holds it."""
    return {"clusters": {"platform": platforms()["clusters"].title.read(lang), "actors": [_actor(actor, lang)]}}


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
    title = platforms()["s3"].title.read(lang)
    priority = Form(title, one.sheet.named(lang), _rows(one.fields, lang), ())
    return write_registration(out, _actor_forms(one.actors, lang), language=lang, priority=priority)


def _write(folder: Path, one: Registration, language: str) -> list[str]:
    workbook, text = folder / f"{one.sheet.code}.xlsx", folder / f"{one.sheet.code}.json"
    written_whole(workbook, lambda path: registration_workbook(one, path, lang=language))
    written_whole(text, lambda path: path.write_text(_text(one, language), encoding="utf-8"))
    return [workbook.name, text.name]


def _workbook(found: Registration | ActorForm, out: Path, language: str) -> int:
    if isinstance(found, ActorForm):
        return write_registration(out, _actor_forms([found], language), language=language)
    return registration_workbook(found, out, lang=language)


def _text(found: Registration | ActorForm, language: str) -> str:
    if isinstance(found, ActorForm):
        document = actor_document(found, lang=language)
    else:
        document = registration_document(found, lang=language)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _report(files: Sequence[str], fields: Sequence[Filled], actors: Sequence[ActorForm]) -> RegistrationReport:
    demands = [demand for actor in actors for demand in actor.demands]
    asked = [*fields, *(field for actor in actors for field in actor.fields)]
    return RegistrationReport(
        files=tuple(files),
        missing=sum(field.is_missing for field in asked),
        unmet=sum(one.state == "unmet" for one in demands),
        unknown=sum(one.state == "unknown" for one in demands),
    )


def _actor_forms(actors: Sequence[ActorForm], lang: str) -> list[Form]:
    criteria = {criterion.key: criterion.title.read(lang) for criterion in criteria_sets()[ENTRY].criteria}
    title = platforms()["clusters"].title.read(lang)
    return [Form(title, actor.name, _rows(actor.fields, lang), _demands(actor, criteria, lang)) for actor in actors]


def _demands(actor: ActorForm, criteria: Mapping[str, str], lang: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((criteria[one.key], say(f"registration.{one.state}", lang), one.value) for one in actor.demands)


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
