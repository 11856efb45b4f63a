"""The rows of an actor sheet as the XML of a workbook: whole columns are written at a time, so that size costs little.

XlsxWriter lays the workbook out, and would write the rows as well, cell by cell in several times the time. What a cell
may say and how it is escaped is ECMA-376, part 1, 18.3.1.4 and 22.9.2.19.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from klusterkarta.publishing.cell_text import PLAIN_NUMBER, cut_cells, cut_to_cell
from klusterkarta.publishing.columns import COLUMNS, Column
from klusterkarta.publishing.row_marks import mark_start
from klusterkarta.publishing.sheet_links import SheetLinks
from klusterkarta.publishing.sheets import LETTERS_IN_WIDTH, LINE_HEIGHT, MOST_LINES
from klusterkarta.sources.table import column_letter

_AT_ONCE = 4_000
# What XML cannot hold, and texts that would be read as the escape of it.
_UNWRITABLE = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9a-fA-F]{4}_"
# Most columns of most pieces hold nothing of the kind.
_TOUCHED = rf"[&<>]|{_UNWRITABLE}"
_KEPT_SPACES = ' xml:space="preserve"'
_MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """What a sheet lists: actors and, below them, weaker finds (columns of `COLUMNS`), marked with the export's id.

    `links` collects the addresses while the rows are written.
    """

    actors: pl.DataFrame
    weak: pl.DataFrame
    export: str
    weak_title: str
    links: SheetLinks = field(default_factory=SheetLinks)

    @property
    def last_cell(self) -> str:
        """The cell at the lower right corner."""
        below = self.weak.height + 2 if self.weak.height else 0
        return f"{column_letter(len(COLUMNS))}{1 + self.actors.height + below}"

    def xml(self, styles: Mapping[str, str]) -> Iterator[bytes]:
        """The rows from the second on, in pieces. `styles`: the number of each style in the workbook."""
        for start in range(0, self.actors.height, _AT_ONCE):
            yield _rows(self.actors.slice(start, _AT_ONCE), start + 2, self, styles).encode()
        if self.weak.height:
            yield "".join(_weak(self, styles)).encode()


def _rows(actors: pl.DataFrame, first: int, sheet: SheetRows, styles: Mapping[str, str]) -> str:
    """Some rows, from the row `first` on."""
    key = (pl.lit(mark_start(sheet.export)) + pl.col("record_key")).alias(_MARK)
    cut = cut_cells(actors, [column.code for column in COLUMNS]).with_columns(key, _height())
    row = pl.int_range(first, first + cut.height, dtype=pl.Int64, eager=True).cast(pl.String)
    cells = [_column(cut, row, at, column, sheet=sheet, styles=styles) for at, column in enumerate(COLUMNS)]
    marks = _texts(row, len(COLUMNS), escaped(cut[_MARK]), style=_alike(styles["key"], row))
    head = pl.select(pl.concat_str(pl.lit('<row r="'), row, pl.lit('" ht="'), cut["height"],
                                   pl.lit('" customHeight="1">'))).to_series()  # fmt: skip
    whole = pl.select(pl.concat_str(head, *cells, marks, pl.lit("</row>"))).to_series()
    return "".join(whole.to_list())


def _column(
    cut: pl.DataFrame, row: pl.Series, at: int, column: Column, *, sheet: SheetRows, styles: Mapping[str, str]
) -> pl.Series:
    """The cells of one column, "" where there is nothing to say."""
    text = cut[column.code]
    if column.form == "link":
        letter = column_letter(at)
        taken = [found is not None and sheet.links.take(f"{letter}{number}", found)
                 for number, found in zip(row.to_list(), text.to_list(), strict=True)]  # fmt: skip
        style = pl.Series([styles["link" if one else "text"] for one in taken], dtype=pl.String)
        return _texts(row, at, escaped(text), style=style)
    if column.form != "number":
        return _texts(row, at, escaped(text), style=_alike(styles[_style_of(column)], row))
    written = _texts(row, at, escaped(text), style=_alike(styles["amount"], row))
    start, number = pl.lit(f'<c r="{column_letter(at)}'), pl.lit(f'" s="{styles["number"]}"><v>')
    plain = pl.concat_str(start, row, number, text, pl.lit("</v></c>"))
    is_plain = text.str.contains(PLAIN_NUMBER).fill_null(False)
    return pl.select(pl.when(is_plain).then(plain).otherwise(written)).to_series()


def _texts(row: pl.Series, at: int, text: pl.Series, *, style: pl.Series) -> pl.Series:
    start, middle = pl.lit(f'<c r="{column_letter(at)}'), pl.lit('" s="')
    # Only spaces at the ends need to be kept so; without it a file is a fifth smaller.
    spaced = (text.str.strip_chars() != text).any()
    inside = pl.lit(f'" t="inlineStr"><is><t{_KEPT_SPACES if spaced else ""}>')
    cells = pl.concat_str(start, row, middle, style, inside, text, pl.lit("</t></is></c>"))
    return pl.select(cells.fill_null("")).to_series()


def _alike(style: str, row: pl.Series) -> pl.Series:
    return pl.Series([style], dtype=pl.String).new_from_index(0, row.len())


def _style_of(column: Column) -> str:
    own = {"name": "name", "record_key": "key"}
    return own.get(column.code, "wrapped" if column.form == "long" else "text")


def _height() -> pl.Expr:
    """That of a row's longest wrapped text; not every program fits the height of its rows to their texts."""
    wrapped = [column for column in COLUMNS if column.form in ("long", "number")]
    needed = [(pl.col(column.code).str.len_chars() / (column.width * LETTERS_IN_WIDTH)).ceil() for column in wrapped]
    lines = pl.max_horizontal(pl.lit(1.0), *needed).clip(1, MOST_LINES)
    return (lines * LINE_HEIGHT).cast(pl.String).alias("height")


def _weak(sheet: SheetRows, styles: Mapping[str, str]) -> Iterator[str]:
    """Below the list, a row apart so that sorting leaves them alone: name and address of the weaker finds."""
    top = sheet.actors.height + 3
    yield f'<row r="{top}">{_cell("A", top, sheet.weak_title, styles["section"])}</row>'
    address = cut_to_cell(pl.coalesce("url", "eccp_url")).alias("address")
    for row, (name, found, key) in enumerate(
        sheet.weak.select(cut_to_cell(pl.col("name")), address, "record_key").iter_rows(), top + 1
    ):
        linked = found and sheet.links.take(f"B{row}", found)
        address_cell = _cell("B", row, found, styles["link" if linked else "text"]) if found else ""
        mark = mark_start(sheet.export, weak=True) + key
        last = _cell(column_letter(len(COLUMNS)), row, mark, styles["key"])
        yield f'<row r="{row}">{_cell("A", row, name, styles["name"])}{address_cell}{last}</row>'


def _cell(letter: str, row: int, text: str, style: str) -> str:
    inside = escaped(pl.Series([text])).item()
    return f'<c r="{letter}{row}" s="{style}" t="inlineStr"><is><t{_KEPT_SPACES}>{inside}</t></is></c>'


def escaped(texts: pl.Series) -> pl.Series:
    """Texts as they may stand in XML; what XML cannot hold becomes the standard's _xHHHH_.

    >>> escaped(pl.Series(["a<b _x0041_ \\x0b", None])).to_list()
    ['a&lt;b _x005F_x0041_ _x000B_', None]
    """
    if not texts.str.contains(_TOUCHED).any():
        return texts
    marked = texts.str.replace_all("&", "&amp;", literal=True)
    marked = marked.str.replace_all("<", "&lt;", literal=True).str.replace_all(">", "&gt;", literal=True)
    if not marked.str.contains(_UNWRITABLE).any():
        return marked
    return pl.Series([None if one is None else _RARE.sub(_as_escape, one) for one in marked.to_list()], dtype=pl.String)


_RARE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")


def _as_escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
