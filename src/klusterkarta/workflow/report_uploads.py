"""An uploaded report: what was found in it, and what a person makes of that, kept beside it between visits.

Beside `<token>.pdf` and `<token>.about` (see `workflow.uploads`) lie `<token>.found` (what was read) and
`<token>.corrected` (what a person has said of it). All of it may be personal, and goes with the upload.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from klusterkarta.settings import current
from klusterkarta.sources.reports.page_text import Line, Place
from klusterkarta.sources.reports.reading import REPORT_LIMITS
from klusterkarta.sources.unreadable import UnreadableFile, unreadable
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import reason_from_dict, reason_to_dict
from klusterkarta.workflow.corrections import Correction, corrections_of, planned
from klusterkarta.workflow.extract import Extraction, as_csv
from klusterkarta.workflow.found_profiles import (
    FoundProfile,
    FoundReport,
    changed_profile,
    find_profiles,
    table_columns,
    table_row,
)
from klusterkarta.workflow.uploads import Upload, change_upload, keep_upload, previewed, upload_files

# A request waits this long for a report to be read; one that takes longer becomes a job.
QUICK_SECONDS = 8
_ENDINGS = frozenset({".pdf", ".docx", ".html", ".htm"})
_TEXT = ".txt"
_PDF = b"%PDF-"
_HEAD = 1_000
_SLOW = frozenset({"file.too_slow", "report.too_slow"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """What a person has made of one row: changed texts by column, left out or not, and whether it was looked at."""

    changed: Mapping[str, str] = field(default_factory=dict)
    left_out: bool = False
    seen: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that has been read: what was found, and what a person has made of each row, by number from 0."""

    found: FoundReport
    states: Mapping[int, RowState]

    def state(self, number: int) -> RowState:
        """What was made of a row; as it was read where nobody has touched it."""
        return self.states.get(number, RowState())

    def corrected(self, number: int) -> FoundProfile:
        """The row as corrected."""
        return changed_profile(self.found.profiles[number], self.state(number).changed)

    def kept(self) -> list[FoundProfile]:
        """The rows as corrected, without those that are left out."""
        numbers = range(len(self.found.profiles))
        return [self.corrected(number) for number in numbers if not self.state(number).left_out]


def taken_as_report(upload: Upload) -> Upload:
    """The upload, marked as a report where it is one and read where that is quickly done.

    By its ending or its content; plain text is a table if its header is that of one, else a report if a profile is
    found in it, else a table. A report that takes longer is marked and not read. Raises UnreadableFile for a report
    that cannot be read.
    """
    if upload.path.suffix == _TEXT and not _begins_as_pdf(upload.path):
        return _table_or_report(upload)
    if upload.path.suffix not in _ENDINGS and not _begins_as_pdf(upload.path):
        return upload
    marked = change_upload(upload, is_report=True)
    try:
        read_report_of(marked, seconds=QUICK_SECONDS)
    except UnreadableFile as problem:
        if problem.reason.code not in _SLOW:
            raise
    return marked


def read_report_of(upload: Upload, *, seconds: int = REPORT_LIMITS.seconds) -> FoundReport:
    """Read the report and keep what was found. Raises UnreadableFile, also for a report without profiles."""
    limits = replace(REPORT_LIMITS, seconds=seconds, file_bytes=current().max_upload_bytes)
    found = find_profiles(upload.path, limits=limits)
    _write(_beside(upload, "found"), _plain(found))
    return found


def is_read(upload: Upload) -> bool:
    """Whether it is known what the report holds."""
    return _beside(upload, "found").is_file()


def report_of(upload: Upload) -> ReadReport:
    """What was found and what was made of it; the report must have been read."""
    kept = _beside(upload, "corrected")
    states = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    entry = json.loads(_beside(upload, "found").read_text(encoding="utf-8"))
    return ReadReport(_found_from(entry), {int(number): RowState(**state) for number, state in states.items()})


def save_row(upload: Upload, number: int, *, state: RowState) -> None:
    """Keep what a person has made of a row; only what differs from what was read is kept of its texts."""
    report = report_of(upload)
    read = report.found.profiles[number].texts
    changed = {one: text for one, text in state.changed.items() if " ".join(text.split()) != _joined(read.get(one, ""))}
    _save(upload, {**report.states, number: replace(state, changed=changed)})


def corrections_in_upload(upload: Upload) -> list[Correction]:
    """All corrections, in the order of the rows."""
    report = report_of(upload)
    made: list[Correction] = []
    for number, profile in enumerate(report.found.profiles):
        state = report.state(number)
        said = corrections_of(profile, state.changed, left_out=state.left_out)
        made += [replace(one, who=state.who) for one in said]
    return made


def use_corrections(upload: Upload, corrections: list[Correction], *, caller: Caller) -> None:
    """Take over corrections of a file, each cell in place of what was corrected here. Raises BadCorrections."""
    report = report_of(upload)
    changed, left_out = planned(report.found.profiles, corrections)
    states = dict(report.states)
    for number in sorted({*changed, *left_out}):
        before = report.state(number)
        texts = {**before.changed, **changed.get(number, {})}
        out = number in left_out or before.left_out
        states[number] = RowState(changed=texts, left_out=out, seen=True, who=before.who or caller.name)
    _save(upload, states)


def table_upload(upload: Upload, *, caller: Caller) -> Upload:
    """An upload of its own with the corrected rows as a table, to be collected like any other. Raises UnreadableFile.

    The report and its corrections stay, so that one can come back to them.
    """
    kept = report_of(upload).kept()
    if not kept:
        raise unreadable("report.all_left_out", file=upload.file_name)
    columns = table_columns(kept, places=True)
    rows = Extraction(columns, tuple(table_row(profile, columns) for profile in kept), ())
    content = as_csv(rows).encode()
    table = keep_upload([content], file_name=f"{upload.file_name}.csv", source=upload.source, caller=caller)
    return change_upload(table, file_name=upload.file_name, report=upload.id)


def _table_or_report(upload: Upload) -> Upload:
    try:
        if previewed(upload)[1].blocking is None:
            return upload
    except UnreadableFile:
        pass
    try:
        return _read_text(upload)
    except UnreadableFile:
        # No report either: what is wrong is told as of a table.
        return upload


def _read_text(upload: Upload) -> Upload:
    read_report_of(upload, seconds=QUICK_SECONDS)
    return change_upload(upload, is_report=True)


def _begins_as_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return _PDF in file.read(_HEAD)


def _beside(upload: Upload, ending: str) -> Path:
    return upload.path.with_name(f"{upload.id}.{ending}")


def _save(upload: Upload, states: Mapping[int, RowState]) -> None:
    _write(_beside(upload, "corrected"), {str(number): asdict(state) for number, state in states.items()})
    # The sweeping of old uploads goes by each file's age: work on one of them keeps all.
    for path in upload_files(upload):
        os.utime(path)


def _write(path: Path, content: Any) -> None:
    aside = path.with_name(f"{path.name}.part")
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    aside.replace(path)


def _plain(found: FoundReport) -> dict[str, Any]:
    return {
        "profiles": [
            {"texts": dict(one.texts), "places": {column: _numbers(at) for column, at in one.places.items()}}
            for one in found.profiles
        ],
        "lines": [[line.page, line.number, line.text] for line in found.lines],
        "notes": [reason_to_dict(note) for note in found.notes],
    }


def _found_from(entry: Mapping[str, Any]) -> FoundReport:
    return FoundReport(
        tuple(
            FoundProfile(one["texts"], {column: Place(*at) for column, at in one["places"].items()})
            for one in entry["profiles"]
        ),
        tuple(Line(text=text, page=page, number=number) for page, number, text in entry["lines"]),
        tuple(reason_from_dict(note) for note in entry["notes"]),
    )


def _numbers(place: Place) -> list[int]:
    return [place.page, place.first, place.last_page, place.last]


def _joined(text: str) -> str:
    return " ".join(text.split())
