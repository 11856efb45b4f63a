"""Collect a file: read it, say what it changes, stage it unseen, publish it in one step; undo and redo."""

import gc
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from klusterkarta.catalogue.selectors.keys import source_id, source_values
from klusterkarta.catalogue.selectors.moment import several_may_write
from klusterkarta.catalogue.selectors.sources import SourceView, record_ids_of_source, source_view
from klusterkarta.catalogue.selectors.supposed import Supposed
from klusterkarta.catalogue.services.readings import (
    ReadingDetails,
    begin_reading,
    drop_staged,
    publish_reading,
    redo_reading,
    say_rows,
    sight_rows,
    stage_rows,
    sweep_abandoned,
    undo_reading,
)
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source, records_of_reading
from klusterkarta.publishing.exported_base import BASE_SHEET
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.caller import Caller
from klusterkarta.values.partial_date import PartialDateError, parse_partial_date
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import StatedRow
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.terms import terms
from klusterkarta.workflow.ahead import Planned, carry_out
from klusterkarta.workflow.alongside import behind
from klusterkarta.workflow.collect_changes import compare_rows
from klusterkarta.workflow.collect_reading import MappingChoice, chosen_mapping, read_source_file
from klusterkarta.workflow.collect_report import CollectReport, make_report
from klusterkarta.workflow.plain_json import as_json
from klusterkarta.workflow.progress import Progress
from klusterkarta.workflow.tag_state import tag_notes
from klusterkarta.workflow.waiting import patiently

# A chunk of ordinary rows is written in a fifth of a second; a write may take at most half a second.
CHUNK_ROWS = 500
_KEY = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?")
_EDITORS = "editor-"
MOST_TRUST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectRequest:
    """What to collect. `file_name` is what people call the file, where `path` is called something else."""

    path: Path
    source: SourceDetails
    mapping: MappingChoice = None
    sheet: str | None = None
    dry_run: bool = False
    file_name: str = ""


def collect_file(request: CollectRequest, *, caller: Caller, progress: Progress | None = None) -> CollectReport:
    """Read a file into the register, or with `dry_run` say what that would change.

    Nobody sees anything of it before it is published, in one transaction with all that follows from it; whatever goes
    wrong before leaves the register as it was. The same file read again finds the same rows and changes nothing.
    Raises UnreadableFile, NotAllowed, and what `progress` raises to stop it.
    """
    check_allowed(caller, "collect")
    progress = progress or _unheard
    check_source(request.source)
    progress(0, 0, Reason("collect.taking_apart"))
    with _rows_left_alone():
        report, rows = _read(request)
        if request.dry_run or not rows:
            return replace(report, dry_run=request.dry_run)
        sweep_abandoned()
        return _save(request, replace(report, dry_run=False), rows, caller=caller, progress=progress)


def undo(reading_id: int, *, caller: Caller) -> None:
    """Make a reading count no more; what earlier readings say shows again. Raises ReadingState, NotAllowed."""
    check_allowed(caller, "undo_reading")
    supposed = Supposed(undone=reading_id)
    touches = partial(records_of_reading, reading_id)
    carry_out(Planned(lambda: undo_reading(reading_id, caller=caller), touches, supposed))


def redo(reading_id: int, *, caller: Caller) -> None:
    """Let an undone reading count again. Raises ReadingState, NotAllowed."""
    check_allowed(caller, "undo_reading")
    supposed = Supposed(counts=reading_id)
    touches = partial(records_of_reading, reading_id)
    carry_out(Planned(lambda: redo_reading(reading_id, caller=caller), touches, supposed))


def source_details(name: str, **given: str | int) -> SourceDetails:
    """The details for a source by its key or name: those it has, with what is `given` in their place.

    A new source gets a key made from the name, which is then its title.
    """
    key = slug(name, longest=100)
    known = source_values(name) or source_values(key)
    details = SourceDetails(**known) if known else SourceDetails(key=key, title_sv=name)
    return replace(details, **given)  # type: ignore[arg-type]


def check_source(details: SourceDetails) -> None:
    """Raise UnreadableFile unless key, kind, date and trust are such as a source can have.

    >>> check_source(SourceDetails(key="nationell-kartlaggning-2010", title_sv="", published_on="2010"))
    """
    check_source_key(details.key)
    if details.kind not in terms("source_kinds"):
        raise unreadable("collect.no_source_kind", found=details.kind[:100], expected=", ".join(terms("source_kinds")))
    if not 0 <= details.trust <= MOST_TRUST:
        raise unreadable("collect.no_trust", found=details.trust)
    try:
        parse_partial_date(details.published_on or "2000")
    except PartialDateError as problem:
        raise unreadable("collect.no_source_date", found=details.published_on[:100]) from problem


def check_source_key(key: str) -> None:
    """Raise UnreadableFile unless the key can name a source; the keys of editors' own sources cannot be used."""
    if not _KEY.fullmatch(key) or key.startswith(_EDITORS):
        raise unreadable("collect.no_source_key", found=key[:100])


@contextmanager
def _rows_left_alone() -> Iterator[None]:
    """Leave the search for circular garbage be: in a million stated values it would look again and again for none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(request: CollectRequest) -> tuple[CollectReport, list[StatedRow]]:
    """What the file says, and what that changes."""
    read = read_source_file(request.path, chosen_mapping(request.mapping), sheet=request.sheet or "")
    name = request.file_name or request.path.name
    changes = compare_rows(
        request.source.key,
        read.stated.rows,
        covers=read.stated.properties,
        file=name,
        sheet=read.layout.table.sheet,
    )
    known = source_view(request.source.key)
    notes = (*_notes(known, left=changes.not_in_file, rows=len(read.stated.rows)), *tag_notes(read.stated.rows))
    if any(problem.sheet == BASE_SHEET for problem in read.about_file):
        notes = (Reason("return.is_master_list"), *notes)
    return make_report(request.source.key, name, read=read, changes=changes, notes=notes), read.stated.rows


def _save(
    request: CollectRequest, report: CollectReport, rows: list[StatedRow], *, caller: Caller, progress: Progress
) -> CollectReport:
    """Stage the rows and publish them. They are let go in between: publishing a large file needs the room."""
    reading_id = patiently(lambda: _begin(request, report, caller), progress=progress)
    try:
        _stage(reading_id, rows, progress)
        progress(len(rows), len(rows), Reason("collect.publishing"))
        rows.clear()
        done = replace(report, reading=reading_id)
        carry_out(_publishing(request.source, done, reading_id, caller=caller), progress=progress)
    except BaseException:
        patiently(lambda: drop_staged(reading_id))
        raise
    return done


def _stage(reading_id: int, rows: Sequence[StatedRow], progress: Progress) -> None:
    """Write the rows chunk by chunk; where several may write, what one chunk says while the next is looked up."""

    def chunks() -> Iterator[Sequence[StatedRow]]:
        for start in range(0, len(rows), CHUNK_ROWS):
            progress(start, len(rows), Reason("collect.staging", {"done": start, "total": len(rows)}))
            yield rows[start : start + CHUNK_ROWS]

    if several_may_write():
        deque(behind((sight_rows(reading_id, chunk) for chunk in chunks()), say_rows), maxlen=0)
        return
    for chunk in chunks():
        patiently(partial(stage_rows, reading_id, chunk), progress=progress)


def _begin(request: CollectRequest, report: CollectReport, caller: Caller) -> int:
    """Open the reading. What is new about an existing source waits until the reading is published."""
    known = source_id(request.source.key)
    details = ReadingDetails(
        source_id=ensure_source(request.source, caller=caller) if known is None else known,
        properties=report.properties,
        file_name=report.file,
        file_sha256=hashlib.sha256(request.path.read_bytes()).hexdigest(),
    )
    return begin_reading(details, caller=caller)


def _publishing(source: SourceDetails, report: CollectReport, reading_id: int, *, caller: Caller) -> Planned:
    known = source_view(source.key)
    # Which value is shown depends on both: everything this source has said is looked at again.
    weighs_else = known is not None and (known.trust, known.published_on) != (source.trust, source.published_on)
    earlier = partial(record_ids_of_source, source.key) if weighs_else else list[int]

    def verb() -> list[int]:
        ensure_source(source, caller=caller)
        kept: dict[str, Any] = as_json(report)
        return [*earlier(), *publish_reading(reading_id, caller=caller, report=kept)]

    weight = (source.key, source.trust, source.published_on)
    return Planned(
        verb, lambda: [*earlier(), *records_of_reading(reading_id)], Supposed(counts=reading_id, trusted=weight)
    )


def _unheard(done: int, total: int, message: Reason) -> None:
    """Progress that nobody follows."""


def _notes(known: SourceView | None, *, left: int, rows: int) -> tuple[Reason, ...]:
    notes = []
    if known and known.withdrawn:
        notes.append(Reason("collect.source_withdrawn", {"source": known.key}))
    if left:
        notes.append(Reason("collect.not_in_file", {"count": left}))
    if not rows:
        notes.append(Reason("collect.nothing_to_save"))
    return tuple(notes)
