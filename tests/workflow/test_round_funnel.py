"""From finds to lists: every stage is the one before less those who went no further, each with its reason."""

import pytest

from klusterkarta.assessment.selectors.rounds import candidates_of, round_view
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.rounds import RoundDetails, add_assessors, add_candidates, move_round, open_round
from klusterkarta.catalogue.models import Source
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.round_funnel import Funnel, funnel, latest_decided_round
from klusterkarta.workflow.round_results import publish_lists
from tests.assessment.rounds import DOCUMENT, LEADER, OUTSIDER
from tests.registers import collect_rows, record_id, say

pytestmark = pytest.mark.django_db
WHOLE = {"kind": "klusterinitiativ", "url": "www.x.se", "members": "30", "geography": "Skåne", "sector": "Mat"}


@pytest.fixture
def register() -> None:
    """Five rows of a report and two of a platform, one of them of an actor found already, and a company."""
    rows = {str(at): WHOLE | {"name": name, "url": f"www.{at}.se"} for at, name in enumerate("ABCD", start=1)}
    rows["4"].pop("url")
    rows["5"] = {"name": "Bolaget", "kind": "företag"}
    collect_rows("rapport", rows)
    bare = {"name": "E", "kind": "klusterinitiativ", "sector": "Mat"}
    collect_rows("plattform", {"1": WHOLE | {"name": "A2", "url": "www.a2.se"}, "2": bare})
    Source.objects.filter(key="rapport").update(kind="report")
    Source.objects.filter(key="plattform").update(kind="platform")
    say("rapport:1", "plattform:1")


def panel(outcomes: dict[str, str]) -> int:
    """A round on these rows that decides so and is closed; "" decides nothing and leaves it at the meeting."""
    found = open_round(RoundDetails(title="Våren", criteria=DOCUMENT), caller=LEADER)
    add_candidates(found, [record_id(key) for key in outcomes], caller=LEADER)
    add_assessors(found, ["anne"], caller=LEADER)
    for step in ("start_scoring", "open_meeting"):
        move_round(found, step, caller=LEADER)
    decided = zip(candidates_of(found), outcomes.values(), strict=True)
    rulings = [Ruling(candidate=one.id, outcome=code, why="skäl") for one, code in decided if code]
    decide(found, rulings, present=["anne"], caller=LEADER)
    if all(outcomes.values()):
        for step in ("start_checking", "close"):
            move_round(found, step, caller=LEADER)
        publish_lists(found, caller=LEADER)
    return found


def taken(round_id: int) -> Funnel:
    return funnel(round_view(round_id, caller=LEADER), chosen=ActorFilter(), caller=LEADER)


def counts(found: Funnel) -> dict[str, int]:
    return {one.code: one.count for one in found.stages}


def test_without_a_round_the_funnel_ends_with_the_first_pass(register):
    found = funnel(None, chosen=ActorFilter(), caller=LEADER)
    # By hand: six rows of initiatives (the company is none), A found twice; D lacks a page, E all but a sector.
    assert counts(found) == {"finds": 6, "gross": 5, "first_pass": 3}
    finds, gross, _ = found.stages
    assert (finds.parts, finds.joined) == ({"rapport": 4, "plattform": 2}, 1)
    assert gross.parts == {"report": 4, "platform": 1}
    assert {one.name: one.tests for one in gross.dropped} == {
        "D": ("website",),
        "E": ("website", "companies", "geography"),
    }


def test_every_stage_is_the_one_before_less_those_who_went_no_further(register):
    outcomes = {"rapport:1": "list_1", "rapport:2": "rejected", "rapport:4": "list_2_strategic"}
    found = taken(panel(outcomes))
    # The lists that were issued are no finds. D was taken up though it lacks a page; C was not put to the panel.
    assert counts(found) == {"finds": 6, "gross": 5, "first_pass": 4, "assessed": 3, "lists": 2}
    for before, after in zip(found.stages, found.stages[1:], strict=False):
        assert before.count - before.joined - len(before.dropped) == after.count
    _, gross, passed, assessed, lists = found.stages
    assert [one.name for one in gross.dropped] == ["E"]
    assert [(one.name, one.how) for one in passed.dropped] == [("C", "not_put")]
    assert [(one.name, one.how, one.why) for one in assessed.dropped] == [("B", "rejected", "skäl")]
    assert lists.parts == {"list_1": 1, "list_2_strategic": 1}
    assert [(one.name, one.tests) for one in found.all_the_same] == [("D", ("website",))]


def test_a_company_that_a_panel_takes_up_is_in_the_funnel_and_two_rows_of_one_actor_count_once(register):
    found = taken(panel({"rapport:5": "rejected", "rapport:1": "list_1", "plattform:1": ""}))
    # Bolaget joins with its row; A and A2 are one actor, decided once.
    assert counts(found) == {"finds": 7, "gross": 6, "first_pass": 4, "assessed": 2, "lists": 1}
    assert [one.name for one in found.all_the_same] == ["Bolaget"]


def test_decisions_stay_closed_to_outsiders_until_the_round_is(register):
    round_id = panel({"rapport:1": ""})
    assert latest_decided_round(caller=OUTSIDER) is None
    with pytest.raises(NotAllowed):
        funnel(round_view(round_id, caller=OUTSIDER), chosen=ActorFilter(), caller=OUTSIDER)
    closed = panel({"rapport:2": "wait"})
    assert latest_decided_round(caller=OUTSIDER).id == closed
