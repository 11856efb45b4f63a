"""Scores of pairs and clusters against a truth, by halves, with one way of choosing the threshold for everybody."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.linkage.clusters import Clusters

HALVES = ("tuning", "report")


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one half: precision, recall and F1 of the pairs; F1 of all pairs within clusters; F1 of clusters that are
    exactly one organisation, those of one record included; B³ F1.
    """

    precision: float
    recall: float
    pair_f1: float
    cluster_f1: float
    whole_clusters: float
    b_cubed: float


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best_threshold(pairs: pl.DataFrame, truth: pl.DataFrame) -> float:
    """The score from which pairs count, chosen for the highest pair F1 on the tuning half.

    `pairs`: left_id, right_id, score; `truth`: id, entity, half. A pair belongs to the half of its left record.
    """
    judged = _judged(pairs, truth).filter(pl.col("half") == "tuning").sort("score", descending=True)
    wanted = true_pairs(truth, "tuning")
    if judged.is_empty() or not wanted:
        return 0.0
    right = judged["right"].to_numpy().cumsum()
    score = judged["score"].to_numpy()
    last = np.append(score[1:] != score[:-1], True)
    value = np.where(last, 2 * right / (np.arange(1, len(right) + 1) + wanted), 0)
    return float(score[int(value.argmax())])


def scores(pairs: pl.DataFrame, truth: pl.DataFrame, *, half: str, clusters: pl.DataFrame) -> Scores:
    """The scores of one half. `pairs`: those that count; `clusters`: id, cluster for every record of the truth."""
    judged = _judged(pairs, truth).filter(pl.col("half") == half)
    wanted = true_pairs(truth, half)
    precision, recall = _shares(int(judged["right"].sum()), judged.height, wanted)
    joined = truth.join(clusters, on="id")
    within = f1(*_shares(*_within_clusters(joined, half), wanted))
    return Scores(
        precision, recall, f1(precision, recall), within, _whole_clusters(joined, half), _b_cubed(joined, half)
    )


def true_pairs(truth: pl.DataFrame, half: str) -> int:
    """How many pairs of records of one half are the same organisation."""
    sizes = truth.filter(pl.col("half") == half).group_by("entity").len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def connected(pairs: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """The connected components of the pairs: id, cluster. What a peer without clustering of its own is given."""
    clusters = Clusters()
    for left, right in pairs.select("left_id", "right_id").iter_rows():
        clusters.join(left, right)
    return pl.DataFrame({"id": ids, "cluster": [clusters.root(one) for one in ids.to_list()]})


def _shares(right: int, found: int, wanted: int) -> tuple[float, float]:
    return right / found if found else 0.0, right / wanted if wanted else 0.0


def _within_clusters(joined: pl.DataFrame, half: str) -> tuple[int, int]:
    """(right, all) pairs of records within one cluster; a pair belongs to the half of its record of the lower id."""
    own = joined.filter(pl.col("half") == half).select("id", "cluster", "entity")
    after = joined.sort("id").select(
        "id",
        (pl.len().over("cluster") - pl.int_range(pl.len()).over("cluster") - 1).alias("found"),
        (pl.len().over("cluster", "entity") - pl.int_range(pl.len()).over("cluster", "entity") - 1).alias("right"),
    )
    sums = own.join(after, on="id").select(pl.col("right").sum(), pl.col("found").sum()).row(0)
    return int(sums[0]), int(sums[1])


def _judged(pairs: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    left = truth.select(pl.col("id").alias("left_id"), "entity", "half")
    right = truth.select(pl.col("id").alias("right_id"), pl.col("entity").alias("other"))
    lower = pl.min_horizontal("left_id", "right_id")
    ordered = pairs.select(lower.alias("left_id"), pl.max_horizontal("left_id", "right_id").alias("right_id"), "score")
    both = ordered.unique(["left_id", "right_id"]).join(left, on="left_id").join(right, on="right_id")
    return both.select("score", "half", (pl.col("entity") == pl.col("other")).alias("right"))


def _whole_clusters(joined: pl.DataFrame, half: str) -> float:
    """F1 over clusters, those of one record included: a cluster counts where it is exactly one organisation."""
    found = joined.with_columns(
        pl.len().over("cluster").alias("size"),
        pl.len().over("entity").alias("whole"),
        pl.len().over("cluster", "entity").alias("both"),
        (pl.col("id") == pl.col("id").min().over("cluster")).alias("leads"),
        (pl.col("id") == pl.col("id").min().over("entity")).alias("first"),
    ).filter(pl.col("half") == half)
    exact = (pl.col("both") == pl.col("size")) & (pl.col("both") == pl.col("whole"))
    precision = found.filter("leads").select(exact.mean()).item() or 0.0
    recall = found.filter("first").select(exact.mean()).item() or 0.0
    return f1(precision, recall)


def _b_cubed(joined: pl.DataFrame, half: str) -> float:
    """F1 of B³ precision and recall (Bagga and Baldwin 1998): of each record's cluster, the share that is its own."""
    found = joined.with_columns(pl.len().over("cluster", "entity").alias("both"))
    shares = found.with_columns(
        (pl.col("both") / pl.len().over("cluster")).alias("precision"),
        (pl.col("both") / pl.len().over("entity")).alias("recall"),
    ).filter(pl.col("half") == half)
    return f1(float(shares["precision"].mean() or 0), float(shares["recall"].mean() or 0))  # type: ignore[arg-type]
