"""Counts of a selection by place and county. Expected counts are counted by hand from the rows below."""

import pytest

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.on_map import CodeCount, counts_among, names_at, number_among, number_without
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db
ROWS = {
    "1": {"name": "Åkermat", "kind": "klusterinitiativ", "geography": "Värmland", "town": "Karlstad"},
    "2": {"name": "Zinkdalen", "kind": "klusterinitiativ", "geography": "Skåne, Blekinge"},
    "3": {"name": "Älvkraft", "kind": "företag", "geography": "Värmland", "funders": "Karlstads kommun"},
    "4": {"name": "Östnät", "kind": "företag", "geography": "Bergslagen, Värmland"},
    "5": {"name": "Adalen", "kind": "klusterinitiativ"},
}


@pytest.fixture
def five():
    collect_rows("karta", ROWS)
    # A conclusion that names a county is no actor and stands on no map.
    collect_rows("slutsats", {"claim/x": {"name": "Antal", "geography": "Gotland"}}, thing="claim")


def test_places_and_counties_of_all(five):
    found = counts_among(ActorFilter(), ("place", "county"))
    assert found["place"] == [
        CodeCount("10", stated=1),
        CodeCount("12", stated=1),
        CodeCount("17", stated=2),
        CodeCount("1780", looked_up=1),
        *(CodeCount(code, interpreted=1) for code in ("18", "19", "20", "21")),
    ]
    assert {one.code: (one.certain, one.interpreted) for one in found["county"]} == {
        "10": (1, 0), "12": (1, 0), "17": (3, 0), "18": (0, 1), "19": (0, 1), "20": (0, 1), "21": (0, 1),
    }  # fmt: skip
    assert (number_among(ActorFilter()), number_without(ActorFilter(), "place")) == (5, 1)


def test_a_selection_counts_in_all_its_places_also_outside_the_filter(five):
    # Those who work in Värmland; Östnät stands in Bergslagen too.
    found = counts_among(ActorFilter(county=("17",), kind=("company",)), ("place",))["place"]
    assert {one.code: one.certain + one.interpreted for one in found} == {"17": 2, "18": 1, "19": 1, "20": 1, "21": 1}
    assert counts_among(ActorFilter(q="finns inte"), ("place",)) == {"place": []}


def test_who_stands_at_a_place_and_who_is_in_view(five):
    assert names_at(ActorFilter(), ["17", "1780", "09"]) == {"1780": ["Åkermat"], "17": ["Älvkraft", "Östnät"]}
    assert [row.name for row in list_actors(ActorFilter(place=("1780", "12"))).rows] == ["Zinkdalen", "Åkermat"]
    # What is seen narrows what is chosen: Östnät alone stands both in Värmland and in Dalarna.
    assert [row.name for row in list_actors(ActorFilter(place=("17",), seen=("20",))).rows] == ["Östnät"]
