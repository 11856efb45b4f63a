"""What is computed for the register's derived tables: rows that the profile workshop makes and the register keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """Frames of memberships (`values.frames.MEMBERS`), actors (`ACTORS`), their profiles, and facets (`FACETS`).

    A profile has `id` (the actor's), `profile` (shown values as JSON as `read_profile` reads it) and `statements`
    (the numbers of the public ones among these, by spaces).
    """

    members: pl.DataFrame
    actors: pl.DataFrame
    profiles: pl.DataFrame
    facets: pl.DataFrame


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
