"""Personal data: kept apart, shown only to those who hold the right. All persons here are invented."""

import pytest

from klusterkarta.catalogue.models import Actor, PersonalStatement, Reading, Statement
from klusterkarta.catalogue.services.readings import (
    ReadingDetails,
    begin_reading,
    publish_reading,
    stage_rows,
    undo_reading,
)
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.profile.actor_rows import SOLE_TRADER
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.workflow.refresh import writing
from klusterkarta.workflow.show import show_actor
from tests.registers import collect_rows, record_id, say

pytestmark = pytest.mark.django_db
CONTACT = {"name": "Compare", "contact_name": "Testperson Ett"}


def codes(caller: Caller) -> set[str]:
    return {one.code for one in show_actor(record_id("a:1"), caller=caller).properties}


def test_a_contact_goes_to_the_guarded_table_only():
    collect_rows("a", {"1": CONTACT})
    assert not Statement.objects.filter(value__contains="Testperson").exists()
    assert PersonalStatement.objects.get().value == "Testperson Ett"
    actor = Actor.objects.get()
    assert "Testperson" not in f"{actor.values}{actor.folded}{actor.name}"


@pytest.mark.parametrize(
    ("role", "sees"), [("public", False), ("reader", False), ("editor", True), ("administrator", True)]
)
def test_who_sees_it(role, sees):
    collect_rows("a", {"1": CONTACT})
    assert ("contact_name" in codes(Caller("someone", role))) is sees


def test_a_reader_is_not_told_that_a_personal_field_is_missing():
    collect_rows("a", {"1": {"name": "Compare", "contact_name": ""}})
    assert "contact_name" not in codes(PUBLIC)
    assert "contact_name" in codes(OPERATOR)


def collect_trader(consent: str) -> None:
    source = ensure_source(SourceDetails(key="a", title_sv="a"), caller=OPERATOR)
    reading = begin_reading(
        ReadingDetails(source_id=source, properties=["name", "consent", "sector", "organisation_number"]),
        caller=OPERATOR,
    )
    # An invented number of the form that makes it personal.
    said = [Stated("organisation_number", "000101-0000", personal=True)]
    said += [Stated("name", "Testperson Glas", personal=True), Stated("sector", "Glas")]
    said += [Stated("consent", consent)] if consent else []
    stage_rows(reading, [StatedRow("1", "actor", "", tuple(said))])
    with writing() as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))


@pytest.mark.parametrize(("consent", "name"), [("", SOLE_TRADER), ("nej", SOLE_TRADER), ("Ja", "Testperson Glas")])
def test_a_sole_trader_is_named_only_with_recorded_consent(consent, name):
    collect_trader(consent)
    assert Actor.objects.get().name == name


def test_another_source_does_not_tell_who_a_sole_trader_is():
    collect_trader("")
    collect_rows("b", {"1": {"name": "Testperson Glas", "address": "Gatan 1", "sector": "Glas"}})
    collect_rows("c", {"1": {"name": "Glasriket", "linked_clusters": "Testperson Glas"}})
    for other in ("b:1", "c:mention/Testperson Glas"):
        say("a:1", other)
    page = show_actor(record_id("a:1"), caller=PUBLIC)
    assert "Testperson" not in str(page)
    assert "Gatan 1" not in str(page)
    actor = Actor.objects.get(pk=page.summary.id)
    assert "Testperson" not in f"{actor.name}{actor.values}{actor.folded}{actor.sort_key}"
    assert "Testperson Glas" in str(show_actor(record_id("a:1"), caller=Caller("x", "editor")))


def test_a_public_row_is_guarded_while_a_reading_says_sole_trader_and_no_longer():
    collect_rows("a", {"1": {"name": "Glas", "sector": "Glas"}})
    collect_trader("")
    assert Actor.objects.get().name == SOLE_TRADER
    with writing() as touched:
        touched.add(undo_reading(Reading.objects.latest("pk").pk, caller=OPERATOR))
    assert Actor.objects.get().name == "Glas"
