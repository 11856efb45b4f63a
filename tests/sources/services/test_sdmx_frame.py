"""Figures of SDMX times their multiplier, however they are written."""

import polars as pl

from klusterkarta.sources.services.sdmx_frame import SdmxDimension, SdmxTable, raw_of
from klusterkarta.sources.statistics.raw import VALUE


def test_figures_are_raised_by_their_multiplier_also_those_with_an_exponent_of_their_own():
    table = SdmxTable(title="t", dimensions=(SdmxDimension(id="GEO", name="geo", codes={}),), time="T", definition=None)
    said = [("a", "1500", "3"), ("b", "1.5E3", "3"), ("c", "2e-2", "-1"), ("d", "7", "0"), ("e", "", "6")]
    frame = pl.DataFrame(said, schema=["GEO", "OBS_VALUE", "UNIT_MULT"], orient="row")
    # UNIT_MULT is the power of ten that a figure is to be multiplied by (SDMX content-oriented guidelines).
    assert raw_of(frame, table).frame[VALUE].cast(pl.Float64, strict=False).to_list() == [1.5e6, 1.5e6, 2e-3, 7, None]
