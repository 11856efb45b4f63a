"""The command as people start it: a process of its own, a workspace of its own."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.sources import made_files as made

CHECK = "import sys; from klusterkarta.cli.main import main; main(['--help']); sys.exit('django' in sys.modules)"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    path = tmp_path_factory.mktemp("arbetsyta åäö") / "ws"
    answer = klusterkarta("init", workspace=path)
    assert answer.returncode == 0, answer.stderr
    return path


def surroundings() -> dict[str, str]:
    """What the tests' own environment has, without all that is set in it for Django or for the product."""
    ours = ("KLUSTERKARTA_", "DJANGO_", "DATABASE_URL", "TEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"PYTHONUTF8": "1"}


def klusterkarta(*words, workspace=None, lang="sv") -> "subprocess.CompletedProcess[str]":
    place = ["--workspace", str(workspace)] if workspace else []
    command = [sys.executable, "-m", "klusterkarta", *map(str, words), *place, "--lang", lang]
    return subprocess.run(command, env=surroundings(), capture_output=True, text=True, timeout=120)


def test_help_loads_no_django():
    assert subprocess.run([sys.executable, "-c", CHECK], capture_output=True).returncode == 0


def test_help_names_every_verb_in_both_languages():
    swedish, english = (klusterkarta("--help", lang=lang) for lang in ("sv", "en"))
    assert (swedish.returncode, english.returncode) == (0, 0)
    assert swedish.stdout != english.stdout
    from klusterkarta.cli.main import VERBS

    for verb in VERBS:
        assert f"  {verb}" in swedish.stdout


def test_from_an_empty_folder_to_a_list(tmp_path, workspace):
    """Init, collect, resolve, show, freeze, export, undo: the main job, each step a process."""
    path = made.xlsx(tmp_path / "Kluster 2023.xlsx")
    collected = klusterkarta("collect", path, "--source", "Kluster 2023", "--json", workspace=workspace)
    assert collected.returncode == 0, collected.stderr
    reading = json.loads(collected.stdout)["readings"][0]
    assert (reading["source"], reading["rows_stated"], reading["changes"]["new"]) == ("kluster-2023", 2, 2)
    assert klusterkarta("resolve", "--json", workspace=workspace).returncode == 0
    shown = klusterkarta("show", "Glasriket", workspace=workspace)
    assert "Glasriket" in shown.stdout
    assert "kluster-2023, Blad1, rad 2" in shown.stdout
    assert klusterkarta("edition", "freeze", "2023", workspace=workspace).returncode == 0
    frozen = json.loads(klusterkarta("edition", "list", "--json", workspace=workspace).stdout)["editions"]
    assert [(one["name"], one["actors"]) for one in frozen] == [("2023", 2)]
    out = tmp_path / "lista.xlsx"
    assert klusterkarta("export", "xlsx", out, workspace=workspace).returncode == 0
    assert out.stat().st_size > 0
    assert klusterkarta("undo", reading["reading"], workspace=workspace).returncode == 0
    gone = klusterkarta("show", "Glasriket", workspace=workspace)
    assert (gone.returncode, gone.stdout) == (2, "")


def test_a_second_init_leaves_the_workspace_as_it_is(workspace):
    key = (workspace / "secret-key").read_text()
    assert klusterkarta("init", workspace=workspace).returncode == 0
    assert (workspace / "secret-key").read_text() == key
    assert json.loads((workspace / "workspace.json").read_text())["format"] == 4


def test_without_a_workspace_the_answer_is_3_and_what_to_do(tmp_path):
    answer = klusterkarta("collect", made.csv(tmp_path / "a.csv"), "--source", "x", workspace=tmp_path / "inget")
    assert answer.returncode == 3
    assert "klusterkarta init" in answer.stderr
    assert not (tmp_path / "inget").exists()


def test_upgrade_copies_the_register_first_and_makes_what_an_older_program_had_not(tmp_path, workspace):
    """Format 3 had no concepts of its own: they can be written after it. What follows from statements is made anew."""
    path = shutil.copytree(workspace, tmp_path / "yta")
    klusterkarta("collect", made.xlsx(tmp_path / "a.xlsx"), "--source", "a", workspace=path)
    facets = "SELECT count(*) FROM catalogue_facet"
    with closing(sqlite3.connect(path / "register.sqlite3")) as register, register:
        (before,) = register.execute(facets).fetchone()
        register.execute("DELETE FROM catalogue_facet")
        for table in ("wording", "schemehead", "write"):
            register.execute(f"DROP TABLE concepts_{table}")
        register.execute("DELETE FROM django_migrations WHERE app = 'concepts'")
    (path / "workspace.json").write_text(json.dumps({"format": 3}))
    upgraded = json.loads(klusterkarta("upgrade", "--json", workspace=path).stdout)
    assert (upgraded["to"], Path(upgraded["copy"]).stat().st_size > 0) == (4, True)
    with closing(sqlite3.connect(path / "register.sqlite3")) as register:
        assert register.execute(facets).fetchone() == (before,)
    assert before > 0
    retired = klusterkarta("concepts", "retire", "ceramics", "--why", "finns inte här", "--json", workspace=path)
    assert json.loads(retired.stdout)["write"] == 1
    (told,) = json.loads(klusterkarta("concepts", "history", "ceramics", "--json", workspace=path).stdout)["history"]
    assert (told["step"], told["why"], told["by"], told["concept"]) == ("retire", "finns inte här", "operator", None)


def test_whoever_reads_may_stop_reading(workspace):
    command = [sys.executable, "-m", "klusterkarta", "user", "list", "--json", "--workspace", str(workspace)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=surroundings(), stdout=pipe, stderr=pipe, text=True) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_bad_settings_are_wrong_usage(tmp_path):
    command = [sys.executable, "-m", "klusterkarta", "init"]
    wrong = {**os.environ, "KLUSTERKARTA_PORT": "9", "KLUSTERKARTA_WORKSPACE": str(tmp_path)}
    answer = subprocess.run(command, env=wrong, capture_output=True, text=True)
    assert answer.returncode == 2
    assert "KLUSTERKARTA_PORT is no setting" in answer.stderr


def test_a_database_that_does_not_answer_is_3(tmp_path, workspace):
    address = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"
    command = [sys.executable, "-m", "klusterkarta", "edition", "list", "--workspace", str(workspace)]
    elsewhere = {**surroundings(), "DATABASE_URL": address}
    answer = subprocess.run(command, env=elsewhere, capture_output=True, text=True)
    assert answer.returncode == 3, answer.stderr
    assert "DATABASE_URL" in answer.stderr
