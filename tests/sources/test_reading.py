"""Files as they come: every kind gives the same table; what cannot be read says what is wrong, where and what to do."""

import datetime
import json

import polars as pl
import pytest
import xlsxwriter
import xlwt

from klusterkarta.sources.isolated import read_file
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.table import Table
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.vocabularies.words import explain
from tests.sources import made_files as made

# Spreadsheets know no time zones.
MOMENT = datetime.datetime(2023, 5, 1, 12, 30)  # noqa: DTZ001
TEXTS = [tuple(map(str, row)) for row in made.ROWS]


def read(path, **limits) -> Table:
    return read_tables(path, Limits(**limits))[0]


def refused(path, **limits) -> str:
    """The code of the reason why the file was refused; its words must exist in both languages."""
    with pytest.raises(UnreadableFile) as caught:
        read_tables(path, Limits(**limits))
    assert explain(caught.value.reason, "sv") != explain(caught.value.reason, "en")
    return caught.value.reason.code


def codes(table: Table) -> list[str]:
    return [problem.reason.code for problem in table.problems]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv"])
def test_every_kind_gives_the_same_table(tmp_path, ending):
    table = read(getattr(made, ending)(tmp_path / f"fil.{ending}"))
    assert table.kind == ending
    assert table.cells.rows() == [(number, *texts) for number, texts in enumerate(TEXTS, start=1)]
    assert table.cells.columns == ["row", "A", "B", "C", "D", "E"]


def test_json_gives_the_same_table_with_items_for_rows(tmp_path):
    keys, *rows = made.ROWS
    items = [dict(zip(keys, row, strict=True)) for row in rows]
    for content in (items, {"rows": items, "made": "2026-11-21"}):
        path = tmp_path / "fil.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        assert read(path).cells.rows() == [(number, *texts) for number, texts in enumerate(TEXTS)]


def test_a_child_process_reads_the_same(tmp_path):
    path = made.xlsx(tmp_path / "åäö och mellanslag.xlsx")
    inside, outside = read_tables(path, Limits()), read_file(path)
    assert outside[0].cells.equals(inside[0].cells)
    assert [(table.sheet, table.kind, table.problems) for table in outside] == [("Blad1", "xlsx", ())]


def test_numbers_dates_times_and_truth_keep_their_meaning(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    day, moment, clock = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"))
    page.write(0, 0, 2002)
    page.write(1, 0, 0.5)
    page.write(2, 0, 123456789012345)
    page.write_datetime(3, 0, datetime.date(2023, 5, 1), day)
    page.write_datetime(4, 0, MOMENT, moment)
    page.write_datetime(5, 0, datetime.time(12, 30), clock)
    page.write(6, 0, True)
    page.write_string(7, 0, "0920")
    page.write_formula(8, 0, "=1000+2", value=1002)
    book.close()
    expected = ["2002", "0.5", "123456789012345", "2023-05-01", "2023-05-01 12:30", "12:30", "true", "0920", "1002"]
    assert read(tmp_path / "a.xlsx").cells["A"].to_list() == expected


def test_dates_in_xls_and_ods(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, datetime.date(2023, 5, 1), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    book.save(str(tmp_path / "a.xls"))
    assert read(tmp_path / "a.xls").cells.rows() == [(1, "2023-05-01")]
    made.ods(tmp_path / "a.ods", [[datetime.date(2023, 5, 1)], [MOMENT]])
    assert read(tmp_path / "a.ods").cells["A"].to_list() == ["2023-05-01", "2023-05-01 12:30"]


def test_rows_and_columns_keep_their_place_when_the_sheet_begins_empty(tmp_path):
    rows = [[], [], [None, None, "Namn"], [], [None, None, "Glasriket"]]
    table = read(made.xlsx(tmp_path / "a.xlsx", rows))
    assert table.cells.rows() == [(3, "Namn"), (5, "Glasriket")]
    assert table.letters == ["C"]


def test_control_characters_and_space_around_values_go(tmp_path):
    path = made.csv(tmp_path / "a.csv", "Namn;Ort\n \u200bGlas\x07riket \u00a0;Nybro\n")
    assert read(path).cells.rows()[1] == (2, "Glasriket", "Nybro")
    # å as a and a ring, as some programs on a Mac write it
    assert read(made.csv(tmp_path / "b.csv", "Namn\nA\u030are")).cells["A"][1] == "Åre"


def test_what_looks_like_a_formula_stays_text(tmp_path):
    path = made.csv(tmp_path / "a.csv", "Namn\n=1+1\n@SUM(A1)\n")
    assert read(path).cells["A"].to_list() == ["Namn", "=1+1", "@SUM(A1)"]
    assert read(made.xlsx(tmp_path / "a.xlsx", [["Namn"], ["=1+1"]])).cells["A"].to_list() == ["Namn", "=1+1"]


def test_a_formula_never_worked_out_is_empty_and_named(tmp_path):
    table = read(made.formula_without_value(tmp_path / "a.xlsx"))
    assert table.cells["B"].to_list() == ["Antal medlemmar", None, "12"]
    problem = table.problems[0]
    assert (problem.reason.code, problem.sheet, problem.row, problem.column) == (
        "cell.formula_without_value", "Blad1", 2, "B",
    )  # fmt: skip


def test_a_cell_in_error_is_empty_and_named(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("Blad1")
    page.write_row(0, 0, ["Namn", "Ort"])
    page.write(1, 0, "Glasriket")
    page.write_formula(1, 1, "=NA()", value="#N/A")
    book.close()
    table = read(tmp_path / "a.xlsx")
    assert table.cells.rows()[1] == (2, "Glasriket", None)
    problem = table.problems[0]
    assert (problem.reason.code, problem.reason.parameters["found"], problem.row, problem.column) == (
        "cell.error", "#N/A", 2, "B",
    )  # fmt: skip


def test_merged_cells_are_told(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    page.merge_range("B1:C1", "Kontakt")
    book.close()
    assert read(tmp_path / "a.xlsx").merged == ("B1:C1",)


def test_merged_cells_of_an_ods_are_told(tmp_path):
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Blad1")
    table.set_value("B1", "Kontakt")
    table.set_value("A2", "x")
    table.set_span("B1:C1")
    document.body.append(table)
    document.save(str(tmp_path / "a.ods"))
    assert read(tmp_path / "a.ods").merged == ("B1:C1",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators_are_found_out(tmp_path, encoding, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in (("Namn", "Ort"), ("Åsnen & Öland", "Växjö"), ("Compare", "")))
    table = read(made.csv(tmp_path / "a.csv", text, encoding=encoding))
    assert table.cells.rows() == [(1, "Namn", "Ort"), (2, "Åsnen & Öland", "Växjö"), (3, "Compare", None)]
    assert codes(table) == (["file.encoding_guessed"] if encoding == "cp1252" else [])


def test_a_record_over_several_lines_has_its_first_line(tmp_path):
    path = made.csv(tmp_path / "a.csv", 'Namn;Beskrivning\nA;"en\n""två"""\nB;tre\n')
    assert read(path).cells.rows() == [(1, "Namn", "Beskrivning"), (2, "A", 'en\n"två"'), (4, "B", "tre")]


def test_a_separator_told_by_the_file_holds(tmp_path):
    path = made.csv(tmp_path / "a.csv", "sep=,\nNamn,Not\nA,1;2;3\n")
    assert read(path).cells.rows() == [(2, "Namn", "Not"), (3, "A", "1;2;3")]


def test_commas_inside_semicolon_cells_do_not_mislead(tmp_path):
    path = made.csv(tmp_path / "a.csv", "Namn;Text\nA;ett, två, tre\nB;fyra, fem, sex\n")
    assert read(path).letters == ["A", "B"]


def test_a_stray_quotation_mark_is_read_as_it_stands_and_told(tmp_path):
    table = read(made.csv(tmp_path / "a.csv", 'Namn;Ort\n"Kluster" AB;Nybro\n'))
    assert table.cells.rows()[1] == (2, "Kluster AB", "Nybro")
    assert (codes(table), table.problems[0].row) == (["row.stray_quote"], 2)


def test_letters_encoded_twice_are_told(tmp_path):
    table = read(made.csv(tmp_path / "a.csv", "Namn\nVÃ¤xjÃ¶\n"))
    assert (codes(table), table.problems[0].row) == (["file.garbled"], 2)


def test_lists_in_json_are_joined(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"Namn": "A", "Finansiärer": ["X", "Y"], "Aktiv": true, "Start": 2002.0, "Tom": null}]')
    assert read(path).cells.rows()[1] == (1, "A", "X | Y", "true", "2002", None)


@pytest.mark.parametrize(
    ("content", "code", "about"),
    [
        ('[{"Namn": {"sv": "A"}}]', "file.json_nested", {"row": 1, "key": "Namn"}),
        ('[{"Namn": "A"}, {"Namn": ["B", ["C"]]}]', "file.json_nested", {"row": 2, "key": "Namn"}),
        ('[{"Namn": "A"}, 3]', "file.json_no_object", {"row": 2, "found": "3"}),
        ('{"Namn": "A"}', "file.json_no_rows", {"file": "a.json"}),
        ("[]", "file.empty", {"file": "a.json"}),
        ('[{"Namn": "A", "Namn": "B"}]', "file.json_key_twice", {"key": "Namn"}),
        ('[{"Namn": NaN}]', "file.json_constant", {"found": "NaN"}),
        ('[{"Namn": "A"},\n {"Namn": }]', "file.not_json", {"line": 2, "character": 11}),
        ("[" * 100_000, "file.not_json", {"file": "a.json"}),
    ],
)
def test_json_that_is_no_table_is_refused_with_its_place(tmp_path, content, code, about):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(UnreadableFile) as caught:
        read_tables(path, Limits())
    assert caught.value.reason.code == code
    assert {name: caught.value.reason.parameters[name] for name in about} == about


def test_a_file_that_is_absent_or_empty(tmp_path):
    assert refused(tmp_path / "finns-inte.csv") == "file.not_there"
    assert refused(made.csv(tmp_path / "tom.csv", " \n\t\n")) == "file.empty"
    assert refused(made.xlsx(tmp_path / "tom.xlsx", [])) == "file.empty"


def test_a_file_over_the_limit(tmp_path):
    path = made.csv(tmp_path / "a.csv", "Namn\n" + "A\n" * 1000)
    assert refused(path, file_bytes=2000) == "file.too_large"
    assert read(path, file_bytes=2005).cells.height == 1001
    assert refused(path, rows=1000) == "file.too_many_cells"
    assert refused(made.csv(tmp_path / "bred.csv", ";".join("abcdef")), columns=5) == "file.too_many_cells"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = made.bomb(tmp_path / "a.xlsx", 60)
    assert path.stat().st_size < 1_000_000
    assert refused(path) == "file.zip_bomb"
    assert refused(path, ratio=10_000, unzipped_bytes=50_000_000) == "file.zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_found_out(tmp_path):
    assert refused(made.lying_bomb(tmp_path / "a.xlsx", 60)) == "file.damaged"


def test_an_archive_of_too_many_parts(tmp_path):
    assert refused(made.xlsx(tmp_path / "a.xlsx"), entries=3) == "file.zip_entries"


@pytest.mark.parametrize("maker", [made.encrypted_xlsx, made.locked_part])
def test_a_file_with_a_password(tmp_path, maker):
    assert refused(maker(tmp_path / "a.xlsx")) == "file.locked"


def test_a_damaged_archive(tmp_path):
    path = made.xlsx(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:length])
        assert refused(path) == "file.damaged"
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(50) + whole[middle + 50 :])
    assert refused(path) == "file.damaged"


def test_a_damaged_xls(tmp_path):
    path = made.xls(tmp_path / "a.xls")
    path.write_bytes(path.read_bytes()[:2600])
    assert refused(path) == "file.damaged"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"Namn;Ort\nGlasriket;Nybro\n", "file.no_workbook"),
        ("a.csv", b"%PDF-1.7 ...", "file.not_a_table"),
        ("a.xls", b"<html><table><tr><td>Namn</td></tr></table></html>", "file.web_page"),
        ("a.csv", b"Namn;Ort\nA\x00B;C\n", "file.binary"),
        ("a.csv", "Namn\nÅre\nLuleå\n".encode() + b"V\xe4xj\xf6", "file.undecodable"),
        ("a.csv", "Namn;Ort\nLinköping;Östergötland".encode("cp850"), "file.dos_text"),
        ("a.csv", b"Namn\n\x81\x8d", "file.undecodable"),
        ("a.csv", b'Namn;Ort\n"Glasriket;Nybro\nCompare;Karlstad\n', "file.open_quote"),
    ],
)
def test_what_is_not_a_table_is_refused(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == code


def test_a_text_document_under_a_workbooks_name(tmp_path):
    assert refused(made.docx(tmp_path / "a.xlsx")) == "file.not_a_table"


def test_a_workbook_under_another_name_is_read_and_told(tmp_path):
    table = read(made.xlsx(tmp_path / "a.csv"))
    assert table.kind == "xlsx"
    assert codes(table) == ["file.misnamed"]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_ten_megabytes_in_one_cell(tmp_path, ending):
    big = "x" * 10_000_000
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        made.csv(path, f"Namn;Text\nA;kort\nB;{big}\n")
    elif ending == "json":
        path.write_text(json.dumps([{"Namn": "A", "Text": "kort"}, {"Namn": "B", "Text": big}]))
    else:
        _xlsx_by_hand(path, big)
    with pytest.raises(UnreadableFile) as caught:
        read_tables(path, Limits())
    about = caught.value.reason.parameters
    assert caught.value.reason.code == "file.cell_too_long"
    expected = {"xlsx": (3, "B"), "csv": (3, "B"), "json": (2, "Text")}[ending]
    assert (about["row"], about["column"], about["characters"]) == (*expected, 10_000_000)


def _xlsx_by_hand(path, big):
    """No library writes such a cell; the parts are those of a small file with the text put in."""
    import zipfile

    made.xlsx(path, [["Namn", "Text"], ["A", "kort"], ["B", "STOR"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # Of mixed letters, so that it does not look like a bomb.
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"STOR", big.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_the_longest_cell_that_excel_allows_is_read(tmp_path):
    assert read(made.csv(tmp_path / "a.csv", "Namn\n" + "x" * 32_767)).cells["A"].str.len_chars()[1] == 32_767


def test_a_child_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        read_file(made.csv(tmp_path / "a.csv"), Limits(seconds=0))
    assert caught.value.reason.code == "file.too_slow"


def test_a_child_that_takes_too_much_memory_costs_only_itself(tmp_path):
    """One value in the last cell of the sheet makes the used range 17 000 million cells."""
    pytest.importorskip("resource", reason="memory can be limited on Unix only")
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    page.write(0, 0, "Namn")
    page.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises(UnreadableFile) as caught:
        read_file(tmp_path / "a.xlsx")
    assert caught.value.reason.code == "file.too_much_memory"


def test_hidden_and_several_sheets(tmp_path):
    sheets = {"Läs mig": [["Om filen"]], "Data": made.ROWS, "Gömt": made.ROWS}
    tables = read_tables(made.xlsx_sheets(tmp_path / "a.xlsx", sheets, hidden=["Gömt"]), Limits())
    assert [(table.sheet, table.hidden) for table in tables] == [("Läs mig", False), ("Data", False), ("Gömt", True)]


def test_cells_are_text_throughout(tmp_path):
    table = read(made.xlsx(tmp_path / "a.xlsx"))
    assert set(table.cells.drop("row").dtypes) == {pl.String}
