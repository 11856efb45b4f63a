"""A Snapshot as one row an actor, in the words of one language: what every master list is made of."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.facet_words import facet_words
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.text import slug, swedish_sort_key
from klusterkarta.values.text_columns import sort_key_column
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.words import say

SEPARATOR = " | "
# What of a snapshot's shown values and facets a list asks for.
STATED = [column.code for column in COLUMNS if not column.own]
FACETS = ["kind", "list", "country", "county", "sector", "priority"]
_SLOT = ["actor", "property"]
# So many actors are worked out together: a register takes no more room than these and its rows.
_ACTORS_AT_ONCE = 5_000
# Much of it is steps that one processor takes alone, outside Python's lock.
_THREADS = 2
_NO_CELLS = pl.DataFrame(schema={"actor": pl.Int64, "text": pl.String})
_SURE = ["stated", "looked_up"]
_FROM_FACETS = ("kind", "list", "country", "counties", "priorities")


@dataclass(frozen=True, slots=True)
class ActorTable:
    """`rows`: `actor` and one text column for each of `COLUMNS`, in the order of names.

    `priorities`: code → name, in order. `tagged`: (actor, priority) for every actor that a priority is stated of;
    `weak`: likewise for those judged less relevant to it, who are not among the tagged.
    """

    rows: pl.DataFrame
    priorities: Mapping[str, str]
    tagged: pl.DataFrame
    weak: pl.DataFrame


def actor_table(snapshot: Snapshot, language: str, *, actors: Collection[int] | None = None) -> ActorTable:
    """The actors of a snapshot (`actors`: only these numbers) with all that the master list says about each.

    Several values are joined by " | ", as `collect` reads them. A text in several languages is given in `language`;
    where it is only in another, that one, with its language in brackets before a description. Parties that are only
    named by others are no rows. An empty snapshot gives no rows and all columns.
    """
    chosen = _in_order(snapshot, _chosen(snapshot, actors), language)
    priorities = _priorities(snapshot, language)
    slices = list(chosen.iter_slices(_ACTORS_AT_ONCE)) if chosen.height else [chosen]
    values, facets = (_slice_of(frame["actor"], chosen) for frame in (snapshot.values, snapshot.facets))

    def rows(at: int) -> pl.DataFrame:
        own = replace(
            snapshot, values=snapshot.values.filter(values == at), facets=snapshot.facets.filter(facets == at)
        )
        return _rows(own, slices[at], language, priorities)

    with ThreadPoolExecutor(_THREADS) as threads:
        table = pl.concat(threads.map(rows, range(len(slices))))
    tagged = snapshot.facets.filter(pl.col("facet") == "priority").join(chosen.select("actor"), on="actor", how="semi")
    weak = _weak(snapshot, chosen)
    return ActorTable(
        table,
        priorities,
        tagged.select("actor", pl.col("code").alias("priority")).join(weak, on=["actor", "priority"], how="anti"),
        weak,
    )


def _in_order(snapshot: Snapshot, chosen: pl.DataFrame, language: str) -> pl.DataFrame:
    """The actors in the order of their names, and these: what is made of them in parts then need not be sorted."""
    names = _cells(snapshot, chosen, language, properties=["name"]).select("actor", name="text")
    nameless = pl.when("sole_trader").then(pl.lit(say("export.sole_trader", language))).otherwise("record_key")
    named = chosen.join(names, on="actor", how="left").with_columns(name=pl.coalesce("name", nameless))
    ordered = named.with_columns(sort_key_column(named["name"]).alias("order")).sort("order", "record_key")
    return ordered.drop("order").with_row_index("place")


def _slice_of(actors: pl.Series, chosen: pl.DataFrame) -> pl.Series:
    """For each of `actors` in which slice of the chosen it is, -1 for one that is in none."""
    own = chosen["actor"].to_numpy()
    asked = actors.to_numpy()
    slices = np.full(max(own.max(initial=0), asked.max(initial=0)) + 1, -1, dtype=np.int16)
    slices[own] = chosen["place"].to_numpy() // _ACTORS_AT_ONCE
    return pl.Series(slices[asked])


def _rows(snapshot: Snapshot, chosen: pl.DataFrame, language: str, priorities: Mapping[str, str]) -> pl.DataFrame:
    """The rows of some actors."""
    stated = _stated(snapshot, chosen, language)
    words = _from_facets(snapshot, chosen, language, priorities)
    table = chosen.join(stated, on="actor", how="left").join(words, on="actor", how="left", suffix="_words")
    for extra in (_differing(snapshot, chosen, language), _said_by(snapshot, chosen, language)):
        table = table.join(extra, on="actor", how="left")
    for code in _FROM_FACETS:
        table = table.with_columns(pl.coalesce(f"{code}_words", code).alias(code))
    return table.sort("place").select("actor", *(column.code for column in COLUMNS))


def _weak(snapshot: Snapshot, chosen: pl.DataFrame) -> pl.DataFrame:
    """(actor, priority) of those who are shown as less relevant to a priority."""
    said = snapshot.values.filter(pl.col("shown") & (pl.col("property") == "less_relevant_priorities"))
    said = (
        said.join(chosen.select("actor"), on="actor", how="semi").select("actor", "value").unique(maintain_order=True)
    )
    terms = priority_terms(snapshot)
    read = {value: match_priority(value, terms).code for value in said["value"].unique().to_list()}
    coded = said.select("actor", priority=pl.col("value").replace_strict(read, default=None, return_dtype=pl.String))
    return coded.drop_nulls().unique(maintain_order=True)


def priority_terms(snapshot: Snapshot) -> list[PriorityTerm]:
    """The priorities of the snapshot with all their names, by facet code, in the order of their rows in the source."""
    own = snapshot.records.filter(pl.col("thing") == "priority").join(snapshot.members, on="record")
    names = snapshot.values.filter(pl.col("shown") & (pl.col("property") == "name"))
    named = own.select("record", "key", "actor").join(names.select("actor", "language", "value"), on="actor")
    used = set(snapshot.facets.filter(pl.col("facet") == "priority")["code"].to_list())
    found: dict[str, PriorityTerm] = {}
    ordered = sorted(
        named.partition_by("key", as_dict=True).items(), key=lambda item: swedish_sort_key(str(item[0][0]))
    )
    for _, rows in ordered:
        texts = tuple(rows["value"].to_list())
        codes = [slug(text) for text in texts]
        code = next((code for code in codes if code in used), codes[0])
        found.setdefault(code, PriorityTerm(code, texts))
    return list(found.values())


def _chosen(snapshot: Snapshot, actors: Collection[int] | None) -> pl.DataFrame:
    """(actor, record_key, sole_trader) of the actors that some source describes."""
    keys = snapshot.records.select(pl.col("record").alias("actor"), pl.col("key").alias("record_key"))
    placed = snapshot.members.join(snapshot.records, on="record")
    described = placed.filter((pl.col("thing") == "actor") & pl.col("about").is_null())
    if actors is not None:
        described = described.filter(pl.col("actor").is_in(list(actors)))
    return described.group_by("actor").agg(pl.col("sole_trader").any()).join(keys, on="actor")


def _stated(snapshot: Snapshot, chosen: pl.DataFrame, language: str) -> pl.DataFrame:
    """One column for each property of the list but the name, from the shown values."""
    properties = [code for code in STATED if code != "name"]
    cells = _cells(snapshot, chosen, language, properties=properties).partition_by("property", as_dict=True)
    table = chosen.select("actor")
    for code in properties:
        cell = cells.get((code,), _NO_CELLS).select("actor", pl.col("text").alias(code))
        table = table.join(cell, on="actor", how="left")
    return table


def _cells(snapshot: Snapshot, chosen: pl.DataFrame, language: str, *, properties: Sequence[str]) -> pl.DataFrame:
    """actor, property, `text`: what is shown of these properties, the best language of each only."""
    among = pl.col("actor").is_in(chosen["actor"].implode())
    shown = snapshot.values.filter(pl.col("shown") & among & pl.col("property").is_in(properties))
    shown = _nearest(shown.select(*_SLOT, "record", "language", "position", "value"), language)
    foreign = ~pl.col("language").is_in([language, ""]) & (pl.col("property") == "description")
    marked = pl.when(foreign).then(pl.format("[{}] {}", "language", "value")).otherwise("value")
    alone = pl.len().over(_SLOT) == 1
    parted = shown.select(*_SLOT, "record", "position", marked.alias("text"), alone.alias("alone"))
    # By key and place in the row, not by number: an edition gives its numbers anew, and the file shall be the same.
    several = parted.filter(~pl.col("alone"))
    records = snapshot.records.join(several, on="record", how="semi").sort("key")
    places = records.select("record", place=pl.int_range(pl.len()))
    several = several.join(places, on="record").sort("place", "position", "text")
    joined = several.group_by(_SLOT).agg(pl.col("text").unique(maintain_order=True).str.join(SEPARATOR))
    cells = pl.concat([parted.filter("alone").select(*_SLOT, "text"), joined])
    return cells.with_columns(pl.col("property").cast(pl.String))


def _nearest(shown: pl.DataFrame, language: str) -> pl.DataFrame:
    """Of each property of an actor the values in the wanted language, else those in none, else all."""
    if (shown["language"] == "").all():
        return shown
    distance = pl.when(pl.col("language") == language).then(0).when(pl.col("language") == "").then(1).otherwise(2)
    return shown.filter(distance == distance.min().over(_SLOT))


def _from_facets(
    snapshot: Snapshot, chosen: pl.DataFrame, language: str, priorities: Mapping[str, str]
) -> pl.DataFrame:
    """What the reading of the statements found, in words: kinds, lists, counties sure and interpreted, and so on."""
    facets = snapshot.facets.join(chosen.select("actor"), on="actor", how="semi")
    parts = {
        "kind_words": ("kind", None),
        "list_words": ("list", None),
        "country_words": ("country", None),
        "counties_words": ("county", True),
        "counties_interpreted": ("county", False),
        "sector_group": ("sector", None),
        "priorities_words": ("priority", None),
    }
    table = chosen.select("actor")
    for column, (facet, sure) in parts.items():
        rows = facets.filter(pl.col("facet") == facet)
        if sure is not None:
            rows = rows.filter(pl.col("certainty").is_in(_SURE) == sure)
        named = dict(priorities) if facet == "priority" else facet_words(facet, language)
        words = _joined_words(rows.with_columns(word=pl.col("code").replace(named)), named)
        table = table.join(words.rename({"word": column}), on="actor", how="left")
    home = pl.when(pl.col("counties_words").is_not_null()).then(pl.lit(facet_words("country", language)["SE"]))
    return table.with_columns(country_words=pl.coalesce("country_words", home))


def _joined_words(rows: pl.DataFrame, named: Mapping[str, str]) -> pl.DataFrame:
    """actor, `word`: each actor's words, in the order of their codes. Most have one, and it needs no joining."""
    several = pl.col("actor").is_duplicated()
    ordered = rows.filter(several).with_columns(order=_place_in(named)).sort("order", "word")
    joined = ordered.group_by("actor").agg(pl.col("word").str.join(SEPARATOR))
    return pl.concat([rows.filter(~several).select("actor", "word"), joined])


def _place_in(named: Mapping[str, str]) -> pl.Expr:
    places = {code: place for place, code in enumerate(named)}
    return pl.col("code").replace_strict(places, default=len(places), return_dtype=pl.Int64)


def _differing(snapshot: Snapshot, chosen: pl.DataFrame, language: str) -> pl.DataFrame:
    """`differing`: for each field on which sources contradict each other, its name and what they say."""
    said = snapshot.values.filter(pl.col("conflict") & (pl.col("mode") == "says"))
    said = said.join(chosen.select("actor"), on="actor", how="semi")
    labels = {code: field.label.read(language) for code, field in profile_fields().items()}
    each = said.group_by("actor", "property").agg(pl.col("value").unique().sort().str.join(" / "))
    worded = each.select("actor", text=pl.format("{}: {}", pl.col("property").replace(labels), "value")).sort("text")
    return worded.group_by("actor").agg(pl.col("text").str.join(SEPARATOR).alias("differing"))


def _said_by(snapshot: Snapshot, chosen: pl.DataFrame, language: str) -> pl.DataFrame:
    """`sources`: the titles of all that say something about the actor; `last_seen`: the latest time it is about."""
    own = snapshot.members.join(chosen.select("actor"), on="actor", how="semi")
    said = snapshot.statements.select("record", "source", "observed_on", "read_on").join(own, on="record").unique()
    said = said.join(snapshot.sources.select("source", "title_sv", "title_en", "published_on"), on="source")
    other = "title_en" if language == "sv" else "title_sv"
    titled = said.with_columns(
        title=pl.coalesce(_filled(f"title_{language}"), _filled(other), "source"),
        seen=pl.coalesce(_filled("observed_on"), _filled("published_on"), _filled("read_on")),
    )
    several = pl.col("actor").is_duplicated()
    joined = (
        titled.filter(several)
        .sort("title")
        .group_by("actor")
        .agg(
            pl.col("title").unique(maintain_order=True).str.join(SEPARATOR).alias("sources"),
            pl.col("seen").max().alias("last_seen"),
        )
    )
    alone = titled.filter(~several).select("actor", sources="title", last_seen="seen")
    return pl.concat([alone, joined])


def _priorities(snapshot: Snapshot, language: str) -> dict[str, str]:
    """The names of the priorities by code, in the wanted language where there is one."""
    own = snapshot.records.filter(pl.col("thing") == "priority").join(snapshot.members, on="record")
    names = snapshot.values.filter(pl.col("shown") & (pl.col("property") == "name"))
    distance = pl.when(pl.col("language") == language).then(0).when(pl.col("language") == "").then(1).otherwise(2)
    named = own.select("actor").join(names, on="actor").with_columns(distance=distance).sort("distance")
    best = {name: (distance, name) for name, distance in named.select("value", "distance").iter_rows()}
    return {term.code: min(best[name] for name in term.names)[1] for term in priority_terms(snapshot)}


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))
