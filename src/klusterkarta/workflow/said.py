"""What is said of chosen actors up to a day, as one frame: what measures of their development are worked out from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.catalogue.selectors.members import records_of_actors
from klusterkarta.profile.actors import connected_records
from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.derive import Live
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.frames import VALUES
from klusterkarta.workflow.open_to_all import live_of, open_to_all

_AT_ONCE = 500


def said_of_actors(actors: Sequence[int], *, until: str = "") -> pl.DataFrame:
    """The frame VALUES of these actors as anybody may see it, with `said_on`: the day that each statement is about.

    That is the date it gives, else its source's, else the day it was read. With `until` (2010, 2010-05 …) what is about
    a later time is left out before the shown values are chosen: what the register would have shown then. A statement
    about a year or a month counts as soon as that has begun.
    """
    parts = [_said(actors[start : start + _AT_ONCE], until) for start in range(0, len(actors), _AT_ONCE)]
    return pl.concat(parts or [pl.DataFrame(schema=VALUES | {"said_on": pl.String})])


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What is live of some actors, and the values chosen among it (frame VALUES)."""

    live: Live
    values: pl.DataFrame

    def said(self) -> pl.DataFrame:
        """What `said_of_actors` gives of them, without asking the register again."""
        return _with_dates(self.values, _dated(self.live))

    def said_until(self, until: str) -> pl.DataFrame:
        """The same up to a day; chosen anew only where something is about a later time."""
        said = self.said()
        begun = said.filter(_begun(until))
        if begun.height == said.height:
            return said
        kept = self.live.statements.join(begun, on="statement", how="semi")
        return _with_dates(chosen_values(replace(self.live, statements=kept)), begun)


def chosen_values(live: Live) -> pl.DataFrame:
    """The frame VALUES of what is live: each statement, whether it is shown, and why."""
    members = connected_records(live.records, live.judgements)
    return choose_values(Said(live.statements, live.records, live.sources, members), choosing_rule())


def _said(actors: Sequence[int], until: str) -> pl.DataFrame:
    records = [one.id for owned in records_of_actors(actors).values() for one in owned]
    live = open_to_all(live_of(records))
    dated = _dated(live)
    if until:
        dated = dated.filter(_begun(until))
    return _with_dates(chosen_values(replace(live, statements=dated.select(live.statements.columns))), dated)


def _dated(live: Live) -> pl.DataFrame:
    """The statements with `said_on`."""
    dated = live.statements.join(live.sources.select("source", "published_on"), on="source", how="left")
    said_on = pl.coalesce(*(pl.when(pl.col(one) != "").then(one) for one in ("observed_on", "published_on", "read_on")))
    return dated.with_columns(said_on=said_on)


def _begun(until: str) -> pl.Expr:
    # The written forms are in order: 2010 stands before 2010-05, and any day of 2010 before 2010~.
    return pl.col("said_on") <= f"{until}~"


def _with_dates(values: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    return values.join(dated.select("statement", "said_on"), on="statement", how="left")
