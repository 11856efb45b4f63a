"""A web page as a report. Scripts and styles are dropped unread."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from klusterkarta.sources.reports.page_text import Cell, Line, Report

_DROPPED = ["script", "style", "template", "noscript", "head", "svg", "iframe", "object"]
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(_HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_DEEPEST = 200


@dataclass(slots=True)
class _Page:
    """The lines so far, and the inline text that is being gathered."""

    lines: list[Line] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    number: int = 0
    gap: bool = False

    def flush(self, *, heading: int = 0, bullet: str = "") -> None:
        """End a block: its text becomes lines, one for each <br> in it."""
        for text in "".join(self.held).split("\n"):
            self.add(bullet + " ".join(text.split()) if text.strip() else "", heading=heading)
            bullet = ""
        self.held.clear()
        self.gap = True

    def add(self, text: str, *, heading: int = 0, cells: tuple[Cell, ...] = ()) -> None:
        if text:
            self.number += 1
            gap = self.gap and bool(self.lines)
            line = Line(text=text, page=1, number=self.number, heading=heading, gap=gap)
            self.lines.append(replace(line, row=True, stated_cells=cells) if cells else line)
            self.gap = False


def read_html(text: str, *, name: str) -> Report:
    """The text of a web page by blocks; rows of tables and pairs of definition lists as lines with cells.

    >>> report = read_html("<h2>Glasriket</h2><dl><dt>Ort</dt><dd>Nybro</dd></dl>", name="a.html")
    >>> [(line.text, line.heading, line.row) for line in report.lines]
    [('Glasriket', 2, False), ('Ort  Nybro', 0, True)]
    """
    tree = LexborHTMLParser(text)
    tree.strip_tags(_DROPPED, recursive=True)
    page = _Page()
    if tree.body is not None:
        _walk(tree.body, page, depth=0)
        page.flush()
    return Report(name, "html", tuple(page.lines))


def _walk(node: Any, page: _Page, *, depth: int) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            page.held.append(" ".join(child.text_content.split("\n")) if child.text_content else "")
        elif tag == "br":
            page.held.append("\n")
        elif tag in ("table", "dl") and _is_plain(child):
            page.flush()
            _rows(child, page)
        elif depth < _DEEPEST:
            _block(child, page, depth)


def _block(node: Any, page: _Page, depth: int) -> None:
    if node.tag in _BLOCKS:
        page.flush()
    _walk(node, page, depth=depth + 1)
    if node.tag in _BLOCKS:
        page.flush(heading=_HEADINGS.get(node.tag, 0), bullet="• " if node.tag == "li" else "")


def _is_plain(node: Any) -> bool:
    """Whether a table holds no table of its own: one that does only lays out the page."""
    return len(node.css("table")) <= (1 if node.tag == "table" else 0)


def _rows(node: Any, page: _Page) -> None:
    page.gap = True
    for cells in _table_rows(node) if node.tag == "table" else _pairs(node):
        stated = tuple(Cell(text, column) for column, text in enumerate(cells))
        page.add("  ".join(filter(None, cells)), cells=stated)
    page.gap = True


def _table_rows(node: Any) -> Iterator[list[str]]:
    for row in node.css("tr"):
        yield [_text(cell) for cell in row.css("th, td")]


def _pairs(node: Any) -> Iterator[list[str]]:
    """Terms of a definition list, each with what is said of it."""
    term = ""
    said: list[str] = []
    for child in node.css("dt, dd"):
        if child.tag == "dt":
            if term:
                yield [term, "\n".join(said)]
            term, said = _text(child), []
        else:
            said.append(_text(child))
    if term:
        yield [term, "\n".join(said)]


def _text(node: Any) -> str:
    inner = _Page()
    _walk(node, inner, depth=0)
    inner.flush()
    return "\n".join(_texts(inner.lines))


def _texts(lines: Iterable[Line]) -> Iterator[str]:
    return (line.text for line in lines)
