"""Cells of establishments, whatever the engine gave back."""

import polars as pl

from klusterkarta.analysis.establishments.grouped import with_codes


def test_codes_that_differ_by_spaces_alone_are_one_cell_with_all_its_establishments():
    found = pl.DataFrame({
        "region": ["01 ", "01", "02"], "industry": ["10", "10", "10"],
        "workplaces": [2, 3, 1], "employees": [20.0, 30.0, 5.0], "largest": [15.0, 12.0, 5.0],
    })  # fmt: skip
    assert with_codes(found, ["region", "industry"]).rows() == [("01", "10", 5, 50.0, 15.0), ("02", "10", 1, 5.0, 5.0)]
