"""Resolve on a register: what it applies and proposes, that it can be repeated, and that people's word stands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klusterkarta.catalogue.selectors.judgements import judged_pairs, judgements_of, proposal_count
from klusterkarta.catalogue.selectors.members import records_of_actor
from klusterkarta.catalogue.selectors.relations import record_labels, targets_of
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow import resolve as resolve_module
from klusterkarta.workflow.judge import judge_pair, take_back_judgement, why_judged
from klusterkarta.workflow.resolve import next_proposals, resolve
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import canonical_state, collect_rows, latest_judgements, record_id

pytestmark = pytest.mark.django_db

MAP = {
    "1": {"name": "ProcessIT Innovations", "linked_clusters": "Internet Bay", "url": "www.processitinnovations.se"},
    "2": {"name": "Internet Bay", "linked_clusters": "IGIS | ProcessIT Innovation | Biofuel Region"},
    "3": {"name": "IGIS", "geography": "Västerbotten"},
    "4": {"name": "Robotdalen", "url": "www.robotdalen.se"},
}
BOOK = {
    "a": {"name": "Robotdalen", "start_year": "2003"},
    "b": {"name": "Robotdalen", "members": "30"},
    "c": {"name": "Idea plant", "funders": "4 kommuner"},
}


def same_actor(*keys: str) -> bool:
    ids = [record_id(key) for key in keys]
    return len(set(targets_of(ids).values())) == 1


def waiting() -> set[frozenset[str]]:
    """The proposals as pairs of keys."""
    pairs = [(one.left, one.right) for one in next_proposals(1000)]
    labels = record_labels({side for pair in pairs for side in pair})
    return {frozenset(":".join(labels[side][:2]) for side in pair) for pair in pairs}


@pytest.fixture
def two_sources():
    collect_rows("map", MAP)
    collect_rows("book", BOOK)


@pytest.mark.usefixtures("two_sources")
def test_certain_cases_are_applied_and_the_rest_proposed():
    report = resolve(caller=OPERATOR)
    assert report.applied == {"same_row": 1, "same_name_and_site": 0, "named_actor": 2, "same_mention": 0}
    assert same_actor("map:2", "map:mention/Internet Bay")
    assert same_actor("map:3", "map:mention/IGIS")
    assert same_actor("book:a", "book:b")
    assert waiting() == {
        frozenset({"map:1", "map:mention/ProcessIT Innovation"}),
        frozenset({"map:4", "book:a"}),
    }
    assert report.proposed == proposal_count() == 2
    # Open: ProcessIT Innovation, Biofuel Region and "4 kommuner".
    assert report.open_mentions == 3


@pytest.mark.usefixtures("two_sources")
def test_a_rule_says_by_which_wording_it_went():
    resolve(caller=OPERATOR)
    (made,) = [one for one in latest_judgements() if one.origin == "rule:same_row"]
    assert (made.by, made.verdict, made.why) == (OPERATOR.name, "same", "Robotdalen")
    assert why_judged(made, "sv") == "Regel: två rader i samma källa med samma namn, ”Robotdalen”."


@pytest.mark.usefixtures("two_sources")
def test_doing_it_again_changes_nothing():
    resolve(caller=OPERATOR)
    state, pairs, judged = canonical_state(), waiting(), judged_pairs()
    again = resolve(caller=OPERATOR)
    assert sum(again.applied.values()) == 0
    assert (canonical_state(), waiting(), judged_pairs()) == (state, pairs, judged)


@pytest.mark.usefixtures("two_sources")
def test_chunks_give_what_one_write_gives(monkeypatch):
    monkeypatch.setattr(resolve_module, "CHUNK", 1)
    seen = []
    resolve(caller=OPERATOR, progress=lambda done, total, message: seen.append((done, total, message.code)))
    assert same_actor("map:3", "map:mention/IGIS")
    assert same_actor("book:a", "book:b")
    assert [step for step in seen if step[2] == "linkage.applying"] == [(n, 3, "linkage.applying") for n in range(3)]


@pytest.mark.usefixtures("two_sources")
def test_a_decision_brings_new_certainty():
    resolve(caller=OPERATOR)
    collect_rows("study", {"1": {"name": "Värmland", "participants": "Robotdalen"}})
    # Two actors are called so: the mention is left to people.
    assert resolve(caller=OPERATOR).applied["named_actor"] == 0
    judge_pair(record_id("map:4"), record_id("book:a"), verdict="same", why="samma satsning", caller=OPERATOR)
    assert resolve(caller=OPERATOR).applied["named_actor"] == 1
    assert same_actor("map:4", "book:b", "study:mention/Robotdalen")


@pytest.mark.usefixtures("two_sources")
def test_a_rule_that_was_taken_back_is_not_applied_again_and_the_pair_is_asked():
    resolve(caller=OPERATOR)
    (made,) = [one for one in latest_judgements() if one.origin == "rule:same_row"]
    take_back_judgement(made.id, caller=OPERATOR)
    assert sum(resolve(caller=OPERATOR).applied.values()) == 0
    assert not same_actor("book:a", "book:b")
    assert frozenset({"book:a", "book:b"}) in waiting()
    # Nor does a further row of that name bring the two together.
    collect_rows("book", {"d": {"name": "Robotdalen"}})
    resolve(caller=OPERATOR)
    assert not same_actor("book:a", "book:b")


@pytest.mark.parametrize("verdict", ["different", "unsure"])
@pytest.mark.usefixtures("two_sources")
def test_a_decided_pair_is_not_asked_again(verdict):
    resolve(caller=OPERATOR)
    judge_pair(record_id("map:4"), record_id("book:b"), verdict=verdict, why="läst", caller=OPERATOR)
    resolve(caller=OPERATOR)
    assert frozenset({"map:4", "book:a"}) not in waiting()
    assert not same_actor("map:4", "book:a")


@pytest.mark.usefixtures("two_sources")
def test_what_a_person_decides_while_it_runs_stands():
    def interfere(done, total, message):
        if message.code == "linkage.applying":
            judge_pair(record_id("book:a"), record_id("book:b"), verdict="different", why="läst", caller=OPERATOR)

    resolve(caller=OPERATOR, progress=interfere)
    assert not same_actor("book:a", "book:b")
    assert [one.verdict for one in judgements_of([record_id("book:b")])] == ["different"]


@pytest.mark.usefixtures("two_sources")
def test_a_pair_settled_by_way_of_a_third_waits_no_more():
    collect_rows("study", {"9": {"name": "Robotdalen"}})
    resolve(caller=OPERATOR)
    assert {frozenset({"map:4", "study:9"}), frozenset({"book:a", "study:9"})} <= waiting()
    judge_pair(record_id("map:4"), record_id("book:a"), verdict="same", why="", caller=OPERATOR)
    judge_pair(record_id("book:a"), record_id("study:9"), verdict="same", why="", caller=OPERATOR)
    assert frozenset({"map:4", "study:9"}) not in waiting()


@pytest.mark.usefixtures("two_sources")
def test_a_withdrawn_source_is_not_looked_at_and_its_judgements_wake():
    resolve(caller=OPERATOR)
    withdraw("book", caller=OPERATOR)
    assert waiting() == {frozenset({"map:1", "map:mention/ProcessIT Innovation"})}
    resolve(caller=OPERATOR)
    restore("book", caller=OPERATOR)
    assert same_actor("book:a", "book:b")
    assert sum(resolve(caller=OPERATOR).applied.values()) == 0


def test_one_name_and_one_site_in_two_sources_is_applied():
    collect_rows("map", {"4": MAP["4"]})
    collect_rows("study", {"1": {"name": "Robotdalen", "url": "https://robotdalen.se/"}})
    assert resolve(caller=OPERATOR).applied["same_name_and_site"] == 1
    (actor,) = set(targets_of([record_id("map:4"), record_id("study:1")]).values())
    assert [one.key for one in records_of_actor(actor)] == ["map:4", "study:1"]


def test_an_empty_register():
    report = resolve(caller=OPERATOR)
    assert (sum(report.applied.values()), report.proposed, report.open_mentions) == (0, 0, 0)
    assert next_proposals() == []


def test_priorities_are_never_joined():
    collect_rows("plan", {"1": {"name": "FoodTech"}}, thing="priority")
    collect_rows("study", {"2": {"name": "FoodTech"}}, thing="priority")
    assert sum(resolve(caller=OPERATOR).applied.values()) == 0
    assert next_proposals() == []


def test_a_reader_may_not():
    with pytest.raises(NotAllowed):
        resolve(caller=Caller("läsare", "reader"))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["map", "book", "study"]))
def test_the_order_of_sources_does_not_matter(db, order):
    from django.db import transaction

    rows = {
        "map": MAP,
        "book": BOOK,
        "study": {"9": {"name": "Idea plant", "participants": "Robotdalen | Internet Bay | IGIS | KTH"}},
    }
    with transaction.atomic():
        for source in order:
            collect_rows(source, rows[source])
        resolve(caller=OPERATOR)
        groups = _groups()
        transaction.set_rollback(True)
    assert groups == {
        frozenset({"map:2", "map:mention/Internet Bay", "study:mention/Internet Bay"}),
        # A short abbreviation is taken for the row of its own source only.
        frozenset({"map:3", "map:mention/IGIS"}),
        frozenset({"book:a", "book:b"}),
    }


def _groups() -> set[frozenset[str]]:
    """The actors of more than one record, as the keys of these."""
    found: dict[str, set[str]] = {}
    for key, actor in canonical_state()["members"].items():
        found.setdefault(actor, set()).add(key)
    return {frozenset(keys) for keys in found.values() if len(keys) > 1}
