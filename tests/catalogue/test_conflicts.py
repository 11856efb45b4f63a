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


def edited(code: str, *said: Stated) -> list[tuple[str, str]]:
    """What the editor has said of a property after these edits, one after the other."""
    collect_rows("a", {"1": {"name": "X", "start_year": "1990", "funders": "VINNOVA"}})
    for one in said:
        edit_actor(record_id("a:1"), [one], caller=OPERATOR)
    page = show_actor(record_id("a:1"), caller=OPERATOR)
    (slot,) = [one for one in page.properties if one.code == code]
    return sorted((one.mode, one.value) for one in slot.values if one.source.startswith("editor-"))


def funder(name: str, mode: str = "says") -> Stated:
    return Stated("funders", name, relation="funds", mode=mode)


def test_a_second_value_of_a_field_with_several_stands_beside_the_first():
    assert edited("funders", funder("LTU"), funder("SLU")) == [("says", "LTU"), ("says", "SLU")]


def test_a_second_value_of_a_field_with_one_replaces_the_first():
    assert edited("start_year", Stated("start_year", "1991"), Stated("start_year", "1992")) == [("says", "1992")]


def test_denials_add_up_and_keep_the_editors_own_value():
    said = [Stated("start_year", "1991"), *(Stated("start_year", year, mode="denies") for year in ("1990", "1989"))]
    assert edited("start_year", *said) == [("denies", "1989"), ("denies", "1990"), ("says", "1991")]


def test_saying_takes_back_the_same_denial_and_the_other_way_round():
    assert edited("funders", funder("VINNOVA", "denies"), funder("Vinnova")) == [("says", "Vinnova")]
    assert edited("start_year", Stated("start_year", "1991"), Stated("start_year", "1991", mode="denies")) == [
        ("denies", "1991")
    ]


def test_no_value_ends_what_was_said_and_a_value_ends_no_value():
    assert edited("funders", funder("LTU"), Stated("funders", "", mode="none")) == [("none", "")]
    assert edited("start_year", Stated("start_year", "", mode="none"), Stated("start_year", "1991")) == [
        ("says", "1991")
    ]
