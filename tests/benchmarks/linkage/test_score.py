"""Scores worked out by hand on six records of three organisations."""

import polars as pl
import pytest

from klusterkarta.benchmarks.linkage.score import best_threshold, connected, scores

# Organisations: {0, 1, 2}, {3, 4}, {5}; all in the tuning half.
TRUTH = pl.DataFrame({"id": range(6), "entity": [0, 0, 0, 1, 1, 2], "half": ["tuning"] * 6})
PAIRS = pl.DataFrame(
    {"left_id": [0, 1, 4, 0], "right_id": [1, 2, 3, 5], "score": [9.0, 8.0, 7.0, 1.0]},
    schema={"left_id": pl.Int64, "right_id": pl.Int64, "score": pl.Float64},
)


def test_the_threshold_is_where_f1_is_highest_on_the_tuning_half():
    # At 7: 3 of 3 right of 4 wanted, F1 6/7; at 1: 3 of 4 right, F1 6/8.
    assert best_threshold(PAIRS, TRUTH) == 7.0
    turned = TRUTH.with_columns(pl.lit("report").alias("half"))
    assert best_threshold(PAIRS, turned) == 0.0


def test_scores_by_hand():
    counting = PAIRS.filter(pl.col("score") >= 7)
    found = scores(counting, TRUTH, half="tuning", clusters=connected(counting, TRUTH["id"]))
    assert (found.precision, found.recall) == (1.0, 0.75)
    assert found.pair_f1 == pytest.approx(6 / 7)
    # The components are the three organisations.
    assert (found.cluster_f1, found.whole_clusters, found.b_cubed) == (1.0, 1.0, 1.0)


def test_a_wrong_link_costs_whole_clusters():
    clusters = connected(PAIRS, TRUTH["id"])
    found = scores(PAIRS, TRUTH, half="tuning", clusters=clusters)
    assert (found.precision, found.recall) == (0.75, 0.75)
    # {0, 1, 2, 5} and {3, 4}: 4 of 7 pairs within clusters are right, all 4 wanted are there.
    assert found.cluster_f1 == pytest.approx(2 * 4 / (7 + 4))
    # One of two found clusters is exact, one of three organisations is found: F1 of 1/2 and 1/3.
    assert found.whole_clusters == pytest.approx(0.4)
    # B³ (Bagga and Baldwin 1998): precision (3·3/4 + 2·1 + 1/4) / 6 = 0.75, recall 1.
    assert found.b_cubed == pytest.approx(2 * 0.75 / 1.75)
