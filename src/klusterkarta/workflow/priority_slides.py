"""Priorities as slides, made from the register's list (R45)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from klusterkarta.publishing.priority_slides import Column, Slide, write_slides
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.export import ExportReport, written_whole
from klusterkarta.workflow.partner_places import region_name
from klusterkarta.workflow.priority_sheets import Carrier, PrioritySheet, Sharer, priority_sheet, priority_sheets

# More lines than this run off the slide.
_MOST_LINES = 12


def export_slides(
    out: Path, *, caller: Caller, language: str = "sv", priority: str = "", edition: str | None = None
) -> ExportReport:
    """Write a slide for every priority, or for one, to `out` (PPTX); the report counts slides.

    Raises NotAllowed, NoPriority, UnknownEdition, and then leaves `out` as it was.
    """
    check_allowed(caller, "export")
    return export_deck(out, priority_sheets(edition), caller=caller, language=language, priority=priority)


def export_deck(
    out: Path, sheets: Sequence[PrioritySheet], *, caller: Caller, language: str = "sv", priority: str = ""
) -> ExportReport:
    """Write a slide for every one of the sheets, or for one. Raises NotAllowed, NoPriority."""
    check_allowed(caller, "export")
    chosen = [priority_sheet(sheets, priority)] if priority else sheets
    taken = timezone.localtime()
    slides = [slide_of(one, lang=language, taken=taken) for one in chosen]
    title = say("priority.deck", language)
    return written_whole(out, lambda path: write_slides(path, slides, title=title, made_at=taken))


def slide_of(sheet: PrioritySheet, *, lang: str, taken: datetime) -> Slide:
    """What a priority's slide says."""
    strong = [one for one in sheet.carriers if not one.is_weak]
    columns = [
        Column(say("priority.actors", lang), _lines([actor_line(one, lang=lang) for one in strong], lang)),
        Column(say("priority.regions", lang), _lines([region_line(one, lang=lang) for one in sheet.sharers], lang)),
        Column(say("priority.notions", lang), _lines([one.label.read(lang) for one in sheet.notions], lang)),
    ]
    source = say("priority.slide_source", lang, source=sheet.counted_at(lang), date=taken.date().isoformat())
    return Slide(
        title=sheet.named(lang),
        subtitle=sheet.grouped(lang),
        lead=sheet.description.get(lang) or next(iter(sheet.description.values()), ""),
        columns=columns,
        source=source,
        notes=say("priority.slide_notes", lang, count=len(strong), counted=sheet.counted or "–"),
    )


def actor_line(one: Carrier, *, lang: str) -> str:
    """An actor in one line: name, kind, place."""
    kind = actor_kinds()[one.kind].label.read(lang) if one.kind in actor_kinds() else ""
    beside = ", ".join(filter(None, [kind, one.place]))
    return f"{one.name} ({beside})" if beside else one.name


def region_line(one: Sharer, *, lang: str) -> str:
    """A region in one line: name, country, how many organisations where it is more than one."""
    facts = one.facts
    name = facts.name or region_name(facts.code, lang=lang)
    country = place_name("country", facts.country, lang=lang) if facts.country else ""
    where = f"{name}, {country}" if country else name
    return where if one.organisations == 1 else say("partners.with_count", lang, name=where, count=one.organisations)


def _lines(lines: list[str], lang: str) -> list[str]:
    if not lines:
        return [say("priority.none_known", lang)]
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], say("priority.more", lang, count=len(lines) - _MOST_LINES + 1)]
