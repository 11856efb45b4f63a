"""The economy and geography of a region, with source and year; what is unknown stays unknown."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from klusterkarta.vocabularies.documents import DATA, read_document
from klusterkarta.vocabularies.labels import Label, read_label
from klusterkarta.vocabularies.places_tables import counties, nuts_regions

_EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class RegionContext:
    """Product per inhabitant (euro, current prices) in a year, area in km², people; None is unknown."""

    code: str
    gdp_per_head: int | None
    gdp_year: int | None
    area_km2: int | None
    population: int | None
    point: tuple[float, float] | None

    @property
    def density(self) -> float | None:
        """Inhabitants per km²; None where people or area is unknown."""
        return self.population / self.area_km2 if self.population and self.area_km2 else None


def region_context(code: str) -> RegionContext | None:
    """The figures of a NUTS region or a Swedish county (its two figures); None for a code without any.

    >>> found = region_context("EL30")
    >>> found.gdp_per_head, found.gdp_year, round(found.density)
    (22100, 2015, 1002)
    >>> region_context("22").gdp_year, region_context("XX9") is None
    (2014, True)
    """
    county = counties().get(code)
    return _table().get(county.nuts3 if county else code)


def distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The great-circle distance between two points (longitude, latitude in degrees), by the haversine formula.

    On a sphere of the earth's mean radius, 6 371.0 km: within 0.6 % of the distance on the ellipsoid.

    >>> round(distance_km((0, 0), (0, 90)))
    10008
    """
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (start, end))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def context_sources() -> tuple[Label, Label]:
    """Where the product, and where area and people, come from."""
    body = read_document("region_context").body
    return read_label(body["gdp"]), read_label(body["population"])


@cache
def _table() -> Mapping[str, RegionContext]:
    with (DATA / "region_context.csv").open(encoding="utf-8", newline="") as file:
        return {row["region"]: _context(row) for row in csv.DictReader(file)}


def _context(row: Mapping[str, str]) -> RegionContext:
    own = (float(row["longitude"]), float(row["latitude"])) if row["longitude"] else None
    known = nuts_regions().get(row["region"])
    return RegionContext(
        row["region"],
        _number(row["gdp_per_head_eur"]),
        _number(row["gdp_year"]),
        _number(row["area_km2"]),
        _number(row["population_2021"]),
        own or (known.point if known else None),
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
