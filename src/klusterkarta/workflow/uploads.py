"""Uploaded files on their way in: kept under names of our own, each beside what the visitor said about it."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from klusterkarta.catalogue.selectors.sources import readings_of
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.settings import current
from klusterkarta.sources.mapping import mapping_from, mapping_text
from klusterkarta.sources.unreadable import UnreadableFile, unreadable
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.headers import header_key
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.collect import CollectRequest
from klusterkarta.workflow.collect_preview import Preview, preview_file
from klusterkarta.workflow.collect_report import report_from

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".json", ".pdf", ".docx", ".html", ".htm")
_ABOUT = ".about"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 200
_LONGEST_MAPPING = 200_000


class UnknownUpload(Explained):
    """There is no such upload, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that waits to be collected. `source` and `mapping` are plain values as a job takes them.

    `remembered`: the choice of columns is that of the source's last reading. `is_report`: a document to be read by
    `workflow.report_uploads`; `report`: the id of the one that this table was read from.
    """

    id: str
    stored: str
    file_name: str
    by: str
    source: Mapping[str, Any]
    mapping: Mapping[str, Any] = field(default_factory=dict)
    sheet: str = ""
    remembered: bool = False
    is_report: bool = False
    report: str = ""

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return _folder() / self.stored

    def as_called(self, reason: Reason) -> Reason:
        """A reason that names the stored file, naming it as the visitor calls it."""
        return called(reason, self.stored, as_name=self.file_name)


def called(reason: Reason, stored: str, *, as_name: str) -> Reason:
    """A reason about the file `stored`, naming it `as_name`.

    >>> called(Reason("file.empty", {"file": "3f.csv"}), "3f.csv", as_name="kluster.csv").parameters
    {'file': 'kluster.csv'}
    """
    if not as_name or reason.parameters.get("file") != stored:
        return reason
    return Reason(reason.code, {**reason.parameters, "file": as_name})


def keep_upload(chunks: Iterable[bytes], *, file_name: str, source: Mapping[str, Any], caller: Caller) -> Upload:
    """Keep a file until it is collected. Raises NotAllowed, and UnreadableFile when it is over the limit.

    Nothing of a file that is refused stays.
    """
    check_allowed(caller, "collect")
    token = secrets.token_hex(16)
    name = _plain_name(file_name)
    upload = Upload(id=token, stored=token + _ending(name), file_name=name, by=caller.name, source=dict(source))
    upload.path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write(upload.path, chunks, name=name)
    except BaseException:
        upload.path.unlink(missing_ok=True)
        raise
    return change_upload(upload, mapping=remembered_mapping(str(source["key"])), remembered=True)


def change_upload(upload: Upload, **changes: Any) -> Upload:
    """Keep another choice of columns or sheet for the upload."""
    changed = replace(upload, **changes)
    if not changed.mapping:
        changed = replace(changed, remembered=False)
    about = _folder() / f"{changed.id}{_ABOUT}"
    aside = about.with_suffix(".part")
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(asdict(changed), ensure_ascii=False), encoding="utf-8")
    aside.replace(about)
    return changed


def find_upload(token: str, *, caller: Caller) -> Upload:
    """The upload of that token. Raises UnknownUpload, and NotAllowed: an upload may hold personal data."""
    check_allowed(caller, "collect")
    path = _folder() / f"{token}{_ABOUT}"
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise UnknownUpload(Reason("job.no_upload", {"file": token[:40]}))
    upload = Upload(**json.loads(path.read_text(encoding="utf-8")))
    if not upload.path.is_file():
        raise UnknownUpload(Reason("job.no_upload", {"file": upload.file_name}))
    return upload


def forget_upload(upload: Upload) -> None:
    """Remove the file, what was said about it and what was read in it."""
    for path in upload_files(upload):
        path.unlink(missing_ok=True)


def upload_files(upload: Upload) -> list[Path]:
    """Everything that is kept of an upload."""
    return sorted(_folder().glob(f"{upload.id}.*"))


def remembered_mapping(source: str) -> dict[str, Any]:
    """The columns that a person decided about at the source's last reading, by header."""
    last = next((one for one in readings_of(source, limit=1) if one.report), None)
    if last is None:
        return {}
    decided = [one for one in report_from(last.report).columns if one.header and one.how in ("mapped", "ignored")]
    return {"columns": {one.header: one.covers or "ignore" for one in decided}} if decided else {}


def fitting(mapping: Mapping[str, Any], headers: Iterable[str]) -> dict[str, Any]:
    """The mapping without headers that the file does not have.

    >>> fitting({"columns": {"Namn": "name", "Ort": "town"}}, ["NAMN"])
    {'columns': {'Namn': 'name'}}
    """
    present = {header_key(one) for one in headers}
    kept = {header: target for header, target in mapping.get("columns", {}).items() if header_key(header) in present}
    return {**mapping, "columns": kept} if "columns" in mapping else dict(mapping)


def read_mapping(content: bytes, name: str) -> dict[str, Any]:
    """A saved choice of columns, from its YAML. Raises UnreadableFile.

    >>> read_mapping(b"columns: {Initiativ: name}", "val.yaml")
    {'columns': {'Initiativ': 'name'}}
    """
    try:
        parsed = yaml.safe_load(content[:_LONGEST_MAPPING].decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise unreadable("mapping.not_yaml", file=name, why=" ".join(str(problem).split())[:200]) from problem
    if not isinstance(parsed, dict):
        raise unreadable("mapping.not_yaml", file=name, why=type(parsed).__name__)
    mapping_from(parsed)
    return parsed


def mapping_yaml(upload: Upload, preview: Preview) -> str:
    """The choice of columns as YAML, by header where the header is the column's own."""
    headers = Counter(header_key(one.header) for one in preview.columns)
    by_letter = {
        one.letter: one.header for one in preview.columns if one.header and headers[header_key(one.header)] == 1
    }
    letters = dict(upload.mapping.get("letters", {}))
    columns = {**upload.mapping.get("columns", {})}
    columns |= {by_letter[letter]: target for letter, target in letters.items() if letter in by_letter}
    rest = {letter: target for letter, target in letters.items() if letter not in by_letter}
    return mapping_text(mapping_from({**upload.mapping, "columns": columns, "letters": rest, "sheet": upload.sheet}))


def previewed(upload: Upload) -> tuple[Upload, Preview]:
    """The upload and what reading it gives so far. Raises UnreadableFile.

    A remembered choice of columns is kept as far as this file has them.
    """
    try:
        return upload, preview_file(upload.path, mapping=upload.mapping, sheet=upload.sheet or None)
    except UnreadableFile as problem:
        if not upload.remembered or problem.reason.code != "mapping.header_missing":
            raise
    headers = [one.header for one in preview_file(upload.path, sheet=upload.sheet or None).columns]
    fitted = change_upload(upload, mapping=fitting(upload.mapping, headers))
    return fitted, preview_file(fitted.path, mapping=fitted.mapping, sheet=fitted.sheet or None)


def request_of(upload: Upload, *, dry_run: bool) -> CollectRequest:
    """What to collect."""
    return CollectRequest(
        path=upload.path,
        source=SourceDetails(**upload.source),
        mapping=upload.mapping,
        sheet=upload.sheet or None,
        dry_run=dry_run,
        file_name=upload.file_name,
    )


def job_arguments(upload: Upload) -> dict[str, Any]:
    """The same for the job `collect`."""
    return {
        "upload": upload.stored,
        "source": dict(upload.source),
        "mapping": dict(upload.mapping),
        "sheet": upload.sheet or None,
        "file_name": upload.file_name,
        **({"report": upload.report} if upload.report else {}),
    }


def _folder() -> Path:
    return current().workspace / "uploads"


def _write(path: Path, chunks: Iterable[bytes], *, name: str) -> None:
    limit, size = current().max_upload_bytes, 0
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise too_large(name, size)
            file.write(chunk)
    if not size:
        raise unreadable("file.empty", file=name)


def too_large(name: str, size: int) -> UnreadableFile:
    """The refusal of a file over the limit."""
    limit = current().max_upload_mb
    return unreadable("file.too_large", file=name, megabytes=round(size / 1_000_000, 1), limit=limit)


def _plain_name(name: str) -> str:
    """The file's own name, without folders and without what no name can hold."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(one for one in last if one.isprintable()).strip()[-_LONGEST_NAME:] or "upload"


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending in ENDINGS else ".bin"
