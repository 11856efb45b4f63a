"""`klusterkarta link`: plain files in, pairs out; bad input refused before anything is written."""

import csv
import subprocess
import sys

import pytest
import xlsxwriter

from klusterkarta.cli.main import main
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.workflow.link import Wanted, check_target, link_files, write_links

ROWS = [
    ["Id", "Namn", "Ort", "Webbplats"],
    ["a1", "Skånes Livsmedelsakademi", "Malmö", "www.livsmedelsakademin.se"],
    ["a2", "Livsmedelsakademin", "Malmö", "livsmedelsakademin.se"],
    ["a3", "Robotdalen, AB", "Västerås", ""],
    ["a4", "Robotdalen", "Västerås", ""],
    ["a5", "Glasriket", "Nybro", ""],
]


@pytest.fixture
def table(tmp_path):
    def write(rows=ROWS, name="lista åäö.csv", delimiter=";"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


def refused(path, **wanted):
    with pytest.raises(UnreadableFile) as caught:
        link_files(path, wanted=Wanted(**{"name": "Namn", **wanted}), lang="sv")
    return caught.value.reason


def test_the_command_writes_pairs_for_programs(table, tmp_path):
    out = tmp_path / "pairs.csv"
    words = ["link", str(table()), "--on", "namn", "--id", "Id", "--also", "Ort,url=Webbplats", "--out", str(out)]
    code = f"import sys; from klusterkarta.cli.main import main; main({words!r}); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
    data = out.read_bytes()
    assert data.startswith(b"left_id,right_id,score,reason\n")
    assert b"\r" not in data
    rows = list(csv.DictReader(data.decode("utf-8").splitlines()))
    assert {(row["left_id"], row["right_id"]) for row in rows} == {("a1", "a2"), ("a3", "a4")}
    assert all(0.1 < float(row["score"]) <= 1 for row in rows)
    assert "Samma webbdomän: livsmedelsakademin.se." in next(row["reason"] for row in rows if row["left_id"] == "a1")


def test_two_files_of_two_kinds_with_row_numbers_as_ids(table, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate([["Namn"], ["Glasriket"], ["Robotdalen"]]):
        sheet.write_row(number, 0, row)
    book.close()
    links = link_files(table(), tmp_path / "b.xlsx", wanted=Wanted("Namn"), lang="en")
    # Rows 4 and 5 of the list are Robotdalen, row 6 Glasriket; in the workbook they are rows 3 and 2.
    assert {row[:2] for row in links.rows} == {("4", "3"), ("5", "3"), ("6", "2")}
    assert links.records == 7


def test_a_column_that_is_not_there_names_those_that_are(table):
    reason = refused(table(), name="Organisation")
    assert reason.code == "link.no_column"
    assert all(heading in str(reason.parameters["columns"]) for heading in ROWS[0])


def test_ids_must_be_unique_and_there(table):
    reason = refused(table(), id="Ort")
    assert (reason.code, reason.parameters["id"], reason.parameters["rows"]) == ("link.ids_not_unique", "Malmö", "2, 3")
    assert refused(table(), id="Webbplats").code == "link.id_missing"


@pytest.mark.parametrize(
    ("also", "code"),
    [(("Färg",), "unknown_mark"), (("city=Län",), "no_column"), (("Ort", "city=Namn"), "mark_twice")],
)
def test_columns_beside_the_name(table, also, code):
    assert refused(table(), also=also).code == f"link.{code}"


def test_a_table_without_rows_and_one_heading_twice(table):
    assert refused(table([["Namn"]])).code == "link.no_rows"
    assert refused(table([["Namn", "Namn"], ["a", "b"]])).code == "link.column_twice"


def test_nothing_is_written_where_something_is_wrong(table, tmp_path, capsys):
    out = tmp_path / "pairs.csv"
    assert main(["link", str(table()), "--on", "Finns inte", "--out", str(out), "--lang", "sv"]) == 2
    assert "Namn" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["lista åäö.csv"]


def test_the_target_is_looked_at_before_the_work(table, tmp_path):
    path = table()
    for out, code in ((path, "link.out_is_input"), (tmp_path / "nej" / "ut.csv", "link.no_folder")):
        with pytest.raises(UnreadableFile) as caught:
            check_target(out, [path])
        assert caught.value.reason.code == code


def test_a_target_that_cannot_be_written_leaves_no_part_behind(table, tmp_path):
    links = link_files(table(), wanted=Wanted("Namn"), lang="sv")
    (tmp_path / "upptagen").mkdir()
    with pytest.raises(UnreadableFile) as caught:
        write_links(links, tmp_path / "upptagen")
    assert caught.value.reason.code == "link.not_written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lista åäö.csv", "upptagen"]
