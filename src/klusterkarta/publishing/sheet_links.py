"""The links of a sheet: where they stand and whereto they lead, as a workbook keeps them beside its rows."""

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import quoteattr

import polars as pl

from klusterkarta.values.text_columns import else_one_by_one
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
# What an address has to be quoted for in XML, or to be parted at.
_ODD = r"[&<>\"'#\s]"
_UNSAFE = str.maketrans({one: f"%{ord(one):02X}" for one in '%"<>[]^`{}\\|'})
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class SheetLinks:
    """Takes addresses as long as a sheet has room for them; the others stay text. Whole columns come before cells."""

    def __init__(self) -> None:
        self._columns: list[pl.DataFrame] = []
        self._cells: list[tuple[str, str]] = []
        self._room = MOST_LINKS

    def take(self, cell: str, text: str) -> bool:
        """Whether the text in a cell becomes a link."""
        link = _link(text)
        if not link or not self._room:
            return False
        self._room -= 1
        self._cells.append((cell, link))
        return True

    def take_column(self, letter: str, rows: pl.Series, *, texts: pl.Series) -> pl.Series:
        """The same for a column: which of its texts, in the rows of these numbers, become links."""
        links = links_of(texts)
        found = (links != "").fill_null(value=False)
        taken = found & (found.cum_sum() <= self._room)
        own = pl.DataFrame({"cell": letter + rows.filter(taken), "link": links.filter(taken)})
        self._room -= own.height
        self._columns.append(own)
        return taken

    def cells_xml(self) -> str:
        """The part of the sheet that says which cells are links; "" without links."""
        taken = self._taken
        parted = taken["link"].str.contains("#", literal=True)
        nowhere = pl.Series([""] * taken.height, dtype=pl.String)
        places = else_one_by_one(taken["link"], usual=~parted, plain=nowhere, convert=_place_in)
        rows = taken.select(pl.format('<hyperlink ref="{}" r:id="rId{}"{}/>', "cell", "number", places))
        return f"<hyperlinks>{rows.to_series().str.join('').item()}</hyperlinks>" if taken.height else ""

    def targets_xml(self) -> str:
        """The part beside the sheet that says whereto they lead; "" without links."""
        taken = self._taken
        usual = ~taken["link"].str.contains(_ODD)
        targets = else_one_by_one(taken["link"], usual=usual, plain='"' + taken["link"] + '"', convert=_target)
        row = f'<Relationship Id="rId{{}}" Type="{_KIND}" Target={{}} TargetMode="External"/>'
        inside = taken.select(pl.format(row, "number", targets)).to_series().str.join("").item()
        return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>' if taken.height else ""

    @property
    def _taken(self) -> pl.DataFrame:
        """The links with their cells and numbers."""
        cells = pl.DataFrame(self._cells, schema={"cell": pl.String, "link": pl.String}, orient="row")
        return pl.concat([*self._columns, cells]).with_row_index("number", offset=1)


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
    return else_one_by_one(texts, usual=plain, plain=whole.to_series(), convert=_link)


def _target(link: str) -> str:
    return quoteattr(link.partition("#")[0])


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
