"""The method annex: how a list came about, told from the logs, as a document (DOCX)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt

from klusterkarta.publishing.document_text import writable

_FONT, _SIZE = "Calibri", 10.5


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A table: its header, rows as many cells wide, and what stands under it ("" nothing)."""

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """A heading with what it says, and a table where it has one."""

    title: str
    paragraphs: Sequence[str]
    table: AnnexTable | None = None


def write_annex(
    out: Path, sections: Sequence[AnnexSection], *, title: str, lead: str, made_at: datetime, language: str
) -> int:
    """Write the annex to `out`; how many sections. Headings and tables are real ones, so that programs find them."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Klusterkarta"
    document.core_properties.language = "sv-SE" if language == "sv" else "en-GB"
    document.core_properties.created = document.core_properties.modified = made_at.replace(tzinfo=None)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    document.add_heading(title, level=0)
    document.add_paragraph(lead)
    for one in sections:
        document.add_heading(one.title, level=1)
        for text in one.paragraphs:
            document.add_paragraph(text)
        if one.table is not None and one.table.rows:
            _table(document, one.table)
    document.save(str(out))
    return len(sections)


def _table(document: Any, one: AnnexTable) -> None:
    table = document.add_table(rows=1, cols=len(one.head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, one.head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # The header is repeated on every page, and told to screen readers.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in one.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = writable(text)
    if one.note:
        document.add_paragraph(one.note)
