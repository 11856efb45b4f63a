"""Every cell of the table of states: what may be done is done, what may not is refused."""

from pathlib import Path

import pytest

from klusterkarta.assessment.access import candidate_of, check_may, may_in, round_of
from klusterkarta.assessment.models import Round
from klusterkarta.assessment.private import initiative_may
from klusterkarta.assessment.services.rounds import BadRound, move_round
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.round_states import (
    PARTS,
    leads_to,
    may,
    round_actions,
    round_states,
    states_diagram,
    states_table,
    transitions,
)
from tests.assessment.rounds import ANNE, LEADER, OUTSIDER, made_round

pytestmark = pytest.mark.django_db
CALLERS = {"leader": LEADER, "assessor": ANNE, "outsider": OUTSIDER}
# By hand from the issue: nobody reads another's scores before the meeting; decisions are public once it is closed.
READS_ALL = {(state, part) for state in ("meeting", "checking", "closed") for part in ("leader", "assessor")}


@pytest.mark.parametrize("state", round_states())
@pytest.mark.parametrize("part", PARTS)
def test_every_cell(state, part):
    found = made_round("draft")
    Round.objects.filter(pk=found.id).update(state=state)
    if part == "initiative":
        candidate = candidate_of(found.candidates[0])
        assert {one for one in round_actions() if initiative_may(candidate, one)} == set(
            round_states()[state].allowed[part]
        )
        return
    row, caller = round_of(found.id), CALLERS[part]
    for action in round_actions():
        # Whoever has a part may also do what anybody may.
        expected = may(state, action, part=part) or may(state, action, part="outsider")
        assert may_in(row, action, caller=caller) is expected, (state, action, part)
        if expected:
            check_may(row, action, caller=caller)
        else:
            with pytest.raises(NotAllowed):
                check_may(row, action, caller=caller)


def test_scores_are_read_by_all_from_the_meeting_on_and_never_by_outsiders():
    found = {(state, part) for state in round_states() for part in PARTS if may(state, "read_all", part=part)}
    assert found == READS_ALL


def test_only_assessors_score_and_only_while_scoring():
    assert {(s, p) for s in round_states() for p in PARTS if may(s, "score", part=p)} == {("scoring", "assessor")}


def test_decisions_are_for_all_when_the_round_is_closed():
    assert [state for state in round_states() if may(state, "read_decisions", part="outsider")] == ["closed"]


@pytest.mark.parametrize("state", round_states())
@pytest.mark.parametrize("action", sorted({action for _, action, _ in transitions()}))
def test_a_round_moves_along_the_arrows_alone(state, action):
    found = made_round("draft")
    Round.objects.filter(pk=found.id).update(state=state)
    target = leads_to(state, action)
    if not target:
        with pytest.raises(BadRound, match="cannot be taken"):
            move_round(found.id, action, caller=LEADER)
    elif action == "start_checking":
        with pytest.raises(BadRound, match="3 initiatives have no decision"):
            move_round(found.id, action, caller=LEADER)
    else:
        assert move_round(found.id, action, caller=LEADER) == target
    assert round_of(found.id).state == (target if target and action != "start_checking" else state)


def test_whoever_leads_not_does_not_lead():
    found = made_round("draft")
    for caller in (ANNE, OUTSIDER):
        with pytest.raises(NotAllowed):
            move_round(found.id, "start_scoring", caller=caller)


def test_the_document_shows_the_table_and_the_diagram_as_they_are():
    page = (Path(__file__).parents[2] / "docs" / "assessment.md").read_text("utf-8")
    assert states_table() in page
    assert states_diagram() in page
