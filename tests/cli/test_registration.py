"""The forms of a priority and of an actor by the verb `registration`, into files."""

import json

import openpyxl
import pytest

from klusterkarta.cli.main import main
from klusterkarta.settings import current
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(monkeypatch):
    # The verb runs in this process, on the test's own register.
    monkeypatch.setattr("klusterkarta.cli.verbs.registration.open_workspace", lambda options: current().workspace)
    partner_register()
    return lambda *words: main(["registration", *words, "--lang", "en"])


def test_a_priority_as_a_workbook_and_an_actor_as_both(call, tmp_path, capsys):
    assert call("FoodTech", "--out", str(tmp_path / "f.xlsx")) == 0
    assert "; 1 demand is not met and 3 cannot be told." in capsys.readouterr().out
    assert openpyxl.load_workbook(tmp_path / "f.xlsx").sheetnames == ["Priority", "Actors", "Entry check"]
    assert call("matnät", "--out", str(tmp_path / "m.xlsx"), "--json") == 0
    # Nine members where the platform asks for more; whether the rest is met a person has to say.
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["unmet"]) == (["m.xlsx"], 1)
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["Actors", "Entry check"]
    assert ("Matnätet", "Members", "not met", "9") in list(book["Entry check"].values)
    assert call("Matnätet", "--out", str(tmp_path / "m.txt"), "--format", "json") == 0
    (actor,) = json.loads((tmp_path / "m.txt").read_text(encoding="utf-8"))["clusters"]["actors"]
    assert (actor["name"], actor["unmet"]) == ("Matnätet", ["members"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Månbas", "--out", "x.json"), "No priority and no actor is called “Månbas”. The priorities there are: "),
        (("987654", "--out", "x.json"), "No actor is called “987654” or has that number"),
        (("FoodTech", "--out", "x.pdf"), "Let it end in .xlsx or .json"),
        (("FoodTech", "--out", "borta/x.json"), "Make it first"),
        (("FoodTech", "--out", "x.json", "--edition", "2020-var"), "2020-var"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(call, tmp_path, monkeypatch, capsys, words, says):
    monkeypatch.chdir(tmp_path)
    assert call(*words) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.glob("*x.*")) == []
