"""`klusterkarta master-list`, as a person runs it."""

import json

import pytest

from klusterkarta.cli import workspace
from klusterkarta.cli.main import main
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from tests.registers import record_id
from tests.workflow.conftest import own_workspace as own_workspace  # noqa: PLC0414
from tests.workflow.master_lists import Edited, exported, generated_register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]


def test_an_untouched_list_is_said_to_be_unchanged(own_workspace, tmp_path, capsys):
    workspace.write_format(own_workspace)
    generated_register(2)
    call = ["master-list", str(exported(tmp_path)), "--dry-run", "--workspace", str(own_workspace)]
    assert main([*call, "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == ["The file says what it said when it left the register.", "Nothing is saved (--dry-run)."]


def test_edits_are_shown_answered_and_saved(own_workspace, tmp_path, capsys):
    workspace.write_format(own_workspace)
    generated_register(6)
    file = Edited(exported(tmp_path))
    edit_actor(record_id("karta:2"), [Stated("members", "40")], caller=OPERATOR)
    file.put("Kluster 0002", "members", 50)
    file.put("Kluster 0003", "start_year", 1901)
    path = str(file.save())
    call = ["master-list", path, "--workspace", str(own_workspace), "--lang", "sv"]
    assert main([*call, "--dry-run"]) == 0
    told = capsys.readouterr().out
    # 1990 + 3 = 1993 left.
    assert "Ändringar: Kluster 0003 – Startår  ”1993” → ”1901”" in told
    assert "i registret nu: ”40”  svar: register, file" in told
    assert main([*call, "--dry-run", "--json"]) == 0
    conflict, edit = json.loads(capsys.readouterr().out)["items"]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({conflict["id"]: "nej"}))
    assert main([*call, "--answers", str(answers)]) == 2
    assert "register, file" in capsys.readouterr().err
    answers.write_text(json.dumps({"answers": {conflict["id"]: "file", edit["id"]: "skip"}}))
    assert main([*call, "--answers", str(answers), "--json"]) == 0
    saved = json.loads(capsys.readouterr().out)["saved"]
    assert (saved["edited"], saved["left"]) == (1, 1)
    assert main(["show", str(record_id("karta:2")), "--workspace", str(own_workspace), "--json"]) == 0
    assert '"50"' in capsys.readouterr().out
    answers.write_text("[]")
    assert main([*call, "--answers", str(answers)]) == 2
