"""Handing over (överlämna): the workbook and the method annex in one file, without the office's own notes."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from klusterkarta.values.caller import Caller
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.export import export_xlsx, written_whole
from klusterkarta.workflow.method_annex import export_annex
from klusterkarta.workflow.priority_sheets import priority_sheets
from klusterkarta.workflow.priority_slides import export_slides


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What was packed: the file, its size, and the names of what is in it."""

    file: str
    bytes: int
    names: tuple[str, ...]


def hand_over(out: Path, *, caller: Caller, language: str = "sv", edition: str | None = None) -> HandOver:
    """Pack master list, method annex and, where there are priorities, their slides into `out` (ZIP), with a list of
    contents and checksums.

    All of it is made by the public exports: no work note, no shortlist, no contact, no personal statement is in it.
    Raises NotAllowed, UnknownEdition, and then leaves `out` as it was.
    """
    check_allowed(caller, "export")
    with TemporaryDirectory() as name:
        folder = Path(name)
        export_xlsx(
            folder / _named("export.master_list", "xlsx", language), caller=caller, language=language, edition=edition
        )
        export_annex(
            folder / _named("annex.title", "docx", language), caller=caller, language=language, edition=edition
        )
        if priority_sheets(edition):
            deck = folder / _named("priority.title", "pptx", language)
            export_slides(deck, caller=caller, language=language, edition=edition)
        files = sorted(folder.iterdir())
        contents = folder / _named("annex.contents", "txt", language)
        contents.write_text(_contents(files, language, edition), encoding="utf-8")
        packed = [contents, *files]
        report = written_whole(out, lambda path: _pack(path, packed))
    return HandOver(file=report.file, bytes=report.bytes, names=tuple(one.name for one in packed))


def _named(key: str, ending: str, language: str) -> str:
    return f"{slug(say(key, language))}.{ending}"


def _contents(files: list[Path], language: str, edition: str | None) -> str:
    what = say("annex.of_edition", language, name=edition) if edition else say("annex.of_register", language)
    lead = say("annex.contents_lead", language, what=what, date=timezone.localdate().isoformat())
    lines = [
        f"{one.name}  {one.stat().st_size}  sha256 {hashlib.sha256(one.read_bytes()).hexdigest()}" for one in files
    ]
    return "\n".join([lead, "", *lines, "", say("annex.left_out", language), ""])


def _pack(path: Path, files: list[Path]) -> int:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.write(one, one.name)
    return len(files)
