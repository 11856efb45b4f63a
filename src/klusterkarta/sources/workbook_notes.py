"""What the table reader does not tell about a workbook: merged cells, formulas never worked out, cells in error."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from typing import Protocol
from xml.etree import ElementTree
from xml.parsers import expat

from klusterkarta.sources.table import FileKind, column_letter

_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# A strict workbook has other names for the same things.
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_STRICT_LINKS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_WORTH_A_LOOK = (b"<f", b":f>", b":f ", b't="e"', b"mergeCell")


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """Merged ranges (`C1:E1`), cells whose formula has no stored value, and cells in error with what they show."""

    merged: tuple[str, ...] = ()
    empty_formulas: list[tuple[int, str]] = field(default_factory=list)
    errors: list[tuple[int, str, str]] = field(default_factory=list)


def read_notes(path: Path, kind: FileKind) -> dict[str, SheetNotes]:
    """The notes of each sheet by its name; none for xls, where a spreadsheet program always stores the value.

    A workbook whose structure is unusual gives no notes rather than an error: the values have been read already.
    """
    if kind == "xls":
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return _xlsx_notes(archive) if kind == "xlsx" else _ods_notes(archive)
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError, expat.ExpatError):
        return {}


class _Listener(Protocol):
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def _listen(data: bytes, listener: _Listener) -> None:
    """Run through XML; the listener hears tags without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: listener.start(_local(tag), attributes)
    parser.EndElementHandler = lambda tag: listener.end(_local(tag))
    parser.CharacterDataHandler = listener.text
    parser.Parse(data, True)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _xlsx_notes(archive: zipfile.ZipFile) -> dict[str, SheetNotes]:
    notes = {}
    for name, part in _sheet_parts(archive).items():
        data = archive.read(part)
        listener = _XlsxSheet()
        if any(mark in data for mark in _WORTH_A_LOOK):
            _listen(data, listener)
        notes[name] = SheetNotes(tuple(listener.merged), listener.empty_formulas, listener.errors)
    return notes


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part of the archive."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat limits entity expansion
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter(f"{_PACKAGE}Relationship")}
    sheets = [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]
    named = {sheet.get("name", ""): sheet.get(f"{_LINKS}id") or sheet.get(f"{_STRICT_LINKS}id") for sheet in sheets}
    return {name: _part(targets.get(link, "")) for name, link in named.items()}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


class _XlsxSheet:
    """Hears one sheet of an xlsx."""

    def __init__(self) -> None:
        self.merged: list[str] = []
        self.empty_formulas: list[tuple[int, str]] = []
        self.errors: list[tuple[int, str, str]] = []
        self._cell: tuple[int, str] | None = None
        self._kind = self._value = ""
        self._formula = self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._cell = (int(found[2]), found[1]) if found else None
            self._kind, self._value, self._formula = attributes.get("t", ""), "", False
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._in_value = True
        elif tag == "mergeCell" and "ref" in attributes:
            self.merged.append(attributes["ref"])

    def text(self, data: str) -> None:
        if self._in_value:
            self._value += data

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c" and self._cell:
            if self._kind == "e":
                self.errors.append((*self._cell, self._value))
            elif self._formula and not self._value and self._kind != "str":
                self.empty_formulas.append(self._cell)


def _ods_notes(archive: zipfile.ZipFile) -> dict[str, SheetNotes]:
    listener = _OdsBook()
    _listen(archive.read("content.xml"), listener)
    return {
        sheet: SheetNotes(tuple(merged), listener.empty_formulas.get(sheet, []), listener.errors.get(sheet, []))
        for sheet, merged in listener.merged.items()
    }


class _OdsBook:
    """Hears the content of an ods: rows and cells are counted, since neither carries its number."""

    def __init__(self) -> None:
        self.merged: dict[str, list[str]] = {}
        self.empty_formulas: dict[str, list[tuple[int, str]]] = {}
        self.errors: dict[str, list[tuple[int, str, str]]] = {}
        self._sheet = ""
        self._row = self._column = 0
        self._row_step = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        handle: dict[str, Callable[[dict[str, str]], None]] = {
            "table": self._table, "table-row": self._next_row, "table-cell": self._next_cell,
            "covered-table-cell": self._next_cell,
        }  # fmt: skip
        if tag in handle:
            handle[tag](attributes)

    def end(self, tag: str) -> None:
        if tag == "table-row":
            self._row += self._row_step

    def text(self, data: str) -> None:
        """Texts tell nothing here."""

    def _table(self, attributes: dict[str, str]) -> None:
        self._sheet, self._row = attributes.get("table:name", ""), 1
        self.merged[self._sheet] = []

    def _next_row(self, attributes: dict[str, str]) -> None:
        self._column, self._row_step = 0, int(attributes.get("table:number-rows-repeated", "1"))

    def _next_cell(self, attributes: dict[str, str]) -> None:
        letter = column_letter(self._column)
        across = int(attributes.get("table:number-columns-spanned", "1"))
        down = int(attributes.get("table:number-rows-spanned", "1"))
        if across > 1 or down > 1:
            last = f"{column_letter(self._column + across - 1)}{self._row + down - 1}"
            self.merged[self._sheet].append(f"{letter}{self._row}:{last}")
        self._note_value(letter, attributes)
        self._column += int(attributes.get("table:number-columns-repeated", "1"))

    def _note_value(self, letter: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("office:value-type", "")
        if attributes.get("calcext:value-type") == "error":
            self.errors.setdefault(self._sheet, []).append((self._row, letter, "#"))
        elif kind == "time":
            # The table reader gives no value for a length of time: better reported than lost.
            self.errors.setdefault(self._sheet, []).append((self._row, letter, attributes.get("office:time-value", "")))
        elif "table:formula" in attributes and not kind:
            self.empty_formulas.setdefault(self._sheet, []).append((self._row, letter))
