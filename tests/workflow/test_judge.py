"""Decisions one by one: what they do, and that taking back restores the state exactly, in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klusterkarta.catalogue.selectors.judgements import judgements_of
from klusterkarta.catalogue.services.judgements import BadJudgement
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.judge import judge_pair, take_back_judgement, why_judged
from klusterkarta.workflow.resolve import next_proposals, resolve
from tests.registers import canonical_state, collect_rows, record_id

pytestmark = pytest.mark.django_db

EDITOR = Caller("redaktör", "editor")
KEYS = ["map:1", "map:2", "book:a", "book:b"]


@pytest.fixture
def four_records():
    collect_rows("map", {"1": {"name": "Robotdalen", "members": "30"}, "2": {"name": "Automation Region"}})
    collect_rows(
        "book", {"a": {"name": "Robotdalen", "start_year": "2003"}, "b": {"name": "Idea plant", "start_year": "2001"}}
    )


def judge(left: str, right: str, verdict: str, why: str = "") -> int:
    return judge_pair(record_id(left), record_id(right), verdict=verdict, why=why, caller=EDITOR)


@pytest.mark.usefixtures("four_records")
def test_taking_back_restores_the_state_exactly():
    before = canonical_state()
    made = judge("book:a", "map:1", "same", "samma satsning")
    joined = canonical_state()
    assert joined["members"]["book:a"] == "map:1"
    take_back_judgement(made, caller=EDITOR)
    assert canonical_state() == before
    judge("map:1", "book:a", "same")
    assert canonical_state() == joined


@pytest.mark.usefixtures("four_records")
def test_who_when_and_why_are_kept():
    made = judge("map:1", "book:a", "unsure", "  behöver läsas ")
    (kept,) = judgements_of([record_id("map:1")])
    assert (kept.id, kept.by, kept.verdict, kept.origin) == (made, "redaktör", "unsure", "person")
    assert why_judged(kept, "en") == kept.why == "behöver läsas"


@pytest.mark.usefixtures("four_records")
def test_a_decision_takes_the_pair_from_the_waiting_and_taking_back_returns_it():
    resolve(caller=OPERATOR)
    assert len(next_proposals()) == 1
    made = judge("map:1", "book:a", "different", "olika")
    assert next_proposals() == []
    resolve(caller=OPERATOR)
    assert next_proposals() == []
    take_back_judgement(made, caller=EDITOR)
    resolve(caller=OPERATOR)
    assert len(next_proposals()) == 1


@pytest.mark.usefixtures("four_records")
def test_refusals():
    one, other = record_id("map:1"), record_id("book:a")
    with pytest.raises(BadJudgement, match="no verdict"):
        judge_pair(one, other, verdict="kanske", why="", caller=EDITOR)
    with pytest.raises(BadJudgement, match="itself"):
        judge_pair(one, one, verdict="same", why="", caller=EDITOR)
    with pytest.raises(BadJudgement, match="no record"):
        judge_pair(one, 10**9, verdict="same", why="", caller=EDITOR)
    with pytest.raises(NotAllowed):
        judge_pair(one, other, verdict="same", why="", caller=Caller("läsare", "reader"))
    with pytest.raises(BadJudgement, match="no live judgement"):
        take_back_judgement(10**9, caller=EDITOR)


PAIRS = st.sampled_from([(a, b) for at, a in enumerate(KEYS) for b in KEYS[at + 1 :]])
DECISIONS = st.lists(st.tuples(PAIRS, st.sampled_from(["same", "same", "different", "unsure"])), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decisions=DECISIONS, order=st.randoms(use_true_random=False))
def test_any_decisions_are_undone_without_loss_in_any_order(db, decisions, order):
    from django.db import transaction

    with transaction.atomic():
        collect_rows("map", {"1": {"name": "Robotdalen", "members": "30"}, "2": {"name": "Automation Region"}})
        collect_rows("book", {"a": {"name": "Robotdalen"}, "b": {"name": "Idea plant"}})
        before = canonical_state()
        made = [judge(left, right, verdict) for (left, right), verdict in decisions]
        order.shuffle(made)
        for judgement in made:
            take_back_judgement(judgement, caller=EDITOR)
        after = canonical_state()
        transaction.set_rollback(True)
    assert after == before
