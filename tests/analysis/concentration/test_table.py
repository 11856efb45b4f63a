"""Long rows of measures, and what is refused."""

import polars as pl
import pytest

from klusterkarta.analysis.concentration.table import MEASURES, Wanted, concentration_table, measure_names
from klusterkarta.analysis.grid import BadCells

# Fictional firms of Farhauer and Kröll (2014), as in REAT's data FK2014_EGC: industry, region, employees.
FIRMS = {
    ("CT", "1"): [1020, 1250, 1255, 1750, 1720, 1580], ("CT", "2"): [315, 330], ("CT", "3"): [370, 200, 210],
    ("FO", "1"): [1020, 1100, 1055, 1100, 1070, 1080], ("FO", "2"): [1030, 1015, 1150, 1100],
    ("FO", "3"): [210, 170, 100],
    ("TD", "1"): [1020, 1250, 1255, 1750, 1720, 1580], ("TD", "2"): [315, 330], ("TD", "3"): [210],
    ("TT", "1"): [1320, 1250, 1255, 1300, 1320, 1320], ("TT", "2"): [615, 630], ("TT", "3"): [530],
}  # fmt: skip


def cells(rows, columns=("region", "industry", "value")):
    return pl.DataFrame(rows, schema=list(columns), orient="row")


def refused(frame, measures=("lq",), **wanted):
    with pytest.raises(BadCells) as caught:
        concentration_table(frame, Wanted(measures, **wanted), first_row=2)
    return caught.value.reason


def firms():
    rows = [(region, industry, float(size)) for (industry, region), sizes in FIRMS.items() for size in sizes]
    return cells(rows).with_row_index("establishment")


def test_ellison_and_glaeser_from_rows_of_establishments():
    # REAT 3.0.3: ellison.a2(emp_firm, industry, region)
    rows = concentration_table(firms(), Wanted(("ellison_glaeser",))).rows
    expected = [-0.0937938445647, 0.1683800334283, -0.0801253944492, -0.1304013405494]
    assert rows["value"].to_list() == pytest.approx(expected, rel=1e-9)
    assert rows["industry"].to_list() == ["CT", "FO", "TD", "TT"]
    assert (rows["low"] < 0).all()
    assert (rows["high"] > 0).all()
    # REAT's z of forestry is 1.37: not beyond chance.
    assert rows.filter(pl.col("value") > pl.col("high")).is_empty()


def test_counts_of_establishments_take_them_to_be_of_one_size():
    # Two of size 5 and one of 10: H = (25 + 25 + 100) / 400; γ with H and without any knowledge.
    frame = cells([("a", "x", 10.0, 2), ("b", "x", 10.0, 1), ("a", "y", 1.0, 1), ("b", "y", 3.0, 1)],
                  ("region", "industry", "value", "establishments"))  # fmt: skip
    known = concentration_table(frame, Wanted(("maurel_sedillot",)))
    unknown = concentration_table(frame.drop("establishments"), Wanted(("maurel_sedillot",)))
    raw = unknown.rows["value"][0]
    assert known.rows["value"][0] == pytest.approx((raw - 0.375) / (1 - 0.375))
    assert [note.code for note in unknown.notes] == ["cells.no_establishments"]
    assert known.notes == ()
    assert unknown.rows["low"].null_count() == 2


def test_every_measure_gives_rows_and_change_is_between_two_years():
    frame = cells(
        [(y, r, i, float(v)) for y, vs in ((2019, (100, 100, 100, 100)), (2020, (150, 90, 130, 110)))
         for (r, i), v in zip([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], vs, strict=True)],
        ("year", "region", "industry", "value"),
    )  # fmt: skip
    rows = concentration_table(frame, Wanted(MEASURES)).rows
    assert rows.columns == ["year", "region", "industry", "measure", "value", "low", "high"]
    parts = rows.filter(pl.col("measure").str.starts_with("shift_share"), region="a", industry="x")
    # 480 / 400: 20 % of 100; industry x grew by 40 %, the cell by 50 %.
    assert parts.select("year", "measure", "value").rows() == [
        (2020, "shift_share_national", pytest.approx(20)), (2020, "shift_share_mix", pytest.approx(20)),
        (2020, "shift_share_regional", pytest.approx(10)),
    ]  # fmt: skip
    assert set(rows["measure"]) >= set(MEASURES) - {"shift_share", "esteban_marquillas"}
    assert rows.filter(pl.col("measure") == "hachman")["industry"].null_count() == 4


def test_measures_go_by_several_names():
    assert measure_names(["location_quotient", "Herfindahl", "shift-share", "EG"]) == (
        "lq", "hhi", "shift_share", "ellison_glaeser",
    )  # fmt: skip
    assert refused_name("entropi").parameters["name"] == "entropi"


def refused_name(name):
    with pytest.raises(BadCells) as caught:
        measure_names([name])
    return caught.value.reason


@pytest.mark.parametrize(
    ("value", "code"), [(-1.0, "negative"), (float("nan"), "not_a_number"), (float("inf"), "infinite")]
)
def test_values_that_are_no_amount_are_refused_with_their_rows(value, code):
    reason = refused(cells([("a", "x", 1.0), ("b", "x", value), ("c", "x", value)]))
    assert (reason.code, reason.parameters["rows"]) == (f"cells.{code}", "3, 4")


def test_a_cell_given_twice_is_refused_with_its_rows():
    reason = refused(cells([("a", "x", 1.0), ("b", "x", 1.0), ("a", "x", 2.0)]))
    assert (reason.code, reason.parameters["cell"], reason.parameters["rows"]) == ("cells.twice", "a × x", "2, 4")


def test_missing_codes_columns_and_years_are_refused():
    assert refused(cells([("a", "", 1.0)])).parameters == {"column": "industry", "rows": "2", "count": 1}
    assert refused(cells([("a", 1.0)], ("region", "value"))).code == "cells.no_column"
    assert refused(cells([("a", "x", 0.0)])).code == "cells.nothing"
    years = cells([(2019, "a", "x", 1.0), (2020, "a", "x", 2.0)], ("year", "region", "industry", "value"))
    assert refused(years, ("shift_share",), first="2018").parameters == {"year": "2018", "years": "2019, 2020"}
    assert refused(years.filter(pl.col("year") == 2019), ("shift_share",)).code == "cells.one_year"
    twice = pl.concat([firms(), firms().head(1)])
    assert refused(twice).parameters["rows"] == "2, 44"


def test_mixed_versions_of_codes_are_refused_and_the_crosswalk_named():
    mixed = cells([("FI18", "x", 1.0), ("FI1B", "x", 1.0)])
    reason = refused(mixed)
    assert reason.code == "cells.mixed_versions"
    assert "2006–2010" in reason.parameters["crosswalk"]
    assert concentration_table(mixed, Wanted(("lq",), mixed_codes=True)).rows.height == 2
    told = mixed.with_columns(region=pl.Series(["1", "2"]), version=pl.Series(["SNI 2002", "SNI 2007"]))
    assert refused(told).parameters["versions"] == "SNI 2002, SNI 2007"
    # Year by year each is whole; between the years it is not.
    years = mixed.with_columns(year=pl.Series([2009, 2011]))
    assert concentration_table(years, Wanted(("hhi",))).rows.height == 4
    assert refused(years, ("shift_share",)).code == "cells.mixed_versions"


def test_regions_without_anything_and_missing_values_are_told():
    found = concentration_table(cells([("a", "x", 1.0), ("b", "x", 0.0), ("a", "y", None)]), Wanted(("lq",)))
    assert [note.code for note in found.notes] == ["cells.missing", "cells.empty_regions"]
    assert found.rows.filter(region="b")["value"].to_list() == [None]


def test_one_region_and_one_industry_are_their_documented_values():
    rows = concentration_table(cells([("a", "x", 1e9)]), Wanted(MEASURES[:-2])).rows
    values = {(row["measure"], row["region"], row["industry"]): row["value"] for row in rows.iter_rows(named=True)}
    assert values["lq", "a", "x"] == 1.0
    assert values["hhi", "a", None] == values["hachman", "a", None] == 1.0
    assert values["krugman", "a", None] == values["gini", None, "x"] == values["theil", None, "x"] == 0.0
    assert values["ellison_glaeser", None, "x"] is None
