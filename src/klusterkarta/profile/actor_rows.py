"""Derived values into one row an actor, ready for lists and pages."""

import json
from functools import lru_cache

import polars as pl

from klusterkarta.profile.actors import contradicted_actors
from klusterkarta.profile.derive import Derived, Live
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.derived import ACTORS
from klusterkarta.values.json_text import quoted
from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.text_columns import fold_column, sort_key_column

# What a list's text filter looks in: every name that anybody uses, and these shown values.
_NAMES = ("name", "other_names")
_FILTERED = ("geography", "sector", "town", "linked_clusters", "kind")
_LONGEST_SORT_KEY = 400
_FEW_DIFFERENT = ("property", "language", "source", "reason")
# Shown in place of a name that is personal data; one wording, since names are stored once for both languages.
SOLE_TRADER = "Enskild näringsidkare (sole trader)"


def actor_rows(live: Live, derived: Derived) -> pl.DataFrame:
    """The rows of the register's actors (by id) that follow from `derive(live)`.

    The columns are `ACTORS` and last `profile` and `statements` (`DerivedRows`).
    """
    shown = derived.values.filter("shown")
    contradicted = contradicted_actors(derived.members, live.judgements)
    rows = _described(live.records, derived.members)
    for part in (_profiles(derived.values), _searched(derived.values, shown), _kinds(derived.facets)):
        rows = rows.join(part, on="actor", how="left", maintain_order="left")
    for code in ("name", "start_year", "members"):
        rows = rows.join(_first(shown, code), on="actor", how="left", maintain_order="left")
    stand_in = pl.when("sole_trader").then(pl.lit(SOLE_TRADER)).otherwise("key")
    rows = rows.with_columns(
        pl.col("actor").alias("id"),
        pl.coalesce("name", stand_in),
        pl.col("folded").fill_null(""),
        pl.col("kind").fill_null(""),
        pl.col("profile").fill_null("{}"),
        pl.col("statements").fill_null(""),
        pl.col("conflicts").fill_null(0),
        pl.col("start_year").map_elements(_year, return_dtype=pl.Int64),
        pl.col("members").map_elements(_least, return_dtype=pl.Float64),
        pl.col("actor").is_in(list(contradicted)).alias("contradiction"),
        pl.lit(choosing_rule().version).alias("rule_version"),
    )
    typed = [pl.col(name).cast(kind) for name, kind in ACTORS.items()]
    return rows.with_columns(_sort_key(rows["name"])).select(*typed, "profile", "statements")


def _described(records: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    own = records.join(members, on="record").filter(pl.col("about").is_null())
    ordered = own.sort("record")
    is_mention = pl.col("thing") == "mention"
    described = ordered.group_by("actor", maintain_order=True).agg(
        pl.col("key").first(), is_mention.all().alias("mention_only"), pl.col("sole_trader").any()
    )
    things = ordered.sort(is_mention, maintain_order=True).unique("actor", keep="first").select("actor", "thing")
    return described.join(things, on="actor").sort("actor")


def _profiles(values: pl.DataFrame) -> pl.DataFrame:
    """actor → its shown values as JSON, their public statements, and in how many properties sources contradict.

    In `values` those of an actor stand together, and among these those of a property.
    """
    wanted = values.filter(pl.col("shown") | pl.col("conflict"))
    first = (pl.col("actor") != pl.col("actor").shift(1)).fill_null(value=True)
    begins = first | (pl.col("property") != pl.col("property").shift(1))
    property_number = wanted.select(begins.cum_sum()).to_series()
    disputed = property_number.is_in(property_number.filter(wanted["conflict"]).implode())
    marked = wanted.with_columns(
        quoted(wanted["value"]),
        *(_named(wanted[name]) for name in _FEW_DIFFERENT),
        first=first,
        begins=begins,
        disputed=disputed,
    )
    public = pl.when(pl.col("shown") & (pl.col("statement") > 0)).then(pl.col("statement").cast(pl.String))
    conflicts = pl.col("begins") & pl.col("disputed")
    pieces = marked.select("actor", _piece().alias("piece"), public.alias("statements"), conflicts.alias("conflicts"))
    whole = pieces.group_by("actor", maintain_order=True).agg("piece", "statements", pl.col("conflicts").sum())
    profile = pl.concat_str(pl.col("piece").list.join(""), pl.lit("]}")).alias("profile")
    return whole.select("actor", profile, pl.col("statements").list.drop_nulls().list.join(" "), "conflicts")


def _piece() -> pl.Expr:
    """What a value adds to its actor's JSON; where its property begins, the property's name stands before."""
    opening = pl.when("first").then(pl.lit("{")).otherwise(pl.lit("],"))
    flag = pl.when("disputed").then(pl.lit(":[1")).otherwise(pl.lit(":[0"))
    heading = pl.when("begins").then(pl.concat_str(opening, "property", flag)).otherwise(pl.lit(""))
    target = pl.when(pl.col("target").is_null()).then(pl.lit("")).otherwise(pl.concat_str(pl.lit(","), "target"))
    parts = pl.concat_str("value", "language", "statement", "record", "source", "reason", separator=",")
    one = pl.when("shown").then(pl.concat_str(pl.lit(",["), parts, target.fill_null(""), pl.lit("]")))
    return pl.concat_str(heading, one.fill_null(""))


def _named(texts: pl.Series) -> pl.Series:
    """Texts of which few are different as JSON strings."""
    names = {text: json.dumps(text) for text in texts.unique().to_list()}
    return texts.replace_strict(names, return_dtype=pl.String)


def _searched(values: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """actor → what the text filter looks in: every name that a source uses for it, shown or not, and some fields."""
    said = values.filter(pl.col("property").is_in(_NAMES) & (pl.col("mode") == "says")).select("actor", "value")
    order = pl.col("property").replace_strict(list(_FILTERED), range(len(_FILTERED)), return_dtype=pl.Int8)
    fields = shown.filter(pl.col("property").is_in(_FILTERED)).sort("actor", order, maintain_order=True)
    texts = pl.concat([said.unique(maintain_order=True), fields.select("actor", "value")])
    joined = texts.group_by("actor", maintain_order=True).agg(pl.col("value").str.join(" "))
    return joined.select("actor", fold_column(joined["value"]).alias("folded"))


def _kinds(facets: pl.DataFrame) -> pl.DataFrame:
    kinds = facets.filter(pl.col("facet") == "kind").unique("actor", keep="last", maintain_order=True)
    return kinds.select("actor", pl.col("code").alias("kind"))


def _first(shown: pl.DataFrame, code: str) -> pl.DataFrame:
    """actor → the first shown value of a property."""
    first = shown.filter(pl.col("property") == code).unique("actor", keep="first", maintain_order=True)
    return first.select("actor", pl.col("value").alias(code))


def _sort_key(names: pl.Series) -> pl.Series:
    return sort_key_column(names).str.head(_LONGEST_SORT_KEY).alias("sort_key")


@lru_cache(maxsize=50_000)
def _year(text: str) -> int | None:
    """The first year named: what lists are sorted by."""
    years = parse_years(text)
    return years[0].year if years else None


@lru_cache(maxsize=50_000)
def _least(text: str) -> float | None:
    """The lower bound of a quantity: what lists are sorted by."""
    quantity = parse_quantity(text)
    return None if quantity is None or quantity.low is None else float(quantity.low)
