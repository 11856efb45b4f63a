"""The change log in words: what is said, what is left out, and that every verb and reason has words."""

import pytest

from klusterkarta.catalogue.selectors.changes import latest_changes
from klusterkarta.catalogue.services.judgements import Verdict, judge, take_back
from klusterkarta.catalogue.services.sources import set_withdrawn
from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.words import words_of_key
from klusterkarta.web.change_lines import _MARKS, ChangeLine, change_lines, telling
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.refresh import writing
from tests.registers import collect_rows, record_id, say

pytestmark = pytest.mark.django_db


def lines(lang: str = "sv") -> list[ChangeLine]:
    return change_lines(telling(latest_changes(), 10), lang)


def newest(lang: str = "sv") -> tuple[str, list[str], str]:
    line = lines(lang)[0]
    return line.state, [one.text for one in line.subjects], line.rest


@pytest.fixture
def two() -> None:
    collect_rows("karta", {"1": {"name": "Alfa"}, "2": {"name": "Beta"}}, published_on="2010")


def test_a_reading_names_its_source_and_counts_its_records(two):
    assert newest() == ("Ny inläsning", ["karta, 2010"], "2 poster")
    assert newest("en") == ("New reading", ["karta, 2010"], "2 records")


def test_one_judgement_names_its_actors_and_many_are_counted(two):
    say("karta:1", "karta:2", "different")
    assert newest() == ("Dubblettbeslut", ["Alfa", "Beta"], "")
    pairs = [Verdict(left=record_id("karta:1"), right=record_id("karta:2"), verdict="unsure")] * 3
    with writing() as touched:
        touched.add(judge(pairs, caller=OPERATOR))
    assert newest() == ("Dubblettbeslut", [], "3 par")


def test_joined_records_are_one_actor(two):
    say("karta:1", "karta:2", "same")
    state, subjects, _ = newest()
    assert (state, len(subjects)) == ("Dubblettbeslut", 1)


def test_a_decision_taken_back(two):
    say("karta:1", "karta:2", "different")
    from tests.registers import latest_judgements

    with writing() as touched:
        touched.add(take_back(latest_judgements()[0].id, caller=OPERATOR))
    assert newest()[0] == "Beslut tillbakataget"


def test_an_edit_is_a_correction_of_an_actor(two):
    edit_actor(record_id("karta:1"), [Stated("members", "12", place="brev")], caller=OPERATOR)
    assert newest() == ("Rättelse", ["Alfa"], "")


def test_a_withdrawal_says_why(two):
    with writing() as touched:
        touched.add(set_withdrawn("karta", withdrawn=True, caller=OPERATOR, why="fel fil"))
    assert newest() == ("Källa tillbakadragen", ["karta, 2010"], "fel fil")


def test_the_offices_own_work_is_not_told(two):
    before = len(lines())
    set_work(record_id("karta:1"), WorkDetails(status="done"), caller=OPERATOR)
    assert len(lines()) == before


def test_every_verb_that_is_told_has_words_in_both_languages():
    for verb in _MARKS:
        words = words_of_key(f"changes.{verb.replace('-', '_')}")
        assert words.sv != words.en


# The codes of profile.choose, as its documentation lists them.
@pytest.mark.parametrize("code", ["only", "trusted", "newest", "first", "each"])
def test_why_a_value_is_shown_has_words(code):
    assert words_of_key(f"profile.shown_{code}").sv != words_of_key(f"profile.shown_{code}").en


@pytest.mark.parametrize("code", ["agrees", "less_trusted", "older", "denied", "blank", "denial"])
def test_why_a_value_is_not_shown_has_words(code):
    assert words_of_key(f"profile.hidden_{code}").sv != words_of_key(f"profile.hidden_{code}").en
