"""The frames that rooms hand each other: one schema each, and the Snapshot that holds a whole register."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

Schema = dict[str, type[pl.DataType] | pl.DataType]

SOURCES: Schema = {
    "source": pl.String,
    "kind": pl.String,
    "title_sv": pl.String,
    "title_en": pl.String,
    "publisher": pl.String,
    "published_on": pl.String,
    "url": pl.String,
    "licence": pl.String,
    "trust": pl.Int64,
}
RECORDS: Schema = {
    "record": pl.Int64,
    "key": pl.String,
    "source": pl.String,
    "thing": pl.String,
    "about": pl.Int64,
    "sole_trader": pl.Boolean,
}
STATEMENTS: Schema = {
    "statement": pl.Int64,
    "record": pl.Int64,
    "source": pl.String,
    "property": pl.String,
    "language": pl.String,
    "value": pl.String,
    "mode": pl.String,
    "place": pl.String,
    "observed_on": pl.String,
    "read_on": pl.String,
    "position": pl.Int64,
    "relation": pl.String,
    "target": pl.Int64,
}
JUDGEMENTS: Schema = {
    "left": pl.Int64,
    "right": pl.Int64,
    "verdict": pl.String,
    "by": pl.String,
    "at": pl.String,
    "why": pl.String,
    "origin": pl.String,
}
MEMBERS: Schema = {"record": pl.Int64, "actor": pl.Int64}
# One row per value that the choosing rule looked at; `shown` marks the chosen, `reason` says why or why not.
VALUES: Schema = STATEMENTS | {"actor": pl.Int64, "shown": pl.Boolean, "reason": pl.String, "conflict": pl.Boolean}
FACETS: Schema = {"actor": pl.Int64, "facet": pl.String, "code": pl.String, "certainty": pl.String}


@dataclass(frozen=True)
class Snapshot:
    """A register at one moment as frames, made identically from the live register or from an edition.

    `records`, `statements` and `judgements` hold what is live; `members`, `values` and `facets` what follows from them.
    """

    edition: str
    taken_at: datetime
    sources: pl.DataFrame
    records: pl.DataFrame
    statements: pl.DataFrame
    judgements: pl.DataFrame
    members: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MEMBERS))
    values: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VALUES))
    facets: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FACETS))

    def with_derived(self, *, members: pl.DataFrame, values: pl.DataFrame, facets: pl.DataFrame) -> "Snapshot":
        """The same snapshot with its derived frames filled in."""
        return replace(self, members=members, values=values, facets=facets)
