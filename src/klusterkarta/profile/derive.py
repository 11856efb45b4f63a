"""Live statements and judgements into all that the register keeps derived: one function, for a few records or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from klusterkarta.profile.actors import connected_records, contradicted_actors
from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.facets import facet_rows
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.derived import ActorRow
from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.text import fold, swedish_sort_key
from klusterkarta.vocabularies.priorities import PriorityTerm

# What a list's text filter looks in: every name that anybody uses, and these shown values.
_NAMES = ("name", "other_names")
_FILTERED = ("geography", "sector", "town", "linked_clusters", "kind")
_LONGEST_SORT_KEY = 400
# Shown in place of a name that is personal data; one wording, since names are stored once for both languages.
SOLE_TRADER = "Enskild näringsidkare (sole trader)"


@dataclass(frozen=True, slots=True)
class Derived:
    """Members, values and facets as frames, and the actors as rows (sorted by id)."""

    members: pl.DataFrame
    values: pl.DataFrame
    facets: pl.DataFrame
    actors: list[ActorRow]


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
    rule = choosing_rule()
    members = connected_records(live.records, live.judgements)
    said = Said(live.statements, live.records, live.sources, members)
    values = choose_values(said, rule)
    shown = values.filter(pl.col("shown"))
    facets = facet_rows(shown, priorities=priorities)
    contradicted = contradicted_actors(members, live.judgements)
    actors = _actors(live.records, members, values, rule.version)
    kinds = dict(facets.filter(pl.col("facet") == "kind").select("actor", "code").iter_rows())
    rows = [
        ActorRow(**actor, kind=kinds.get(actor["id"], ""), contradiction=actor["id"] in contradicted)
        for actor in actors
    ]
    return Derived(members, values, facets, rows)


def _actors(records: pl.DataFrame, members: pl.DataFrame, values: pl.DataFrame, version: str) -> list[dict[str, Any]]:
    oldest = records.join(members, on="record").filter(pl.col("about").is_null())
    described = oldest.group_by("actor").agg(
        pl.col("key").sort_by("record").first(),
        pl.col("thing").sort_by(pl.col("thing") == "mention", "record").first(),
        (pl.col("thing") == "mention").all().alias("mention_only"),
        pl.col("sole_trader").any(),
    )
    slots, names = _slots(values), _names(values)
    return [
        _actor(row, slots.get(row["actor"], {}), names=names.get(row["actor"], []), version=version)
        for row in described.sort("actor").iter_rows(named=True)
    ]


def _slots(values: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """actor → property → {"shown": […], "conflict": bool}."""
    found: dict[int, dict[str, Any]] = {}
    wanted = values.filter(pl.col("shown") | pl.col("conflict"))
    columns = [
        "actor",
        "property",
        "language",
        "value",
        "statement",
        "record",
        "source",
        "reason",
        "shown",
        "conflict",
        "target",
    ]
    for actor, code, language, value, statement, record, source, reason, is_shown, conflict, target in wanted.select(
        columns
    ).iter_rows():
        slot = found.setdefault(actor, {}).setdefault(code, {"shown": [], "conflict": False})
        slot["conflict"] = slot["conflict"] or conflict
        if is_shown:
            one = {
                "value": value,
                "language": language,
                "statement": statement,
                "record": record,
                "source": source,
                "reason": reason,
            }
            slot["shown"].append(one | ({"target": target} if target else {}))
    return found


def _names(values: pl.DataFrame) -> dict[int, list[str]]:
    """Every name that a source uses for an actor, the shown one or not."""
    said = values.filter(pl.col("property").is_in(_NAMES) & (pl.col("mode") == "says"))
    return dict(said.group_by("actor").agg(pl.col("value").unique(maintain_order=True)).iter_rows())


def _actor(row: dict[str, Any], slots: dict[str, Any], *, names: list[str], version: str) -> dict[str, Any]:
    name = _first(slots, "name") or (SOLE_TRADER if row["sole_trader"] else row["key"])
    said = [one["value"] for code in _FILTERED for one in slots.get(code, {}).get("shown", ())]
    return {
        "id": row["actor"],
        "key": row["key"],
        "thing": row["thing"],
        "mention_only": row["mention_only"],
        "name": name,
        "sort_key": swedish_sort_key(name)[:_LONGEST_SORT_KEY],
        "folded": fold(" ".join([*names, *said])),
        "start_year": _year(_first(slots, "start_year")),
        "members": _least(_first(slots, "members")),
        "values": slots,
        "conflicts": sum(slot["conflict"] for slot in slots.values()),
        "rule_version": version,
    }


def _first(slots: dict[str, Any], code: str) -> str:
    shown = slots.get(code, {}).get("shown", ())
    return str(shown[0]["value"]) if shown else ""


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
