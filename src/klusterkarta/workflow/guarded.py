"""What leaves the house says nothing that tells who a sole trader is, unless consent is recorded."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import polars as pl

from klusterkarta.profile.actors import connected_records
from klusterkarta.profile.derive import Live
from klusterkarta.sources.sole_traders import IDENTIFYING
from klusterkarta.values.text import says_yes

MASKED = "sole-trader/"
"""What the key of a guarded record begins with in its source; its number there follows."""

Numbering = Callable[[Sequence[int]], Mapping[int, int]]


def guarded(live: Live, numbers: Numbering, *, elsewhere: Collection[int] = ()) -> Live:
    """The live frames without what identifies sole traders who have not agreed to be shown.

    One record of a sole trader guards its whole actor, whichever source a statement comes from. Statements of the
    properties in `IDENTIFYING` go, statements by which others name the actor go, and the key of its records, which
    may be a name or a number, becomes `source:sole-trader/N`; `numbers` gives the N of records. Nothing else changes.
    `elsewhere` are such records that are not among the live ones but may be named by them.
    """
    hidden = hidden_records(live)
    if elsewhere:
        live = replace(live, statements=_without_naming(live.statements, elsewhere))
    if hidden.is_empty():
        return live
    ids = hidden["record"].to_list()
    numbered = pl.DataFrame(list(numbers(ids).items()), schema={"record": pl.Int64, "number": pl.Int64}, orient="row")
    records = live.records.join(numbered, on="record", how="left", maintain_order="left")
    masked_key = pl.concat_str("source", pl.lit(f":{MASKED}"), "number")
    return replace(
        live,
        records=records.with_columns(key=pl.coalesce(masked_key, "key")).drop("number"),
        statements=without_identity(live.statements, ids),
        judgements=_without_words(live.judgements, ids),
    )


def without_identity(statements: pl.DataFrame, hidden: Collection[int]) -> pl.DataFrame:
    """The statements but those that identify one of the `hidden` records, and those by which others name it."""
    own = pl.col("record").is_in(list(hidden)) & pl.col("property").is_in(list(IDENTIFYING))
    return _without_naming(statements.filter(~own), hidden)


def hidden_records(live: Live) -> pl.DataFrame:
    """The records of every actor that has a sole trader's record and no recorded consent, or one that is disputed."""
    if not live.records["sole_trader"].any():
        return pl.DataFrame(schema={"record": pl.Int64})
    traders = live.records.filter("sole_trader").select("record")
    members = connected_records(live.records, live.judgements)
    yes = pl.col("value").map_elements(says_yes, return_dtype=pl.Boolean)
    consents = live.statements.filter(pl.col("property") == "consent").join(members, on="record")
    agreed = consents.group_by("actor").agg(given=((pl.col("mode") == "says") & yes).all()).filter("given")
    guarded_actors = traders.join(members, on="record").join(agreed, on="actor", how="anti").select("actor").unique()
    return members.join(guarded_actors, on="actor", how="semi").select("record")


def _without_naming(statements: pl.DataFrame, hidden: Collection[int]) -> pl.DataFrame:
    return statements.filter(~pl.col("target").is_in(list(hidden)).fill_null(value=False))


def _without_words(judgements: pl.DataFrame, hidden: list[int]) -> pl.DataFrame:
    touched = pl.col("left").is_in(hidden) | pl.col("right").is_in(hidden)
    return judgements.with_columns(why=pl.when(touched).then(pl.lit("")).otherwise("why"))
