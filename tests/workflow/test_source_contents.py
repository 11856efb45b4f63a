"""What a source holds, as its page lists it."""

import pytest

from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.source_contents import actor_rows, concepts_of
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db


def test_a_plan_stands_under_its_goals_in_the_order_of_the_source():
    collect_rows("plan", {"1": {"name": "Mål ett"}, "2": {"name": "Mål två"}}, thing="goal")
    activities = {"1.1": {"name": "A", "parent": "1"}, "2.1": {"name": "B", "parent": "2"}, "x": {"name": "C"}}
    collect_rows("plan", activities, thing="activity")
    collect_rows("plan", {"1.1a": {"name": "D", "parent": "1.1"}}, thing="subactivity")
    found = concepts_of("plan")
    goals = {one.row.said("name"): [under.row.said("name") for under in one.under] for one in found["goal"]}
    assert goals == {"Mål ett": ["A"], "Mål två": ["B"]}
    # An activity without a goal is not lost.
    assert [one.row.said("name") for one in found["activity"]] == ["C"]
    (deepest,) = found["goal"][0].under[0].under
    assert deepest.row.said("name") == "D"


def test_a_row_that_is_its_own_parent_is_listed_once():
    collect_rows("plan", {"1": {"name": "Mål ett", "parent": "1"}}, thing="goal")
    (goal,) = concepts_of("plan")["goal"]
    assert goal.under == []


def test_actors_are_paged_by_record_and_parties_only_named_are_left_out():
    collect_rows("karta", {"1": {"name": "A", "funders": "Vinnova"}, "2": {"name": "B"}, "3": {"name": "C"}})
    first = actor_rows("karta", limit=2)
    assert [one.said("name") for one in first] == ["A", "B"]
    rest = actor_rows("karta", after=first[-1].record.id)
    assert [one.said("name") for one in rest] == ["C"]
    assert concepts_of("karta") == {}


def test_of_a_withdrawn_source_the_rows_are_there_and_nothing_is_said():
    collect_rows("karta", {"1": {"name": "A"}})
    withdraw("karta", caller=OPERATOR)
    (row,) = actor_rows("karta")
    assert (row.record.row_key, row.record.actor, row.said("name")) == ("1", None, "")


def test_a_text_is_read_in_the_language_asked_for_else_in_any():
    from klusterkarta.catalogue.selectors.source_rows import RecordRow
    from klusterkarta.workflow.source_contents import SourceRow

    record = RecordRow(1, "1", "goal", "", None)
    both = SourceRow(record, {("name", "sv"): ("Mål",), ("name", "en"): ("Goal",)})
    assert (both.said("name", "sv"), both.said("name", "en"), both.said("town")) == ("Mål", "Goal", "")
    assert SourceRow(record, {("name", "sv"): ("Mål",)}).said("name", "en") == "Mål"
