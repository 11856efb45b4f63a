"""The picture of phases: where the marks stand is measured in the drawing itself."""

import math
import re
from xml.etree import ElementTree

import pytest

from klusterkarta.charts.phases import WIDTH, PhasePoint, PhaseTrack, phase_picture

COLUMNS = ["Sondering", "Start", "Genomförande och tillväxt", "Mognad", "Avslutat"]
LEFT, FOOT, PLOT = 46.0, 304.0, 250.0


def point(first: int, low: float | None = None, *, last: int | None = None, high: float | None = None, borrowed=False):
    end = first if last is None else last
    top = low if high is None else high
    return PhasePoint(
        first=first, last=end, low=low, high=top, borrowed=borrowed, phase=COLUMNS[first], members=f"{low}"
    )


def drawn(*tracks: PhaseTrack) -> ElementTree.Element:
    picture = phase_picture(COLUMNS, tracks, times=("2003", "2007"), lang="sv", title="Faser")
    return ElementTree.fromstring(picture.svg)


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


def middle(mark: ElementTree.Element) -> tuple[float, float]:
    x, y, width, height = (float(mark.get(name, 0)) for name in ("x", "y", "width", "height"))
    return x + width / 2, y + height / 2


def rects(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [one for one in of_class(root, kind) if one.tag.endswith("rect")]


def test_marks_stand_in_their_column_and_at_their_number():
    root = drawn(PhaseTrack("Zink", point(0, 10), point(2, 100)))
    wide = (WIDTH - LEFT) / 5
    (before,), (after,) = rects(root, "before"), rects(root, "after")
    for mark, column, members in ((before, 0, 10), (after, 2, 100)):
        x, y = middle(mark)
        assert LEFT + wide * column < x < LEFT + wide * (column + 1)
        # The scale goes to 100, the next step of 1, 2, 5, 10 … that holds all; half-way up by logarithm is 10.
        assert y == pytest.approx(FOOT - PLOT * math.log(members) / math.log(100), abs=0.1)
    assert len(of_class(root, "move")) == 1


def test_an_unknown_number_stands_below_the_scale_and_not_at_zero():
    root = drawn(PhaseTrack("Zink", point(0), point(1, 1)))
    assert middle(rects(root, "before")[0])[1] > FOOT
    assert middle(rects(root, "after")[0])[1] == pytest.approx(FOOT)


def test_several_phases_left_open_draw_the_mark_out_over_them():
    root = drawn(PhaseTrack("Zink", point(1, last=3), None))
    (mark,) = rects(root, "before")
    # From the middle of column 1 to that of column 3, and the mark's own radius at each end.
    assert float(mark.get("width", 0)) == pytest.approx(2 * (WIDTH - LEFT) / 5 + 18, abs=0.1)
    assert rects(root, "after") == of_class(root, "move") == []


def test_bounds_are_a_line_and_borrowed_numbers_are_marked():
    root = drawn(PhaseTrack("Mat", None, point(2, 10, high=100, borrowed=True)))
    (line,) = of_class(root, "range")
    assert sorted(float(line.get(at, 0)) for at in ("y1", "y2")) == [
        pytest.approx(FOOT - PLOT), pytest.approx(FOOT - PLOT / 2)
    ]  # fmt: skip
    assert len(of_class(root, "borrowed")) == 1


def test_no_two_initiatives_of_one_column_and_number_cover_each_other():
    root = drawn(*[PhaseTrack(str(at), None, point(3, 20)) for at in range(4)])
    places = [middle(mark) for mark in rects(root, "after")]
    assert min(math.dist(one, other) for at, one in enumerate(places) for other in places[at + 1 :]) > 18


def test_standing_still_has_a_ring_and_no_arrow():
    root = drawn(PhaseTrack("Zink", point(1, 20), point(1, 20)))
    assert of_class(root, "move") == []
    assert float(rects(root, "before")[0].get("width", 0)) > float(rects(root, "after")[0].get("width", 0))


def test_the_table_says_the_same_and_the_drawing_has_no_colour():
    picture = phase_picture(
        COLUMNS, [PhaseTrack("<Zink>", None, point(4, 5))], times=("2003", "2007"), lang="sv", title="Faser"
    )
    assert picture.table[0] == ("", "Initiativ", "Fas 2003", "Medlemmar 2003", "Fas 2007", "Medlemmar 2007")
    assert picture.table[1] == ("1", "<Zink>", "ingen uppgift", "", "Avslutat", "5")
    assert not re.search(r"style=|fill=|stroke=|<Zink>", picture.svg)


@pytest.mark.parametrize(
    ("columns", "tracks", "words"),
    [
        ([], [PhaseTrack("Zink", None, None)], "a phase and an initiative"),
        (COLUMNS, [], "a phase and an initiative"),
        (COLUMNS[:1], [PhaseTrack("Zink", None, point(1, 5))], "column 1–1 of 1"),
        (COLUMNS, [PhaseTrack("Zink", None, point(1, 5, high=2))], "from 5 to 2"),
    ],
)
def test_what_cannot_be_drawn_is_refused(columns, tracks, words):
    with pytest.raises(ValueError, match=words):
        phase_picture(columns, tracks, times=("2003", "2007"), lang="sv", title="")
