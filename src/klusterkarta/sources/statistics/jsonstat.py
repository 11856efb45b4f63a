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
# The values a file gives are bounded by its size; of the cells that it leaves empty this many are taken, as many as a
# table may have rows.
_MOST_EMPTY = 3_000_000
_SHOWN = 6


def is_jsonstat(data: bytes) -> bool:
    """Whether a file's beginning is that of a JSON-stat dataset.

    >>> is_jsonstat(b'{"version": "2.0", "class": "dataset"}'), is_jsonstat(b"[1]")
    (True, False)
    """
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and any(part in data for part in _MARKS)


def raw_jsonstat(data: bytes, *, file: str) -> Raw:
    """The dataset in a file as a long frame; UnreadableFile where it is damaged, and for what `raw_dataset` refuses."""
    try:
        parsed = json.loads(data)
    except (RecursionError, ValueError) as problem:
        raise unreadable("figures.bad_json", file=file, why=str(problem)) from problem
    return raw_dataset(parsed, file=file)


def raw_dataset(parsed: Any, *, file: str) -> Raw:
    """The parsed dataset as a long frame; `file` is what it is called in errors.

    Figures without a value keep the status that is given for them: "-" is none, anything else is missing. Raises
    UnreadableFile for what is no JSON-stat 2.0 dataset, and for one whose sizes go far beyond its values.
    """
    if not isinstance(parsed, dict) or parsed.get("class") != "dataset":
        raise unreadable("figures.no_dataset", file=file)
    try:
        return _read(parsed, file)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as problem:
        raise unreadable("figures.bad_dataset", file=file, why=f"{type(problem).__name__}: {problem}") from problem


def codes_of(category: Mapping[str, Any]) -> list[str]:
    """The codes of a dimension's category in their order.

    >>> codes_of({"index": {"18": 1, "17": 0}}), codes_of({"label": {"17": "Värmland"}})
    (['17', '18'], ['17'])
    """
    index = category.get("index") or list(category.get("label") or {})
    codes = index if isinstance(index, list) else sorted(index, key=lambda code: int(index[code]))
    return [str(code) for code in codes]


def _read(dataset: Mapping[str, Any], file: str) -> Raw:
    ids, sizes = list(dataset["id"]), [int(size) for size in dataset["size"]]
    if len(set(ids)) < len(ids):
        raise ValueError(f"id {ids}")
    entries = [_entries(dataset["dimension"][one]["category"]) for one in ids]
    if [len(one) for one in entries] != sizes:
        raise ValueError(f"size {sizes}, category {[len(one) for one in entries]}")
    count = prod(sizes)
    _check_size(dataset["value"], sizes, file)
    values, status = (_spread(dataset.get(name, {}), count, name) for name in ("value", "status"))
    at, stride, columns = pl.int_range(count, eager=True), count, {}
    for heading, one in zip(_headings(dataset, ids), entries, strict=True):
        stride //= max(1, len(one))
        columns[heading] = pl.Series(one, dtype=pl.String).gather(at // max(1, stride) % max(1, len(one)))
    marks = pl.Series(STATUS, ["" if mark is None else str(mark) for mark in status], dtype=pl.String)
    written = [_text(value, mark) for value, mark in zip(values, status, strict=True)]
    frame = pl.DataFrame(columns).with_columns(pl.Series(VALUE, written, dtype=pl.String), marks)
    return Raw(frame.with_columns(("value[" + at.cast(pl.String) + "]").alias(PLACE)), _said(dataset))


def _check_size(values: Any, sizes: Sequence[int], file: str) -> None:
    """Refuse a few values in a table of endless size, before room is made for its cells."""
    given = len(values) if isinstance(values, list | dict) else 1
    if isinstance(values, list) and given != prod(sizes):
        raise ValueError(f"size {_product(sizes)}, value {given}")
    if prod(sizes) - given > _MOST_EMPTY:
        raise unreadable("figures.too_empty", file=file, sizes=_product(sizes), values=given, most=_MOST_EMPTY)


def _product(sizes: Sequence[int]) -> str:
    """The sizes as they are multiplied: the product of many has too many figures to be read."""
    return " × ".join(str(size) for size in sizes[:_SHOWN]) + (" …" if len(sizes) > _SHOWN else "")


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
    """Each dimension by its part where the dataset says it, else by its label; each heading once."""
    parts = {
        one: _ROLES[role] for role, named in (dataset.get("role") or {}).items() if role in _ROLES for one in named
    }
    found: list[str] = []
    for one in ids:
        label = str(dataset["dimension"][one].get("label") or one)
        # Two may have one part, as where people live and where they work; or one label.
        found.append(next(name for name in (parts.get(one), label, f"{label} ({one})") if name and name not in found))
    return found


def _entries(category: Mapping[str, Any]) -> list[str]:
    """The entries in their order, each as "code label"."""
    labels = category.get("label") or {}
    codes = codes_of(category)
    return [f"{code} {labels[code]}" if labels.get(code, code) != code else code for code in codes]


def _spread(given: Any, count: int, name: str) -> list[Any]:
    """Values or marks in their order: given as a list, by position, or one for all."""
    if isinstance(given, list) and len(given) not in (0, count):
        raise ValueError(f"size {count}, {name} {len(given)}")
    if not isinstance(given, dict):
        return (given or [None] * count) if isinstance(given, list) else [given] * count
    found: list[Any] = [None] * count
    for position, one in given.items():
        if not 0 <= int(position) < count:
            raise IndexError(f"{name} at position {position} of {count}")
        found[int(position)] = one
    return found


def _text(value: Any, mark: Any) -> str:
    if value is None:
        return "-" if mark == "-" else ".."
    return repr(value) if isinstance(value, float) else str(value)
