"""The county map: what it draws, what it says, and that it has classes and attributes only."""

from xml.etree import ElementTree

import pytest

from klusterkarta.charts.county_map import CountyCount, county_map
from klusterkarta.charts.sheet import WIDTH, county_shapes, county_sheet
from klusterkarta.vocabularies.places_tables import counties

COUNTS = {"17": CountyCount(4, 2), "12": CountyCount(11), "18": CountyCount(0, 3)}


@pytest.fixture
def picture():
    return county_map(COUNTS, "Initiativ per län", lang="sv", links={"17": "/sv/actors/?county=17&kind=x"})


@pytest.fixture
def drawing(picture):
    return ElementTree.fromstring(picture.svg)


def test_every_county_is_drawn_once(drawing):
    titles = [one.text for one in drawing.iter("title")]
    assert len(titles) == len(counties()) == 21
    assert {"Värmland: 4+2", "Skåne: 11", "Örebro: 0+3", "Halland: 0"} <= set(titles)


def test_figures_tell_certain_and_interpreted_apart(drawing):
    figures = sorted(one.text for one in drawing.iter("text") if "c" in one.get("class", "").split())
    assert figures == sorted(["4+2", "11", "0+3", *["0"] * 18])


def test_the_most_is_darkest_and_nothing_is_white(drawing):
    shades = {
        group.find("title").text: group.find("path").get("class")
        for group in drawing.iter()
        if group.find("title") is not None
    }
    assert shades["Skåne: 11"] == "m5"
    assert shades["Halland: 0"] == "m0"


def test_lines_lie_over_the_counties_with_interpreted_ones(drawing):
    lined = [group.find("title").text for group in drawing.iter() if group.find("path[@class='hatch']") is not None]
    assert sorted(one for one in lined if one) == ["Värmland: 4+2", "Örebro: 0+3"]


def test_links_are_escaped_and_out_of_the_tab_order(drawing, picture):
    (link,) = list(drawing.iter("a"))
    assert link.get("href") == "/sv/actors/?county=17&kind=x"
    assert link.get("tabindex") == "-1"
    assert "county=17&amp;kind" in picture.svg


def test_it_has_no_style_of_its_own(drawing):
    assert [one.tag for one in drawing.iter() if "style" in one.attrib] == []
    # The one fill is the reference to the lines over what is interpreted; the lines' own colour comes from the page.
    assert {one.get("fill") for one in drawing.iter()} == {None, "url(#hatch)"}
    assert drawing.get("aria-hidden") == "true"


def test_the_legend_explains_the_interpreted_only_where_there_are_any(picture):
    assert "4+2 är fyra säkra" in picture.svg
    assert "4+2 är" not in county_map({"17": CountyCount(4)}, "x", lang="sv").svg


def test_the_table_says_the_same_most_first(picture):
    assert picture.table[0] == ("Län", "Säkra", "Tolkade", "Summa")
    assert picture.table[1:4] == (("Skåne", "11", "0", "11"), ("Värmland", "4", "2", "6"), ("Örebro", "0", "3", "3"))
    assert len(picture.table) == 22


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (COUNTS, "Most in Skåne: 11. None in 18 of 21 counties."),
        ({}, "No county has any."),
        ({code: CountyCount(1) for code in counties()}, "Most in Stockholm: 1. Every county has some."),
    ],
)
def test_the_description_in_english(counts, words):
    assert county_map(counts, "x", lang="en").description == words


def test_a_code_that_is_no_county_is_refused():
    with pytest.raises(KeyError, match="no county has the code 99"):
        county_map({"99": CountyCount(1)}, "x", lang="sv")


def test_figures_stand_inside_the_sheet_and_in_the_right_order():
    shapes = county_shapes()
    assert all(0 < one.x < WIDTH and 0 < one.y < county_sheet().height for one in shapes.values())
    # North to south along the coast: Norrbotten, Västerbotten, Gävleborg, Uppsala, Kalmar, Skåne.
    down = [shapes[code].y for code in ("25", "24", "21", "03", "08", "12")]
    assert down == sorted(down)
    # West to east: Västra Götaland, Östergötland, Gotland.
    across = [shapes[code].x for code in ("14", "05", "09")]
    assert across == sorted(across)
