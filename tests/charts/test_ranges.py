"""Ranges on one scale: measured in the drawing itself."""

from xml.etree import ElementTree

import pytest

from klusterkarta.charts.ranges import WIDTH, RangeRow, range_picture

LEFT, RIGHT = 184.0, 14.0


def drawn(*rows: RangeRow) -> ElementTree.Element:
    return ElementTree.fromstring(range_picture(rows, most=100, lang="sv", title="Mognad", described="").svg)


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


def value_at(x: str | None) -> float:
    return (float(x or 0) - LEFT) / (WIDTH - LEFT - RIGHT) * 100


def test_a_line_from_low_to_high_and_a_dot_at_the_value():
    root = drawn(RangeRow("Zink", 25, 75, 60))
    (line,), (dot,) = of_class(root, "range"), of_class(root, "dot")
    assert (value_at(line.get("x1")), value_at(line.get("x2"))) == (
        pytest.approx(25, abs=0.1),
        pytest.approx(75, abs=0.1),
    )
    assert value_at(dot.get("cx")) == pytest.approx(60, abs=0.1)


def test_a_range_without_a_value_is_open_and_the_unknown_is_in_words():
    root = drawn(RangeRow("Zink", 20, 90, None), RangeRow("Trä", 0, 100, None, "okänd"))
    assert [one.get("class") for one in of_class(root, "range")] == ["range open"]
    assert [one.text for one in of_class(root, "unknown")] == ["okänd"]
    # Nothing unknown has a mark that anybody could take for a value of nought.
    assert of_class(root, "dot") == []


@pytest.mark.parametrize(
    "row", [RangeRow("Zink", 80, 20, None), RangeRow("Zink", 0, 101, None), RangeRow("Zink", 20, 40, 50)]
)
def test_what_cannot_be_drawn_is_refused(row):
    with pytest.raises(ValueError, match="Zink has"):
        drawn(row)
    with pytest.raises(ValueError, match="a row at least"):
        drawn()
