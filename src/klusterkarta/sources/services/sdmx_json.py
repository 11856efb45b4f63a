"""SDMX-JSON 1.0 and 2.0: observations by the positions of their codes, flat or in series."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from klusterkarta.sources.services.sdmx_frame import FIGURE, SdmxTable, frame_of

_LEVELS = ("dataSet", "series", "observation")


def read_json(body: bytes, table: SdmxTable) -> pl.DataFrame:
    """A row an observation: its codes, figure and attributes as text.

    Raises KeyError, IndexError, TypeError or ValueError where the message does not follow the format.
    """
    message = json.loads(body)
    data = message.get("data", message)
    structure = data["structures"][0] if "structures" in data else data["structure"]
    levels = {level: structure["dimensions"].get(level, []) for level in _LEVELS}
    attributes = structure.get("attributes", {}).get("observation", [])
    rows = [row for dataset in data["dataSets"] for row in _observations(dataset, levels=levels, attributes=attributes)]
    return frame_of(rows, table)


def _observations(
    dataset: Mapping[str, Any], *, levels: Mapping[str, Sequence[Any]], attributes: Sequence[Any]
) -> Iterator[dict[str, str]]:
    fixed = {one["id"]: one["values"][0]["id"] for one in levels["dataSet"]}
    series = dataset.get("series") or {"": {"observations": dataset.get("observations", {})}}
    for key, one in series.items():
        begun = fixed | _codes(levels["series"], key)
        for at, values in one["observations"].items():
            yield begun | _codes(levels["observation"], at) | _said(values, attributes)


def _codes(dimensions: Sequence[Any], key: str) -> dict[str, str]:
    positions = [int(part) for part in key.split(":")] if key else []
    if len(positions) != len(dimensions):
        raise ValueError(f"key {key!r} for {len(dimensions)} dimensions")
    return {
        one["id"]: str(one["values"][at].get("id", one["values"][at].get("value")))
        for one, at in zip(dimensions, positions, strict=True)
    }


def _said(values: Sequence[Any], attributes: Sequence[Any]) -> dict[str, str]:
    """The figure, and each attribute by its code: by position, or as it is where it has no list of values."""
    found = {FIGURE: "" if values[0] is None else str(values[0])}
    for one, given in zip(attributes, values[1:], strict=False):
        if given is not None:
            listed = one.get("values") or []
            found[one["id"]] = str(listed[given].get("id", "")) if listed and isinstance(given, int) else str(given)
    return found
