"""What a benchmark found, as a table that stands in a document as it was printed."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class BenchmarkTable:
    """Rows of text under columns; `notes` say what was measured on what, and what a reader has to know."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def as_markdown(table: BenchmarkTable) -> str:
    r"""The table in Markdown, numbers at the right; `|` in a cell is escaped.

    Raises ValueError for a row that has not as many cells as there are columns.

    >>> print(as_markdown(BenchmarkTable("Pages", ("format", "a second"), (("text", "4 100"), ("a|b", "38")))))
    ### Pages
    <BLANKLINE>
    | format | a second |
    | --- | ---: |
    | text | 4 100 |
    | a\|b | 38 |
    """
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError(f"A row of “{table.title}” has {len(row)} cells under {len(table.columns)} columns: {row}")
    ruler = tuple("---:" if _is_numeric(table, at) else "---" for at in range(len(table.columns)))
    lines = [f"### {table.title}", "", _line(table.columns), _line(ruler), *map(_line, table.rows)]
    notes = ["", *(f"- {note}" for note in table.notes)] if table.notes else []
    return "\n".join([*lines, *notes])


def as_plain(table: BenchmarkTable) -> dict[str, Any]:
    """The table as JSON can write it.

    >>> as_plain(BenchmarkTable("Pages", ("format",), (("text",),)))["rows"]
    (('text',),)
    """
    return asdict(table)


def whole(number: float) -> str:
    """A number without decimals, thousands parted by a space.

    >>> whole(1500000.4), whole(0)
    ('1 500 000', '0')
    """
    return f"{number:,.0f}".replace(",", " ")


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _is_numeric(table: BenchmarkTable, at: int) -> bool:
    """True where most cells of the column begin with a figure."""
    filled = [row[at] for row in table.rows if row[at]]
    return bool(filled) and sum(cell.lstrip("<≥≤–+-").strip()[:1].isdigit() for cell in filled) * 2 > len(filled)
