"""Which industries and regions sum up others: by NACE Rev. 2 and SNI 2007, whose sections and divisions are given."""

import polars as pl
import pytest

from klusterkarta.sources.statistics.totals import without_totals


def kept(column, codes):
    cells = pl.DataFrame({column: codes}).with_columns(
        sex=pl.lit(""), year=pl.lit(2019), value=pl.lit(1.0),
        **{name: pl.lit("") for name in ("region", "industry", "region_name", "industry_name") if name != column},
    )  # fmt: skip
    return set(without_totals(cells)[0][column])


@pytest.mark.parametrize(
    ("industries", "gone"),
    [
        (["C", "10-12", "25", "62", "620", "G"], {"C", "62"}),
        # Section D is division 35 alone, and is counted once.
        (["D", "35", "F"], {"D"}),
        # A section is a sum beside a part of one of its divisions, as the division would be.
        (["C", "26.3", "J"], {"C"}),
        (["26", "C26", "26.3"], {"26", "C26"}),
        (["B-E", "B+C+D+E", "C", "10"], {"B-E", "B+C+D+E", "C"}),
        # A list of numbers is no NACE: 10 does not hold 101.
        (["1", "2", "10", "101"], set()),
    ],
)
def test_an_industry_that_sums_up_others_is_left_out(industries, gone):
    assert kept("industry", industries) == set(industries) - gone


def test_a_region_whose_code_begins_anothers_is_left_out():
    assert kept("region", ["00", "01", "0114", "17", "SE", "SE1", "SE11"]) == {"0114", "17", "SE11"}
    assert kept("region", ["00"]) == {"00"}
