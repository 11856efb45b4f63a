"""Two records beside each other, and what would follow if they were one actor."""

import pytest

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.judge import judge_pair
from klusterkarta.workflow.pair import names_of_records, pair_of
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[int, int]:
    old = {
        "name": "Matkluster",
        "start_year": "2000",
        "members": "10",
        "kind": "klusterinitiativ",
        "funders": "Vinnova",
    }
    new = {"name": "Matklustret", "start_year": "2007", "kind": "klusterinitiativ", "funders": "EU", "town": "Flen"}
    collect_rows("bok", {"1": old}, published_on="2009")
    collect_rows("karta", {"a": new}, published_on="2010")
    return record_id("bok:1"), record_id("karta:a")


def test_what_would_be_shown_is_what_is_shown_once_they_are_one(pair):
    foreseen = {one.code: one.shown for one in pair_of(*pair, caller=OPERATOR).merged}
    judge_pair(*pair, verdict="same", why="", caller=OPERATOR)
    (actor,) = list_actors(ActorFilter()).rows
    assert {code: tuple(actor.shown(code)) for code in foreseen} == foreseen
    assert foreseen["start_year"] == ("2007",)


def test_only_what_the_sides_say_differently_is_listed(pair):
    merged = {one.code: one for one in pair_of(*pair, caller=OPERATOR).merged}
    # Kind is the same, members and town are said by one side, and of funders both are shown.
    assert set(merged) == {"name", "start_year"}
    assert merged["start_year"].beside == ("2000",)


def test_the_standing_decision_and_one_actor(pair):
    judge_pair(*pair, verdict="unsure", why="", caller=OPERATOR)
    found = pair_of(*reversed(pair), caller=OPERATOR)
    assert (found.standing.verdict, found.one_actor) == ("unsure", False)
    judge_pair(*pair, verdict="same", why="", caller=OPERATOR)
    assert pair_of(*pair, caller=OPERATOR).one_actor


def test_no_pair_of_what_is_not_live_or_is_one_record(pair):
    left, right = pair
    assert pair_of(left, left, caller=OPERATOR) is None
    assert pair_of(left, 999_999, caller=OPERATOR) is None
    withdraw("karta", caller=OPERATOR)
    assert pair_of(left, right, caller=OPERATOR) is None


def test_comparing_is_for_those_who_may_judge(pair):
    with pytest.raises(NotAllowed):
        pair_of(*pair, caller=Caller("rut", "reader"))


def test_a_record_goes_by_its_own_name_also_when_joined(pair):
    judge_pair(*pair, verdict="same", why="", caller=OPERATOR)
    assert names_of_records(pair, "sv") == {pair[0]: "Matkluster", pair[1]: "Matklustret"}
    withdraw("karta", caller=OPERATOR)
    assert names_of_records(pair, "sv")[pair[1]] == "a"
