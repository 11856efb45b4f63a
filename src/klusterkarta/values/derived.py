"""What is computed for the register's derived tables: rows that the profile workshop makes and the register keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from klusterkarta.values.frames import Schema

# What lists sort and filter actors by.
ACTORS: Schema = {
    "id": pl.Int64,
    "key": pl.String,
    "thing": pl.String,
    "mention_only": pl.Boolean,
    "name": pl.String,
    "sort_key": pl.String,
    "folded": pl.String,
    "kind": pl.String,
    "start_year": pl.Int64,
    "members": pl.Float64,
    "conflicts": pl.Int64,
    "contradiction": pl.Boolean,
    "rule_version": pl.String,
}


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """Memberships (record, actor), actors (as `ACTORS`), their profiles, and facets (actor, facet, code, certainty).

    A profile is (actor, shown values as JSON as `read_profile` reads it, numbers of their public statements by spaces).
    """

    members: Sequence[tuple[int, int]] = field(default=())
    actors: Sequence[tuple[Any, ...]] = field(default=())
    profiles: Sequence[tuple[int, str, str]] = field(default=())
    facets: Sequence[tuple[int, str, str, str]] = field(default=())


_VALUE = ("value", "language", "statement", "record", "source", "reason", "target")


def read_profile(kept: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """An actor's shown values by property: {"shown": [value…], "conflict": bool}, a value with its parts by name.

    `kept` is as the register keeps it, with the names left out, for they would be half of a large register: property →
    [1 where sources contradict each other, else 0, then each value as value, language, statement, record, source,
    reason and, of a relation, target].

    >>> read_profile({"name": [0, ["Glasriket", "sv", 12, 3, "karta", "only"]]})["name"]["shown"][0]["source"]
    'karta'
    """
    return {
        code: {"shown": [dict(zip(_VALUE, one, strict=False)) for one in values], "conflict": bool(conflict)}
        for code, (conflict, *values) in kept.items()
    }
