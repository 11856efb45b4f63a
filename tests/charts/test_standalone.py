"""A picture as a file: the same drawing with colours of its own, a title and a source line."""

from xml.etree import ElementTree

import pytest

from klusterkarta.charts.bars import part_bar
from klusterkarta.charts.county_map import CountyCount, county_map
from klusterkarta.charts.locator import locator_map
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.standalone import standalone_svg

LINE = "Källa: Klusterkarta, arbetsläge med 4 källor, läst 2026-11-20. Hämtat 2026-11-21."
SVG = "{http://www.w3.org/2000/svg}"


def pictures() -> dict[str, Picture]:
    counts = {"17": CountyCount(4, 2), "12": CountyCount(11)}
    links = {"17": "/sv/actors/?county=17&kind=x"}
    bar = part_bar(2, 1, interpreted=1, most=6)
    return {
        "map": county_map(counts, "Initiativ & nätverk", lang="sv", links=links),
        "locator": locator_map({"17"}, {"18"}, lang="sv"),
        "bar": Picture(bar, (), "Stapel", "Två, en och en tolkad."),
    }


@pytest.mark.parametrize("name", ["map", "locator", "bar"])
def test_a_file_needs_no_style_sheet_and_no_site(name):
    picture = pictures()[name]
    drawing = ElementTree.fromstring(standalone_svg(picture, LINE))
    assert [one.tag for one in drawing.iter() if "class" in one.attrib or "style" in one.attrib] == []
    assert [one.tag for one in drawing.iter() if one.tag == f"{SVG}a" or "href" in one.attrib] == []
    words = " ".join(one.text for one in drawing.iter(f"{SVG}text"))
    assert LINE in words
    assert drawing.find(f"{SVG}title").text == picture.title
    # Every drawn shape has a colour, on itself or on a group it stands in.
    parents = {child: parent for parent in drawing.iter() for child in parent}
    assert all(_coloured(one, parents) for one in drawing.iter() if one.tag in (f"{SVG}path", f"{SVG}rect"))


def test_nothing_of_the_drawing_is_lost():
    picture = pictures()["map"]
    before, after = ElementTree.fromstring(picture.svg), ElementTree.fromstring(standalone_svg(picture, LINE))
    paths = {one.get("d") for one in before.iter("path")}
    assert paths == {one.get("d") for one in after.iter(f"{SVG}path")}


def test_the_file_is_as_much_taller_as_its_lines_take():
    picture = pictures()["map"]
    short, long = (standalone_svg(picture, LINE * times) for times in (1, 6))
    heights = [float(ElementTree.fromstring(one).get("height")) for one in (short, long)]
    drawn = float(ElementTree.fromstring(picture.svg).get("height"))
    assert drawn < heights[0] < heights[1]


def _coloured(one: ElementTree.Element, parents: dict[ElementTree.Element, ElementTree.Element]) -> bool:
    at: ElementTree.Element | None = one
    while at is not None:
        if at.tag == f"{SVG}clipPath" or {"fill", "stroke"} & at.attrib.keys():
            return True
        at = parents.get(at)
    return False
