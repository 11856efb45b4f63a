"""The minutes of a round as a document: diary number, who was present, conflicts of interest, every decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from klusterkarta.publishing.document_text import writable
from klusterkarta.vocabularies.words import say

# What the format holds of a document's title.
_LONGEST_TITLE = 255
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class MinutedDecision:
    """What was decided of an initiative, in words."""

    name: str
    outcome: str
    why: str
    unmet: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A round as its minutes give it, everything in words and in order.

    `facts`: lines of (what, value) at the top. `sittings`: day → who was present. `conflicts`: (initiative, assessor,
    what it is). `taken_back`: decisions that no longer count. `checks`: (initiative, answer, comment, day).
    `lists`: outcome → how many. `draft`: the round is not closed yet.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    sittings: Sequence[tuple[str, Sequence[str]]]
    conflicts: Sequence[tuple[str, str, str]]
    lists: Sequence[tuple[str, int]]
    decisions: Sequence[MinutedDecision]
    taken_back: Sequence[MinutedDecision]
    checks: Sequence[tuple[str, str, str, str]]
    draft: bool


def write_minutes(minutes: Minutes, out: Path | BinaryIO, *, language: str) -> None:
    """Write the minutes as DOCX, with headings, a header row on every page of a table, and room to sign."""
    import docx

    document = docx.Document()
    title = writable(say("assess.minutes_title", language, title=minutes.title))
    _set_up(document, title, language)
    document.add_heading(title, level=0)
    if minutes.draft:
        document.add_paragraph().add_run(say("assess.minutes_draft", language)).bold = True
    for term, text in minutes.facts:
        _pair(document, term, text)
    _heading(document, "present", language)
    for on, names in minutes.sittings:
        _pair(document, on, ", ".join(names))
    _heading(document, "conflicts", language)
    _table_or_none(document, ("initiative", "assessor", "conflict"), minutes.conflicts, "no_conflicts", language)
    _heading(document, "lists", language)
    for outcome, count in minutes.lists:
        _pair(document, outcome, str(count))
    _heading(document, "decisions", language)
    _decisions(document, minutes.decisions, language)
    if minutes.taken_back:
        _heading(document, "taken_back", language)
        _decisions(document, minutes.taken_back, language)
    _heading(document, "checks", language)
    _table_or_none(document, ("initiative", "answer", "comment", "on"), minutes.checks, "no_checks", language)
    document.add_paragraph(f"\n\n{say('assess.minutes_sign', language)} " + "_" * 40)
    document.save(str(out) if isinstance(out, Path) else out)


def _set_up(document: Any, title: str, language: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document.core_properties.title = title[:_LONGEST_TITLE]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = _LANGUAGES[language]
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    # The language that a program spells and reads aloud by.
    mark = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[language]})
    normal.element.rPr.append(mark)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)


def _heading(document: Any, key: str, language: str) -> None:
    document.add_heading(say(f"assess.minutes_{key}", language), level=1)


def _pair(document: Any, term: str, text: str) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_after = 0
    line.add_run(writable(f"{term}: ")).bold = True
    line.add_run(writable(text))


def _decisions(document: Any, decisions: Sequence[MinutedDecision], language: str) -> None:
    rows = [(one.name, one.outcome, one.why, one.unmet, one.on) for one in decisions]
    _table_or_none(document, ("initiative", "decision", "why", "unmet", "on"), rows, "no_decisions", language)


def _table_or_none(
    document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], none: str, language: str
) -> None:
    if not rows:
        document.add_paragraph(say(f"assess.minutes_{none}", language))
        return
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(say(f"assess.minutes_col_{head}", language)).bold = True
    _repeat(table.rows[0])
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = writable(text)


def _repeat(row: Any) -> None:
    """Let a row stand at the top of every page of its table."""
    from docx.oxml.ns import qn

    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
