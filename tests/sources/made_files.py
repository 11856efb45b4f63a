"""Files for tests, made by the libraries that people's own programs resemble."""

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import odfdo
import openpyxl
import xlsxwriter
import xlwt

Cell = object
ROWS: list[list[Cell]] = [
    ["Nr", "Namn", "Ort", "Startår", "Antal medlemmar"],
    [1, "Glasriket", "Nybro", 2002, "Ca 30"],
    [2, "Compare", "Karlstad", 2000, "10-15"],
]


def xlsx(path: Path, rows: Sequence[Sequence[Cell]] = ROWS, *, sheet: str = "Blad1") -> Path:
    """An xlsx with one sheet."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, ["" if cell is None else cell for cell in row])
    book.close()
    return path


def xlsx_sheets(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]], hidden: Sequence[str] = ()) -> Path:
    """An xlsx with several sheets."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        if name in hidden:
            page.hide()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return path


def xls(path: Path, rows: Sequence[Sequence[Cell]] = ROWS) -> Path:
    """A workbook of Excel 97–2003."""
    book = xlwt.Workbook()
    page = book.add_sheet("Blad1")
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            page.write(number, index, cell)
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[Cell]] = ROWS) -> Path:
    """An OpenDocument spreadsheet."""
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Blad1")
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            table.set_value((index, number), cell)
    document.body.append(table)
    document.save(str(path))
    return path


def csv(path: Path, text: str = "", *, encoding: str = "utf-8") -> Path:
    """Separated text, by default ROWS with semicolons."""
    path.write_bytes((text or "\n".join(";".join(map(str, row)) for row in ROWS)).encode(encoding))
    return path


def formula_without_value(path: Path) -> Path:
    """openpyxl writes formulas and works none of them out."""
    book = openpyxl.Workbook()
    book.active.title = "Blad1"
    for row in (["Namn", "Antal medlemmar"], ["Glasriket", "=15+15"], ["Compare", 12]):
        book.active.append(row)
    book.save(path)
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """A sheet that packs a thousand to one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b"0" * 1_000_000)
    return path


def lying_bomb(path: Path, megabytes: int) -> Path:
    """The same, declaring 10 bytes in the archive's list of contents."""
    bomb(path, megabytes)
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 10)
    path.write_bytes(bytes(data))
    return path


def encrypted_xlsx(path: Path) -> Path:
    """An OLE container around an encrypted package, laid out as MS-CFB and MS-OFFCRYPTO have it.

    One sector of allocation table, one of directory with the streams `EncryptionInfo` and `EncryptedPackage`, and
    their sectors.
    """
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, end, 0, end, 0, 0)
    struct.pack_into("<I", header, 76, 0)
    for place in range(80, 512, 4):
        struct.pack_into("<I", header, place, free)
    links = [table, end, *range(3, 10), end, *range(11, 18), end]
    allocation = struct.pack("<128I", *links, *[free] * (128 - len(links)))
    directory = _entry("Root Entry", kind=5, start=end, size=0, child=1)
    directory += _entry("EncryptionInfo", kind=2, start=2, size=4096, right=2)
    directory += _entry("EncryptedPackage", kind=2, start=10, size=4096) + bytes(128)
    path.write_bytes(bytes(header) + allocation + directory + bytes(8192))
    return path


def _entry(name: str, *, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    coded = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(coded)] = coded
    struct.pack_into("<HBBIII", entry, 64, len(coded) + 2, kind, 1, 0xFFFFFFFF, right, child)
    struct.pack_into("<IQ", entry, 116, start, size)
    return bytes(entry)


def locked_part(path: Path) -> Path:
    """A zip archive whose part is marked as encrypted."""
    xlsx(path)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 8, 1)
    path.write_bytes(bytes(data))
    return path


def docx(path: Path) -> Path:
    """A text document's archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    path.write_bytes(buffer.getvalue())
    return path
