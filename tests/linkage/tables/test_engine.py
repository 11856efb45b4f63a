"""Splink weighs the levels by the model's numbers."""

import os
import sys
from math import log2
from shutil import which

import numpy as np
import pytest

from klusterkarta.linkage.tables.engine import match_weights
from klusterkarta.linkage.tables.levels import LEVELS
from klusterkarta.linkage.tables.model import model_of, plain_model, stored_model
from klusterkarta.linkage.tables.spark import NoSpark
from klusterkarta.linkage.tables.train import train


def levels(rows):
    return {name: np.array([row.get(name, 0) for row in rows], dtype=np.int8) for name in LEVELS}


@pytest.mark.parametrize("kind", ["records", "affiliations"])
def test_splink_gives_the_weight_of_fellegi_and_sunter(kind):
    model = stored_model(kind)
    rows = [{"name": 4, "where": 7, "web": 5}, {"name": 60, "place": 3}, {}, {"name": 4, "where": 7, "web": 5}]
    # Fellegi and Sunter (1969): log2 of the prior odds plus log2(m / u) of every level.
    prior = log2(model.prior / (1 - model.prior))
    expected = [prior + sum(model.bits(name, row.get(name, 0)) for name in LEVELS) for row in rows]
    assert match_weights(levels(rows), model).tolist() == pytest.approx(expected, abs=1e-9)


def test_no_pairs_no_weights():
    assert match_weights(levels([]), stored_model()).tolist() == []


def test_the_stored_numbers_are_shares():
    for kind in ("records", "affiliations"):
        for name, shares in stored_model(kind).shares.items():
            assert len(shares) == len(LEVELS[name])
            assert all(0 < share <= 1 for pair in shares for share in pair)


def test_training_finds_what_tells_and_what_does_not():
    # By hand: 1 000 pairs of one actor and 1 000 of two; the site agrees in 900 of the former and in 100 of the latter,
    # so agreeing is worth log2(9) = 3.2 bits and disagreeing as much against; the town agrees in half of both.
    same, site, town = np.arange(2_000) < 1_000, np.zeros(2_000, dtype=np.int8), np.zeros(2_000, dtype=np.int8)
    site[:900], site[1_000:1_100] = 5, 5
    site[site == 0] = 1
    town[::2], town[1::2] = 7, 11
    compared = levels([{}] * 2_000) | {"web": site, "where": town}
    model = train([(compared, same)])
    assert model.bits("web", 5) - model.bits("web", 1) == pytest.approx(2 * log2(9), rel=0.05)
    assert model.bits("where", 7) - model.bits("where", 11) == pytest.approx(0, abs=0.05)
    assert model_of(plain_model(model)).bits("web", 5) == pytest.approx(model.bits("web", 5), abs=0.01)


def test_spark_gives_the_weights_of_duckdb():
    pytest.importorskip("pyspark", reason="pyspark is an extra of the installation and is not here")
    if not (which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, which is not here")
    from pyspark.sql import SparkSession

    own = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    session = SparkSession.builder.master("local[2]").config(map=own).getOrCreate()
    try:
        # Every level of every comparison once, and the levels of real pairs.
        every = [{name: at} for name, found in LEVELS.items() for at in range(len(found))]
        rows = [*every, {"name": 4, "where": 7, "web": 5}, {"name": 60, "place": 3, "number": 1}]
        for kind in ("records", "affiliations"):
            model = stored_model(kind)
            duckdb = match_weights(levels(rows), model)
            assert match_weights(levels(rows), model, engine="spark").tolist() == pytest.approx(
                duckdb.tolist(), abs=1e-9
            )
    finally:
        session.stop()


def test_without_spark_the_engine_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(NoSpark) as caught:
        match_weights(levels([{}]), stored_model(), engine="spark")
    assert caught.value.reason.code == "linkage.no_pyspark"
    assert "klusterkarta[spark]" in str(caught.value)
