"""Transverse Mercator on a sphere: true along one meridian, good for a country as tall and narrow as Sweden."""

import math
from dataclasses import dataclass

EARTH_RADIUS = 6_371_008.8
"""Mean radius in metres (IUGG)."""


@dataclass(frozen=True, slots=True)
class TransverseMercator:
    """A projection with the central meridian `meridian` in degrees east (J. P. Snyder, Map Projections, 1987, page 58).

    >>> x, y = TransverseMercator(15.0).project(15.0, 60.0)
    >>> round(x), round(y / 1000)
    (0, 6672)
    """

    meridian: float

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Metres east of the meridian and north of the equator. Defined within 90° of the central meridian."""
        turn, north = math.radians(longitude - self.meridian), math.radians(latitude)
        east = EARTH_RADIUS * math.atanh(math.cos(north) * math.sin(turn))
        return east, EARTH_RADIUS * math.atan2(math.tan(north), math.cos(turn))

    def latitude_on(self, longitude: float, y: float) -> float:
        """Where a meridian crosses the line `y` metres north.

        >>> tm = TransverseMercator(15.0)
        >>> round(tm.latitude_on(20.0, tm.project(20.0, 58.0)[1]), 9)
        58.0
        """
        turn = math.radians(longitude - self.meridian)
        return math.degrees(math.atan(math.tan(y / EARTH_RADIUS) * math.cos(turn)))

    def longitude_on(self, latitude: float, x: float) -> float:
        """Where a parallel crosses the line `x` metres east.

        >>> tm = TransverseMercator(15.0)
        >>> round(tm.longitude_on(62.0, tm.project(11.5, 62.0)[0]), 9)
        11.5
        """
        sine = math.tanh(x / EARTH_RADIUS) / math.cos(math.radians(latitude))
        return self.meridian + math.degrees(math.asin(sine))
