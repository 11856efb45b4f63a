"""What is computed for the register's derived tables: rows that the profile workshop makes and the register keeps."""

from collections.abc import Sequence
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

    A profile is (actor, shown values as JSON: property → {"shown": [value…], "conflict": bool}).
    """

    members: Sequence[tuple[int, int]] = field(default=())
    actors: Sequence[tuple[Any, ...]] = field(default=())
    profiles: Sequence[tuple[int, str]] = field(default=())
    facets: Sequence[tuple[int, str, str, str]] = field(default=())
