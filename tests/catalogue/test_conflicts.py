"""R102: conflicting facts stand side by side, each with its source and place."""

import pytest

from klusterkarta.catalogue.models import Actor
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.show import show_actor
from tests.registers import collect_rows, record_id, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def biotechvalley() -> int:
    """Start years as the documents have them: D1 chapter 2 (1999, November 2002), D3 page 51 (2005)."""
    collect_rows(
        "sormland",
        {
            "b": {"name": "Biotechvalley", "start_year": "november 2002"},
            "c": {"name": "Biotechvalley", "start_year": "1999"},
        },
        published_on="2009",
    )
    collect_rows("karta", {"51": {"name": "Biotechvalley", "start_year": "2005"}}, published_on="2010")
    say("sormland:b", "sormland:c")
    say("sormland:b", "karta:51")
    return record_id("karta:51")


def start_years(record: int):
    page = show_actor(record, caller=PUBLIC)
    return next(one for one in page.properties if one.code == "start_year")


def test_all_three_years_are_there_with_source_and_place(biotechvalley):
    slot = start_years(biotechvalley)
    assert slot.conflict
    assert {(one.value, one.source, one.place) for one in slot.values} == {
        ("november 2002", "sormland", "p. b"),
        ("1999", "sormland", "p. c"),
        ("2005", "karta", "p. 51"),
    }
    assert [(one.value, one.reason) for one in slot.values if one.shown] == [("2005", "newest")]


def test_the_actor_is_one_and_its_id_is_the_oldest_record(biotechvalley):
    actor = Actor.objects.get()
    assert actor.key == "sormland:b"
    assert actor.conflicts == 1
    assert show_actor(biotechvalley, caller=PUBLIC).summary.id == record_id("sormland:b")


def test_an_editors_value_stands_beside_and_is_shown(biotechvalley):
    edit_actor(biotechvalley, [Stated("start_year", "1999")], caller=OPERATOR)
    slot = start_years(biotechvalley)
    assert [(one.value, one.reason) for one in slot.values if one.shown] == [("1999", "trusted")]
    assert len(slot.values) == 4


def test_an_edit_sleeps_with_the_record_it_is_about():
    from klusterkarta.catalogue.services.sources import set_withdrawn
    from klusterkarta.workflow.refresh import writing

    collect_rows("a", {"1": {"name": "X"}})
    edit_actor(record_id("a:1"), [Stated("start_year", "1999")], caller=OPERATOR)
    with writing() as touched:
        touched.add(set_withdrawn("a", withdrawn=True, caller=OPERATOR))
    assert not Actor.objects.exists()


def test_missing_is_said_by_whom(biotechvalley):
    collect_rows("lista", {"1": {"name": "Compare", "members": ""}})
    page = show_actor(record_id("lista:1"), caller=PUBLIC)
    slot = next(one for one in page.properties if one.code == "members")
    assert (slot.values, slot.missing_in) == ([], ["lista"])
