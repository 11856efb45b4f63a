"""Tags proposed, accepted, rejected and demoted in the register: three at most, each undoable."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from klusterkarta.catalogue.selectors.sources import reading_view
from klusterkarta.catalogue.services.edit_batch import NewActor, stage_edits
from klusterkarta.catalogue.services.readings import publish_reading
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.collect import CollectRequest, collect_file, source_details, undo
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.priority_sheets import sheets_of
from klusterkarta.workflow.snapshots import live_snapshot
from klusterkarta.workflow.tag_state import writing_tags
from klusterkarta.workflow.tagging import (
    BadTag,
    accept_tag,
    demote_tag,
    reject_tag,
    tagging_now,
    tagging_of,
    take_back_tag,
)
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id
from tests.web.partner_register import partner_register
from tests.workflow.any_register import PAIRS, any_rows, collect_any
from tests.workflow.test_editions import collect_trader

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


def test_a_fourth_is_refused_wherever_it_is_given():
    number = record_id("nya:N")
    for name in ("Skoglig bioekonomi", "govtech", "Energi"):
        edit_actor(number, [Stated("priorities", name)], caller=OPERATOR)
    fourth = [Stated("priorities", "FoodTech")]
    assert refused(lambda: edit_actor(number, fourth, caller=OPERATOR)) == "tagging.too_many"
    assert actor().tags == ("energi", "govtech", "skoglig-bioekonomi")
    # One for another is no fourth, nor is one that it has, in another spelling.
    edit_actor(number, [Stated("priorities", "Energi", mode="denies"), *fourth], caller=OPERATOR)
    edit_actor(number, [Stated("priorities", "FoodTechj")], caller=OPERATOR)
    assert actor().tags == ("foodtech", "govtech", "skoglig-bioekonomi")
    # A region has as many as its strategy.
    region = record_id("s3-regioner:R1")
    for name in NAMES:
        edit_actor(region, [Stated("priorities", name)], caller=OPERATOR)


def test_what_a_source_says_is_kept_and_a_person_chooses():
    many = {"name": "Alltnätet", "priorities": "Skoglig bioekonomi | GovTech | FoodTech | Energi"}
    collect_rows("flera", {"1": many})
    (one, *_) = tagging_now().actors
    assert (one.name, len(one.tags), one.has_too_many, one.proposals) == ("Alltnätet", 4, True, ())
    number = record_id("flera:1")
    assert refused(lambda: accept_tag(number, "Turism", caller=OPERATOR)) == "tagging.fourth"
    edit_actor(number, [Stated("members", "12")], caller=OPERATOR)
    reading = demote_tag(number, "Energi", why="Bara en webbsida", caller=OPERATOR)
    assert not actor("Alltnätet").has_too_many
    take_back_tag(reading, caller=OPERATOR)
    assert actor("Alltnätet").has_too_many
    assert refused(lambda: take_back_tag(reading, caller=OPERATOR)) == "tagging.no_decision"


def test_an_actor_that_an_editor_adds_has_three_at_most():
    """As a master list that comes back adds it."""
    said = [Stated("name", "Nyast"), *(Stated("priorities", name) for name in ("GovTech", "FoodTech", *NAMES))]
    reading = stage_edits({}, [NewActor("1", "", tuple(said))], caller=OPERATOR)
    with pytest.raises(BadTag), writing_tags([], said=said) as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))
    assert reading_view(reading) is None
    assert "Nyast" not in {one.name for one in tagging_now(least=0.0).actors}


def test_reading_a_file_tells_of_too_many(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Nr;Namn;Prioriteringar\n1;Alltnätet;GovTech | FoodTech | Energi | Turism\n", encoding="utf-8")
    report = collect_file(CollectRequest(path=path, source=source_details("Lista")), caller=OPERATOR)
    (note,) = [one.reason for one in report.about if one.reason.code == "tagging.rows_of_many"]
    assert (note.parameters["count"], note.parameters["names"]) == (1, "Alltnätet")
    assert len(actor("Alltnätet").tags) == 4


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


def test_without_priorities_nothing_is_read_and_nothing_proposed():
    withdraw("s3", caller=OPERATOR)
    found = tagging_now(least=0.0)
    assert (found.names, found.actors, found.decided) == ({}, (), 0)
    assert found == tagging_of(live_snapshot(), least=0.0)


VALUES = {
    "name": ("Skogsnätet", "Matnätet | Livsmedel i väst", "GovTech Norr", "\x1f"),
    "kind": ("region", "klusterinitiativ"),
    "sector": ("skog | IT", "livsmedel"),
    "description": ("Träindustri, sågverk\toch mat.", "Digital förvaltning i kommuner"),
    "priorities": ("FoodTech | Skoglig bioekonomi", "GovTech"),
    "less_relevant_priorities": ("FoodTech",),
}
ROWS = any_rows(VALUES)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    first={"1": {"name": "Skogsnätet", "priorities": "GovTech"}, "2": {"name": "Matnätet", "kind": "region"}},
    again={"1": {"name": "Matnätet | Livsmedel i väst", "description": "Träindustri, sågverk\toch mat."}},
    other={"1": {"name": "GovTech Norr", "less_relevant_priorities": "FoodTech"}},
    pairs={("1", "1")},
)
@given(first=ROWS, again=ROWS, other=ROWS, pairs=PAIRS)
def test_what_is_proposed_follows_from_the_whole_register(first, again, other, pairs):
    collect_trader("ja")
    collect_any(first, again, other, pairs=pairs)
    number = record_id("nya:N")
    reject_tag(number, "Skoglig bioekonomi", caller=OPERATOR)
    whole = live_snapshot()
    found = tagging_now(least=0.0)
    assert found == tagging_of(whole, least=0.0)
    assert found.names == {one.code: one.name for one in sheets_of(whole)}
