"""Wholes beside their parts are told; what only looks like it is not."""

import polars as pl
import pytest

from klusterkarta.analysis.code_levels import nested_codes


def told(regions, industries):
    cells = pl.DataFrame(
        [(region, industry, 1.0) for region in regions for industry in industries],
        schema=["region", "industry", "value"],
        orient="row",
    )
    return {reason.parameters["column"]: reason.parameters["examples"] for reason in nested_codes(cells)}


@pytest.mark.parametrize(
    ("regions", "industries", "expected"),
    [
        (["SE", "SE1", "SE11"], ["A"], {"region": "SE1 < SE, SE11 < SE1"}),
        (["SE11"], ["C", "10-12", "26"], {"industry": "26 < C, 10-12 < C"}),
        (["SE11"], ["C26", "C26.3", "62"], {"industry": "C26.3 < C26"}),
        # Two codes of one level, names, ISO codes of countries, and numbers of a list.
        (["SE11", "SE12"], ["10", "11", "C33"], {}),
        (["Skåne", "Skåne län"], ["food", "foodtech"], {}),
        (["SWE", "NOR"], ["0011", "0012"], {}),
        (["1", "17"], ["1", "10", "101"], {}),
    ],
)
def test_wholes_beside_their_parts(regions, industries, expected):
    assert told(regions, industries) == expected
