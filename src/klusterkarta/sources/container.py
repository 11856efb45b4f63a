"""What a file really is, judged by its content; and whether opening it is safe."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.unreadable import unreadable

if TYPE_CHECKING:
    # A report is looked into here too, and its process is there before the library of the tables would be loaded.
    from klusterkarta.sources.table import FileKind

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# Stream names of an OLE file are stored as UTF-16; an encrypted xlsx is an OLE file around an encrypted package.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHER = ((b"%PDF-", "PDF"), (b"{\\rtf", "RTF"), (b"\x1f\x8b", "gzip"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"))
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_HTML = (b"<!doctype html", b"<html", b"<table")
_BLOCK = 1 << 20
Family = Literal["zip", "ole", "json", "text"]


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The whole file. UnreadableFile when it is absent, empty or over the limit."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise unreadable("file.too_large", file=path.name, megabytes=_mb(size), limit=_mb(limits.file_bytes))
        data = path.read_bytes()
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=problem.strerror or str(problem)) from problem
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unreadable("file.empty", file=path.name)
    return data


def kind_of(path: Path, data: bytes) -> "FileKind":
    """The kind of table in the file by its content, not its name. UnreadableFile where it holds none.

    >>> kind_of(Path("a.xlsx"), b"Namn;Ort")
    'csv'
    """
    if is_archive(data):
        return _kind_of_zip(path)
    if data.startswith(_OLE):
        return _kind_of_ole(path, data)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    other = next((name for magic, name in _OTHER if head.startswith(magic)), "")
    if other or head.startswith(_PICTURES):
        raise unreadable("file.not_a_table", file=path.name, found=other or "PNG, JPEG, GIF")
    if head.lower().startswith(_HTML):
        raise unreadable("file.web_page", file=path.name)
    if head.startswith((b"[", b"{")) or path.suffix.lower() == ".json":
        return "json"
    return "csv"


def is_archive(data: bytes) -> bool:
    """Whether the file is a zip archive, as xlsx and ods are.

    >>> is_archive(b"Namn;Ort")
    False
    """
    return data.startswith((_ZIP, _EMPTY_ZIP))


def check_archive(path: Path, limits: Limits) -> None:
    """Refuse an archive that is damaged, locked or unpacks to more than the limits, before anything opens it.

    Every part is unpacked once and thrown away, so that a part that lies about its size is found out as well.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_declared(path, parts, limits)
            for part in parts:
                _unpack(archive, part)
    except (zipfile.BadZipFile, EOFError, zipfile.zlib.error, NotImplementedError, ValueError) as problem:  # type: ignore[attr-defined]
        raise unreadable("file.damaged", file=path.name, why=str(problem)) from problem


def _check_declared(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.entries:
        raise unreadable("file.zip_entries", file=path.name, entries=len(parts), limit=limits.entries)
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable("file.locked", file=path.name)
    whole, packed = sum(part.file_size for part in parts), path.stat().st_size
    dense = whole > limits.ratio_from_bytes and whole > packed * limits.ratio
    if whole > limits.unzipped_bytes or dense:
        raise unreadable(
            "file.zip_bomb",
            file=path.name,
            megabytes=_mb(packed),
            unzipped=_mb(whole),
            limit=_mb(limits.unzipped_bytes),
        )


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        while stream.read(_BLOCK):
            pass


def _kind_of_zip(path: Path) -> "FileKind":
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            declared = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as problem:
        raise unreadable("file.damaged", file=path.name, why=str(problem)) from problem
    if b"encryption-data" in manifest:
        raise unreadable("file.locked", file=path.name)
    if "opendocument.spreadsheet" in declared:
        return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    found = next((name for part, name in _ZIP_PARTS if part in names), declared or "ZIP")
    raise unreadable("file.not_a_table", file=path.name, found=found)


_ZIP_PARTS = (("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"), ("xl/workbook.bin", "xlsb"))


def _kind_of_ole(path: Path, data: bytes) -> "FileKind":
    if _ENCRYPTED_PACKAGE in data:
        raise unreadable("file.locked", file=path.name)
    # Under the name of a workbook it is one whose list of contents is cut off: the reader will say so.
    if any(name in data for name in _OLD_WORKBOOK) or path.suffix.lower() == ".xls":
        return "xls"
    raise unreadable("file.not_a_table", file=path.name, found="Microsoft Office 97–2003")


def _mb(size: int) -> float:
    return round(size / 1_000_000, 1)
