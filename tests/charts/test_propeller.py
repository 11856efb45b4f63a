"""The propeller: what is drawn is measured in the drawing itself."""

import math
import re
from xml.etree import ElementTree

import pytest

from klusterkarta.charts.propeller import Blade, Figure, propeller

MIDDLE, RADIUS = (320.0, 235.0), 165.0
# The drivers of the Mälardalen index (Sörmland 2009, figure 9); the scores are ours.
BLADES = [
    Blade("Teknikhöjd, forskning och utveckling", 0.8, 0.5, [Figure("Patentaktivitet", 0.9), Figure("FoU", None)]),
    Blade("Kreativitet och öppenhet", 0.25, None, []),
    Blade("Entreprenörskap och företagande", None, 0.5, []),
    Blade("Regional specialisering", 1.0, 0.5, []),
]


def drawn(lang="sv"):
    return ElementTree.fromstring(propeller(BLADES, lang=lang, title="Sörmland").svg)


def of_class(root, name):
    return [one for one in root.iter() if one.get("class") == name]


def tip(blade):
    """The end of the first curve: the third pair behind `C`."""
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", blade.get("d"))
    return tuple(map(float, points[3]))


def test_blades_are_as_long_as_their_scores_and_point_up_right_and_left():
    tips = [tip(one) for one in of_class(drawn(), "blade")]
    assert [round(math.dist(MIDDLE, one) / RADIUS, 2) for one in tips] == [0.8, 0.25, 1.0]
    (up, right, left) = tips
    assert up[0] == MIDDLE[0]
    assert up[1] < MIDDLE[1]
    assert right[0] > MIDDLE[0] > left[0]


def test_unknown_has_no_blade_and_a_mean_stands_where_it_is():
    root = drawn()
    assert [one.text for one in of_class(root, "unknown")] == ["?"]
    means = of_class(root, "mean")
    assert len(means) == 3
    middle = [(float(means[0].get(f"{axis}1")) + float(means[0].get(f"{axis}2"))) / 2 for axis in "xy"]
    assert math.dist(MIDDLE, middle) / RADIUS == pytest.approx(0.5, abs=0.01)


def test_the_table_says_the_same_in_both_languages():
    swedish, english = (propeller(BLADES, lang=lang, title="Sörmland").table for lang in ("sv", "en"))
    assert swedish[1] == ("Teknikhöjd, forskning och utveckling", "", "0,80", "0,50")
    assert english[3] == ("Teknikhöjd, forskning och utveckling", "FoU", "unknown", "")
    assert "style=" not in propeller(BLADES, lang="sv", title="Sörmland").svg


@pytest.mark.parametrize("blades", [BLADES[:1], BLADES * 3, [*BLADES[:1], Blade("x", 1.2, None, [])]])
def test_what_cannot_be_drawn_is_refused(blades):
    with pytest.raises(ValueError, match=r"propeller|scale"):
        propeller(blades, lang="sv", title="")


def test_figures_stand_clear_of_the_line_of_the_mean():
    # Near its tip the first figure would lie on its mean: 0.68 · 165 less 34 is 0.47 of the radius.
    blades = [Blade("a", 0.68, 0.49, []), Blade("b", 0.2, 0.33, []), Blade("c", 0.9, 0.1, [])]
    root = ElementTree.fromstring(propeller(blades, lang="sv", title="").svg)
    said = [one for one in root.iter() if one.get("class") in ("light", "digit")]
    assert [one.text for one in said] == ["0,68", "0,20", "0,90"]
    for text, blade in zip(said, blades, strict=True):
        place = float(text.get("x")), float(text.get("y")) - 4
        assert abs(math.dist(MIDDLE, place) - blade.mean * RADIUS) > 8.9
