"""The benchmark of the analyses as a whole on few cells and without peers, who need an environment of their own."""

from argparse import ArgumentParser

import polars as pl
import pytest

from klusterkarta.benchmarks.analysis import run as benchmark
from klusterkarta.benchmarks.analysis.compared import COLUMNS, differences
from klusterkarta.benchmarks.analysis.generate import generate


def options(*words):
    parser = ArgumentParser()
    benchmark.add_arguments(parser)
    return parser.parse_args(words)


def test_it_measures_in_rounds_and_many_years():
    said = []
    words = ("--sizes", "30x20x2", "--peers", "--rounds", "1", "--many", "20x10x3")
    times, answers, many = benchmark.run(options(*words), said.append)
    assert times.rows[0][0] == "klusterkarta"
    assert times.rows[0][-2:] == ("1.0", "1.0")
    assert [row[0] for row in answers.rows] == list(COLUMNS)
    assert many.rows[0][0] == "20 regions × 10 industries × 3 years"
    assert "klusterkarta, round 1 of 1, 30x20x2" in said


def test_answers_are_compared_cell_by_cell(tmp_path):
    cells = generate(12, 8)
    figures = cells.with_columns(pl.lit(1.0).alias(name) for name in COLUMNS)
    figures.write_parquet(tmp_path / "a.parquet")
    other = figures.with_columns(eci=pl.when(pl.int_range(pl.len()) == 0).then(1.25).otherwise(1.0))
    other.reverse().write_parquet(tmp_path / "b.parquet")
    found = differences(tmp_path / "a.parquet", tmp_path / "b.parquet")
    # One of the figures is 1.25 instead of 1: a fifth of the larger.
    assert found.pop("eci") == pytest.approx(0.2)
    assert set(found.values()) == {0.0}
    figures.head(5).write_parquet(tmp_path / "c.parquet")
    assert set(differences(tmp_path / "a.parquet", tmp_path / "c.parquet").values()) == {float("inf")}


def test_the_same_seed_gives_the_same_cells():
    assert generate(15, 9, years=2).equals(generate(15, 9, years=2))
    assert not generate(15, 9).equals(generate(15, 9, seed=1))
