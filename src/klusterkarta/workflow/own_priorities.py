"""Priorities that the workspace's editors have added among the concepts stand in the register too, as any source's."""

import hashlib
from collections.abc import Iterator

from klusterkarta.catalogue.selectors.sources import readings_of
from klusterkarta.catalogue.services.readings import (
    ReadingDetails,
    begin_reading,
    publish_reading,
    stage_rows,
    undo_reading,
)
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.concepts import Concept, concepts
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.partner_places import short_region_name
from klusterkarta.workflow.refresh import writing

SOURCE = "own-priorities"
_PUBLISHED = "published"
_COVERED = ("name", "group", "region", *(f"description@{lang}" for lang in LANGUAGES))
_TRUST = 80


def keep_own_priorities(*, caller: Caller) -> int:
    """Let the register have the priorities that the workspace has of its own; the reading, 0 where nothing has moved.

    Those that are shipped come with the source that names them. What the register had of them before is undone, and
    stands in the history of the source.
    """
    rows = [_row(one) for one in own_priorities()]
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    live = [one for one in readings_of(SOURCE) if one.state == _PUBLISHED]
    if (not rows and not live) or any(one.report.get("digest") == digest for one in live):
        return 0
    reading = _staged(rows, caller=caller) if rows else 0
    with writing() as touched:
        for one in live:
            touched.add(undo_reading(one.id, caller=caller))
        if reading:
            touched.add(publish_reading(reading, caller=caller, report={"digest": digest}))
    return reading


def own_priorities() -> list[Concept]:
    """The priorities that no shipped scheme has."""
    shipped = concepts().by_key
    return [one for one in workspace_concepts().by_key.values() if one.priority and one.key not in shipped]


def _staged(rows: list[StatedRow], *, caller: Caller) -> int:
    details = SourceDetails(
        key=SOURCE,
        title_sv=say("concepts.own_source", "sv"),
        title_en=say("concepts.own_source", "en"),
        kind="editor",
        trust=_TRUST,
    )
    source = ensure_source(details, caller=caller)
    reading = begin_reading(ReadingDetails(source_id=source, properties=_COVERED), caller=caller)
    stage_rows(reading, rows)
    return reading


def _row(one: Concept) -> StatedRow:
    return StatedRow(one.key, "priority", "", tuple(_said(one)))


def _said(one: Concept) -> Iterator[Stated]:
    if one.priority is None:
        return
    yield Stated("name", one.label.sv)
    yield Stated("group", say(f"concepts.{one.priority.group}", "sv").lower())
    yield Stated("region", short_region_name(one.priority.region, lang="sv"))
    for lang in LANGUAGES:
        if one.definition and one.definition.read(lang):
            yield Stated("description", one.definition.read(lang), lang)
