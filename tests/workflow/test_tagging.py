"""Tags proposed, accepted, rejected and demoted in the register: three at most, each undoable."""

import pytest

from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.collect import undo
from klusterkarta.workflow.tagging import BadTag, accept_tag, demote_tag, reject_tag, tagging_now
from tests.registers import collect_rows, record_id
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db
NAMES = {"Energi": "P4", "Turism": "P5"}


@pytest.fixture(autouse=True)
def register():
    partner_register()
    more = {key: {"name": name, "region": "Västernorrland"} for name, key in NAMES.items()}
    collect_rows("s3", {**more}, thing="priority")
    rows = {"N": {"name": "Sågverksnätet", "description": "Träindustri, sågverk och livsmedel i GovTech."}}
    collect_rows("nya", rows)


def actor(name="Sågverksnätet"):
    return next(one for one in tagging_now(least=0.05).actors if one.name == name)


def proposed(one):
    return [proposal.priority for proposal in one.proposals]


def refused(call) -> str:
    with pytest.raises(BadTag) as problem:
        call()
    return problem.value.reason.code


def test_at_most_three_are_proposed_with_the_words_that_support_them():
    one = actor()
    assert 1 <= len(one.proposals) <= 3
    assert proposed(one)[0] in ("skoglig-bioekonomi", "govtech")
    forest = next(proposal for proposal in one.proposals if proposal.priority == "skoglig-bioekonomi")
    assert {word.word for word in forest.supports} <= {"Sågverksnätet", "Träindustri", "sågverk"}
    assert [one.probability for one in one.proposals] == sorted((p.probability for p in one.proposals), reverse=True)


def test_a_fourth_is_refused_and_undoing_makes_room():
    number = record_id("nya:N")
    readings = [accept_tag(number, name, caller=OPERATOR) for name in ("Skoglig bioekonomi", "govtech", "Energi")]
    one = actor()
    assert (len(one.tags), one.proposals) == (3, ())
    assert refused(lambda: accept_tag(number, "FoodTech", caller=OPERATOR)) == "tagging.fourth"
    assert refused(lambda: accept_tag(number, "GovTech", caller=OPERATOR)) == "tagging.has_it"
    undo(readings[-1], caller=OPERATOR)
    accept_tag(number, "FoodTech", caller=OPERATOR)
    assert set(actor().tags) == {"skoglig-bioekonomi", "govtech", "foodtech"}


def test_what_is_rejected_is_not_proposed_again():
    reject_tag(record_id("nya:N"), "Skoglig bioekonomi", caller=OPERATOR)
    assert "skoglig-bioekonomi" not in proposed(actor())
    # A source's own tag is denied too, and stays in the source.
    reading = reject_tag(record_id("s3-aktorer:A2"), "GovTech", caller=OPERATOR)
    assert actor("Matnätet").tags == ("foodtech",)
    undo(reading, caller=OPERATOR)
    assert actor("Matnätet").tags == ("foodtech", "govtech")


def test_a_demotion_needs_a_reason_and_can_be_undone():
    number = record_id("s3-aktorer:A2")
    assert refused(lambda: demote_tag(number, "GovTech", why=" ", caller=OPERATOR)) == "tagging.demote_why"
    reading = demote_tag(number, "GovTech", why="Bara en webbsida", caller=OPERATOR)
    assert (actor("Matnätet").tags, actor("Matnätet").weak) == (("foodtech",), ("govtech",))
    undo(reading, caller=OPERATOR)
    assert (actor("Matnätet").tags, actor("Matnätet").weak) == (("foodtech", "govtech"), ())


def test_bad_calls_are_refused():
    number = record_id("nya:N")
    assert refused(lambda: accept_tag(number, "Rymden", caller=OPERATOR)) == "tagging.unknown"
    assert refused(lambda: accept_tag(10**9, "GovTech", caller=OPERATOR)) == "tagging.no_actor"
    with pytest.raises(NotAllowed):
        accept_tag(number, "GovTech", caller=Caller("rut", "reader"))


def test_regions_and_priorities_are_not_tagged():
    names = {one.name for one in tagging_now(least=0.0).actors}
    assert "Attica" not in names
    assert "GovTech" not in names
