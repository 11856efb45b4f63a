"""Lists out of the register and out of an edition."""

import csv
from io import StringIO

import openpyxl
import pytest

from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.workflow import export
from klusterkarta.workflow.editions import UnknownEdition, freeze
from klusterkarta.workflow.export import UnknownExport, export_csv, export_xlsx, exported_file, new_export_path
from tests.registers import collect_rows, record_id, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]


@pytest.fixture
def register():
    # The source that comes last by name comes first in the register: numbers and keys order differently.
    collect_rows(
        "z-karta", {"1": {"name": "Compare", "funders": "Region Värmland | VINNOVA"}, "2": {"name": "Ostgruppen"}}
    )
    collect_rows("a-bok", {"1": {"name": "Compare AB", "funders": "Almi", "start_year": "1999"}})
    say("z-karta:1", "a-bok:1")
    collect_rows("s3", {"P1": {"name": "FoodTech"}}, thing="priority")
    collect_rows("tema", {"1": {"name": "Ostgruppen", "priorities": "FoodTech"}})
    say("z-karta:2", "tema:1")


def rows_of(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def about_of(path):
    sheet = openpyxl.load_workbook(path).worksheets[-1]
    return {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_edition_and_the_register_it_was_made_of_give_the_same_list(register, tmp_path, language):
    freeze("a", caller=OPERATOR)
    live, frozen = tmp_path / "live.csv", tmp_path / "frozen.csv"
    export_csv(live, caller=PUBLIC, language=language)
    export_csv(frozen, caller=PUBLIC, language=language, edition="a")
    assert live.read_bytes() == frozen.read_bytes()
    books = []
    for name, edition in (("live.xlsx", None), ("frozen.xlsx", "a")):
        export_xlsx(tmp_path / name, caller=PUBLIC, language=language, edition=edition)
        book = openpyxl.load_workbook(tmp_path / name)
        books.append({sheet.title: list(sheet.values) for sheet in book.worksheets[:-1]})
    assert books[0] == books[1]


def test_the_workbook_says_which_edition_it_is_of(register, tmp_path):
    freeze("2010", caller=OPERATOR, title_sv="Nationella kartan", sources=["z-karta"])
    report = export_xlsx(tmp_path / "x.xlsx", caller=PUBLIC, edition="2010")
    assert (report.file, report.actors) == ("x.xlsx", 2)
    about = about_of(tmp_path / "x.xlsx")
    assert about["Utgåva"] == "Nationella kartan (2010)"
    assert about["Urval"] == "alla aktörer"
    assert "z-karta" in about
    assert "a-bok" not in about


def test_chosen_actors_are_found_in_an_edition_by_their_records(register, tmp_path):
    freeze("a", caller=OPERATOR)
    # Since the freeze the two have been joined with a new record that is older in no sense but its name.
    collect_rows("ny", {"1": {"name": "Compare Group"}})
    say("z-karta:1", "ny:1")
    chosen = [record_id("z-karta:1")]
    export_csv(tmp_path / "live.csv", caller=PUBLIC, actors=chosen)
    export_csv(tmp_path / "frozen.csv", caller=PUBLIC, actors=chosen, edition="a")
    live, frozen = rows_of(tmp_path / "live.csv"), rows_of(tmp_path / "frozen.csv")
    assert [row["Postnyckel"] for row in live] == [row["Postnyckel"] for row in frozen] == ["z-karta:1"]
    assert live[0]["Källor"] == "a-bok | ny | z-karta"
    assert frozen[0]["Källor"] == "a-bok | z-karta"
    export_xlsx(tmp_path / "x.xlsx", caller=PUBLIC, actors=chosen, language="en")
    assert about_of(tmp_path / "x.xlsx")["Selection"] == "1 chosen actor"


def test_nothing_personal_and_no_work_note_leaves_even_for_the_operator(register, tmp_path):
    collect_rows("med", {"1": {"name": "Kontaktad", "contact_name": "Testperson Ett", "contact_email": "t@example.se"}})
    set_work(
        record_id("med:1"), WorkDetails(status="ongoing", responsible="rurik", note="Hemlig notering"), caller=OPERATOR
    )
    export_csv(tmp_path / "x.csv", caller=OPERATOR)
    export_xlsx(tmp_path / "x.xlsx", caller=OPERATOR)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = str([list(sheet.values) for sheet in book]) + (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert "Kontaktad" in cells
    for secret in ("Testperson", "t@example.se", "Hemlig", "rurik", "ongoing"):
        assert secret not in cells


def test_a_sole_trader_stands_without_a_name(tmp_path):
    from tests.workflow.test_editions import collect_trader

    collect_trader()
    export_csv(tmp_path / "x.csv", caller=OPERATOR)
    row = rows_of(tmp_path / "x.csv")[0]
    assert row["Namn"] == "Enskild näringsidkare (namnet skyddat)"
    assert row["Postnyckel"] == "lista:sole-trader/1"
    assert row["Län"] == "Kalmar län"
    assert "estperson" not in str(row)


def test_a_file_that_breaks_half_way_leaves_the_earlier_one(register, tmp_path, monkeypatch):
    out = tmp_path / "x.xlsx"
    out.write_text("the earlier file")
    monkeypatch.setattr(export, "write_gathered", lambda path, *_, **__: path.write_text("half") and 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_xlsx(out, caller=PUBLIC)
    assert [path.read_text() for path in tmp_path.glob("*x*") if path.is_file()] == ["the earlier file"]


def test_an_unknown_edition_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(UnknownEdition):
        export_csv(tmp_path / "x.csv", caller=Caller("läsaren", "reader"), edition="2010")
    assert not (tmp_path / "x.csv").exists()


def test_exported_files_are_found_by_name_and_nothing_else_is(own_workspace):
    path = new_export_path("xlsx", edition="2010")
    assert path.name.startswith("masterlista-2010-")
    with pytest.raises(UnknownExport):
        exported_file(path.name)
    path.write_bytes(b"x")
    assert exported_file(path.name) == path.resolve()
    (own_workspace / "secret-key").write_text("hemlig")
    for name in ("../secret-key", "", ".", "nowhere.xlsx"):
        with pytest.raises(UnknownExport):
            exported_file(name)
