"""Plain text as a report: pages by form feeds, or by the marks that programs leave in their stead."""

import re
from collections.abc import Iterator

from klusterkarta.sources.reports.page_text import Line, Report

# Programs that turn a PDF into text write a form feed before each page; where it was cleaned away, one space is left.
_FORM_FEED = "\f"
_MARKED = re.compile(r"^ (?=\S)", re.MULTILINE)
_TELEPHONE = re.compile(r"[+(]?[0-9][0-9 ()–-]{6,}")
_LONE_NUMBER = re.compile(r"\n[ \t]*\n[ \t]*\n[ \t]*(?=[0-9]{1,4}[ \t]*\n[ \t]*\n)")
_SHORTEST_PAGE = 4
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_MARKDOWN_STRESS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def read_plain_text(text: str, *, name: str) -> Report:
    """The lines of a text. A line that begins with "# " to "###### " is a heading, as in Markdown.

    >>> report = read_plain_text("Glasriket\\n\\nAdress  Nybro\\fTräriket", name="a.txt")
    >>> [(line.text, line.page, line.number, line.gap) for line in report.lines]
    [('Glasriket', 1, 1, False), ('Adress  Nybro', 1, 3, True), ('Träriket', 2, 1, False)]
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"^#{1,6} ", text, re.MULTILINE):
        text = _MARKDOWN_STRESS.sub(r"\1", text)
    pages = _pages(text)
    lines = tuple(line for number, page in enumerate(pages, start=1) for line in _lines(page, number))
    return Report(name, "text", lines, len(pages))


def _lines(page: str, number: int) -> Iterator[Line]:
    gap = False
    for position, raw in enumerate(page.split("\n"), start=1):
        text = raw.rstrip()
        if not text:
            gap = True
            continue
        heading = _MARKDOWN_HEADING.match(text) if text[0] == "#" else None
        if heading:
            yield Line(text=heading[2], page=number, number=position, heading=len(heading[1]), gap=gap)
        else:
            yield Line(text=text, page=number, number=position, gap=gap)
        gap = False


def _pages(text: str) -> list[str]:
    if _FORM_FEED in text:
        pages = text.split(_FORM_FEED)
        return pages if pages[-1].strip() else pages[:-1]
    marks = [found for found in _MARKED.finditer(text) if not _TELEPHONE.match(text, found.end())]
    if 2 * len(marks) > text.count("\n") / _SHORTEST_PAGE:  # an indented text
        return [text]
    starts = {found.start(): found.end() for found in marks}
    if starts:
        starts |= {found.end(): found.end() for found in _LONE_NUMBER.finditer(text)}
    ends = [*sorted(start for start in starts if start), len(text)]
    begins = [starts.get(start, 0) for start in (0, *ends[:-1])]
    return [text[begin:end].removesuffix("\n") for begin, end in zip(begins, ends, strict=True)]
