"""Outlines as GeoJSON: complete, closed, small enough to send."""

import json

import pytest

from klusterkarta.charts.shapes import AREAS, shapes_json
from klusterkarta.vocabularies.places_tables import counties, municipalities

EXPECTED = {"counties": counties, "municipalities": municipalities}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_once_as_closed_rings(area):
    found = json.loads(shapes_json(area))
    assert found["type"] == "FeatureCollection"
    assert [one["properties"]["code"] for one in found["features"]] == sorted(EXPECTED[area]())
    rings = [ring for one in found["features"] for polygon in one["geometry"]["coordinates"] for ring in polygon]
    # RFC 7946, 3.1.6: four or more positions, the first and the last the same.
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)
    # What a phone fetches once; the source itself is 74 and 145 kB of Parquet.
    assert len(shapes_json(area)) < 250_000


def test_the_lakes_of_a_county_are_holes_in_it():
    found = json.loads(shapes_json("counties"))["features"]
    with_holes = {one["properties"]["code"] for one in found if any(len(p) > 1 for p in one["geometry"]["coordinates"])}
    # Three holes in the source: Siljan in Dalarna, Storsjön in Jämtland, a mountain lake in Norrbotten.
    assert with_holes == {"20", "23", "25"}


def test_another_area_is_an_error():
    with pytest.raises(KeyError):
        shapes_json("parishes")
