"""Verbs in this process, on the tests' own register: what they print, where, and which code they end with."""

import json

import pytest

from klusterkarta.catalogue.models import Actor, Reading, Source
from klusterkarta.cli.main import main
from klusterkarta.cli.output import own_language
from klusterkarta.cli.workspace import write_format
from klusterkarta.settings import current, use
from tests.registers import collect_rows, record_id
from tests.sources import made_files as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def workspace(tmp_path):
    settings = current()
    write_format(tmp_path)
    yield tmp_path
    use(settings)


@pytest.fixture
def run(capsys, workspace):
    """Run a verb; its code, what it printed, what it said beside that."""

    def call(*words, lang="sv") -> tuple[int, str, str]:
        code = main([*map(str, words), "--workspace", str(workspace), "--lang", lang])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_collect_tells_people_what_it_did(run, tmp_path):
    path = made.csv(tmp_path / "a.csv", "Nr;Namn;Startår;Färg\n1;Glasriket;20222;röd\n1;Igen;;\n2;Compare;2000;\n")
    code, out, _ = run("collect", path, "--source", "Karta 2023")
    assert code == 0
    assert "2 poster lästa ur a.csv" in out
    assert "1 rad överhoppade" in out or "1 rad" in out
    assert "rad 3: Raden har samma nyckel" in out
    assert "rad 2, kolumn C: ”20222” är inget årtal" in out
    assert "”Färg”" in out
    assert f"klusterkarta undo {Reading.objects.get().pk}" in out
    assert "rows" not in out


def test_collect_with_json_prints_one_document(run, tmp_path):
    code, out, _ = run("collect", made.csv(tmp_path / "a.csv"), "--source", "karta", "--json")
    report = json.loads(out)["readings"][0]
    assert (code, report["changes"]["new"], report["dry_run"]) == (0, 2, False)


def test_a_dry_run_writes_nothing(run, tmp_path):
    code, out, _ = run("collect", made.csv(tmp_path / "a.csv"), "--source", "karta", "--dry-run", lang="en")
    assert (code, Source.objects.count()) == (0, 0)
    assert "Nothing has been saved" in out


def test_a_source_keeps_what_is_not_told_again(run, tmp_path):
    path = made.csv(tmp_path / "a.csv")
    run("collect", path, "--source", "Karta 2023", "--title-en", "Map 2023", "--trust", 80, "--published-on", "2023")
    run("collect", path, "--source", "karta-2023", "--publisher", "Region Kalmar")
    source = Source.objects.get()
    assert (source.key, source.title_sv, source.title_en) == ("karta-2023", "Karta 2023", "Map 2023")
    assert (source.trust, source.published_on, source.publisher) == (80, "2023", "Region Kalmar")


def test_several_files_of_one_source(run, tmp_path):
    first, second = made.csv(tmp_path / "a.csv", "Nr;Namn\n1;A\n"), made.csv(tmp_path / "b.csv", "Nr;Namn\n2;B\n")
    assert run("collect", first, second, "--source", "karta")[0] == 0
    assert set(Actor.objects.values_list("name", flat=True)) == {"A", "B"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Färg;Form\nröd;rund\n", "Färg, Form"),
        ('Namn;Ort\n"Glasriket;Nybro\n', "stängs aldrig"),
        ("Namn;Ort\n;Nybro\n", None),
    ],
)
def test_bad_input_ends_with_2_and_nothing_is_written(run, tmp_path, text, words):
    code, out, error = run("collect", made.csv(tmp_path / "a.csv", text), "--source", "karta")
    assert (code, Source.objects.exists()) == (2, False)
    assert words is None or words in error


def test_a_mapping_file(run, tmp_path):
    path = made.csv(tmp_path / "a.csv", "Kol 1;Kol 2\nGlasriket;2002\n")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns: {Kol 1: name, Kol 2: start_year}\n", encoding="utf-8")
    assert run("collect", path, "--source", "karta", "--mapping", mapping)[0] == 0
    assert Actor.objects.get().start_year == 2002
    mapping.write_text("columns: {Kol 9: name}\n", encoding="utf-8")
    code, _, error = run("collect", path, "--source", "karta", "--mapping", mapping)
    assert (code, "Kol 1, Kol 2" in error) == (2, True)


def test_undo_and_redo(run):
    reading = collect_rows("a", {"1": {"name": "Robotdalen"}})
    assert run("undo", reading)[0] == 0
    assert not Actor.objects.exists()
    assert run("undo", reading, "--redo")[0] == 0
    assert Actor.objects.exists()
    assert run("undo", 999)[0] == 2


def test_withdraw_and_restore(run):
    collect_rows("a", {"1": {"name": "Robotdalen"}})
    assert run("withdraw", "a", "--why", "fel fil")[0] == 0
    assert not Actor.objects.exists()
    assert run("withdraw", "a", "--restore")[0] == 0
    assert Actor.objects.exists()
    code, _, error = run("withdraw", "finns-inte")
    assert (code, "finns-inte" in error) == (2, True)


def test_judging_by_key_from_a_file_and_back(run, tmp_path):
    collect_rows("a", {"1": {"name": "Biotechvalley"}})
    collect_rows("b", {"1": {"name": "Biotech Valley"}})
    code, out, _ = run("judge", "a:1", "b:1", "same", "--why", "samma ort", "--json")
    assert (code, Actor.objects.count()) == (0, 1)
    assert run("judge", "--take-back", json.loads(out)["judgement"])[0] == 0
    assert Actor.objects.count() == 2
    decisions = made.csv(tmp_path / "beslut.csv", "left,right,verdict,why\na:1,b:1,same,samma ort\n")
    assert run("judge", "--file", decisions)[0] == 0
    assert Actor.objects.count() == 1


def test_every_fault_of_a_file_of_decisions_is_told(run, tmp_path):
    collect_rows("a", {"1": {"name": "Biotechvalley"}})
    text = "left,right,verdict,why\na:1,b:7,same,x\na:1,a:1,kanske,x\n"
    code, _, error = run("judge", "--file", made.csv(tmp_path / "beslut.csv", text))
    assert code == 2
    assert "b:7" in error
    assert "kanske" in error


@pytest.mark.parametrize("words", [["judge"], ["judge", "a:1", "b:1", "same"]])
def test_a_judgement_that_names_nothing_is_refused(run, words):
    assert run(*words)[0] == 2


def test_show_by_name_and_by_number(run):
    collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2003"}, "2": {"name": "Robotdalen"}})
    code, out, _ = run("show", record_id("a:1"), "--json")
    document = json.loads(out)
    assert (code, document["key"], document["name"]) == (0, "a:1", "Robotdalen")
    code, _, error = run("show", "robotdalen")
    assert code == 2
    assert f"({record_id('a:1')})" in error
    assert run("show", "Finns inte")[0] == 2


def test_show_leaves_personal_data_out_unless_asked(run):
    # An invented person.
    collect_rows("a", {"1": {"name": "Compare", "contact_name": "Testperson Ett"}})
    assert "Testperson" not in run("show", "Compare")[1]
    assert "Testperson" in run("show", "Compare", "--personal")[1]


def test_users(run):
    code, out, _ = run("user", "add", "anna", "--role", "editor", "--scope", "county:08", "--json")
    made_user = json.loads(out)
    assert (code, made_user["user"], len(made_user["password"].split("-"))) == (0, "anna", 4)
    assert run("user", "add", "anna", "--role", "editor")[0] == 2
    listed = json.loads(run("user", "list", "--json")[1])["users"]
    assert [(one["name"], one["role"], one["scope_value"]) for one in listed] == [("anna", "editor", "08")]


def test_jobs_are_listed_and_cancelled(run):
    from klusterkarta.jobs.services import start_job
    from klusterkarta.values.caller import OPERATOR

    job = start_job("resolve", {}, caller=OPERATOR)
    assert [one["id"] for one in json.loads(run("jobs", "--json")[1])["jobs"]] == [job]
    code, out, _ = run("jobs", "--cancel", job, "--json")
    assert (code, json.loads(out)["jobs"][0]["state"]) == (0, "cancelled")


def test_options_of_all_verbs_may_stand_anywhere(capsys, workspace):
    for words in (["--workspace", str(workspace), "jobs", "--json"], ["jobs", "--json", "--workspace", str(workspace)]):
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out) == {"jobs": []}


def test_an_unknown_verb_is_wrong_usage(capsys):
    assert main(["kollekta", "--lang", "sv"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, "”kollekta” är inget verb" in printed.err) == ("", True)


@pytest.mark.parametrize(
    ("name", "lang"), [("C.UTF-8", "sv"), ("C", "sv"), ("sv_SE.UTF-8", "sv"), ("en_GB.UTF-8", "en")]
)
def test_the_language_is_the_persons_own(monkeypatch, name, lang):
    monkeypatch.setattr("klusterkarta.cli.output.locale.setlocale", lambda category: name)
    assert own_language() == lang
