"""A table of chosen fields as files: no text turns into a formula or a date; the same table gives the same bytes."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl

from klusterkarta.publishing.cell_text import LONGEST_CELL
from klusterkarta.publishing.table_files import FileTable, write_table_csv, write_table_workbook

ROWS = [
    ("=1+1", "30", "10-15", "källan", "a:1"),
    ("Åkern", "Ca 30", "007", "+46 8", "a:007"),
    ("Lång", "", "x" * (LONGEST_CELL + 1), 'citat " och; semikolon', "a:3"),
]


def table(rows=ROWS):
    return FileTable(
        title="Tabell",
        names=("Tabell", "tabell", "Om/filen"),
        head=("Namn", "Antal", "Antal", "Källa", "Postnyckel"),
        rows=rows,
        sources_from=3,
        numbers=frozenset({1, 2}),
        said_head=("Namn", "Värde"),
        said=[("Åkern", "=2+2")],
        about=[[("Tabell", "title")], [("Urval", "term"), ("alla", "text")]],
        made_at=datetime(2026, 11, 21, 6, 0, tzinfo=UTC),
    )


def test_the_text_keeps_every_value_and_two_columns_of_one_label():
    out = BytesIO()
    assert write_table_csv(out, table()) == 3
    content = out.getvalue()
    assert content.startswith("\ufeffNamn;Antal;Antal;".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1] == ["'=1+1", "30", "\t10-15", "källan", "a:1"]
    assert rows[2] == ["Åkern", "Ca 30", "\t007", "'+46 8", "a:007"]
    assert rows[3][2].endswith(" […]")
    assert len(rows[3][2]) == LONGEST_CELL
    assert rows[3][3] == ROWS[2][3]


def test_the_workbook_has_numbers_where_they_are_whole_and_text_elsewhere():
    out = BytesIO()
    assert write_table_workbook(out, table()) == 3
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Tabell", "tabell (2)", "Om filen"]
    first = list(book["Tabell"].iter_rows(values_only=True))
    assert first[1] == ("=1+1", 30, "10-15", "källan", "a:1")
    assert first[2] == ("Åkern", "Ca 30", "007", "+46 8", "a:007")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book["Tabell"].freeze_panes == "B2"
    assert [cell.value for cell in book["Om filen"][2]][:2] == ["Urval", "alla"]


def test_the_same_table_gives_the_same_bytes_and_none_gives_the_heads():
    books = []
    for _ in range(2):
        out = BytesIO()
        write_table_workbook(out, table())
        books.append(out.getvalue())
    assert books[0] == books[1]
    out = BytesIO()
    assert write_table_csv(out, table([])) == 0
    assert out.getvalue() == "\ufeffNamn;Antal;Antal;Källa;Postnyckel\r\n".encode()
