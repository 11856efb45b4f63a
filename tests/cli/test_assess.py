"""`klusterkarta assess`, as a panel's secretary runs it."""

import json

import docx
import pytest
from openpyxl import load_workbook

from klusterkarta.assessment.selectors.links import opened_by
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.rounds import move_round
from klusterkarta.cli import workspace
from klusterkarta.cli.main import main
from tests.assessment.rounds import ANNE, CRITERIA, LEADER, made_round, score
from tests.workflow.conftest import own_workspace as own_workspace  # noqa: PLC0414

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]


@pytest.fixture
def call(own_workspace, capsys):
    workspace.write_format(own_workspace)

    def called(*words: object, lang: str = "sv") -> tuple[int, str, str]:
        code = main(["assess", *map(str, words), "--workspace", str(own_workspace), "--lang", lang])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_a_panel_scores_in_spreadsheets_and_is_led_to_lists(call, tmp_path):
    made = made_round("scoring")
    assert json.loads(call("rounds", "--json")[1])["rounds"][0]["state"] == "scoring"
    code, out, _ = call("export", made.id, tmp_path, "--json")
    anne, bo = json.loads(out)["files"]
    for path, skills in ((anne, 4), (bo, 1)):
        book = load_workbook(path)
        for row in (2, 3):
            for column in "DEFGH":
                book["Poäng"][f"{column}{row}"] = 3
            book["Poäng"][f"I{row}"] = 4 if row == 2 else skills
        book.save(path)
    wrong = load_workbook(bo)
    wrong["Poäng"]["E3"] = 7
    wrong.save(tmp_path / "fel.xlsx")
    code, _, err = call("import", anne, tmp_path / "fel.xlsx")
    assert (code, "fel.xlsx" in err, "Poäng!E3: ”7” finns inte på skalan" in err) == (2, True, True)
    code, out, _ = call("import", anne, bo)
    assert "anne har bedömt 2 av 3 initiativ helt och 0 delvis" in out
    assert call("agreement", made.id)[0] == 2
    move_round(made.id, "open_meeting", caller=LEADER)
    skills = json.loads(call("agreement", made.id, "--json")[1])["criteria"][5]
    assert (skills["criterion"], skills["alpha"]["ordinal"]["units"]) == ("skills", 2)
    # Trä has 4 and 1 on skills, the median 2.5: met at 2, not at 3.
    answer = json.loads(call("what-if", made.id, "--met-at", 3, "--json")[1])
    assert answer["change_list"] == [made.candidates[1]]
    assert "Trä: till lista 1" not in call("what-if", made.id, "--without", "skills", "--met-at", 3)[1]
    code, _, err = call("what-if", made.id, "--without", "närhet")
    assert (code, "”närhet” finns inte" in err) == (2, True)


def test_lists_are_shown_and_issued(call):
    made = made_round("scoring")
    score(made.candidates[0], dict.fromkeys(CRITERIA, 3), caller=ANNE)
    move_round(made.id, "open_meeting", caller=LEADER)
    rulings = [Ruling(candidate=one, outcome="list_1") for one in made.candidates[:2]]
    decide(made.id, rulings, present=["anne"], caller=LEADER)
    _, out, _ = call("lists", made.id)
    assert "utan beslut (1)\n  Mat\nlista 1 (2)\n  Trä\n  Zink\n" in out
    assert call("lists", made.id, "--publish")[0] == 2
    decide(made.id, [Ruling(candidate=made.candidates[2], outcome="wait")], present=["anne"], caller=LEADER)
    for step in ("start_checking", "close"):
        move_round(made.id, step, caller=LEADER)
    found = json.loads(call("lists", made.id, "--publish", "--json")[1])
    assert (found["counts"]["list_1"], found["counts"]["wait"], found["reading"] > 0) == (2, 1, True)
    assert call("lists", 4711)[0] == 2


def test_links_and_minutes_are_written(call, tmp_path):
    made = made_round("scoring")
    found = json.loads(call("links", made.id, "--until", "2026-12-01", "--json")[1])["links"]
    assert [one["name"] for one in found] == ["Zink", "Trä", "Mat"]
    assert opened_by(found[0]["address"].rstrip("/").rpartition("/")[2]).facts_until == "2026-12-01"
    assert call("links", made.id, "--until", "snart")[0] == 2
    assert call("minutes", made.id, tmp_path / "protokoll.docx")[0] == 2
    move_round(made.id, "open_meeting", caller=LEADER)
    assert call("minutes", made.id, tmp_path / "protokoll.docx")[0] == 0
    assert docx.Document(str(tmp_path / "protokoll.docx")).core_properties.title == "Protokoll: Våren"
