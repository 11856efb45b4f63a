"""Marks on a map that can be zoomed: where they stand, which are drawn as one, that none is lost or counted twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.marks import Mark, View, grouped, place_points, places_in
from klusterkarta.charts.outlines import county_outlines, municipality_outlines
from klusterkarta.vocabularies.places_tables import counties, countries, municipalities

PLACES = sorted(place_points())
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(PLACES), st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)),
    unique_by=lambda mark: mark.place,
    max_size=40,
)


def inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    """Whether a point lies in a closed ring: an odd number of sides lies to its east."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def test_every_place_of_the_vocabularies_has_a_point():
    assert counties().keys() | municipalities().keys() <= place_points().keys()
    assert countries().keys() - place_points().keys() == {"SE"}


def test_every_point_in_sweden_lies_in_its_own_area():
    outlines = {**county_outlines(), **municipality_outlines()}
    astray = [code for code, rings in outlines.items() if not any(inside(place_points()[code], ring) for ring in rings)]
    assert astray == []


@given(MARKS, st.integers(2, 12))
def test_every_mark_is_in_one_group_and_every_one_is_counted(marks, zoom):
    groups = grouped(marks, zoom)
    assert sorted(mark.place for group in groups for mark in group.marks) == sorted(mark.place for mark in marks)
    assert sum(group.total for group in groups) == sum(mark.total for mark in marks)
    assert [group.total for group in groups] == sorted((group.total for group in groups), reverse=True)


@given(MARKS, st.integers(2, 12), st.randoms())
def test_the_order_of_the_marks_changes_nothing(marks, zoom, random):
    mixed = list(marks)
    random.shuffle(mixed)
    assert grouped(mixed, zoom) == grouped(marks, zoom)


@given(MARKS)
def test_a_group_stands_among_its_marks(marks):
    for group in grouped(marks, 4):
        longitudes, latitudes = zip(*(place_points()[mark.place] for mark in group.marks), strict=True)
        # Rounded to a ten-thousandth of a degree.
        assert min(longitudes) - 1e-3 <= group.longitude <= max(longitudes) + 1e-3
        assert min(latitudes) - 1e-3 <= group.latitude <= max(latitudes) + 1e-3


def test_near_places_are_one_from_afar_and_two_from_near():
    # Lund and Malmö lie some 15 km apart: 6 pixels on a map of Europe, over 100 when 150 m fill a pixel.
    marks = [Mark("1280", 5), Mark("1281", 2)]
    assert [group.total for group in grouped(marks, 4)] == [7]
    assert [group.total for group in grouped(marks, 11)] == [5, 2]


def test_what_is_in_view():
    # A frame round Gotland holds the county and its one municipality, which has the county's own name.
    assert places_in(View(17.5, 56.8, 19.5, 58.1)) == {"09", "0980"}
    assert places_in(View(-40, 30, -35, 31)) == frozenset()
