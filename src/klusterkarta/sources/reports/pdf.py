"""PDF as a report. Only the text is read: no script, form or picture is run, filled in or drawn."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from klusterkarta.sources.reports.page_text import Cell, Line, Report
from klusterkarta.sources.unreadable import unreadable

MOST_PAGES = 10_000
# Fewer letters a page than this came from a page number stamped on a scanned picture.
_LETTERS_OF_SCAN = 10
# Of so many characters of each page; above this share the letters cannot be trusted.
_SAMPLE, _MOST_UNMAPPED = 200, 0.2
# Space between two letters, in heights of letters, that parts two cells; between two lines, that is a blank line.
_CELL_GAP, _LINE_GAP = 1.0, 0.7
_HEADING_SIZE, _DEEPEST, _LONGEST_HEADING = 1.15, 6, 120
_UNKNOWN, _FIRST_PRINTED, _TAB = "\ufffd", 32, 9
_SCRIPT = b"/JavaScript"
# The library marks a hyphen at the end of a line with a code that is no character.
_LINE_HYPHEN = 0xFFFE
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " ", "\u0000": ""})


@dataclass(slots=True)
class _Box:
    """The corners of a character; one is used again and again."""

    left: ctypes.c_double
    right: ctypes.c_double
    bottom: ctypes.c_double
    top: ctypes.c_double


@dataclass(slots=True)
class _Run:
    """A line while its characters are gathered."""

    cells: list[tuple[str, float]]
    right: float
    top: float
    bottom: float
    size: float


def read_pdf(data: bytes, *, name: str) -> Report:
    """The lines of a PDF in the order in which it draws them, cells parted by wide spaces.

    Lines in larger letters than most of the text are headings. Raises UnreadableFile for a file that is damaged or asks
    for a password, that has no text, whose letters are not known to be letters, and for one of more than 10 000 pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise unreadable("report.locked" if locked else "report.damaged", file=name, why=str(problem)) from problem
    try:
        return _read(document, name, scripts=_SCRIPT in data)
    finally:
        document.close()


def _read(document: Any, name: str, *, scripts: bool) -> Report:
    pages = len(document)
    if pages > MOST_PAGES:
        raise unreadable("report.too_many_pages", file=name, pages=pages, limit=MOST_PAGES)
    lines: list[Line] = []
    unmapped = sampled = 0
    for number in range(pages):
        page_lines, page_unmapped, page_sampled = _page(document, number)
        lines += page_lines
        unmapped += page_unmapped
        sampled += page_sampled
    if sampled < _LETTERS_OF_SCAN * pages:
        raise unreadable("report.no_text", file=name, pages=pages)
    if unmapped > sampled * _MOST_UNMAPPED:
        raise unreadable("report.unknown_letters", file=name, percent=round(100 * unmapped / sampled))
    scripts = scripts or pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0
    return Report(name, "pdf", tuple(_with_headings(lines)), pages, unmapped, ("scripts",) if scripts else ())


def _page(document: Any, number: int) -> tuple[list[Line], int, int]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:  # one broken page is a page without text
        return [], 0, 0
    try:
        count = text.count_chars()
        sample = range(0, count, max(1, count // _SAMPLE))
        unmapped = sum(pdfium_c.FPDFText_HasUnicodeMapError(text, place) == 1 for place in sample)
        return list(_lines(_runs(text, count), number + 1)), unmapped, len(sample)
    finally:
        text.close()
        page.close()


def _runs(text: Any, count: int) -> Iterator[_Run]:
    box = _Box(*(ctypes.c_double() for _ in range(4)))
    run: _Run | None = None
    for place in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text, place)
        if code in (10, 13):
            if run:
                yield run
            run = None
        elif code != 0 and pdfium_c.FPDFText_GetCharBox(text, place, box.left, box.right, box.bottom, box.top):
            letter = "-" if code == _LINE_HYPHEN else _letter(code)
            # A jump back to the left begins another column, though on the same height.
            if run and not letter.isspace() and box.left.value < run.right - max(run.size, 1.0):
                yield run
                run = None
            if run is None and not letter.isspace():
                run = _Run([], box.right.value, box.top.value, box.bottom.value, _size(text, place))
                run.cells.append((letter, box.left.value))
            elif run is not None:
                _add(run, letter, box)
    if run:
        yield run


def _letter(code: int) -> str:
    """The character; where the font does not say which one, the sign for that and not what happens to look like one."""
    return _UNKNOWN if code < _FIRST_PRINTED and code != _TAB else chr(code)


def _size(text: Any, place: int) -> float:
    return float(pdfium_c.FPDFText_GetFontSize(text, place))


def _add(run: _Run, letter: str, box: _Box) -> None:
    if letter.isspace():
        run.cells[-1] = (run.cells[-1][0] + " ", run.cells[-1][1])
        return
    height = max(run.size, 1.0)
    if box.left.value - run.right > _CELL_GAP * height:
        run.cells.append((letter, box.left.value))
    else:
        run.cells[-1] = (run.cells[-1][0] + letter, run.cells[-1][1])
    run.right = box.right.value
    run.top, run.bottom = max(run.top, box.top.value), min(run.bottom, box.bottom.value)


def _lines(runs: Iterator[_Run], page: int) -> Iterator[Line]:
    before: _Run | None = None
    for number, run in enumerate(runs, start=1):
        cells = tuple(Cell(text.translate(_LIGATURES).strip(), x) for text, x in run.cells)
        gap = before is not None and not 0 <= before.bottom - run.top + run.size < (1 + _LINE_GAP) * run.size
        text = "  ".join(cell.text for cell in cells)
        if text:
            yield Line(text=text, page=page, number=number, gap=gap, size=run.size, top=run.top, stated_cells=cells)
            before = run


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, those in larger letters than most of the text as headings, a heading of several lines in one piece."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 0.0
    larger = sorted({size for size in letters if size >= body * _HEADING_SIZE}, reverse=True)
    levels = {size: min(level, _DEEPEST) for level, size in enumerate(larger, start=1)}
    headed: list[Line] = []
    for line in lines:
        level = levels.get(round(line.size, 1), 0) if len(line.text) <= _LONGEST_HEADING else 0
        before = headed[-1] if headed else None
        if level and before and before.heading == level and before.page == line.page and not line.gap:
            whole = f"{before.text} {line.text}"
            headed[-1] = replace(before, text=whole, stated_cells=(Cell(whole, before.stated_cells[0].x),))
        else:
            headed.append(replace(line, heading=level) if level else line)
    return headed
