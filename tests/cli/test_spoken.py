"""What verbs say to people: words in the language asked for, no codes of the program."""

import json

import pytest

from klusterkarta.cli import workspace
from klusterkarta.cli.main import main
from tests.registers import collect_rows
from tests.workflow.conftest import own_workspace as own_workspace  # noqa: PLC0414

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]


@pytest.fixture
def call(own_workspace, capsys):
    workspace.write_format(own_workspace)
    book = {
        "1": {"name": "Fordonskomponent Mälardalen", "kind": "klusterinitiativ", "funders": "Nutek", "members": "12"},
        "2": {"name": "Nutek", "kind": "finansiär", "description": "Betalar Fordonskomponent."},
    }
    collect_rows("bok", book, published_on="2009")
    mapped = {"name": "Glasriket", "kind": "klusterinitiativ", "list": "1", "geography": "Kronobergs län"}
    collect_rows("karta", {"1": mapped}, published_on="2010")

    def called(*words: str, lang: str = "sv") -> tuple[int, str]:
        code = main([*words, "--workspace", str(own_workspace), "--lang", lang])
        said = capsys.readouterr()
        return code, said.out + said.err

    return called


def test_show_says_why_a_value_is_shown_and_how_actors_are_related(call):
    code, said = call("show", "Fordonskomponent")  # Nutek's description has the word too; it is no part of its name
    assert code == 0
    members = next(line for line in said.splitlines() if line.startswith("  * 12 "))
    assert members.startswith("  * 12  [bok, p. 1, ")
    assert members.endswith(", enda uppgiften]")
    assert "finansieras av: Nutek" in said
    assert "the only statement" in call("show", "Fordonskomponent", lang="en")[1]


def test_summary_has_headings_and_labels_for_people(call):
    _, said = call("summary")
    assert "Klusterinitiativ (lista 1): 1\n" in said
    assert "Kronobergs län: 1 (1)" in said
    assert not {"per_county", "counties_empty", "2-strategic", "source_language"} & set(said.split())
    assert "Counties with a cluster initiative: 1" in call("summary", lang="en")[1]


def test_the_names_in_the_summary_as_json_are_the_same_in_both_languages(call):
    swedish, english = (json.loads(call("summary", "--json", lang=lang)[1]) for lang in ("sv", "en"))
    assert swedish["per_county"]["Kronoberg"] == {"certain": 1, "all": 1}
    # Sweden has 21 counties; Kronoberg is in one list and the other twenty in the other.
    assert {"Värmland", "Skåne", "Västra Götaland"} < set(swedish["counties_empty"])
    assert (len(swedish["per_county"]), len(swedish["counties_empty"])) == (21, 20)
    names = ("counties_empty", "per_county", "sector_groups", "universities", "funders", "missing")
    assert {name: english[name] for name in names} == {name: swedish[name] for name in names}
    assert "Kronoberg County: 1 (1)" in call("summary", lang="en")[1]


def test_the_funnel_names_tests_by_their_titles(call):
    _, said = call("assess", "funnel")
    assert "Glasriket: " in said
    assert "Glasriket: companies" not in said


def test_an_empty_list_of_jobs_says_so(call):
    assert call("jobs") == (0, "Inga jobb.\n")
