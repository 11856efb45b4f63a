"""A table out of establishments: what is left out, why, and what is said."""

import json

import polars as pl

from klusterkarta.cli.main import main

# region, industry, people of one establishment: a|x has two (too few); a|y, b|x, b|y have three or four of a size.
ROWS = [
    *(("a", "x", n) for n in (4, 6)), *(("a", "y", 10) for _ in range(3)), *(("b", "x", 20) for _ in range(3)),
    *(("b", "y", 9) for _ in range(4)), *(("c", "y", n) for n in (2, 3, 90)),
]  # fmt: skip


def test_cells_are_left_out_with_their_reason(tmp_path, capsys):
    source, out = tmp_path / "rows.csv", tmp_path / "out.csv"
    pl.DataFrame(ROWS, schema=["r", "i", "v"], orient="row").write_csv(source)
    words = ["analyse", "suppress", str(source), "--region", "r", "--industry", "i", "--value", "v", "--out", str(out)]
    assert main([*words, "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) | {"file": ""} == {"file": "", "cells": 5, "few": 2, "beside": 3}
    found = {(region, industry): (value, why) for region, industry, value, why in pl.read_csv(out).fill_null("").rows()}
    # 90 of 95 dominates c|y, which is alone in its row: its total gives it away, and that is said.
    assert found["a", "x"][1] == "few"
    assert found["c", "y"][1] == "few"
    assert {why for _, why in found.values()} == {"few", "beside"}
    assert "1 cell left out is alone" in said.err


def test_nothing_is_left_out_where_nothing_tells(tmp_path):
    source, out = tmp_path / "rows.csv", tmp_path / "out.csv"
    pl.DataFrame(ROWS[2:-3], schema=["r", "i", "v"], orient="row").write_csv(source)
    words = ["analyse", "suppress", str(source), "--region", "r", "--industry", "i", "--value", "v", "--out", str(out)]
    assert main([*words, "--lang", "sv"]) == 0
    assert pl.read_csv(out)["value"].to_list() == [30, 60, 36]
