"""One row an actor, in the reader's words."""

import pytest

from klusterkarta.publishing.actor_table import actor_table
from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import match_headers
from tests.publishing.snapshots import make_snapshot


def rows_of(snapshot, language="sv", **chosen):
    return {row["name"]: row for row in actor_table(snapshot, language, **chosen).rows.to_dicts()}


def test_what_a_source_says_stands_in_its_column():
    said = {
        "karta2010": {
            "1": {
                "name": "Compare",
                "kind": "klusterinitiativ",
                "list": "1",
                "geography": "Karlstad | Dalsland",
                "sector": "IT",
                "start_year": "2000",
                "members": "Ca 100",
                "url": "www.compare.se",
                "funders": "Region Värmland | VINNOVA",
                "phone": "054-10 20 30",
            }
        }
    }
    row = rows_of(make_snapshot(said))["Compare"]
    assert {code: text for code, text in row.items() if text is not None and code != "actor"} == {
        "name": "Compare",
        "kind": "Klusterinitiativ",
        "list": "Klusterinitiativ (lista 1)",
        "country": "Sverige",
        # Karlstad lies in Värmland, Dalsland in Västra Götaland; the vocabulary's order is by code (14, 17).
        "counties": "Västra Götalands län | Värmlands län",
        "geography": "Karlstad | Dalsland",
        "sector_group": "IKT",
        "sector": "IT",
        "start_year": "2000",
        "members": "Ca 100",
        "url": "www.compare.se",
        "funders": "Region Värmland | VINNOVA",
        "phone": "054-10 20 30",
        "sources": "Källan karta2010",
        "last_seen": "2010",
        "record_key": "karta2010:1",
    }


def test_the_same_in_english():
    said = {"karta2010": {"1": {"name": "Compare", "kind": "klusterinitiativ", "geography": "Karlstad"}}}
    row = rows_of(make_snapshot(said), "en")["Compare"]
    assert (row["kind"], row["counties"], row["country"]) == ("Cluster initiative", "Värmland County", "Sweden")
    assert row["sources"] == "The source karta2010"


def test_a_county_that_is_only_read_in_stands_apart():
    row = rows_of(make_snapshot({"a": {"1": {"name": "Bergskraft", "geography": "Bergslagen"}}}))["Bergskraft"]
    assert row["counties"] is None
    assert "Örebro län" in row["counties_interpreted"].split(" | ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sv", "På svenska"), ("en", "[sv] På svenska")],
)
def test_a_description_in_another_language_says_so(language, expected):
    snapshot = make_snapshot({"a": {"1": {"name": "X", "description@sv": "På svenska"}}})
    assert rows_of(snapshot, language)["X"]["description"] == expected


def test_the_readers_language_comes_first():
    snapshot = make_snapshot(
        {"a": {"1": {"name@sv": "Glasriket", "name@en": "Kingdom of Crystal", "description@en": "In English"}}}
    )
    assert list(rows_of(snapshot, "sv")) == ["Glasriket"]
    assert rows_of(snapshot, "en")["Kingdom of Crystal"]["description"] == "In English"


def test_contradicting_sources_stand_side_by_side():
    # The years that three sources give Biotechvalley (R102).
    said = {
        "karta2010": {"1": {"name": "Biotechvalley", "start_year": "2005"}},
        "bok2009": {"a": {"name": "Biotechvalley", "start_year": "1999"}},
        "bok2008": {"b": {"name": "Biotechvalley", "start_year": "2002"}},
    }
    same = [("karta2010:1", "bok2009:a"), ("karta2010:1", "bok2008:b")]
    row = rows_of(make_snapshot(said, same=same))["Biotechvalley"]
    assert row["start_year"] == "2005"
    assert row["differing"] == "Startår: 1999 / 2002 / 2005"
    assert row["sources"] == "Källan bok2008 | Källan bok2009 | Källan karta2010"
    assert row["last_seen"] == "2010"


def test_only_actors_are_rows_and_in_the_swedish_order():
    said = {
        "a": {"1": {"name": "Östersund"}, "2": {"name": "Åre"}, "3": {"name": "Zinkgruvan"}, "4": {"name": "alnarp"}}
    }
    snapshot = make_snapshot(said, priorities=["FoodTech"])
    assert list(rows_of(snapshot)) == ["alnarp", "Zinkgruvan", "Åre", "Östersund"]


def test_priorities_keep_the_order_of_their_source_and_know_their_actors():
    said = {
        "a": {"1": {"name": "Ost", "priorities": "FoodTechj"}, "2": {"name": "Tåg", "priorities": "GovTech | FoodTech"}}
    }
    names = [f"Område {n}" for n in range(1, 10)]
    table = actor_table(make_snapshot(said, priorities=["GovTech", *names, "FoodTech"]), "sv")
    # Eleven priorities with the keys P1 … P11: P10 stands after P9 and not after P1.
    assert list(table.priorities.values()) == ["GovTech", *names, "FoodTech"]
    tagged = sorted((row["actor"], row["priority"]) for row in table.tagged.to_dicts())
    assert tagged == [(1, "foodtech"), (2, "foodtech"), (2, "govtech")]
    by_name = {row["name"]: row["priorities"] for row in table.rows.to_dicts()}
    assert by_name == {"Ost": "FoodTech", "Tåg": "GovTech | FoodTech"}


def test_a_choice_of_actors():
    snapshot = make_snapshot({"a": {"1": {"name": "Ett"}, "2": {"name": "Två"}, "3": {"name": "Tre"}}})
    assert list(rows_of(snapshot, actors=[3, 1])) == ["Ett", "Tre"]
    assert rows_of(snapshot, actors=[]) == {}


def test_an_empty_register_has_all_columns():
    table = actor_table(make_snapshot({}), "sv")
    assert table.rows.is_empty()
    assert table.rows.columns == ["actor", *(column.code for column in COLUMNS)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_column_has_a_header_of_its_own_and_a_meaning(language):
    labels = [column.label(language) for column in COLUMNS]
    assert len(set(labels)) == len(labels)
    assert all(column.meaning(language).endswith((".", ". ")) for column in COLUMNS)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_headers_lead_back_to_the_fields_they_came_from(language):
    columns = [column for column in COLUMNS if not column.own]
    matched = match_headers([column.label(language) for column in columns]).columns
    assert [one.field for one in matched] == [column.code for column in columns]


def test_no_column_is_personal():
    assert not [column.code for column in COLUMNS if not column.own and profile_fields()[column.code].personal]
