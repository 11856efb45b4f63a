"""A workbook whose sheets were laid out with one sample row, and the file in which the real rows stand in its place."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isal import isal_zlib

from klusterkarta.publishing.sheet_links import SheetLinks
from klusterkarta.values.ahead import one_ahead

# Rows pack well at any level.
_LEVEL = 2
_BARE = -15
_SAMPLE = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_CELL = re.compile(rb'<c r="[A-Z]+2" s="(\d+)" t="inlineStr"><is><t>(\w+)</t>')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_FILTER = re.compile(rb"<autoFilter [^>]*?(?:/>|>.*?</autoFilter>)", re.DOTALL)
# The earliest moment that a zip archive knows: the file says itself when it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class Rows(Protocol):
    """The rows of a sheet from the second on: their XML in pieces, and the links that were met in writing them."""

    @property
    def links(self) -> SheetLinks:
        """The links of the rows that were written."""

    @property
    def last_cell(self) -> str:
        """The cell at the lower right corner."""

    def xml(self, styles: Mapping[str, str]) -> Iterator[bytes]:
        """The rows. `styles`: the number of each style by its name in the sample row."""


def fill_workbook(laid_out: BytesIO, out: Path | BinaryIO, *, sheets: Mapping[int, Rows]) -> None:
    """Write the workbook with the rows of `sheets` (number of the sheet, from 1 → rows) instead of its sample rows.

    A sample row shows each style in a cell that says its name.
    """
    with ZipFile(laid_out) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        parts = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in sheets.items()}
        for name in source.namelist():
            with _part(target, name) as stream:
                if name in parts:
                    _write_sheet(stream, source.read(name), parts[name])
                else:
                    stream.write(source.read(name))
        for number, rows in sheets.items():
            if text := rows.links.targets_xml():
                with _part(target, f"xl/worksheets/_rels/sheet{number}.xml.rels") as stream:
                    stream.write(text.encode())


def _write_sheet(stream: IO[bytes], sheet: bytes, rows: Rows) -> None:
    sample = _SAMPLE.search(sheet)
    if sample is None:
        raise ValueError("the sheet was laid out without its sample row")
    styles = {name.decode(): number.decode() for number, name in _CELL.findall(sample[0])}
    corner = f'<dimension ref="A1:{rows.last_cell}"/>'.encode()
    stream.write(_DIMENSION.sub(corner, sheet[: sample.start()], count=1))
    for piece in one_ahead(rows.xml(styles)):
        stream.write(piece)
    rest = sheet[sample.end() :]
    links = rows.links.cells_xml().encode()
    # The links have their place right behind the filter (ECMA-376, part 1, 18.3.1.99).
    stream.write(_FILTER.sub(lambda found: found[0] + links, rest, count=1))


def _part(target: ZipFile, name: str) -> IO[bytes]:
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    stream = target.open(entry, "w", force_zip64=True)
    # The archive knows zlib alone, which takes four times as long for a larger file.
    stream._compressor = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _BARE)  # type: ignore[attr-defined]
    return stream
