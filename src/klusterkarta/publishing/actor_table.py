"""A Snapshot as one row an actor, in the words of one language: what every master list is made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.facet_columns import facet_columns
from klusterkarta.publishing.list_rows import ListRows, Numbers
from klusterkarta.publishing.stated_columns import record_order, stated_columns
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.text import slug, swedish_sort_key
from klusterkarta.values.text_columns import sort_key_column
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.words import say

# What of a snapshot's shown values and facets a list asks for.
STATED = [column.code for column in COLUMNS if not column.own]
FACETS = ["kind", "list", "country", "county", "sector", "priority"]


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
    order = record_order(snapshot)
    chosen = _in_order(snapshot, _chosen(snapshot, actors), language, order)
    rows = ListRows.of(chosen["actor"])
    priorities = _priorities(snapshot, language)
    others = [code for code in STATED if code != "name"]
    stated = stated_columns(snapshot, rows, language=language, properties=others, order=order)
    read = facet_columns(snapshot.facets, rows, language=language, priorities=priorities)
    columns = stated | {"name": chosen["name"], "record_key": chosen["record_key"]} | _said_by(snapshot, rows, language)
    # What was read says more than what it was read from, which stands where nothing was read.
    for code, found in read.items():
        columns[code] = found.zip_with(found.is_not_null(), stated[code]) if code in stated else found
    columns["differing"] = _differing(snapshot, rows, language)
    weak = _weak(snapshot, chosen)
    tagged = snapshot.facets.filter(pl.col("facet") == "priority").join(chosen.select("actor"), on="actor", how="semi")
    tagged = tagged.select("actor", priority=pl.col("code").cast(pl.String))
    return ActorTable(
        pl.DataFrame([chosen["actor"], *(columns[column.code].alias(column.code) for column in COLUMNS)]),
        priorities,
        tagged.join(weak, on=["actor", "priority"], how="anti"),
        weak,
    )


def _in_order(snapshot: Snapshot, chosen: pl.DataFrame, language: str, order: Numbers) -> pl.DataFrame:
    """The actors in the order of their names, and these."""
    rows = ListRows.of(chosen["actor"])
    names = stated_columns(snapshot, rows, language=language, properties=["name"], order=order)["name"]
    nameless = pl.when("sole_trader").then(pl.lit(say("export.sole_trader", language))).otherwise("record_key")
    named = chosen.with_columns(name=pl.coalesce(names, nameless))
    ordered = named.with_columns(sort_key_column(named["name"]).alias("order")).sort("order", "record_key")
    return ordered.drop("order")


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


def _differing(snapshot: Snapshot, rows: ListRows, language: str) -> pl.Series:
    """For each field on which sources contradict each other, its name and what they say."""
    said = snapshot.values.filter(pl.col("conflict") & (pl.col("mode") == "says"))
    labels = {code: field.label.read(language) for code, field in profile_fields().items()}
    slots = said.group_by("actor", pl.col("property").cast(pl.String))
    each = slots.agg(pl.col("value").unique().sort().str.join(" / "))
    worded = each.select("actor", text=pl.format("{}: {}", pl.col("property").replace(labels), "value"))
    return rows.joined(rows.rows(worded["actor"]), worded["text"])


def _said_by(snapshot: Snapshot, rows: ListRows, language: str) -> dict[str, pl.Series]:
    """`sources`: the titles of all that say something about the actor; `last_seen`: the latest time it is about."""
    said = snapshot.statements.select("record", "source", "observed_on", "read_on").unique()
    said = said.join(snapshot.members, on="record").select("actor", "source", "observed_on", "read_on").unique()
    said = said.join(snapshot.sources.select("source", "title_sv", "title_en", "published_on"), on="source")
    other = "title_en" if language == "sv" else "title_sv"
    titled = said.select(
        "actor",
        title=pl.coalesce(_filled(f"title_{language}"), _filled(other), "source"),
        seen=pl.coalesce(_filled("observed_on"), _filled("published_on"), _filled("read_on")),
    )
    latest = titled.group_by("actor").agg(pl.col("seen").max())
    return {
        "sources": rows.joined(rows.rows(titled["actor"]), titled["title"]),
        "last_seen": rows.column(rows.rows(latest["actor"]), latest["seen"]),
    }


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
