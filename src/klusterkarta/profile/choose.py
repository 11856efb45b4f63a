"""Statements into shown values: one readable rule, and the reason with each."""

from dataclasses import dataclass

import polars as pl

from klusterkarta.profile.likeness import likeness
from klusterkarta.profile.rules import ChoosingRule
from klusterkarta.values.frames import VALUES

# A mention knows a name only, so any record that describes the actor names it better.
_MENTION_PENALTY = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """The live frames that choosing needs (`values.frames`: STATEMENTS, RECORDS, SOURCES, MEMBERS)."""

    statements: pl.DataFrame
    records: pl.DataFrame
    sources: pl.DataFrame
    members: pl.DataFrame


def choose_values(said: Said, rule: ChoosingRule) -> pl.DataFrame:
    """Each statement: is it shown, why, and does its slot hold a contradiction (frame `VALUES`).

    A slot is (actor, property, language). Of its candidates, those that no source at least as trusted denies, the first
    by trust, then newness, then age of record is shown; for properties that hold several every different value is.
    Reasons: `only`, `trusted`, `newest`, `first`, `each` (shown); `agrees`, `less_trusted`, `older`, `denied` (not
    shown); `blank` (the source says that there is none), `denial` (it says that another is wrong). No statements, no
    rows.
    """
    if said.statements.is_empty():
        return pl.DataFrame(schema=VALUES)
    weighed = _in_slots(_weighed(said))
    several = pl.col("property").is_in(list(rule.many))
    # Most values have nothing beside them: what is said alone is shown, and needs no comparing.
    alone = pl.col("slot").is_unique() & (pl.col("mode") == "says")
    parted = weighed.with_columns(alone.alias("alone"))
    reason = pl.when(several).then(pl.lit("each")).otherwise(pl.lit("only"))
    lone = _marked(parted.filter("alone"), pl.lit(value=True), reason, conflict=pl.lit(value=False))
    if lone.height < parted.height:
        lone = pl.concat([lone, _compared(parted.filter(~pl.col("alone")), rule)])
    return lone.sort("slot", "statement").drop("slot")


def _in_slots(weighed: pl.DataFrame) -> pl.DataFrame:
    """With `slot`: a number for each actor, property and language, in the order of these."""
    kinds = weighed.select("property", "language").unique().sort("property", "language").with_row_index("kind")
    placed = weighed.join(kinds, on=["property", "language"], maintain_order="left")
    return placed.with_columns(slot=pl.col("actor") * kinds.height + pl.col("kind"))


def _compared(weighed: pl.DataFrame, rule: ChoosingRule) -> pl.DataFrame:
    """The statements of slots in which there is something to choose."""
    ranked = _ranked(_judged(weighed.with_columns(likeness("property", "value").alias("alike"))))
    several = pl.col("property").is_in(list(rule.many))
    shown = (
        pl.col("candidate")
        & (pl.col("mode") == "says")
        & pl.when(several).then("first_alike").otherwise(pl.col("rank") == 1)
    )
    conflict = (pl.col("different") > 1) & ~several & ~pl.col("property").is_in(list(rule.no_conflict))
    return _marked(ranked, shown, _reason(several, shown), conflict=conflict)


def _marked(said: pl.DataFrame, shown: pl.Expr, reason: pl.Expr, *, conflict: pl.Expr) -> pl.DataFrame:
    found = {"shown": shown, "reason": reason, "conflict": conflict}
    columns = (*VALUES, "slot")
    return said.select(found[name].alias(name) if name in found else pl.col(name) for name in columns)


def _weighed(said: Said) -> pl.DataFrame:
    weighed = said.statements.join(said.members, on="record").join(said.records.select("record", "thing"), on="record")
    weighed = weighed.join(said.sources.select("source", "trust", "published_on"), on="source")
    penalty = pl.when(pl.col("thing") == "mention").then(_MENTION_PENALTY).otherwise(0)
    newness = pl.coalesce(_filled("observed_on"), _filled("published_on"), _filled("read_on"))
    return weighed.with_columns((pl.col("trust") - penalty).alias("weight"), newness.alias("newness"))


def _judged(weighed: pl.DataFrame) -> pl.DataFrame:
    """Mark the candidates: what is said or left blank, and not denied by a source at least as trusted."""
    if not (weighed["mode"] == "denies").any():
        return weighed.with_columns(pl.lit(value=True).alias("candidate"))
    denied = (
        weighed.filter(pl.col("mode") == "denies")
        .group_by("slot", "alike")
        .agg(pl.col("weight").max().alias("denied_by"))
    )
    joined = weighed.join(denied, on=["slot", "alike"], how="left")
    is_denied = pl.col("denied_by").is_not_null() & (pl.col("denied_by") >= pl.col("weight"))
    return joined.with_columns(((pl.col("mode") != "denies") & ~is_denied).alias("candidate"))


def _ranked(judged: pl.DataFrame) -> pl.DataFrame:
    ordered = judged.sort(
        "candidate",
        "weight",
        "newness",
        "record",
        "position",
        descending=[True, True, True, False, False],
        nulls_last=True,
    )
    says = pl.col("candidate") & (pl.col("mode") == "says")
    return ordered.with_columns(
        (pl.int_range(pl.len()).over("slot") + 1).alias("rank"),
        (pl.int_range(pl.len()).over("slot", "alike") == 0).alias("first_alike"),
        pl.col("alike").first().over("slot").alias("top_alike"),
        pl.col("weight").first().over("slot").alias("top_weight"),
        pl.col("newness").first().over("slot").alias("top_newness"),
        says.sum().over("slot").alias("voices"),
        pl.col("alike").filter(says).n_unique().over("slot").alias("different"),
        pl.col("weight").filter(says).n_unique().over("slot").alias("weights"),
        pl.col("newness").filter(says).n_unique().over("slot").alias("ages"),
    )


def _reason(several: pl.Expr, shown: pl.Expr) -> pl.Expr:
    chosen = (
        pl.when(several).then(pl.lit("each"))
        .when(pl.col("voices") == 1).then(pl.lit("only"))
        .when(pl.col("weights") > 1).then(pl.lit("trusted"))
        .when(pl.col("ages") > 1).then(pl.lit("newest"))
        .otherwise(pl.lit("first"))
    )  # fmt: skip
    left = (
        pl.when(pl.col("mode") == "denies").then(pl.lit("denial"))
        .when(pl.col("mode") == "none").then(pl.lit("blank"))
        .when(~pl.col("candidate")).then(pl.lit("denied"))
        .when(several | (pl.col("alike") == pl.col("top_alike"))).then(pl.lit("agrees"))
        .when(pl.col("weight") < pl.col("top_weight")).then(pl.lit("less_trusted"))
        .otherwise(pl.lit("older"))
    )  # fmt: skip
    return pl.when(shown).then(chosen).otherwise(left)


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))
