"""Which row is the header, which sheet is read, what each column is read into, and what is told about the rest."""

import pytest
import xlsxwriter

from klusterkarta.sources.columns import Columns, check_identity, match_columns
from klusterkarta.sources.layout import Layout, find_table
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.mapping import ColumnMapping, load_mapping, mapping_from, mapping_text
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.unreadable import UnreadableFile
from tests.sources import made_files as made

NONE = ColumnMapping()


def laid_out(path, mapping=NONE, sheet="") -> Layout:
    return find_table(read_tables(path, Limits()), mapping, sheet=sheet)


def matched(tmp_path, *rows: str, mapping=NONE) -> tuple[Layout, Columns]:
    layout = laid_out(made.csv(tmp_path / "a.csv", "\n".join(rows)), mapping)
    return layout, match_columns(layout, mapping)


def codes(problems) -> list[str]:
    return [problem.reason.code for problem in problems]


def fields(columns: Columns) -> list[str]:
    return [column.covers for column in columns.columns]


def test_headers_become_fields(tmp_path):
    _, columns = matched(tmp_path, "Nr;Organisation;Beskrivning (engelska);Org.nr", "1;A;B;C")
    assert fields(columns) == ["row_key", "name", "description@en", "organisation_number"]
    assert columns.problems == ()


def test_rows_above_the_header_are_passed_and_told(tmp_path):
    layout, columns = matched(tmp_path, "Sammanställning 2023;;", ";;", "Namn;Ort;Startår", "Glasriket;Nybro;2002")
    assert (layout.header_row, layout.body.rows()) == (3, [(4, "Glasriket", "Nybro", "2002")])
    assert codes(layout.problems) == ["column.rows_above"]
    assert layout.problems[0].reason.parameters == {"count": 1}
    assert fields(columns) == ["name", "town", "start_year"]


def test_a_title_that_happens_to_be_a_header_word_is_no_header(tmp_path):
    layout, _ = matched(tmp_path, "Företag;;", "Namn;Ort;Startår", "Glasriket;Nybro;2002")
    assert layout.header_row == 2


def test_without_a_known_header_the_row_with_most_cells_is_taken_and_told(tmp_path):
    layout, columns = matched(tmp_path, "Rubrik;;", "Ett;Två;Tre", "a;b;c")
    assert layout.header_row == 2
    assert "column.header_guessed" in codes(layout.problems)
    with pytest.raises(UnreadableFile) as caught:
        check_identity(columns, layout)
    assert caught.value.reason.code == "file.no_name_column"
    assert caught.value.reason.parameters["headers"] == "Ett, Två, Tre"


def test_a_near_miss_of_the_name_column_is_named(tmp_path):
    layout, columns = matched(tmp_path, "Aktörsnamm;Ort", "a;b")
    with pytest.raises(UnreadableFile) as caught:
        check_identity(columns, layout)
    assert caught.value.reason.code == "file.name_unclear"
    assert caught.value.reason.parameters["near"] == "Aktörsnamm"


def test_unknown_and_doubled_headers_are_told_and_not_read(tmp_path):
    _, columns = matched(tmp_path, "Namn;Färg;Startår;Grundat", "A;röd;2001;2002")
    assert fields(columns) == ["name", "", "", ""]
    assert [column.how for column in columns.columns] == ["synonym", "unknown", "conflict", "conflict"]
    assert codes(columns.problems) == ["header.conflict", "header.unknown"]


def test_a_column_without_a_header_is_told_when_it_has_values(tmp_path):
    path = made.xlsx(tmp_path / "a.xlsx", [["Namn", "", "Ort"], ["A", "x", "Nybro"], ["B", None, "Växjö"]])
    layout = laid_out(path)
    columns = match_columns(layout, ColumnMapping())
    assert codes(columns.problems) == ["column.no_header"]
    assert (columns.problems[0].column, columns.problems[0].reason.parameters["count"]) == ("B", 1)


def test_merged_header_cells_are_told(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("Blad1")
    page.write("A1", "Namn")
    page.merge_range("B1:C1", "Ort")
    page.write_row(1, 0, ["Glasriket", "Nybro", "Kalmar"])
    book.close()
    layout = laid_out(tmp_path / "a.xlsx")
    assert codes(layout.problems) == ["column.merged"]
    assert layout.problems[0].reason.parameters["cells"] == "B1:C1"
    assert codes(match_columns(layout, ColumnMapping()).problems) == ["column.no_header"]


def test_a_header_merged_downwards_counts_for_its_column(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("Blad1")
    page.merge_range("A1:A2", "Namn")
    page.merge_range("B1:C1", "Läge")
    page.write_row(1, 1, ["Ort", "Land"])
    page.write_row(2, 0, ["Glasriket", "Nybro", "Sverige"])
    book.close()
    layout = laid_out(tmp_path / "a.xlsx")
    assert layout.headers == {"A": "Namn", "B": "Ort", "C": "Land"}
    assert fields(match_columns(layout, ColumnMapping())) == ["name", "town", "country"]


def test_merged_cells_in_the_body_are_told(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("Blad1")
    page.write_row(0, 0, ["Namn", "Ort"])
    page.write_column(1, 0, ["A", "B"])
    page.merge_range("B2:B3", "Nybro")
    book.close()
    layout = laid_out(tmp_path / "a.xlsx")
    assert [(problem.reason.code, problem.row) for problem in layout.problems] == [("cell.merged", 2)]


def test_of_several_sheets_the_one_with_known_headers_is_read_and_the_rest_told(tmp_path):
    sheets = {"Läs mig": [["Om filen"], ["Text"]], "Data": made.ROWS, "Gömt": made.ROWS}
    path = made.xlsx_sheets(tmp_path / "a.xlsx", sheets, hidden=["Gömt"])
    layout = laid_out(path)
    assert layout.table.sheet == "Data"
    left_out = [problem.sheet for problem in layout.problems if problem.reason.code == "sheet.left_out"]
    assert left_out == ["Läs mig", "Gömt"]
    assert laid_out(path, sheet="gömt").table.sheet == "Gömt"
    with pytest.raises(UnreadableFile) as caught:
        laid_out(path, sheet="Blad9")
    assert caught.value.reason.parameters == {"sheet": "Blad9", "found": "Läs mig, Data, Gömt"}


def test_typ_means_kind_of_actor_unless_its_values_are_kinds_of_rows(tmp_path):
    _, columns = matched(tmp_path, "Namn;Typ", "A;företag", "B;kluster")
    assert fields(columns) == ["name", "kind"]
    _, columns = matched(tmp_path, "Namn;Typ", "A;mål", "B;aktivitet")
    assert fields(columns) == ["name", "thing"]
    _, columns = matched(tmp_path, "Namn;Typ;Aktörstyp", "A;företag;kluster")
    assert fields(columns) == ["name", "", "kind"]
    assert codes(columns.problems) == ["column.claimed"]


def test_a_mapping_decides_before_the_vocabulary(tmp_path):
    mapping = ColumnMapping(columns={"Benämn": "name", "NAMN": "other_names", "Ort": "ignore"}, key="Kod")
    _, columns = matched(tmp_path, "Kod;Benämn;Namn;Ort;Land", "1;A;B;C;Sverige", mapping=mapping)
    assert fields(columns) == ["row_key", "name", "other_names", "", "country"]
    assert codes(columns.problems) == ["column.ignored"]


def test_a_mapping_finds_the_header_row_of_a_file_that_nobody_else_understands(tmp_path):
    mapping = ColumnMapping(columns={"Kolumn ett": "name"})
    layout, _ = matched(tmp_path, "x;y;z", "Kolumn ett;q;", "A;b;c", mapping=mapping)
    assert layout.header_row == 2


def test_a_mapping_by_letter(tmp_path):
    _, columns = matched(tmp_path, "Namn;Namn", "A;B", mapping=ColumnMapping(letters={"B": "name"}))
    assert [(column.letter, column.field, column.how) for column in columns.columns] == [
        ("A", "", "claimed"), ("B", "name", "mapped"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"columns": {"Namn": "namnet"}}, "mapping.unknown_field"),
        ({"columns": {"Namn": "members@en"}}, "mapping.no_language"),
        ({"columns": {"Namn": "description@xx"}}, "mapping.no_language"),
        ({"columns": ["Namn"]}, "mapping.no_pairs"),
        ({"thing": "sak"}, "mapping.unknown_thing"),
        ({"thing": "mention"}, "mapping.unknown_thing"),
        ({"kind": "sak"}, "mapping.unknown_kind"),
        ({"kolumner": {}}, "mapping.unknown_entry"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(entry, code):
    with pytest.raises(UnreadableFile) as caught:
        mapping_from(entry)
    assert caught.value.reason.code == code


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (ColumnMapping(columns={"Finns inte": "name"}), "mapping.header_missing"),
        (ColumnMapping(key="Finns inte"), "mapping.header_missing"),
        (ColumnMapping(letters={"Q": "name"}), "mapping.header_missing"),
        (ColumnMapping(columns={"Namn": "town", "Ort": "town"}), "mapping.field_twice"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_refused(tmp_path, mapping, code):
    with pytest.raises(UnreadableFile) as caught:
        matched(tmp_path, "Namn;Ort", "A;B", mapping=mapping)
    assert caught.value.reason.code == code


def test_a_mapping_survives_its_file(tmp_path):
    mapping = ColumnMapping(
        columns={"Benämning": "name", "Kul: rubrik": "ignore"}, letters={"C": "description@en"}, key="Nr",
        separators=(";", "\n"), sheet="Blad1", thing="goal", kind="company",
    )  # fmt: skip
    path = tmp_path / "mapping.yaml"
    path.write_text(mapping_text(mapping), encoding="utf-8")
    assert load_mapping(path) == mapping
    path.write_text("- a\n- b\n")
    with pytest.raises(UnreadableFile) as caught:
        load_mapping(path)
    assert caught.value.reason.code == "mapping.not_yaml"
    path.write_text("a: [")
    with pytest.raises(UnreadableFile) as caught:
        load_mapping(path)
    assert caught.value.reason.code == "mapping.not_yaml"
