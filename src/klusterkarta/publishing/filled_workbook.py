"""A workbook whose sheets were laid out with one sample row, and the file in which the real rows stand in its place."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from klusterkarta.publishing.sheet_rows import SheetRows
from klusterkarta.publishing.sheets import STYLES

# Rows pack well at any level; the lowest takes a third of the time of the usual one.
_LEVEL = 1
_SAMPLE = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="[A-Z]+2" s="(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_FILTER = re.compile(rb"<autoFilter [^>]*?(?:/>|>.*?</autoFilter>)", re.DOTALL)
# The earliest moment that a zip archive knows: the file says itself when it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def fill_workbook(laid_out: BytesIO, out: Path | BinaryIO, *, sheets: Mapping[int, SheetRows]) -> None:
    """Write the workbook with the rows of `sheets` (number of the sheet, from 1 → rows) instead of its sample rows."""
    with ZipFile(laid_out) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        parts = {f"xl/worksheets/sheet{number}.xml": (number, rows) for number, rows in sheets.items()}
        for name in source.namelist():
            with target.open(_entry(name), "w", force_zip64=True) as stream:
                if name in parts:
                    _write_sheet(stream, source.read(name), parts[name][1])
                else:
                    stream.write(source.read(name))
        for number, rows in sheets.items():
            if text := rows.links.targets_xml():
                target.writestr(_entry(f"xl/worksheets/_rels/sheet{number}.xml.rels"), text, compresslevel=_LEVEL)


def _write_sheet(stream: IO[bytes], sheet: bytes, rows: SheetRows) -> None:
    sample = _SAMPLE.search(sheet)
    if sample is None:
        raise ValueError("the sheet was laid out without its sample row")
    numbers = [number.decode() for number in _STYLE.findall(sample[0])]
    styles = dict(zip(STYLES, numbers, strict=True))
    corner = f'<dimension ref="A1:{rows.last_cell}"/>'.encode()
    stream.write(_DIMENSION.sub(corner, sheet[: sample.start()], count=1))
    for piece in rows.xml(styles):
        stream.write(piece)
    rest = sheet[sample.end() :]
    links = rows.links.cells_xml().encode()
    # The links have their place right behind the filter (ECMA-376, part 1, 18.3.1.99).
    stream.write(_FILTER.sub(lambda found: found[0] + links, rest, count=1))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    # The archive's own level is not asked where an entry is handed over as this.
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]
    return entry
