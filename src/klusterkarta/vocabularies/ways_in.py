"""Programmes and platforms whose participants can be asked for partners."""

from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label


@dataclass(frozen=True, slots=True)
class WayIn:
    """A programme or platform. `reach`: `national` (Sweden) or `europe`."""

    key: str
    reach: str
    label: Label


@cache
def ways_in() -> tuple[WayIn, ...]:
    """All of them, the national ones first.

    >>> [one.key for one in ways_in() if one.reach == "national"]
    ['sip', 'industriklivet']
    """
    rows = read_document("ways_in").body["ways"]
    return tuple(WayIn(row["key"], row["reach"], read_label(row["label"])) for row in rows)
