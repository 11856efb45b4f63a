"""Private links: what an initiative may do by its own, when, and that nobody guesses another's."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.links import fact_checks_of, links_of, opened_by, self_scores_of
from klusterkarta.assessment.selectors.scores import panel_scores, round_scores
from klusterkarta.assessment.services.answering import check_facts, save_self_assessment
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.links import end_link, make_links, set_facts_until
from klusterkarta.assessment.services.rounds import move_round
from klusterkarta.assessment.services.scoring import Given
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.round_self import generosity_of_round
from tests.assessment.rounds import ANNE, BO, CRITERIA, LEADER, OUTSIDER, MadeRound, made_round, score

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring() -> MadeRound:
    found = made_round("scoring")
    assert make_links(found.id, caller=LEADER) == 3
    return found


def secrets(made: MadeRound) -> list[str]:
    return [one.secret for one in links_of(made.id, caller=LEADER)]


def to_checking(made: MadeRound) -> None:
    move_round(made.id, "open_meeting", caller=LEADER)
    decide(made.id, [Ruling(candidate=one, outcome="wait") for one in made.candidates], present=["anne"], caller=LEADER)
    move_round(made.id, "start_checking", caller=LEADER)


def test_every_initiative_has_one_link_that_opens_it_alone(scoring):
    assert make_links(scoring.id, caller=LEADER) == 0
    found = secrets(scoring)
    assert [opened_by(one).candidate for one in found] == list(scoring.candidates)
    assert len({one.partition("-")[2] for one in found}) == 3
    for reader in (ANNE, OUTSIDER):
        with pytest.raises(NotAllowed):
            links_of(scoring.id, caller=reader)
        with pytest.raises(NotAllowed):
            make_links(scoring.id, caller=reader)


def test_no_link_is_guessed_from_another(scoring):
    first, second, _ = secrets(scoring)
    number, _, signature = first.partition("-")
    other = second.partition("-")[0]
    guesses = [
        "",
        number,
        f"{other}-{signature}",
        f"{number}-{signature[:-1]}",
        f"{number}-",
        "9" * 40,
        f"{number}-é",
        "x-y",
    ]
    for guess in guesses:
        with pytest.raises(BadRound, match="not valid"):
            opened_by(guess)
        with pytest.raises(BadRound, match="not valid"):
            save_self_assessment(guess, [Given(criterion="skills", value=4)])
    end_link(scoring.candidates[0], caller=LEADER)
    with pytest.raises(BadRound, match="not valid"):
        opened_by(first)
    assert make_links(scoring.id, caller=LEADER) == 1
    assert first not in secrets(scoring)


def test_a_self_assessment_stands_beside_the_panels_scores_and_never_among_them(scoring):
    first, second, _ = scoring.candidates
    own = secrets(scoring)
    save_self_assessment(own[0], [Given(criterion="skills", value=4, evidence="www.zink.se", ticks=["education"])])
    save_self_assessment(own[0], [Given(criterion="research", value=None)])
    save_self_assessment(own[1], [Given(criterion="skills", value=1)])
    for caller, value in ((ANNE, 1), (BO, 2)):
        score(first, {"skills": value, "research": 3}, caller=caller)
        score(second, {"skills": 3}, caller=caller)
    for reader in (ANNE, LEADER):
        with pytest.raises(NotAllowed):
            self_scores_of(scoring.id, caller=reader)
    move_round(scoring.id, "open_meeting", caller=LEADER)
    assert [(one.candidate, one.criterion, one.value) for one in self_scores_of(scoring.id, caller=ANNE)] == [
        (first, "research", None), (first, "skills", 4), (second, "skills", 1),
    ]  # fmt: skip
    assert {one.assessor for one in panel_scores(first, caller=ANNE)} == {"anne", "bo"}
    assert round_scores(scoring.id, caller=LEADER).height == 6
    # By hand: Zink 4 against the median 1.5 (+2.5), Trä 1 against 3 (−2): mean 0.25. Of research nobody can tell.
    gaps = {one.criterion: (one.initiatives, one.gap) for one in generosity_of_round(scoring.id, caller=LEADER)}
    assert (gaps["skills"], gaps["research"], list(gaps)) == ((2, 0.25), (0, None), CRITERIA)
    with pytest.raises(BadRound, match="takes no self-assessments"):
        save_self_assessment(own[0], [Given(criterion="skills", value=0)])


def test_a_wrong_self_assessment_is_refused_whole(scoring):
    secret = secrets(scoring)[0]
    for wrong in (Given(criterion="skills", value=5), Given(criterion="proximity", value=1),
                  Given(criterion="skills", value=1, ticks=["export"])):  # fmt: skip
        with pytest.raises(BadRound):
            save_self_assessment(secret, [Given(criterion="research", value=1), wrong])
    assert opened_by(secret).said == ()


def test_facts_are_checked_until_the_closing_day(scoring, monkeypatch):
    first = scoring.candidates[0]
    secret = secrets(scoring)[0]
    with pytest.raises(BadRound, match="not checked"):
        check_facts(secret, "", confirmed=True)
    with pytest.raises(BadRound, match="“snart” is no date"):
        set_facts_until(scoring.id, "snart", caller=LEADER)
    set_facts_until(scoring.id, "2026-12-01", caller=LEADER)
    assert opened_by(secret).outcome == ""
    to_checking(scoring)
    # 22:30 UTC is 23:30 in Sweden, still the first of December; an hour later it is the second.
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 22, 30, tzinfo=UTC))
    opened = opened_by(secret)
    assert (opened.outcome, opened.may_check, opened.facts_until) == ("wait", True, "2026-12-01")
    with pytest.raises(BadRound, match="Write what is not right"):
        check_facts(secret, " ", confirmed=False)
    check_facts(secret, "vi har 40 medlemmar", confirmed=False)
    check_facts(secret, "", confirmed=True)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 23, 30, tzinfo=UTC))
    with pytest.raises(BadRound, match="closed on 2026-12-01"):
        check_facts(secret, "för sent", confirmed=False)
    assert not opened_by(secret).may_check
    found = fact_checks_of(scoring.id, caller=ANNE)
    assert [(one.candidate, one.confirmed, one.comment) for one in found] == [
        (first, True, ""),
        (first, False, "vi har 40 medlemmar"),
    ]
    with pytest.raises(NotAllowed):
        fact_checks_of(scoring.id, caller=OUTSIDER)
