"""The verbs as a person meets them: words in; text or JSON, files and an exit code out, on both databases.

The command is called in this process; `test_command.py` starts it as a process of its own.
"""

import csv
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from klusterkarta.cli import workspace as workspaces
from klusterkarta.cli.main import VERBS, main
from tests.reading_here import files_are_read_here as files_are_read_here  # noqa: PLC0414
from tests.sources.services.replay import replaying
from tests.sources.services.replay_table import SCB
from tests.web.laid_register import TABLE
from tests.workflow.conftest import own_workspace as own_workspace  # noqa: PLC0414

ROWS = [
    ["Nr", "Namn", "Aktörstyp", "Geografiskt område", "Antal medlemsföretag", "Startår", "Webbplats"],
    ["1", "Glasriket", "klusterinitiativ", "Nybro", "Ca 30", "1998", "www.glasriket.se"],
    ["2", "Robotdalen", "klusterinitiativ", "Västmanland", "Minst 10", "2003", "www.robotdalen.se"],
    ["3", "", "företag", "Skåne", "", "", ""],
]


pytestmark = pytest.mark.usefixtures("own_workspace")
on_a_register = pytest.mark.django_db


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str, workspace: Path | None = None) -> Done:
    place = ["--workspace", str(workspace)] if workspace else []
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            code = main([*words, "--lang", "sv", *place])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def answer(*words: str, workspace: Path):
    done = run(*words, "--json", workspace=workspace)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def workspace(own_workspace) -> Path:
    workspaces.write_format(own_workspace)
    return own_workspace


@pytest.fixture
def lista(tmp_path) -> Path:
    path = tmp_path / "bruttolista åäö.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(ROWS)
    return path


def test_help_names_every_verb_and_loads_no_web_framework():
    code = "import sys; from klusterkarta.cli.main import main; main(['--help']); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert all(f"  {verb}" in done.stdout for verb in VERBS)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb):
    done = run(verb, "--help")
    assert done.returncode == 0
    assert "--workspace" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["frobnicate"], 2, "inget verb"),
        (["collect"], 2, "FILE"),
        (["summary"], 3, "klusterkarta init"),
        (["edition", "list"], 3, "klusterkarta init"),
        (["upgrade"], 3, "klusterkarta init"),
        # What begins with a dash is a word of the query, and no option.
        (["search", "-mat", "--limit", "5"], 3, "klusterkarta init"),
    ],
)
def test_wrong_calls_and_missing_workspaces(words, code, says, tmp_path):
    done = run(*words, workspace=tmp_path / "ingen")
    assert (done.returncode, says in done.stderr) == (code, True)
    assert "Traceback" not in done.stderr


@on_a_register
def test_the_main_job(workspace, lista, tmp_path):
    dry = answer("collect", str(lista), "--source", "Bruttolista", "--dry-run", workspace=workspace)["readings"][0]
    # Two rows with a name and one without: the third has a key, and a kind, but nobody to speak of.
    assert (dry["rows_read"], dry["dry_run"], dry["reading"]) == (3, True, None)
    assert run("show", "Glasriket", workspace=workspace).returncode == 2
    made = answer("collect", str(lista), "--source", "Bruttolista", workspace=workspace)["readings"][0]
    shown = answer("show", "glasriket", workspace=workspace)
    said = {slot["code"]: slot["values"][0] for slot in shown["properties"] if slot["values"]}
    assert said["members"]["value"] == "Ca 30"
    assert said["members"]["source"] == "bruttolista"
    again = answer("collect", str(lista), "--source", "Bruttolista", workspace=workspace)["readings"][0]
    assert (again["changes"]["new"], again["changes"]["changed"]) == (0, 0)
    for reading in (again, made):
        assert run("undo", str(reading["reading"]), workspace=workspace).returncode == 0
    assert run("show", "Glasriket", workspace=workspace).returncode == 2
    assert run("undo", "--redo", str(made["reading"]), workspace=workspace).returncode == 0
    assert run("withdraw", "bruttolista", "--why", "prov", workspace=workspace).returncode == 0
    assert run("show", "Glasriket", workspace=workspace).returncode == 2
    assert run("withdraw", "bruttolista", "--restore", workspace=workspace).returncode == 0
    assert answer("resolve", workspace=workspace)["proposed"] == 0
    frozen = answer("edition", "freeze", "prov", workspace=workspace)
    assert answer("edition", "list", workspace=workspace)["editions"][0]["sha256"] == frozen["sha256"]
    assert answer("edition", "check", "prov", workspace=workspace)["sha256"] == frozen["sha256"]
    assert answer("edition", "compare", "prov", "prov", workspace=workspace)["unchanged"] == frozen["actors"]
    out = tmp_path / "lista.csv"
    assert answer("export", "csv", str(out), workspace=workspace)["actors"] == frozen["actors"]
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert answer("summary", workspace=workspace)["lists"] == {"1": 0, "2-strategic": 0, "2-transnational": 0}


@on_a_register
def test_a_file_that_cannot_be_read_leaves_nothing(workspace, tmp_path):
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    done = run("collect", str(broken), "--source", "Trasig", workspace=workspace)
    assert done.returncode == 2
    assert "trasig.xlsx" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("withdraw", "trasig", workspace=workspace).returncode == 2


@on_a_register
def test_judging_by_key_and_taking_back(workspace, lista):
    run("collect", str(lista), "--source", "Parlista", workspace=workspace)
    judged = answer("judge", "parlista:1", "parlista:2", "different", "--why", "två län", workspace=workspace)
    assert (
        answer("judge", "--take-back", str(judged["judgement"]), workspace=workspace)["taken_back"]
        == judged["judgement"]
    )
    assert run("judge", "--take-back", str(judged["judgement"]), workspace=workspace).returncode == 2
    unknown = run("judge", "parlista:1", "parlista:9", "same", workspace=workspace)
    assert (unknown.returncode, "parlista:9" in unknown.stderr) == (2, True)
    assert run("judge", workspace=workspace).returncode == 2


@on_a_register
def test_comparing_and_a_table_of_chosen_fields(workspace, tmp_path):
    # Names of their own: the register is the other tests' too, and a name that two actors bear is no answer.
    lista = tmp_path / "jamforlista.csv"
    text = "\n".join(";".join(row) for row in ROWS)
    lista.write_text(text.replace("Glasriket", "Kristallriket").replace("Robotdalen", "Sensordalen"), encoding="utf-8")
    answer("collect", str(lista), "--source", "jamforlista", workspace=workspace)
    found = answer("compare", "Kristallriket", "Sensordalen", workspace=workspace)
    assert [one["name"] for one in found["actors"]] == ["Kristallriket", "Sensordalen"]
    agreement = {one["field"]: one["agreement"] for one in found["fields"]}
    assert (agreement["kind"], agreement["members"]) == ("same", "differs")
    assert run("compare", "Kristallriket", workspace=workspace).returncode == 2
    out = tmp_path / "tabell.csv"
    asked = ["--fields", "start_year,members", "--filter", "source=jamforlista", "--contains", "members=minst"]
    answer("export", "csv", str(out), *asked, "--sort=-start_year", workspace=workspace)
    head, *rows = csv.reader(out.open(encoding="utf-8-sig", newline=""), delimiter=";")
    assert (head[:3], rows[0][:3]) == (["Namn", "Startår", "Antal medlemsföretag"], ["Sensordalen", "2003", "minst 10"])
    assert len(rows) == 1
    for wrong in (["--sort", "name"], ["--fields", "age"], ["--fields", "", "--filter", "county"]):
        assert run("export", "csv", str(tmp_path / "x.csv"), *wrong, workspace=workspace).returncode == 2
    assert not (tmp_path / "x.csv").exists()


@on_a_register
def test_maturity_and_phases(workspace, tmp_path):
    lista = tmp_path / "faser.csv"
    rows = ["Nr;Namn;Aktörstyp;Startår;Antal medlemmar;Finansiärer;Fas;Uppgift avser"]
    rows += ["1;Fasdalen;klusterinitiativ;1998;20;A | B | C;start;2010", "2;Tystdalen;klusterinitiativ;;;;;2010"]
    lista.write_text("\n".join(rows), encoding="utf-8")
    answer("collect", str(lista), "--source", "faser", workspace=workspace)
    # Age 12: 4 points; 20 members: 2; three funders: 3; said in 2010, so active: 4. 13 of 16, and of 28 from 13 to 25.
    found = answer("maturity", "--filter", "source=faser", "--on", "2010", workspace=workspace)["actors"]
    measured = {one["name"]: (one["index"], one["low"], one["high"], one["known"]) for one in found}
    # Of the silent one it is known that it was there in 2010, and nothing else: 4 points of 28 at least.
    assert measured == {"Fasdalen": (81.2, 46.4, 89.3, 4), "Tystdalen": (None, 14.3, 100.0, 1)}
    wrong = run("maturity", "--proxies", str(tmp_path / "ingen.yaml"), workspace=workspace)
    assert (wrong.returncode, "ingen.yaml" in wrong.stderr, "Traceback" in wrong.stderr) == (2, True, False)
    stated = ["--state", "avslutat", "--on", "2015", "--why", "pengarna tog slut"]
    (told,) = answer("phases", "Fasdalen", *stated, workspace=workspace)["initiatives"]
    assert [(one["on"], one["phases"], one["reason"]) for one in told["history"]] == [
        ("2010", ["starting", "starting"], ""), ("2015", ["closed", "closed"], "pengarna tog slut"),
    ]  # fmt: skip
    refused = run("phases", "Fasdalen", "--state", "krympt", "--on", "2016", workspace=workspace)
    assert (refused.returncode, "”krympt” är ingen fas" in refused.stderr) == (2, True)


@on_a_register
def test_figures_and_the_two_maps(workspace, tmp_path):
    table = tmp_path / "dag.csv"
    table.write_text(TABLE, encoding="utf-8")
    words = ("figures", "add", str(table), "--key", "dag", "--title", "Arbetande", "--source", "SCB")
    refused = run(*words, "--licence", " ", workspace=workspace)
    assert (refused.returncode, "licence" in refused.stderr) == (2, True)
    assert answer(*words, "--licence", "CC0", workspace=workspace)["population"] == "day"
    assert [one["key"] for one in answer("figures", "list", workspace=workspace)["cubes"]] == ["dag"]
    # Five rows of the file, each with two years; no county has both sexes together.
    assert answer("figures", "show", "dag", workspace=workspace)["cells"] == 10
    laid = answer("two-maps", "dag", "--year", "2020", workspace=workspace)
    strong = [*laid["without_initiative"], *laid["both"]]
    assert [(one["county"], one["sector"], one["quotient"]) for one in strong] == [("17", "forest", 1.5)]
    assert "Skog" in run("two-maps", workspace=workspace).stdout
    assert answer("figures", "publish", "dag", workspace=workspace)["published"]
    assert run("two-maps", "natt", workspace=workspace).returncode == 2
    assert {one["key"] for one in answer("figures", "services", workspace=workspace)["services"]} >= {"scb", "oecd"}
    with replaying(SCB) as replay:
        asked = ("--filter", "Region=0*", "--base-url", f"{replay.base}/v2")
        words = ("figures", "fetch", "scb", "T", "--key", "t", *asked)
        # One county (the country is its sum), 2 industries, 2 sexes, 3 years; the ages are left to the service.
        fetched = answer(*words, workspace=workspace)
    assert (fetched["cells"], fetched["service"], fetched["licence"], fetched["unit"]) == (12, "scb", "CC0", "antal")
    offline = run(*words, "--refresh", workspace=workspace)
    assert (offline.returncode, "går inte att nå" in offline.stderr) == (3, True)


@on_a_register
def test_users(workspace):
    made = answer("user", "add", "redaktor", "--role", "editor", "--scope", "county:17", workspace=workspace)
    assert len(made["password"]) > 12
    assert run("user", "add", "redaktor", "--role", "editor", workspace=workspace).returncode == 2
    (listed,) = answer("user", "list", workspace=workspace)["users"]
    assert (listed["name"], listed["role"], listed["scope_value"]) == ("redaktor", "editor", "17")
    assert answer("user", "password", "redaktor", workspace=workspace)["password"] != made["password"]


@on_a_register
def test_check_setup_says_what_is_missing(workspace, tmp_path):
    done = run("check-setup", workspace=workspace)
    assert done.returncode == 1
    assert "--  ägare och kontakt är ifyllda (KLUSTERKARTA_OWNER_NAME" in done.stdout
    assert "ok  varje källuppgift har sin post" in done.stdout
    assert run("check-setup", workspace=tmp_path / "ingen").returncode == 1


@pytest.mark.parametrize(("number", "says"), [(0, "klusterkarta upgrade"), (99, "nyare version")])
def test_a_workspace_of_another_format_is_refused(number, says, own_workspace):
    (own_workspace / "workspace.json").write_text(json.dumps({"format": number}), encoding="utf-8")
    done = run("summary", workspace=own_workspace)
    assert (done.returncode, says in done.stderr) == (3, True)
