"""A report out of a file, whatever its format."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from klusterkarta.sources.child import What
from klusterkarta.sources.container import check_archive, is_archive, read_bytes
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reports.language import is_familiar
from klusterkarta.sources.reports.page_text import Report, ReportKind
from klusterkarta.sources.reports.plain_values import report_from_dict
from klusterkarta.sources.reports.two_columns import unfold_columns
from klusterkarta.sources.text_file import decode
from klusterkarta.sources.unreadable import UnreadableFile, unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import WordsError, words_of_key

# A report may be large for its pictures' sake, which are never looked at.
REPORT_LIMITS = Limits(file_bytes=100_000_000, seconds=300)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHER = (
    (b"{\\rtf", "RTF"), (b"\x1f\x8b", "gzip"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"),
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"),
)  # fmt: skip
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
_ZIPPED = (("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "PowerPoint"), ("content.xml", "OpenDocument"))
_HEAD = 2_000
Finding = Literal["profiles", "tables", "lists"]
_WHAT: dict[Finding, What] = {"profiles": "report.profiles", "tables": "report.tables", "lists": "report.lists"}


def read_report(path: Path, limits: Limits = REPORT_LIMITS) -> Report:
    """The report in a file, read in a process of its own that has only so much memory and time.

    Raises UnreadableFile, whose reason (codes `report.…`, `file.…`) says what is wrong and what to do: no report, a
    password, a scanned document, damaged, too large, too slow.
    """
    return _read_apart(path, limits, what="report")[0]


def read_and_find(path: Path, limits: Limits = REPORT_LIMITS, *, what: Finding) -> tuple[Report, list[Any]]:
    """The report in a file, and its profiles, tables or lists as `finding.find_in` makes them plain.

    Both are worked out in the process of its own: what a text makes the finding cost, it costs within the limits.
    Raises UnreadableFile as `read_report` does.
    """
    return _read_apart(path, limits, what=_WHAT[what])


def read_report_here(path: Path, limits: Limits = REPORT_LIMITS) -> Report:
    """The report in a file, read in this process; what the file is, its content decides and not its name."""
    data = read_bytes(path, limits)
    if is_archive(data):
        check_archive(path, limits)
    return arrange(_read(path, data))


def arrange(report: Report) -> Report:
    """The report with its lines in reading order, and a note where its letters make no known words.

    >>> from klusterkarta.sources.reports.page_text import Line
    >>> arrange(Report("a.txt", "text", (Line(text="Glasriket", page=1, number=1),))).lines[0].text
    'Glasriket'
    """
    if report.kind in ("docx", "html"):
        return report
    legible = report.kind == "text" or is_familiar(line.text for line in report.lines)
    notes = report.notes if legible else (*report.notes, "unfamiliar")
    return replace(report, lines=tuple(unfold_columns(report.lines)), notes=notes)


def _read(path: Path, data: bytes) -> Report:
    kind = report_kind(path, data)
    # Each library is loaded for its own format only.
    if kind == "pdf":
        from klusterkarta.sources.reports.pdf import read_pdf

        return read_pdf(data, name=path.name)
    if kind == "docx":
        from klusterkarta.sources.reports.docx import read_docx

        return read_docx(data, name=path.name)
    text = decode(data, name=path.name).text
    if kind == "html":
        from klusterkarta.sources.reports.html import read_html

        return read_html(text, name=path.name)
    from klusterkarta.sources.reports.plain_text import read_plain_text

    return read_plain_text(text, name=path.name)


def nothing_found(report: Report, code: str) -> UnreadableFile:
    """Why a report gave no rows: the code, or the letters that could not be told where there are such letters.

    >>> nothing_found(Report("a.pdf", "pdf", (), unmapped=7), "report.no_profiles").reason.code
    'report.nothing_legible'
    """
    if report.unmapped:
        return unreadable("report.nothing_legible", file=report.name, count=report.unmapped)
    return unreadable(code, file=report.name)


def report_kind(path: Path, data: bytes) -> ReportKind:
    """The format of a file by its content. UnreadableFile for what is no report.

    >>> report_kind(Path("a.txt"), b"%PDF-1.7 ..."), report_kind(Path("a.pdf"), "Ort: Nybro".encode())
    ('pdf', 'text')
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(_OLE):
        locked = _ENCRYPTED_PACKAGE in data
        raise unreadable("report.locked" if locked else "report.not_a_report", file=path.name, found="Word 97–2003")
    if is_archive(data):
        return _kind_of_zip(path)
    found = next((name for magic, name in _OTHER if head.startswith(magic)), "")
    if found:
        raise unreadable("report.not_a_report", file=path.name, found=found)
    is_html = head.lower().startswith(_HTML) or path.suffix.lower() in (".html", ".htm", ".xhtml")
    return "html" if is_html else "text"


def _kind_of_zip(path: Path) -> ReportKind:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    found = next((name for part, name in _ZIPPED if part in names), "ZIP")
    raise unreadable("report.not_a_report", file=path.name, found=found)


def _read_apart(path: Path, limits: Limits, *, what: What) -> tuple[Report, list[Any]]:
    # The process that reads the report needs nothing of what starts it, nor the tables' library behind that.
    from klusterkarta.sources.isolated import read_apart

    try:
        return read_apart(path, limits, what=what, take=_taken)
    except UnreadableFile as problem:
        raise UnreadableFile(_about_report(problem.reason)) from problem


def _taken(answer: dict[str, Any], _: Path) -> tuple[Report, list[Any]]:
    return report_from_dict(answer["report"]), answer["found"]


def _about_report(reason: Reason) -> Reason:
    """The reason in words about a report, where the words about a table would give the wrong advice."""
    code = f"report.{reason.code.partition('.')[2]}"
    try:
        words_of_key(f"reasons/{code}")
    except WordsError:
        return reason
    return Reason(code, reason.parameters)
