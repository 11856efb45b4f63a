"""The map of location quotients and the rows of quotients: what is drawn is measured in the drawing itself."""

from xml.etree import ElementTree

import pytest

from klusterkarta.charts.quotient_map import quotient_map
from klusterkarta.charts.quotient_ranges import QuotientRow, quotient_ranges


def test_shades_lie_evenly_about_one_and_no_figure_has_none():
    root = ElementTree.fromstring(quotient_map({"17": 2.0, "12": 0.49, "14": 1.0}, "Skog", lang="sv").svg)
    shades = {
        one.find("title").text: one.find("path").get("class") for one in root.iter() if one.find("title") is not None
    }
    assert len(shades) == 21
    assert (shades["Värmland: 2,00"], shades["Skåne: 0,49"], shades["Västra Götaland: 1,00"]) == ("m5", "m1", "m3")
    assert shades["Halland: –"] == "m0"
    assert [one.tag for one in root.iter() if "style" in one.attrib] == []


@pytest.mark.parametrize(
    ("given", "error"), [({"99": 1.0}, KeyError), ({"17": -1.0}, ValueError), ({"17": float("nan")}, ValueError)]
)
def test_the_map_refuses_what_it_cannot_draw(given, error):
    with pytest.raises(error):
        quotient_map(given, "x", lang="sv")
    assert quotient_map({}, "x", lang="en").description == "No county has a figure."


def test_rows_stand_on_one_scale_with_a_line_at_one():
    rows = [QuotientRow("Skog", 1.5, 1.0, 2.0, 0.5), QuotientRow("Mat & dryck", 3.0, 2.0, 90.0)]
    picture = quotient_ranges(rows, lang="sv", title="Värmland", described="")
    root = ElementTree.fromstring(picture.svg)

    def across(kind, name):
        return [float(one.get(name)) for one in root.iter() if one.get("class") == kind]

    (at_one,) = across("mean", "x1")
    zero = across("grid", "x1")[0]
    unit = at_one - zero
    assert across("dot", "cx") == pytest.approx([zero + 1.5 * unit, zero + 3 * unit], abs=0.11)
    assert across("before", "cx") == pytest.approx([zero + 0.5 * unit], abs=0.11)
    # The second's interval runs to the edge of the scale, which ends at 4.
    assert across("range", "x2") == pytest.approx([zero + 2 * unit, zero + 4 * unit], abs=0.11)
    assert picture.table[2] == ("Mat & dryck", "3,00", "2,00–90,00", "")


@pytest.mark.parametrize("rows", [[], [QuotientRow("x", 1.0, 1.1, 2.0)], [QuotientRow("x", 1.0, 0.5, 2.0, -1.0)]])
def test_rows_that_cannot_be_drawn_are_refused(rows):
    with pytest.raises(ValueError, match=r"row|between"):
        quotient_ranges(rows, lang="sv", title="", described="")
