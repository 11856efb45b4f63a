"""The radar: what is drawn is measured in the drawing itself."""

import math
import re
from xml.etree import ElementTree

import pytest

from klusterkarta.charts.radar import Series, Spoke, radar

AXES = ["Organisation", "Specialisering", "Forskning", "Internationellt", "Marknadsföring", "Kompetens"]
MIDDLE, RADIUS = (310.0, 225.0), 165.0


def sure(value: float) -> Spoke:
    return Spoke(value, value, value, 5)


# The document's example (the national mapping 2010, section 6): high on criteria 2 and 4, much lower on the others.
EXAMPLE = Series("Exempel", [sure(1), sure(4), sure(1), sure(4), sure(1), sure(1)])


def drawn(series: list[Series], lang: str = "sv") -> ElementTree.Element:
    svg = radar(AXES, series, most=4, lang=lang, title="Karaktär").svg
    return ElementTree.fromstring(svg)


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.get("class") == name]


def distance(one: ElementTree.Element) -> float:
    return math.dist(MIDDLE, (float(one.get("cx", 0)), float(one.get("cy", 0)))) / RADIUS * 4


def test_the_documents_example_is_high_on_two_and_four():
    marks = of_class(drawn([EXAMPLE]), "mark")
    assert [round(distance(mark), 1) for mark in marks] == [1, 4, 1, 4, 1, 1]
    # The first axis points up, the second clockwise from it.
    assert float(marks[0].get("cx", 0)) == MIDDLE[0]
    assert float(marks[1].get("cx", 0)) > MIDDLE[0]


def test_unknown_looks_unknown_and_not_like_zero():
    unknown = Series("Halv", [sure(2), None, sure(2), sure(2), sure(2), sure(2)])
    root = drawn([unknown])
    assert len(of_class(root, "mark")) == 5
    assert [one.text for one in of_class(root, "unknown")] == ["?"]
    # Of six edges the two that would meet at the unknown axis are not drawn.
    assert len(of_class(root, "edge")) == 4
    zero = drawn([Series("Noll", [sure(2), sure(0), *[sure(2)] * 4])])
    assert (len(of_class(zero, "mark")), len(of_class(zero, "edge"))) == (6, 6)


def test_disagreement_is_a_band_from_the_lowest_to_the_highest_score():
    divided = Series("Delad", [Spoke(2, 1, 4, 5), *[sure(2)] * 5])
    (band,) = of_class(drawn([divided]), "band")
    ends = [math.dist(MIDDLE, (float(band.get(f"x{at}", 0)), float(band.get(f"y{at}", 0)))) for at in (1, 2)]
    assert [round(end / RADIUS * 4, 1) for end in ends] == [1, 4]


def test_each_series_has_a_mark_of_its_own_shape():
    root = drawn([Series(str(at), [sure(at % 5)] * 6) for at in range(5)])
    shapes = {(one.tag.split("}")[-1], len(one.get("points", "").split())) for one in of_class(root, "mark")}
    assert shapes == {("circle", 0), ("polygon", 4), ("polygon", 3), ("polygon", 12)}


def test_the_table_says_the_same_with_the_number_of_scores():
    picture = radar(AXES, [Series("A", [Spoke(2.5, 1, 4, 3), None, *[sure(1)] * 4])], most=4, lang="sv", title="A")
    assert picture.table[0] == ("Kriterium", "A")
    assert picture.table[1] == ("Organisation", "2,5, från 1 till 4 (n = 3)")
    assert picture.table[2] == ("Specialisering", "okänt")
    assert "Specialisering okänt" in picture.description


def test_no_colour_or_style_in_the_drawing():
    svg = radar(AXES, [EXAMPLE], most=4, lang="sv", title="<b>").svg
    assert not re.search(r"style=|fill=|stroke=", svg)
    assert "&lt;b&gt;" in svg


@pytest.mark.parametrize(
    ("axes", "series", "said"),
    [
        (AXES[:2], [Series("A", [sure(1)] * 2)], "three axes or more"),
        (AXES, [], "one to 5 series"),
        (AXES, [EXAMPLE] * 6, "one to 5 series"),
        (AXES, [Series("A", [sure(1)])], "1 values for 6 axes"),
        (AXES, [Series("A", [sure(5), *[sure(1)] * 5])], "5 on a scale from 0 to 4"),
        (AXES, [Series("A", [Spoke(1, 2, 3, 2), *[sure(1)] * 5])], "on a scale"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axes, series, said):
    with pytest.raises(ValueError, match=said):
        radar(axes, series, most=4, lang="sv", title="")


def place(one: ElementTree.Element) -> tuple[float, float]:
    if one.tag.endswith("circle"):
        return float(one.get("cx", 0)), float(one.get("cy", 0))
    corners = [tuple(map(float, corner.split(","))) for corner in one.get("points", "").split()]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def of_series(root: ElementTree.Element, number: int) -> list[ElementTree.Element]:
    """The marks of a series in the radar itself, not in the list below it."""
    (group, _listed) = [one for one in root.iter() if one.get("class") == f"series s{number}"]
    return of_class(group, "mark")


def test_the_example_over_another_initiative_and_neither_covers_the_other():
    same = Series("Lika på 2 och 4", [sure(3), sure(4), sure(2), sure(4), None, sure(0)])
    root = drawn([EXAMPLE, same])
    first, second = of_series(root, 1), of_series(root, 2)
    assert (len(first), len(second)) == (6, 5)
    # Both have 4 on the second axis and on the fourth: the marks stand beside each other, as far from the middle.
    for at in (1, 3):
        one, other = place(first[at]), place(second[at])
        assert math.dist(one, other) == pytest.approx(8, abs=0.2)
        assert math.dist(MIDDLE, one) == pytest.approx(math.dist(MIDDLE, other), abs=0.5)
    # On the first axis, straight up, the heights are those of the scores 1 and 3.
    heights = [(MIDDLE[1] - place(marks[0])[1]) / RADIUS * 4 for marks in (first, second)]
    assert heights == [pytest.approx(1, abs=0.05), pytest.approx(3, abs=0.05)]


def test_several_series_are_named_below_with_their_own_mark_and_one_is_not():
    root = drawn([EXAMPLE, Series("Ny <2012>", [sure(2)] * 6)])
    assert [one.text for one in of_class(root, "name listed")] == ["Exempel", "Ny <2012>"]
    tall = float(root.get("viewBox", "").split()[3])
    assert max(place(one)[1] for one in of_class(root, "mark")) < tall
    assert of_class(drawn([EXAMPLE]), "name listed") == []
