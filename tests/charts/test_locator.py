"""Where an actor is: the counties by state, cut to their surroundings, said in words."""

from xml.etree import ElementTree

import pytest

from klusterkarta.charts.locator import locator_map
from klusterkarta.vocabularies.places_tables import counties


def states(svg: str) -> list[str]:
    return [one.get("class") for one in ElementTree.fromstring(svg).iter("path")]


def test_certain_and_interpreted_counties_are_told_apart_in_drawing_words_and_table():
    picture = locator_map(["04"], ["18", "19"], lang="sv")
    assert (states(picture.svg).count("on"), states(picture.svg).count("maybe")) == (1, 2)
    assert picture.description == "Södermanland. Tolkat: Västmanland och Örebro."
    assert picture.table[1:] == (("Södermanland", "säkert"), ("Örebro", "tolkat"), ("Västmanland", "tolkat"))


def test_only_the_surroundings_are_drawn():
    # From Gotland neither Norrbotten nor Värmland is near.
    assert len(states(locator_map(["09"], [], lang="sv").svg)) < 15


@pytest.mark.parametrize("codes", [["25"], ["12"], ["14", "25"], list(counties())])
def test_the_cut_holds_every_marked_county_and_has_a_size(codes):
    picture = locator_map(codes, [], lang="en")
    assert states(picture.svg).count("on") == len(codes)
    _, _, width, height = map(float, ElementTree.fromstring(picture.svg).get("viewBox").split())
    assert width > 0
    assert 0.4 < width / height <= 2.2


def test_nothing_to_show_is_no_picture():
    assert locator_map([], [], lang="sv") is None


def test_a_picture_without_a_table_beside_it_speaks_for_itself():
    svg = ElementTree.fromstring(locator_map(["04"], [], lang="en").svg)
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Where: Södermanland.")
