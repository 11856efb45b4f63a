"""Live statements and judgements into what follows from them: one function, for a few records or all."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.profile.actors import connected_records
from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.facets import facet_rows
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.vocabularies.priorities import PriorityTerm


@dataclass(frozen=True, slots=True)
class Derived:
    """Members, values and facets as frames (`values.frames`)."""

    members: pl.DataFrame
    values: pl.DataFrame
    facets: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Live:
    """What is live: frames SOURCES, RECORDS, STATEMENTS, JUDGEMENTS of `values.frames`."""

    sources: pl.DataFrame
    records: pl.DataFrame
    statements: pl.DataFrame
    judgements: pl.DataFrame


def derive(live: Live, *, priorities: Sequence[PriorityTerm] = ()) -> Derived:
    """Actors, shown values and facets of the live records.

    The result for a set of records that is closed under judgements equals the part of the result for the whole register
    that concerns them: this is what makes the incremental refresh equal to a full rebuild.
    """
    members = connected_records(live.records, live.judgements)
    values = choose_values(Said(live.statements, live.records, live.sources, members), choosing_rule())
    return Derived(members, values, facet_rows(values.filter("shown"), priorities=priorities))
