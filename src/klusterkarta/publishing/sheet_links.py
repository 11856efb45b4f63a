"""The links of a sheet: where they stand and whereto they lead, as a workbook keeps them beside its rows."""

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import quoteattr

import polars as pl

from klusterkarta.values.web_address import WebAddressError, web_link

# Excel drops what comes after these many links a sheet, and refuses longer addresses.
MOST_LINKS = 65_530
LONGEST_LINK = 2_079
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ESCAPED = re.compile("%[0-9a-fA-F]{2}")
# What most addresses look like; taking each apart by the book would cost more than writing its whole row.
_PLAIN = r"^(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:/[A-Za-z0-9_.-][A-Za-z0-9/_.-]*)?$"
_SHORT = 200
_UNSAFE = str.maketrans({one: f"%{ord(one):02X}" for one in '%"<>[]^`{}\\|'})
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class SheetLinks:
    """Takes addresses as long as a sheet has room for them; the others stay text."""

    def __init__(self) -> None:
        self._cells: list[tuple[str, str]] = []

    def take(self, cell: str, text: str) -> bool:
        """Whether the text in a cell becomes a link."""
        link = _link(text)
        if not link or len(self._cells) >= MOST_LINKS:
            return False
        self._cells.append((cell, link))
        return True

    def take_column(self, letter: str, rows: pl.Series, *, texts: pl.Series) -> pl.Series:
        """The same for a column: which of its texts, in the rows of these numbers, become links."""
        links = links_of(texts)
        found = (links != "").fill_null(value=False)
        room = MOST_LINKS - len(self._cells)
        taken = found & (found.cum_sum() <= room)
        cells = (letter + rows.filter(taken)).to_list()
        self._cells.extend(zip(cells, links.filter(taken).to_list(), strict=True))
        return taken

    def cells_xml(self) -> str:
        """The part of the sheet that says which cells are links; "" without links."""
        rows = (f'<hyperlink ref="{cell}" r:id="rId{number}"{_place_in(link)}/>'
                for number, (cell, link) in enumerate(self._cells, start=1))  # fmt: skip
        return f"<hyperlinks>{''.join(rows)}</hyperlinks>" if self._cells else ""

    def targets_xml(self) -> str:
        """The part beside the sheet that says whereto they lead; "" without links."""
        rows = (f'<Relationship Id="rId{number}" Type="{_KIND}" Target={quoteattr(link.partition("#")[0])}'
                ' TargetMode="External"/>' for number, (_, link) in enumerate(self._cells, start=1))  # fmt: skip
        return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{"".join(rows)}</Relationships>' if self._cells else ""


def plain_addresses(columns: Iterable[pl.Series]) -> int:
    """How many of the addresses of a sheet will stand as text: no links, or more than a sheet takes.

    >>> plain_addresses([pl.Series(["www.example.se", "saknas än", None])])
    1
    """
    found = [links_of(texts).drop_nulls() != "" for texts in columns]
    links = sum(int(one.sum()) for one in found)
    return sum(one.len() for one in found) - min(links, MOST_LINKS)


def links_of(texts: pl.Series) -> pl.Series:
    """Whereto each text leads: an address, "" for a text that is none, missing where there is no text.

    >>> links_of(pl.Series(["Example.se/a", "example.se", "-", None])).to_list()
    ['https://example.se/a', 'https://example.se', '', None]
    """
    plain = texts.str.contains(_PLAIN) & (texts.str.len_bytes() <= _SHORT)
    whole = pl.select(pl.when(texts.str.contains("://", literal=True)).then(texts).otherwise("https://" + texts))
    others = ~plain.fill_null(value=True)
    slower = pl.Series([_link(text) for text in texts.filter(others).to_list()], dtype=pl.String)
    return whole.to_series().scatter(others.arg_true(), slower)


def _place_in(link: str) -> str:
    place = link.partition("#")[2]
    return f" location={quoteattr(place)}" if place else ""


@lru_cache(maxsize=100_000)
def _link(text: str) -> str:
    try:
        link = web_link(text)
    except WebAddressError:
        return ""
    # An address that is written with escapes keeps them as they are.
    safe = link if _ESCAPED.search(link) else link.translate(_UNSAFE)
    return safe if len(safe) <= LONGEST_LINK else ""
