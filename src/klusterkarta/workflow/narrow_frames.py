"""What snapshots that hold a part of the register alone have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.catalogue.selectors.closure import sole_traders
from klusterkarta.catalogue.selectors.facet_index import standing_under
from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.catalogue.selectors.members import records_of_actors
from klusterkarta.values.frames import FACETS, RECORDS, VALUES
from klusterkarta.workflow.refresh import derived_frames


@dataclass(frozen=True, slots=True)
class Apart:
    """Actors of which what the register keeps does not tell all that may be said; values and records, made anew."""

    actors: list[int]
    values: pl.DataFrame
    records: pl.DataFrame


def traders_apart(columns: Sequence[str]) -> Apart:
    """Sole traders: the names of those who have agreed to be shown stand elsewhere. `columns` of frame `VALUES`."""
    actors = sorted(set(actors_of(sole_traders()).values()))
    records = sorted(one.id for owned in records_of_actors(actors).values() for one in owned)
    values, own = [pl.DataFrame(schema={name: VALUES[name] for name in columns})], [pl.DataFrame(schema=RECORDS)]
    for live, derived in derived_frames(records) if records else ():
        values.append(derived.values.select(columns))
        own.append(live.records)
    return Apart(actors, pl.concat(values), pl.concat(own))


def kinds_standing() -> pl.DataFrame:
    """The facet `kind` of all actors (frame `FACETS`), by actor and code."""
    parts = [pl.DataFrame(schema=FACETS)]
    for (facet, code, certainty), actors in standing_under(("kind",)):
        said = {"facet": facet, "code": code, "certainty": certainty}
        found = pl.DataFrame({"actor": actors}, schema={"actor": pl.Int64})
        parts.append(found.with_columns(pl.lit(text).alias(name) for name, text in said.items()))
    return pl.concat(parts).sort("actor", "code")
