"""The rows of an actor sheet as the XML of a workbook: whole columns are written at a time, so that size costs little.

XlsxWriter lays the workbook out, and would write the rows as well, cell by cell in several times the time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from klusterkarta.publishing.cell_text import PLAIN_NUMBER, cut_cells, cut_to_cell
from klusterkarta.publishing.cell_xml import Care, care_for, escaped
from klusterkarta.publishing.columns import COLUMNS, Column
from klusterkarta.publishing.row_marks import mark_start
from klusterkarta.publishing.sheet_links import SheetLinks
from klusterkarta.publishing.sheets import LETTERS_IN_WIDTH, LINE_HEIGHT, MOST_LINES
from klusterkarta.sources.table import column_letter

_AT_ONCE = 2_500
_KEPT_SPACES = ' xml:space="preserve"'
_END = "</t></is></c>"


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
        cut = cut_cells(self.actors, [column.code for column in COLUMNS])
        writing = _Writing(self, styles, {column.code: care_for(cut[column.code]) for column in COLUMNS})
        for start in range(0, cut.height, _AT_ONCE):
            yield _rows(cut.slice(start, _AT_ONCE), start + 2, writing)
        if self.weak.height:
            yield "".join(_weak(self, styles)).encode()


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the writing of every piece needs; `care`: of each column, in the whole sheet."""

    sheet: SheetRows
    styles: Mapping[str, str]
    care: Mapping[str, Care]


def _rows(actors: pl.DataFrame, first: int, writing: _Writing) -> bytes:
    """Some rows, from the row `first` on."""
    row = pl.int_range(first, first + actors.height, dtype=pl.Int64, eager=True).cast(pl.String).alias("row")
    named = actors.with_columns(row)
    cells = [_column(named, at, column, writing) for at, column in enumerate(COLUMNS)]
    height = _height(actors)
    head = pl.concat_str(pl.lit('<row r="'), "row", pl.lit('" ht="'), height, pl.lit('" customHeight="1">'))
    whole = named.select(head.alias("head"), *cells, _marks(writing).alias("marks"))
    joined = whole.select(pl.concat_str(*whole.columns, pl.lit("</row>"), ignore_nulls=True).cast(pl.Binary))
    return b"".join(joined.to_series().to_list())


def _marks(writing: _Writing) -> pl.Expr:
    care = writing.care["record_key"]
    key = pl.col("record_key").map_batches(escaped, return_dtype=pl.String) if care.escaped else pl.col("record_key")
    marked = pl.concat_str(pl.lit(mark_start(writing.sheet.export)), key)
    return _texts(len(COLUMNS), marked, writing.styles["key"], spaced=care.spaced)


def _column(named: pl.DataFrame, at: int, column: Column, writing: _Writing) -> pl.Expr:
    """The cells of one column, null where there is nothing to say."""
    care, styles = writing.care[column.code], writing.styles
    if named[column.code].null_count() == named.height:
        return pl.lit(None, dtype=pl.String).alias(column.code)
    text = pl.lit(escaped(named[column.code])) if care.escaped else pl.col(column.code)
    if column.form == "link":
        taken = writing.sheet.links.take_column(column_letter(at), named["row"], texts=named[column.code])
        linked, plain = (_texts(at, text, styles[name], spaced=care.spaced) for name in ("link", "text"))
        return pl.when(taken).then(linked).otherwise(plain).alias(column.code)
    if column.form != "number":
        return _texts(at, text, styles[_style_of(column)], spaced=care.spaced).alias(column.code)
    start, number = pl.lit(f'<c r="{column_letter(at)}'), pl.lit(f'" s="{styles["number"]}"><v>')
    plain = pl.concat_str(start, "row", number, text, pl.lit("</v></c>"))
    written = _texts(at, text, styles["amount"], spaced=care.spaced)
    return pl.when(pl.col(column.code).str.contains(PLAIN_NUMBER)).then(plain).otherwise(written).alias(column.code)


def _texts(at: int, text: pl.Expr, style: str, *, spaced: bool) -> pl.Expr:
    # Only spaces at the ends need to be kept so; without it a file is a fifth smaller.
    middle = f'" s="{style}" t="inlineStr"><is><t{_KEPT_SPACES if spaced else ""}>'
    return pl.concat_str(pl.lit(f'<c r="{column_letter(at)}'), "row", pl.lit(middle), text, pl.lit(_END))


def _style_of(column: Column) -> str:
    own = {"name": "name", "record_key": "key"}
    return own.get(column.code, "wrapped" if column.form == "long" else "text")


def _height(actors: pl.DataFrame) -> pl.Expr:
    """That of a row's longest wrapped text; not every program fits the height of its rows to their texts."""
    wrapped = [column for column in COLUMNS if column.form in ("long", "number")]
    longest = actors.select(pl.col(column.code).str.len_bytes().max() for column in wrapped).row(0)
    room = [(column.code, column.width * LETTERS_IN_WIDTH) for column in wrapped]
    # No text has more characters than bytes: where all are short, none has to be counted.
    needed = [(pl.col(code).str.len_chars() / letters).ceil()
              for (code, letters), most in zip(room, longest, strict=True) if most and most > letters]  # fmt: skip
    lines = pl.max_horizontal(pl.lit(1.0), *needed).clip(1, MOST_LINES)
    return (lines * LINE_HEIGHT).cast(pl.String)


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
