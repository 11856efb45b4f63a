"""The counties' outlines: all of them, closed, where they are; and geometry that cannot be read."""

import struct

import pytest

from klusterkarta.charts.outlines import UnreadableGeometry, county_outlines, read_rings
from klusterkarta.vocabularies.places_tables import counties


def test_every_county_of_the_vocabulary_has_an_outline():
    assert set(county_outlines()) == set(counties())


def test_rings_are_closed_and_in_sweden():
    # Sweden's outermost points: 55°20' N at Smygehuk, 69°4' N at Treriksröset, 10°57' E and 24°10' E.
    for rings in county_outlines().values():
        for ring in rings:
            assert ring[0] == ring[-1]
            assert all(10.9 < longitude < 24.2 and 55.3 < latitude < 69.1 for longitude, latitude in ring)


def test_islands_and_mainland_are_rings_of_their_own():
    # Kalmar county is its mainland and Öland.
    assert len(county_outlines()["08"]) == 2


def polygon(*rings: list[tuple[float, float]]) -> bytes:
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    parts += [
        struct.pack(f"<I{2 * len(ring)}d", len(ring), *(value for point in ring for value in point)) for ring in rings
    ]
    return b"".join(parts)


SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)]
HOLE = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)]


def test_a_polygon_with_a_hole_and_a_multipolygon():
    assert list(read_rings(polygon(SQUARE, HOLE))) == [tuple(SQUARE), tuple(HOLE)]
    several = struct.pack("<BII", 1, 6, 2) + polygon(SQUARE) + polygon(HOLE)
    assert list(read_rings(several)) == [tuple(SQUARE), tuple(HOLE)]


@pytest.mark.parametrize(
    "geometry",
    [b"", b"\x01", polygon(SQUARE)[:-1], struct.pack("<BII", 0, 3, 0), struct.pack("<BII", 1, 2, 1)],
    ids=["empty", "one byte", "cut short", "big-endian", "a line"],
)
def test_geometry_that_is_no_polygon_is_refused(geometry):
    with pytest.raises(UnreadableGeometry):
        list(read_rings(geometry))
