"""A round: opened, scored alone, met on, decided. What is refused says why."""

import pytest

from klusterkarta.assessment.selectors.rounds import (
    candidates_of,
    conflicts_of,
    decisions_of,
    list_rounds,
    progress_of,
    round_view,
)
from klusterkarta.assessment.selectors.scores import own_scores, panel_scores, round_scores
from klusterkarta.assessment.services.deciding import Ruling, decide, take_back_decision
from klusterkarta.assessment.services.rounds import (
    BadRound,
    RoundDetails,
    add_assessors,
    add_candidates,
    move_round,
    open_round,
)
from klusterkarta.assessment.services.scoring import Given, declare_conflict, save_scores
from klusterkarta.vocabularies.marked_yaml import BadDocument
from klusterkarta.vocabularies.rights import NotAllowed
from tests.assessment.rounds import ANNE, BO, CRITERIA, DOCUMENT, LEADER, OUTSIDER, MadeRound, made_round, score
from tests.registers import record_id, say

pytestmark = pytest.mark.django_db
HIGH = dict.fromkeys(CRITERIA, 3)


@pytest.fixture
def scoring() -> MadeRound:
    return made_round("scoring")


@pytest.fixture
def meeting() -> MadeRound:
    """A meeting: Zink has 3 everywhere, Trä is divided on skills, Mat has only "cannot tell"."""
    found = made_round("scoring")
    first, second, third = found.candidates
    for caller in (ANNE, BO):
        score(first, HIGH, caller=caller)
        score(second, HIGH | {"skills": 0 if caller == ANNE else 2}, caller=caller)
        score(third, dict.fromkeys(CRITERIA, None), caller=caller)
    move_round(found.id, "open_meeting", caller=LEADER)
    return found


def test_an_assessor_keeps_the_own_scores_and_sees_no_others(scoring):
    first = scoring.candidates[0]
    given = Given(criterion="skills", value=2, evidence="www.zink.se", comment="bra", ticks=["education"])
    save_scores(first, [given], caller=ANNE)
    (own,) = own_scores(first, caller=ANNE)
    assert (own.value, own.evidence, own.ticks) == (2, "www.zink.se", ("education",))
    assert own_scores(first, caller=BO) == []
    for reader in (BO, ANNE, LEADER, OUTSIDER):
        with pytest.raises(NotAllowed):
            panel_scores(first, caller=reader)
        with pytest.raises(NotAllowed):
            round_scores(scoring.id, caller=reader)


def test_a_score_given_again_replaces_the_first(scoring):
    first = scoring.candidates[0]
    save_scores(first, [Given(criterion="skills", value=2, ticks=["education"])], caller=ANNE)
    save_scores(first, [Given(criterion="skills", value=None)], caller=ANNE)
    assert [(one.value, one.ticks) for one in own_scores(first, caller=ANNE)] == [(None, ())]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(criterion="skills", value=5), "5 is not on the scale"),
        (Given(criterion="skills", value=-1), "−1 is not on the scale"),
        (Given(criterion="proximity", value=2), "“proximity” is not in the round's set"),
        (Given(criterion="skills", value=2, ticks=["export"]), "“export” does not belong"),
    ],
)
def test_a_wrong_score_is_refused_and_nothing_is_kept(scoring, given, said):
    first = scoring.candidates[0]
    with pytest.raises(BadRound, match=said):
        save_scores(first, [Given(criterion="research", value=1), given], caller=ANNE)
    assert own_scores(first, caller=ANNE) == []


def test_no_score_after_the_meeting_has_opened(meeting):
    with pytest.raises(NotAllowed):
        score(meeting.candidates[0], {"skills": 1}, caller=ANNE)


def test_a_conflict_of_interest_takes_the_assessor_and_the_scores_away(scoring):
    first, second, _ = scoring.candidates
    score(first, HIGH, caller=ANNE)
    declare_conflict(first, "sitter i styrelsen", caller=ANNE)
    assert own_scores(first, caller=ANNE) == []
    with pytest.raises(BadRound, match="anne has declared a conflict of interest"):
        score(first, HIGH, caller=ANNE)
    score(second, HIGH, caller=ANNE)
    assert conflicts_of(scoring.id) == [(first, "anne", "sitter i styrelsen")]
    with pytest.raises(BadRound, match="Write what the conflict"):
        declare_conflict(second, " ", caller=ANNE)


def test_progress_tells_how_many_are_done_and_nothing_of_what(scoring):
    first, second, _ = scoring.candidates
    score(first, HIGH, caller=ANNE)
    score(second, {"skills": 1}, caller=ANNE)
    assert progress_of(scoring.id, caller=LEADER) == {"anne": 1, "bo": 0}


def test_in_the_meeting_all_scores_lie_side_by_side(meeting):
    second = meeting.candidates[1]
    skills = {one.assessor: one.value for one in panel_scores(second, caller=BO) if one.criterion == "skills"}
    assert skills == {"anne": 0, "bo": 2}
    # Three initiatives, two assessors, six criteria.
    assert round_scores(meeting.id, caller=LEADER).height == 36


def test_a_decision_says_when_why_and_who_was_there(meeting):
    first = meeting.candidates[0]
    decide(meeting.id, [Ruling(candidate=first, outcome="list_1")], present=["anne", "bo"], caller=LEADER)
    (found,) = decisions_of(meeting.id, caller=ANNE)
    assert (found.outcome, found.present, found.by, found.unmet, found.counts) == (
        "list_1", ("anne", "bo"), "chair", (), True,
    )  # fmt: skip


def test_an_unmet_criterion_asks_for_a_reason(meeting):
    # Trä: 0 and 2 on skills have the median 1, below 2.
    second = meeting.candidates[1]
    with pytest.raises(BadRound, match=r"Not all criteria are met \(Supply of skills\)"):
        decide(meeting.id, [Ruling(candidate=second, outcome="list_1")], present=["anne"], caller=LEADER)
    decide(meeting.id, [Ruling(candidate=second, outcome="list_1", why="stark")], present=["anne"], caller=LEADER)
    assert decisions_of(meeting.id, caller=LEADER)[0].unmet == ("skills",)


def test_what_nobody_could_tell_is_not_unmet(meeting):
    third = meeting.candidates[2]
    decide(meeting.id, [Ruling(candidate=third, outcome="list_2_strategic")], present=["anne"], caller=LEADER)
    assert decisions_of(meeting.id, caller=LEADER)[0].unmet == ()


@pytest.mark.parametrize(
    ("outcome", "present", "said"),
    [
        ("rejected", ["anne"], "Write why the initiative is rejected"),
        ("list_9", ["anne"], "“list_9” cannot be decided"),
        ("list_1", [], "who was present"),
    ],
)
def test_what_cannot_be_decided(meeting, outcome, present, said):
    with pytest.raises(BadRound, match=said):
        decide(meeting.id, [Ruling(candidate=meeting.candidates[0], outcome=outcome)], present=present, caller=LEADER)


def test_a_block_is_decided_whole_or_not_at_all(meeting):
    first, second, third = meeting.candidates
    block = [Ruling(candidate=one, outcome="list_1") for one in (first, second, third)]
    with pytest.raises(BadRound, match="skills"):
        decide(meeting.id, block, present=["anne"], caller=LEADER)
    assert decisions_of(meeting.id, caller=LEADER) == []
    decide(meeting.id, [block[0], block[2]], present=["anne"], caller=LEADER)
    found = decisions_of(meeting.id, caller=LEADER)
    assert len({one.block for one in found}) == 1
    assert found[0].block != ""


def test_a_decision_taken_back_lets_the_earlier_one_count(meeting):
    first = meeting.candidates[0]
    decide(meeting.id, [Ruling(candidate=first, outcome="list_1")], present=["anne"], caller=LEADER)
    (later,) = decide(meeting.id, [Ruling(candidate=first, outcome="wait")], present=["bo"], caller=LEADER)
    take_back_decision(later, caller=LEADER)
    assert [(one.outcome, one.counts) for one in decisions_of(meeting.id, caller=LEADER)] == [
        ("list_1", True),
        ("wait", False),
    ]
    with pytest.raises(BadRound, match="no standing decision"):
        take_back_decision(later, caller=LEADER)


def test_when_all_are_decided_the_round_can_end(meeting):
    rulings = [Ruling(candidate=one, outcome="wait") for one in meeting.candidates]
    decide(meeting.id, rulings, present=["anne"], caller=LEADER)
    assert move_round(meeting.id, "start_checking", caller=LEADER) == "checking"
    assert move_round(meeting.id, "close", caller=LEADER) == "closed"
    assert len(decisions_of(meeting.id, caller=OUTSIDER)) == 3
    assert round_view(meeting.id, caller=OUTSIDER).closed_at is not None


def test_a_round_keeps_the_criteria_that_it_was_opened_with(scoring):
    changed = DOCUMENT.replace('version: "2010-1"', 'version: "2010-2"')
    later = open_round(RoundDetails(title="Hösten", criteria=changed), caller=LEADER)
    assert round_view(scoring.id, caller=LEADER).criteria.version == "2010-1"
    assert round_view(later, caller=LEADER).criteria.version == "2010-2"
    assert round_view(scoring.id, caller=LEADER).criteria_document == DOCUMENT


def test_an_initiative_follows_its_record_when_actors_are_joined(scoring):
    say("lista:1", "lista:2")
    assert [one.record for one in candidates_of(scoring.id)] == [record_id(f"lista:{key}") for key in "123"]


def test_what_cannot_be_opened_or_added():
    with pytest.raises(NotAllowed):
        open_round(RoundDetails(title="Min", criteria=DOCUMENT), caller=ANNE)
    with pytest.raises(BadRound, match="has no name"):
        open_round(RoundDetails(title=" ", criteria=DOCUMENT), caller=LEADER)
    with pytest.raises(BadDocument, match="line 1"):
        open_round(RoundDetails(title="X", criteria="set: [1"), caller=LEADER)
    found = made_round("draft")
    with pytest.raises(BadRound, match="anne is an assessor of the round already"):
        add_assessors(found.id, ["cia", "anne"], caller=LEADER)
    with pytest.raises(BadRound, match="no record"):
        add_candidates(found.id, [99999], caller=LEADER)
    assert add_candidates(found.id, [record_id("lista:1")], caller=LEADER) == 0
    with pytest.raises(BadRound, match="no round"):
        add_candidates(4711, [], caller=LEADER)


def test_an_empty_round_does_not_start():
    found = open_round(RoundDetails(title="Tom", criteria=DOCUMENT), caller=LEADER)
    with pytest.raises(BadRound, match="at least one initiative and one assessor"):
        move_round(found, "start_scoring", caller=LEADER)


def test_outsiders_see_a_round_when_it_is_closed(scoring):
    assert [one.id for one in list_rounds(caller=LEADER)] == [scoring.id]
    assert list_rounds(caller=OUTSIDER) == []
