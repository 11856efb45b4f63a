"""Priorities as slides: title, what it is, figures, who carries it, who shares it; every text can be edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Cm, Pt

from klusterkarta.publishing.sheets import GREY, INK, PETROL

# A slide of 33.87 × 19.05 cm is 16:9.
_WIDTH, _HEIGHT, _MARGIN = 33.867, 19.05, 1.6
# The library does not say its types.
_COLOUR: Any = RGBColor
_TITLE, _HEAD, _TEXT, _SMALL = 30, 16, 14, 10


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the lines under it."""

    head: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One priority: title, group and region, what it is, two or three columns, the source; `notes` for the speaker."""

    title: str
    subtitle: str
    lead: str
    columns: Sequence[Column]
    source: str
    notes: str


def write_slides(out: Path, slides: Sequence[Slide], *, title: str, made_at: datetime) -> int:
    """Write a presentation (PPTX) with a slide for each; how many. Texts stand in text boxes and are set as text."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(_WIDTH), Cm(_HEIGHT)
    deck.core_properties.title = title
    deck.core_properties.author = "Klusterkarta"
    deck.core_properties.created = deck.core_properties.modified = made_at.replace(tzinfo=None)
    layout = deck.slide_layouts.get_by_name("Title Only") or deck.slide_layouts[5]
    for one in slides:
        _draw(deck.slides.add_slide(layout), one)
    deck.save(str(out))
    return len(slides)


def _draw(slide: Any, one: Slide) -> None:
    inner = _WIDTH - 2 * _MARGIN
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = Cm(_MARGIN), Cm(1.0), Cm(inner), Cm(2.4)
    _fill(heading.text_frame, [(one.title, _TITLE, True, INK)])
    _box(slide, (_MARGIN, 3.4, inner, 1.0), [(one.subtitle, _HEAD, False, GREY)])
    _box(slide, (_MARGIN, 4.6, inner, 2.6), [(one.lead, _TEXT, False, INK)])
    width = (inner - 0.8 * (len(one.columns) - 1)) / max(1, len(one.columns))
    for at, column in enumerate(one.columns):
        runs = [(column.head, _HEAD, True, PETROL), *((line, _TEXT, False, INK) for line in column.lines)]
        _box(slide, (_MARGIN + at * (width + 0.8), 7.6, width, 9.4), runs)
    _box(slide, (_MARGIN, 17.6, inner, 0.9), [(one.source, _SMALL, False, GREY)])
    slide.notes_slide.notes_text_frame.text = one.notes


_Run = tuple[str, int, bool, str]


def _box(slide: Any, place: tuple[float, float, float, float], runs: Sequence[_Run]) -> None:
    left, top, width, height = (Cm(one) for one in place)
    _fill(slide.shapes.add_textbox(left, top, width, height).text_frame, runs)


def _fill(frame: Any, runs: Sequence[_Run]) -> None:
    """One paragraph for each run, all editable text."""
    frame.word_wrap = True
    for at, (text, size, bold, colour) in enumerate(runs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Calibri"
        run.font.color.rgb = _COLOUR(*bytes.fromhex(colour.removeprefix("#")))
