"""What the page of a reading shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.catalogue.selectors.keys import actors_of, published_records
from klusterkarta.catalogue.selectors.sources import ReadingView
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.pages.readings.report import ReportPart, report_part
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.collect_report import CollectReport, report_from


@dataclass(frozen=True, kw_only=True)
class ReadingPage(Page):
    """One reading: its report, and its undoing for who may."""

    template: ClassVar[str] = "readings/page.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "sources"

    reading: int
    source: str
    source_href: str
    withdrawn: bool
    counts: bool
    file: str
    sheet: str
    read_at: datetime | None
    by: str
    may_undo: bool
    report: ReportPart | None


def reading_page(reading: ReadingView, lang: str, *, caller: Caller) -> ReadingPage:
    """The page for a reading that is not merely staged."""
    source = register_state().sources.get(reading.source)
    title = source_title(source, lang) if source else reading.source
    report = report_from(reading.report) if reading.report else None
    lead = "readings.lead" if reading.file_name else "readings.lead_no_file"
    return ReadingPage(
        title=say("readings.title", lang, reading_id=reading.id),
        lead=say(lead, lang, file=reading.file_name, source=title),
        reading=reading.id,
        source=title,
        source_href=address("source", lang, key=reading.source),
        withdrawn=source is not None and source.withdrawn,
        counts=reading.state == "published",
        file=reading.file_name,
        sheet=report.sheet if report else "",
        read_at=reading.published_at,
        by=reading.by,
        may_undo=is_allowed(caller, "undo_reading"),
        report=report_part(report, lang, actors=_actors(report)) if report else None,
    )


def _actors(report: CollectReport) -> dict[str, int]:
    """row key → actor now, for the rows that the report shows: a new row had none when the report was made."""
    records = published_records(report.source, {row.row_key for row in report.changes.rows})
    actors = actors_of(records.values())
    return {row_key: actors[record] for row_key, record in records.items() if record in actors}
