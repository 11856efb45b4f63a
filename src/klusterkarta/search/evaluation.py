"""Search measured on judged queries, beside its peers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.search.measures import Difference, ndcg, paired_difference, precision, recall
from klusterkarta.search.peers import PEERS, Peers

OURS = "ours"
DEPTH = 50

Ranker = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the queries."""

    ndcg_at_10: float
    precision_at_10: float
    recall_at_50: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by system (`ours` and the peers), and ours minus each peer in nDCG@10, paired by query."""

    queries: int
    judgements: int
    figures: Mapping[str, Figures]
    differences: Mapping[str, Difference]
    by_query: Mapping[str, Mapping[str, float]]


def evaluate(judged: Mapping[str, Mapping[int, int]], *, ours: Ranker, peers: Peers) -> Evaluation:
    """Measure on queries, each with graded actors; queries without any relevant actor are to be left out before."""
    rankers: dict[str, Ranker] = {OURS: ours, **{name: _peer(peers, name) for name in PEERS}}
    ranked = {name: {query: list(rank(query))[:DEPTH] for query in judged} for name, rank in rankers.items()}
    gains = {
        name: {query: ndcg(found[query], grades) for query, grades in judged.items()} for name, found in ranked.items()
    }
    own = list(gains[OURS].values())
    return Evaluation(
        queries=len(judged),
        judgements=sum(len(grades) for grades in judged.values()),
        figures={name: _figures(found, judged) for name, found in ranked.items()},
        differences={name: paired_difference(own, list(gains[name].values())) for name in PEERS},
        by_query={query: {name: round(gains[name][query], 4) for name in rankers} for query in judged},
    )


def _peer(peers: Peers, name: str) -> Ranker:
    return lambda query: peers.ranked(name, query)


def _figures(found: Mapping[str, Sequence[int]], judged: Mapping[str, Mapping[int, int]]) -> Figures:
    measures = (ndcg, precision, recall)
    sums = [sum(measure(found[query], grades) for query, grades in judged.items()) for measure in measures]
    return Figures(*(round(total / len(judged), 4) for total in sums))
