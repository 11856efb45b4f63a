"""Paths and places on the sheet."""

import re

from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.outlines import county_outlines
from klusterkarta.charts.sheet import box_round, county_shapes, county_sheet, figure_place, figure_room, ring_path

POINT = st.tuples(st.floats(0, 400), st.floats(0, 800))


def walked(path: str) -> list[tuple[float, float]]:
    """The points a relative path visits."""
    start, steps = re.fullmatch(r"M([^l]*)l(.*)z", path).groups()
    points = [tuple(map(float, start.split()))]
    numbers = list(map(float, steps.split()))
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    return points


@given(st.lists(POINT, min_size=3, max_size=60))
def test_rounding_does_not_add_up_along_a_path(points):
    ring = [*points, points[0]]
    path = ring_path(ring)
    if path:
        x, y = walked(path)[-1]
        # The last visited point is the last point of the ring that differs from the one before it after rounding.
        assert abs(x - ring[-2][0]) <= 0.11
        assert abs(y - ring[-2][1]) <= 0.11


def test_a_ring_smaller_than_a_tenth_is_nothing():
    assert ring_path([(1, 1), (1.01, 1), (1.01, 1.01), (1, 1)]) == ""


def test_a_figure_stands_in_the_widest_arm_of_a_crooked_shape():
    # An L: a narrow arm above and a broad foot below; at its middle height the foot begins.
    ring = [(0, 0), (2, 0), (2, 4), (10, 4), (10, 10), (0, 10), (0, 0)]
    x, y = figure_place(ring)
    assert 0 < x < 10
    assert 4 < y < 10


def test_boxes_hold_their_shapes():
    for shape in county_shapes().values():
        assert shape.box.left <= shape.x <= shape.box.right
        assert shape.box.top <= shape.y <= shape.box.bottom
    assert box_round([(3, 1), (1, 3)]).left == 1


def test_no_border_or_lakeside_runs_through_the_figure_of_a_county():
    # A two-digit figure of 12 units is about 14 wide and 9 high; the figures of Jämtland and Dalarna stood in lakes.
    for code, rings in county_outlines().items():
        shape = county_shapes()[code]
        for ring in rings:
            for x, y in (county_sheet().place(*point) for point in ring):
                assert abs(x - shape.x) > 7 or abs(y - shape.y) > 4.5, code


def test_a_figure_without_room_stands_inside_the_largest_ring():
    # A thin triangle: no level strip of ten units is land all through.
    x, y = figure_room([[(0, 0), (100, 2), (100, 4), (0, 0)]])
    assert 0 < x < 100
    assert 0 < y < 4
