"""JSON-stat 2.0, as Statistics Sweden's and Eurostat's services give it (json-stat.org/full)."""

import json
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import polars as pl

from klusterkarta.sources.statistics.raw import PLACE, STATUS, VALUE, Raw
from klusterkarta.sources.unreadable import unreadable

_MARKS = (b'"dataset"', b'"dimension"')
_ROLES = {"time": "år", "geo": "region", "metric": "tabellinnehåll"}


def is_jsonstat(data: bytes) -> bool:
    """Whether a file's beginning is that of a JSON-stat dataset.

    >>> is_jsonstat(b'{"version": "2.0", "class": "dataset"}'), is_jsonstat(b"[1]")
    (True, False)
    """
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and any(part in data for part in _MARKS)


def raw_jsonstat(data: bytes, *, file: str) -> Raw:
    """The dataset as a long frame; UnreadableFile where it is damaged or no JSON-stat 2.0 dataset.

    Figures without a value keep the status that is given for them: "-" is none, anything else is missing.
    """
    try:
        dataset = json.loads(data)
    except ValueError as problem:
        raise unreadable("figures.bad_json", file=file, why=str(problem)) from problem
    if not isinstance(dataset, dict) or dataset.get("class") != "dataset":
        raise unreadable("figures.no_dataset", file=file)
    try:
        return _read(dataset, file)
    except (KeyError, TypeError, AttributeError, IndexError) as problem:
        raise unreadable("figures.bad_dataset", file=file, why=f"{type(problem).__name__}: {problem}") from problem


def _read(dataset: Mapping[str, Any], file: str) -> Raw:
    ids, sizes = list(dataset["id"]), [int(size) for size in dataset["size"]]
    entries = [_entries(dataset["dimension"][one]) for one in ids]
    if [len(one) for one in entries] != sizes:
        raise unreadable(
            "figures.bad_dataset", file=file, why=f"size {sizes}, category {[len(one) for one in entries]}"
        )
    count = prod(sizes)
    values, status = _spread(dataset["value"], count), _spread(dataset.get("status", {}), count)
    if len(values) != count:
        raise unreadable("figures.bad_dataset", file=file, why=f"size {count}, value {len(values)}")
    at, stride, columns = pl.int_range(count, eager=True), count, {}
    for heading, one in zip(_headings(dataset, ids), entries, strict=True):
        stride //= max(1, len(one))
        columns[heading] = pl.Series(one, dtype=pl.String).gather(at // max(1, stride) % max(1, len(one)))
    marks = pl.Series(STATUS, ["" if mark is None else str(mark) for mark in status], dtype=pl.String)
    written = [_text(value, mark) for value, mark in zip(values, status, strict=True)]
    frame = pl.DataFrame(columns).with_columns(pl.Series(VALUE, written, dtype=pl.String), marks)
    return Raw(frame.with_columns(("value[" + at.cast(pl.String) + "]").alias(PLACE)), _said(dataset))


def _said(dataset: Mapping[str, Any]) -> dict[str, str]:
    """Title, source, date, unit and the meaning of the marks, as far as the dataset says them."""
    found = {"title": dataset.get("label"), "source": dataset.get("source"), "updated": dataset.get("updated")}
    units = (one.get("category", {}).get("unit") or {} for one in dataset["dimension"].values())
    bases = {str(unit["base"]) for one in units for unit in one.values() if unit.get("base")}
    meanings = ((dataset.get("extension") or {}).get("status") or {}).get("label") or {}
    found |= {"unit": bases.pop() if len(bases) == 1 else None}
    found |= {f"mark:{mark}": meaning for mark, meaning in meanings.items()}
    return {name: str(text) for name, text in found.items() if text}


def _headings(dataset: Mapping[str, Any], ids: Sequence[str]) -> list[str]:
    """Each dimension by its part where the dataset says it, else by its label."""
    parts = {
        one: _ROLES[role] for role, named in (dataset.get("role") or {}).items() if role in _ROLES for one in named
    }
    return [parts.get(one) or str(dataset["dimension"][one].get("label") or one) for one in ids]


def _entries(dimension: Mapping[str, Any]) -> list[str]:
    """The entries in their order, each as "code label"."""
    category = dimension["category"]
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    codes = list(index) if isinstance(index, list) else sorted(index, key=lambda code: int(index[code]))
    return [f"{code} {labels[code]}" if code in labels and labels[code] != code else str(code) for code in codes]


def _spread(given: Any, count: int) -> list[Any]:
    """Values or marks in their order: given as a list, by position, or one for all."""
    if isinstance(given, list):
        return given or [None] * count
    if isinstance(given, dict):
        return [given.get(str(at)) for at in range(count)]
    return [given] * count


def _text(value: Any, mark: Any) -> str:
    if value is None:
        return "-" if mark == "-" else ".."
    return repr(value) if isinstance(value, float) else str(value)
