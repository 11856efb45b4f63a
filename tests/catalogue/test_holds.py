"""Several reviewers at once: who looks at a pair, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klusterkarta.catalogue.selectors.pairs import waiting_proposals
from klusterkarta.catalogue.services.holds import HELD_FOR, hold_proposals
from klusterkarta.catalogue.services.judgements import Proposed, replace_proposals
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import NotAllowed
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db
ANNE, BO = Caller(name="anne", role="editor"), Caller(name="bo", role="editor")


@pytest.fixture
def queue() -> list[int]:
    """The ids of two waiting pairs."""
    collect_rows("lista", {key: {"name": name} for key, name in (("1", "Zink"), ("2", "Sink"), ("3", "Zinken"))})
    one, two, three = (record_id(f"lista:{key}") for key in "123")
    pairs = [(one, two), (one, three)]
    replace_proposals([Proposed(left=left, right=right, score=0.7) for left, right in pairs])
    return [waiting.id for waiting in waiting_proposals()]


def holders() -> list[str]:
    return [waiting.held_by for waiting in waiting_proposals()]


def test_a_pair_stays_with_whoever_came_first(queue):
    hold_proposals(queue[:1], caller=ANNE)
    hold_proposals(queue, caller=BO)
    assert holders() == ["anne", "bo"]


def test_going_on_lets_go(queue):
    hold_proposals(queue[:1], caller=ANNE)
    hold_proposals(queue[1:], caller=ANNE)
    assert holders() == ["", "anne"]


def test_a_hold_ends_by_itself(queue, monkeypatch):
    hold_proposals(queue, caller=ANNE)
    later = timezone.now() + HELD_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert holders() == ["", ""]
    hold_proposals(queue[:1], caller=BO)
    assert holders() == ["bo", ""]


def test_a_new_look_for_duplicates_takes_no_pair_away(queue):
    hold_proposals(queue[:1], caller=ANNE)
    one, two = record_id("lista:1"), record_id("lista:2")
    replace_proposals([Proposed(left=two, right=one, score=0.8)])
    assert holders() == ["anne"]


def test_who_may_not_judge_holds_nothing(queue):
    with pytest.raises(NotAllowed):
        hold_proposals(queue, caller=Caller(name="cia", role="reader"))
    assert holders() == ["", ""]
