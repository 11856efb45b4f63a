"""The first column of a sheet as the XML of a workbook: plain texts, one a row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from klusterkarta.publishing.sheet_links import SheetLinks


@dataclass(frozen=True, slots=True)
class TextRows:
    """Texts for the cells A2, A3 and so on, without anything that XML cannot hold; `links` stays empty.

    `texts` is asked when they are written: until then they may still be in the making.
    """

    texts: Callable[[], Sequence[str]]
    links: SheetLinks = field(default_factory=SheetLinks)

    @property
    def last_cell(self) -> str:
        """The last cell that is written."""
        return f"A{1 + len(self.texts())}"

    def xml(self, _styles: Mapping[str, str]) -> Iterator[bytes]:
        """The rows from the second on, in pieces; they have no style of their own.

        >>> [*TextRows(lambda: ["a<b"]).xml({})]
        [b'<row r="2"><c r="A2" t="inlineStr"><is><t>a&lt;b</t></is></c></row>']
        """
        for row, text in enumerate(self.texts(), 2):
            inside = f'<c r="A{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            yield f'<row r="{row}">{inside}</row>'.encode()
