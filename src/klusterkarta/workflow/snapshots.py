"""The live register as a Snapshot: the same frames that an edition holds."""

from collections.abc import Sequence

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.profile.derive import Live, derive
from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.priorities import PriorityTerm
from klusterkarta.workflow.guarded import guarded
from klusterkarta.workflow.refresh import priority_terms


def live_snapshot(*, sources: Sequence[str] | None = None) -> Snapshot:
    """What the register holds now, as said by `sources` (None: all that are not withdrawn), fit to leave the house.

    Ids are the register's own. No personal statement is in it, no work note, and no sole trader without consent; of
    judgements it says by which rule, or that a person made them, and not which person.
    """
    taken_at = timezone.now()
    with one_moment():
        read = live_frames(None, sources=sources)
        live = guarded(Live(read.sources, read.records, read.statements, read.judgements), numbers_in_source)
        terms = priority_terms()
    if sources is not None:
        terms = _said_here(terms, live)
    derived = derive(live, priorities=terms)
    nameless = live.judgements.with_columns(by=pl.lit(""))
    bare = Snapshot("", taken_at, live.sources, live.records, live.statements, nameless)
    return bare.with_derived(members=derived.members, values=derived.values, facets=derived.facets)


def _said_here(terms: list[PriorityTerm], live: Live) -> list[PriorityTerm]:
    """The priorities that the chosen sources themselves have brought."""
    own = live.records.filter(pl.col("thing") == "priority").select("record")
    said = live.statements.join(own, on="record", how="semi").filter(pl.col("property") == "name")["value"].to_list()
    return [term for term in terms if not set(term.names).isdisjoint(said)]
