"""What is said of chosen actors up to a day, as one frame: what measures of their development are worked out from."""

from collections.abc import Sequence

import polars as pl

from klusterkarta.catalogue.selectors.editions import numbers_in_source
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.members import records_of_actors
from klusterkarta.profile.actors import connected_records
from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.derive import Live
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.frames import VALUES
from klusterkarta.workflow.guarded import guarded

_AT_ONCE = 500


def said_of_actors(actors: Sequence[int], *, until: str = "") -> pl.DataFrame:
    """The frame VALUES of these actors as anybody may see it, with `said_on`: the day that each statement is about.

    That is the date it gives, else its source's, else the day it was read. With `until` (2010, 2010-05 …) what is about
    a later time is left out before the shown values are chosen: what the register would have shown then. A statement
    about a year or a month counts as soon as that has begun.
    """
    parts = [_said(actors[start : start + _AT_ONCE], until) for start in range(0, len(actors), _AT_ONCE)]
    return pl.concat(parts or [pl.DataFrame(schema=VALUES | {"said_on": pl.String})])


def _said(actors: Sequence[int], until: str) -> pl.DataFrame:
    records = [one.id for owned in records_of_actors(actors).values() for one in owned]
    read = live_frames(records)
    live = guarded(Live(read.sources, read.records, read.statements, read.judgements), numbers_in_source)
    dated = live.statements.join(live.sources.select("source", "published_on"), on="source", how="left")
    said_on = pl.coalesce(*(pl.when(pl.col(one) != "").then(one) for one in ("observed_on", "published_on", "read_on")))
    dated = dated.with_columns(said_on=said_on)
    if until:
        # The written forms are in order: 2010 stands before 2010-05, and any day of 2010 before 2010~.
        dated = dated.filter(pl.col("said_on") <= f"{until}~")
    members = connected_records(live.records, live.judgements)
    said = Said(dated.select(live.statements.columns), live.records, live.sources, members)
    values = choose_values(said, choosing_rule())
    return values.join(dated.select("statement", "said_on"), on="statement", how="left")
