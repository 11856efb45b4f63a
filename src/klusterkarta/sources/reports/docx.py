"""DOCX as a report. Macros are never opened: only the document's text and tables are read."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from klusterkarta.sources.reports.page_text import Cell, Line, Report
from klusterkarta.sources.unreadable import unreadable

_TYPES, _MACROS = "[Content_Types].xml", "word/vbaProject.bin"
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEADING_STYLE = re.compile(r"(?:heading|rubrik)\s*([1-6])$", re.IGNORECASE)
_TITLE_STYLES = ("title", "rubrik")


@dataclass(slots=True)
class _Place:
    """Where the reading is: page, line, and whether a page begins within the paragraph at hand."""

    page: int = 1
    number: int = 0
    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, *, heading: int = 0, gap: bool = False, cells: tuple[Cell, ...] = ()) -> None:
        self.number += 1
        if text.strip():
            line = Line(
                text=text.strip(), page=self.page, number=self.number, heading=heading, gap=gap, row=bool(cells),
                stated_cells=cells,
            )  # fmt: skip
            self.lines.append(line)

    def turn(self) -> None:
        self.page, self.number = self.page + 1, 0


def read_docx(data: bytes, *, name: str) -> Report:
    """Paragraphs as lines, rows of tables as lines with cells; pages as the program that saved the file broke them.

    Raises UnreadableFile for a file that is no Word document. Levels come from the styles Heading 1 to 6 and Title.
    """
    macros = _has_macros(data)
    try:
        document = docx.Document(io.BytesIO(_without_macro_type(data) if macros else data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise unreadable("report.damaged", file=name, why=str(problem)[:200]) from problem
    place = _Place()
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            _paragraph(element, document.styles, place)
        elif element.tag == qn("w:tbl"):
            _table(element, place)
    return Report(name, "docx", tuple(place.lines), place.page, notes=("macros",) if macros else ())


def _paragraph(element: Any, styles: Any, place: _Place) -> None:
    level = _level(element, styles)
    bullet = "• " if element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None and not level else ""
    for position, text in enumerate(_texts(element, place)):
        place.add((bullet if position == 0 else "") + text, heading=level, gap=position == 0)


def _texts(element: Any, place: _Place) -> Iterator[str]:
    """The lines of a paragraph; a page break turns the page between two of them."""
    text = ""
    for node in element.iter(
        qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"), qn("w:lastRenderedPageBreak")
    ):
        page_break = node.tag == qn("w:br") and node.get(qn("w:type")) == "page"
        if node.tag == qn("w:t"):
            text += node.text or ""
        elif node.tag == qn("w:tab"):
            text += "\t" if node.getparent().tag == qn("w:r") else ""
        elif node.tag == qn("w:noBreakHyphen"):
            text += "-"
        else:
            turns = page_break or node.tag == qn("w:lastRenderedPageBreak")
            # A page that ends inside a paragraph ends a line of it; before its first word it only ends the page.
            if text or not turns:
                yield text
            text = ""
            if turns:
                place.turn()
    yield text


def _table(element: Any, place: _Place) -> None:
    for position, row in enumerate(element.iter(qn("w:tr"))):
        cells = tuple(
            Cell("\n".join(_cell_texts(cell, place)), column) for column, cell in enumerate(row.findall(qn("w:tc")))
        )
        place.add("  ".join(cell.text for cell in cells), gap=position == 0, cells=cells)


def _cell_texts(cell: Any, place: _Place) -> Iterator[str]:
    for paragraph in cell.iter(qn("w:p")):
        yield from (text.strip() for text in _texts(paragraph, place) if text.strip())


def _level(element: Any, styles: Any) -> int:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None:
        return min(int(outline.get(qn("w:val"))) + 1, 6)
    if style is None:
        return 0
    code = style.get(qn("w:val"))
    known = next((one for one in styles if one.style_id == code), None)
    name = (known.name if known is not None else code) or ""
    found = _HEADING_STYLE.match(name)
    return int(found[1]) if found else int(name.lower() in _TITLE_STYLES)


def _has_macros(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _MACROS in archive.namelist()


def _without_macro_type(data: bytes) -> bytes:
    """The package declared as a document without macros, and without them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == _TYPES:
                content = content.replace(_MACRO_TYPE, _PLAIN_TYPE)
            if part != _MACROS:
                new.writestr(part, content)
    return out.getvalue()
