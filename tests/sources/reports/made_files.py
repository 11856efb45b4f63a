"""The same made profiles as PDF, DOCX and HTML files."""

import html
import io
from collections.abc import Iterable, Sequence

import docx
from docx.enum.text import WD_BREAK
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.sources.reports.made_profiles import MadeProfile

STYLES = getSampleStyleSheet()
CELL = ParagraphStyle("cell", parent=STYLES["BodyText"], fontSize=9, leading=11, spaceBefore=0, spaceAfter=0)


def as_html(profiles: Sequence[MadeProfile], labels: dict[str, str], *, kind: str) -> bytes:
    """Write a page with each profile's table as a table, a definition list or paragraphs."""
    parts = []
    for profile in profiles:
        body = "".join(f"<p>{html.escape(text)}</p>" for text in profile.paragraphs)
        rows = [(labels[code], "<br>".join(map(html.escape, profile.said[code]))) for code in labels]
        parts.append(f"<section><h2>{html.escape(profile.name)}</h2>{body}{_HTML[kind](rows)}</section>")
    whole = f"<!doctype html><title>x</title><script>alert(1)</script><h1>Kartläggning</h1>{''.join(parts)}"
    return whole.encode()


_HTML = {
    "table": lambda rows: (
        f"<table>{''.join(f'<tr><th>{label}</th><td>{value}</td></tr>' for label, value in rows)}</table>"
    ),
    "list": lambda rows: f"<dl>{''.join(f'<dt>{label}:</dt><dd>{value}</dd>' for label, value in rows)}</dl>",
    "lines": lambda rows: f"<p>{'<br>'.join(f'<b>{label}:</b> {value}' for label, value in rows)}</p>",
}


def as_docx(profiles: Sequence[MadeProfile], labels: dict[str, str], *, kind: str) -> bytes:
    """Write a document with each profile's facts as a table or as paragraphs with a colon."""
    document = docx.Document()
    document.add_heading("Kartläggning", level=1)
    for profile in profiles:
        document.add_heading(profile.name, level=2)
        for text in profile.paragraphs:
            document.add_paragraph(text)
        if kind == "table":
            table = document.add_table(rows=0, cols=2)
            for code, label in labels.items():
                cells = table.add_row().cells
                cells[0].text, cells[1].text = label, "\n".join(profile.said[code])
        else:
            for code, label in labels.items():
                document.add_paragraph(f"{label}: {chr(10).join(profile.said[code])}".rstrip())
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(profiles: Sequence[MadeProfile], labels: dict[str, str], *, kind: str) -> bytes:
    """Write pages with each profile's facts as a ruled table, with the description beside it or above it."""
    story: list[object] = []
    for profile in profiles:
        story.append(Paragraph(html.escape(profile.name), STYLES["Heading2"]))
        texts = [Paragraph(html.escape(text), STYLES["BodyText"]) for text in profile.paragraphs]
        rows = [[_cell([label]), _cell(profile.said[code])] for code, label in labels.items()]
        if kind == "beside":
            rows = [[*row, ""] for row in rows]
            rows[0][2] = [Paragraph(html.escape(text), CELL) for text in profile.paragraphs]
            # The description spans all rows: one tall cell at the right.
            table = Table(
                rows, colWidths=[130, 210, 170], style=[("SPAN", (2, 0), (2, -1)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            )
        else:
            story += texts
            table = Table(
                rows,
                colWidths=[150, 250],
                style=[("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")],
            )
        story += [Spacer(1, 12), table, PageBreak()]
    return _built(story)


def _cell(lines: Iterable[str]) -> Paragraph:
    return Paragraph("<br/>".join(map(html.escape, lines)), CELL)


def _built(story: list[object]) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=40, rightMargin=40).build(story)
    return out.getvalue()


def pdf_of_lines(pages: Sequence[Sequence[tuple[float, str]]], **options) -> bytes:
    """Write lines of text, each at its distance from the left, twelve points apart."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, **options)
    for lines in pages:
        page.setFont("Helvetica", 10)
        for number, (x, text) in enumerate(lines):
            page.drawString(x, 800 - 12 * number, text)
        page.showPage()
    page.save()
    return out.getvalue()
