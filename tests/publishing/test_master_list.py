"""The workbook, read back with two programs' libraries."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import fastexcel
import openpyxl
import polars as pl
import pytest

from klusterkarta.publishing import sheet_links
from klusterkarta.publishing.about_sheet import ListFacts
from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.exported_base import read_base
from klusterkarta.publishing.master_list import write_master_list
from klusterkarta.publishing.row_marks import read_mark
from tests.publishing.snapshots import make_snapshot

FACTS = ListFacts(
    edition="Kartan (2010)",
    taken_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC),
    made_at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
    rule_version="1",
)
PRIORITIES = [
    "FoodTech",
    "Avancerad specialtillverkning inom metall-, maskin- och fordonstillverkning",
    "Kris och räddning",
]
SAID = {
    "karta2010": {
        "1": {"name": "Compare", "start_year": "2000", "members": "Ca 100", "url": "kk.se/a b?c=å"},
        "2": {"name": "Ostgruppen", "priorities": "FoodTech", "start_year": "2017", "members": "15", "url": "o.se#om"},
        "3": {
            "name": "=1+1", "phone": "+46 8 1", "description": "@cmd", "url": "javascript:alert(1)",
            "priorities": "Kris och räddning | FoodTech",
        },
    }
}  # fmt: skip


def write(snapshot, language="sv", **chosen):
    out = BytesIO()
    write_master_list(out, snapshot, language=language, facts=FACTS, **chosen)
    return out


@pytest.fixture(scope="module")
def workbook():
    return write(make_snapshot(SAID, priorities=PRIORITIES))


@pytest.fixture(scope="module")
def book(workbook):
    return openpyxl.load_workbook(workbook)


def column(sheet, code):
    at = [one.code for one in COLUMNS].index(code) + 1
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def test_one_sheet_of_all_one_for_each_priority_one_about_the_file(book):
    assert book.sheetnames == [
        "Alla aktörer", "FoodTech", "Avancerad specialtillverkning", "Kris och räddning", "klusterkarta", "Om filen",
    ]  # fmt: skip
    assert [[cell.value for cell in column(sheet, "name")] for sheet in book.worksheets[:4]] == [
        ["=1+1", "Compare", "Ostgruppen"],
        ["=1+1", "Ostgruppen"],
        [],
        ["=1+1"],
    ]


def test_the_head_is_frozen_and_filtered(book):
    for sheet in book.worksheets[:-2]:
        assert sheet.freeze_panes == "B2"
        last = max(sheet.max_row, 1)
        # The hidden marks' column is inside: what is outside the filter is not sorted along.
        assert sheet.auto_filter.ref == f"A1:AC{last}"
        assert [cell.value for cell in sheet[1]] == [*(one.label("sv") for one in COLUMNS), "Radmärke"]
        assert sheet.column_dimensions["AC"].hidden
        assert sheet.print_title_rows == "$1:$1"


def test_widths_are_those_of_the_columns(book):
    sheet = book.worksheets[0]
    for place, one in enumerate(COLUMNS):
        letter = sheet.cell(1, place + 1).column_letter
        dimension = next(d for d in sheet.column_dimensions.values() if d.min <= place + 1 <= d.max)
        # Excel stores the width with the padding of the cell: 5 pixels of 7 to a character.
        assert dimension.width == pytest.approx(one.width + 5 / 7, abs=0.01), letter
    assert column(sheet, "description")[0].alignment.wrap_text


def test_numbers_are_numbers_and_everything_else_is_text(book):
    sheet = book.worksheets[0]
    assert [cell.value for cell in column(sheet, "start_year")] == [None, 2000, 2017]
    assert [cell.value for cell in column(sheet, "members")] == [None, "Ca 100", 15]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}


def test_no_text_becomes_a_formula(book):
    sheet = book.worksheets[0]
    dangerous = [column(sheet, code)[0] for code in ("name", "phone", "description")]
    assert [(cell.value, cell.data_type) for cell in dangerous] == [("=1+1", "s"), ("+46 8 1", "s"), ("@cmd", "s")]


def test_addresses_are_links_and_scripts_are_not(book):
    links = [
        (cell.value, cell.hyperlink.target if cell.hyperlink else None) for cell in column(book.worksheets[0], "url")
    ]
    assert links[0] == ("javascript:alert(1)", None)
    # An address with a space in it is none.
    assert links[1] == ("kk.se/a b?c=å", None)
    assert links[2][0] == "o.se#om"
    assert links[2][1] == "https://o.se"
    assert column(book.worksheets[0], "url")[2].hyperlink.location == "om"


def test_both_libraries_read_the_same(workbook, book):
    reader = fastexcel.read_excel(workbook.getvalue())
    assert reader.sheet_names == book.sheetnames
    for name in book.sheetnames[:-1]:
        read = reader.load_sheet(name, dtypes="string").to_polars()
        expected = [
            tuple(None if v is None else str(v) for v in row)
            for row in book[name].iter_rows(min_row=2, values_only=True)
        ]
        assert read.rows() == expected


def test_the_about_sheet_says_what_the_file_is(book):
    rows = [[value for value in row if value is not None] for row in book.worksheets[-1].iter_rows(values_only=True)]
    assert ["Utgåva", "Kartan (2010)"] in rows
    assert ["Uppgifterna hämtade", "2026-11-20 09:05"] in rows
    assert ["Filen skapad", "2026-11-21 12:00"] in rows
    assert ["Källan karta2010", "Utgivaren", "CC0", "2010", "3", "karta2010.se"] in rows
    # Which sheet is which priority, and how many each lists.
    assert ["Avancerad specialtillverkning", PRIORITIES[1], "0"] in rows
    assert any("version 1" in str(row) for row in rows)
    assert {column.label("sv") for column in COLUMNS} <= {row[0] for row in rows if row}
    assert any("2 adresser står som text" in str(row) for row in rows)


def test_what_the_list_says_travels_in_a_sheet_that_no_menu_offers(book, workbook):
    hidden = book["klusterkarta"]
    assert hidden.sheet_state == "veryHidden"
    base = read_base(cell.value for cell in hidden["A"])
    assert base.rows.select("record_key", "name").rows() == [
        ("karta2010:3", "=1+1"), ("karta2010:1", "Compare"), ("karta2010:2", "Ostgruppen"),
    ]  # fmt: skip
    marks = [cell.value for cell in book.worksheets[0]["AC"]][1:]
    assert [read_mark(mark).key for mark in marks] == base.rows["record_key"].to_list()
    assert {read_mark(mark).export for mark in marks} == {base.export}
    assert ["Listans beteckning", base.export] in [list(row[:2]) for row in book["Om filen"].values]


def test_weaker_finds_stand_as_links_below_their_priority():
    said = {
        "a": {
            "1": {"name": "Ost", "priorities": "FoodTech"},
            "2": {"name": "Svag", "url": "svag.se", "less_relevant_priorities": "FoodTechj", "priorities": "FoodTech"},
            "3": {"name": "Svagare", "eccp_url": "eccp.eu/svagare", "less_relevant_priorities": "FoodTech | Okänt"},
            "4": {"name": "Utan adress", "less_relevant_priorities": "FoodTech"},
        }
    }
    sheet = openpyxl.load_workbook(write(make_snapshot(said, priorities=["FoodTech"])))["FoodTech"]
    cells = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(2)]
    assert cells == [
        ["Ost", None], [None, None], ["Mindre relevanta träffar", None],
        ["Svag", "svag.se"], ["Svagare", "eccp.eu/svagare"], ["Utan adress", None],
    ]  # fmt: skip
    assert [sheet.cell(row, 2).hyperlink.target for row in (5, 6)] == ["https://svag.se", "https://eccp.eu/svagare"]
    # The links are outside what is filtered and sorted.
    assert sheet.auto_filter.ref == "A1:AC2"


def test_english(book):
    english = openpyxl.load_workbook(write(make_snapshot(SAID, priorities=PRIORITIES), "en"))
    assert (english.sheetnames[0], english.sheetnames[-1]) == ("All actors", "About this file")
    assert english.worksheets[0]["A1"].value == "Name"


def test_the_same_snapshot_gives_the_same_bytes(workbook):
    assert write(make_snapshot(SAID, priorities=PRIORITIES)).getvalue() == workbook.getvalue()
    later = BytesIO()
    facts = replace(FACTS, made_at=datetime(2026, 11, 22, tzinfo=UTC))
    write_master_list(later, make_snapshot(SAID, priorities=PRIORITIES), language="sv", facts=facts)
    assert later.getvalue() != workbook.getvalue()


def test_more_links_than_a_sheet_takes_stay_text_and_are_counted(monkeypatch):
    # Microsoft, "Excel specifications and limits": 65 530 hyperlinks in a worksheet.
    assert sheet_links.MOST_LINKS == 65_530
    monkeypatch.setattr(sheet_links, "MOST_LINKS", 2)
    snapshot = make_snapshot({"a": {str(n): {"name": f"N{n}", "url": f"n{n}.se"} for n in range(4)}})
    book = openpyxl.load_workbook(write(snapshot))
    cells = column(book.worksheets[0], "url")
    assert [cell.value for cell in cells] == ["n0.se", "n1.se", "n2.se", "n3.se"]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]
    about = [row[0] for row in book.worksheets[-1].iter_rows(values_only=True) if row[0]]
    assert any(text.startswith("2 adresser står som text") for text in about)


def test_an_address_that_is_too_long_stays_text():
    # 2 079 characters of address; web_link itself takes 2 000 at most.
    long = "example.se/" + "a" * 2500
    sheet = openpyxl.load_workbook(write(make_snapshot({"a": {"1": {"name": "N", "url": long}}}))).worksheets[0]
    cell = column(sheet, "url")[0]
    assert (cell.value, cell.hyperlink) == (long, None)


def test_texts_with_marks_of_every_kind_come_back_as_they_were():
    text = 'å ä ö ø 😀 <b>&amp;</b> "citat" _x0041_\nny rad\tflik\x0bvertikal'
    sheet = openpyxl.load_workbook(write(make_snapshot({"a": {"1": {"name": "N", "description": text}}}))).worksheets[0]
    # A control character that XML cannot hold is written as the standard's escape (ECMA-376, ST_Xstring).
    assert openpyxl.utils.escape.unescape(column(sheet, "description")[0].value) == text


def test_a_very_long_text_is_cut_and_says_so():
    text = "ord " * 10_000
    sheet = openpyxl.load_workbook(write(make_snapshot({"a": {"1": {"name": "N", "description": text}}}))).worksheets[0]
    value = column(sheet, "description")[0].value
    assert len(value) == 32_767
    assert value.endswith(" […]")
    # Ten lines of text at 13.5 points: a row can be read and the next one found.
    assert sheet.row_dimensions[2].height == 135


def test_an_empty_register_gives_a_workbook_that_says_so():
    book = openpyxl.load_workbook(write(make_snapshot({})))
    assert book.sheetnames == ["Alla aktörer", "klusterkarta", "Om filen"]
    assert book.worksheets[0].max_row == 1


def test_a_choice_of_actors_is_a_choice_on_every_sheet():
    book = openpyxl.load_workbook(write(make_snapshot(SAID, priorities=PRIORITIES), actors=[2]))
    assert [cell.value for cell in column(book.worksheets[0], "name")] == ["Ostgruppen"]
    assert [cell.value for cell in column(book.worksheets[1], "name")] == ["Ostgruppen"]
    assert column(book.worksheets[3], "name") == []


def test_the_row_key_travels_with_each_row(book):
    keys = {sheet.title: [cell.value for cell in column(sheet, "record_key")] for sheet in book.worksheets[:2]}
    assert keys == {
        "Alla aktörer": ["karta2010:3", "karta2010:1", "karta2010:2"],
        "FoodTech": ["karta2010:3", "karta2010:2"],
    }


def test_columns_are_texts_before_they_are_written():
    # What the sheets take: a column that is no text would be refused here and not in the middle of a file.
    from klusterkarta.publishing.actor_table import actor_table

    table = actor_table(make_snapshot(SAID, priorities=PRIORITIES), "sv").rows
    assert {kind for name, kind in table.schema.items() if name != "actor"} == {pl.String()}
