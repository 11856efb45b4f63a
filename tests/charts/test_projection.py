"""The projection against its formulas and known distances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.projection import EARTH_RADIUS, TransverseMercator

TM = TransverseMercator(15.0)


def test_the_central_meridian_is_true_to_scale():
    # One degree of a great circle is a 360th of the circumference.
    _, south = TM.project(15.0, 60.0)
    _, north = TM.project(15.0, 61.0)
    assert north - south == pytest.approx(2 * math.pi * EARTH_RADIUS / 360)


def test_a_degree_of_longitude_at_60_north_is_half_as_long():
    # cos 60° = 1/2; near the central meridian the scale is 1 to within 0.01 per cent.
    east, _ = TM.project(16.0, 60.0)
    assert east == pytest.approx(math.pi * EARTH_RADIUS / 360, rel=1e-4)


@given(st.floats(8, 26), st.floats(54, 71))
def test_east_is_right_and_north_is_up(longitude, latitude):
    x, y = TM.project(longitude, latitude)
    assert (x > 0) == (longitude > 15) or math.isclose(longitude, 15)
    assert TM.project(longitude, latitude + 0.5)[1] > y


@given(st.floats(8, 26), st.floats(54, 71))
def test_where_lines_cross_is_the_way_back(longitude, latitude):
    x, y = TM.project(longitude, latitude)
    assert TM.latitude_on(longitude, y) == pytest.approx(latitude)
    assert TM.longitude_on(latitude, x) == pytest.approx(longitude)
