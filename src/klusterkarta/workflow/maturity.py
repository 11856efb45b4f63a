"""How mature chosen initiatives are, read from what sources say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from klusterkarta.analysis.maturity import Evidence, Maturity, maturity
from klusterkarta.analysis.maturity_evidence import ended_on, evidence_of, values_by_actor
from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.maturity import Proxies, proxies
from klusterkarta.workflow.said import Chosen, said_of_actors

# What the site and the commands need of the workshop comes through here.
__all__ = [
    "USUAL_KINDS", "ActorMaturity", "Evidence", "Maturity", "as_document", "maturity_of_actor", "maturity_of_actors",
    "usual_choice",
]  # fmt: skip

USUAL_KINDS = ("cluster_initiative", "strategic_network", "transnational_network", "cluster_organisation")


@dataclass(frozen=True, slots=True)
class ActorMaturity:
    """An initiative with its index and the evidence behind it. `ended`: when it ended; it then has no index."""

    actor: int
    name: str
    found: Maturity
    evidence: Mapping[str, Evidence]
    ended: str


def maturity_of_actors(actors: Sequence[int], *, on: date, rules: Proxies | None = None) -> list[ActorMaturity]:
    """The maturity on a day, by what was said up to then, from the most mature down.

    Those without an index come next, by the lower end of their interval, then those that nothing is known of and those
    that have ended, each by name. Ids that are no actor's are left out. `rules` are the shipped ones unless given.
    """
    rules = rules or proxies()
    names = {pk: one.name for pk, one in actors_by_id(actors).items()}
    wanted = {actor: names[actor] for actor in actors if actor in names}
    return sorted(_measured(wanted, said_of_actors(list(wanted), until=on.isoformat()), on=on, rules=rules), key=_order)


def maturity_of_actor(actor: ActorSummary, chosen: Chosen, *, on: date) -> ActorMaturity:
    """The same of a single actor by the shipped rules, from what has been read of it."""
    return next(_measured({actor.id: actor.name}, chosen.said_until(on.isoformat()), on=on, rules=proxies()))


def _measured(names: Mapping[int, str], values: pl.DataFrame, *, on: date, rules: Proxies) -> Iterator[ActorMaturity]:
    named = values.filter(pl.col("property").is_in([one.reads for one in rules.proxies]))["target"].drop_nulls()
    said = values_by_actor(values, targets_of(named.unique().to_list()))
    for actor, name in names.items():
        own = said.get(actor, [])
        evidence = evidence_of(own, rules, on=on)
        ended = ended_on(own, on=on)
        measured = maturity({} if ended else evidence, rules)
        yield ActorMaturity(actor, name, measured, evidence, ended)


def usual_choice(chosen: ActorFilter) -> ActorFilter:
    """The filter as it is, or that of all initiatives where it narrows nothing: companies have no such maturity."""
    return ActorFilter(kind=USUAL_KINDS) if chosen == ActorFilter() else chosen


def as_document(found: Sequence[ActorMaturity], *, on: date, lang: str, rules: Proxies | None = None) -> dict[str, Any]:
    """The measures as `klusterkarta maturity --json` prints them: `index` null where it is unknown."""
    rules = rules or proxies()
    return {
        "on": on.isoformat(),
        "version": rules.version,
        "proxies": [one.key for one in rules.proxies],
        "actors": [
            {
                "id": one.actor,
                "name": one.name,
                "index": None if one.found.index is None else round(one.found.index, 1),
                "low": None if one.ended else round(one.found.low, 1),
                "high": None if one.ended else round(one.found.high, 1),
                "known": one.found.known,
                "asked": one.found.asked,
                "ended": one.ended,
                "evidence": {
                    proxy.key: _evidence(one, proxy.key) for proxy in rules.proxies if proxy.key in one.evidence
                },
            }
            for one in found
        ],
        "titles": {one.key: one.title.read(lang) for one in rules.proxies},
    }


def _evidence(one: ActorMaturity, key: str) -> dict[str, Any]:
    found = one.evidence[key]
    points = one.found.points.get(key)
    return {
        "said": found.text,
        "low": float(found.low),
        "high": None if found.high is None else float(found.high),
        "said_on": found.said_on,
        "years_old": found.years_old,
        "points": [points.least, points.most] if points else None,
        "sources": list(found.sources),
    }


def _order(one: ActorMaturity) -> tuple[int, float, str]:
    state = 3 if one.ended else 2 if not one.found.known else 1 if one.found.index is None else 0
    by = -(one.found.index or 0) if state == 0 else -one.found.low if state == 1 else 0
    return state, by, swedish_sort_key(one.name)
