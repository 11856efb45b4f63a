"""The demonstration's open figures against the files that they were computed from, which lie beside the repository."""

import csv
import math
from functools import cache
from pathlib import Path

import polars as pl
import pytest
import yaml

from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.demo_figures import add_demo_figures
from klusterkarta.workflow.innovation_index import index_view
from klusterkarta.workflow.two_maps import lay_maps

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "region_industry"
SECTIONS = [*"BCDEFGHIJLMN", "S95"]
SHARES = {
    "research_skills": ["M72"],
    "technical_skills": ["C26", "J62", "J63", "M71"],
    "creative_skills": ["J58", "J59", "J60"],
    "market_skills": ["M73"],
}


def rows(name: str, mark: str) -> list[dict[str, str]]:
    with (ROOT / "demo" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=mark))


def figures(indicator: str) -> dict[str, float | None]:
    own = [row for row in rows("innovationsindex.csv", ",") if row["indikator"] == indicator]
    return {row["region"][:4]: None if row["värde"] == ".." else float(row["värde"]) for row in own}


@cache
def counts() -> dict[tuple[str, str, str, int], float | None]:
    """(measure, region, industry, year) → figure, of Eurostat's regional business statistics."""
    if not DATA.is_dir():
        pytest.skip("the open figures (../shared/data) are not on this machine")
    text = pl.col("indic_sb", "geo", "nace_r2").cast(pl.String)
    frame = pl.read_parquet(DATA / "eurostat_sbs_r_nuts06_r2_tidy.parquet").with_columns(text)
    frame = frame.filter(pl.col("geo").str.starts_with("SE"))
    return {row[:4]: row[4] for row in frame.select("indic_sb", "geo", "nace_r2", "year", "value").iter_rows()}


def whole(measure: str, region: str, year: int) -> float:
    return sum(counts()[measure, region, section, year] for section in SECTIONS)


def test_every_table_of_the_document_has_rows():
    document = yaml.safe_load((ROOT / "demo" / "figures.yaml").read_text(encoding="utf-8"))
    asked = {one["where"].partition("=")[2] for one in document["tables"] if "where" in one}
    assert asked == {row["indikator"] for row in rows("innovationsindex.csv", ",")}
    for indicator in asked:
        assert len(figures(indicator)) == 8


def test_shares_of_the_people_employed():
    for indicator, codes in SHARES.items():
        for region, found in figures(indicator).items():
            parts = [counts()["V16110", region, code, 2014] for code in codes]
            if None in parts:
                assert found is None
            else:
                assert found == pytest.approx(100 * sum(parts) / whole("V16110", region, 2014), abs=0.0051)
    for region, found in figures("entrepreneurial_potential").items():
        assert found == pytest.approx(1000 * whole("V11210", region, 2014) / whole("V16110", region, 2014), abs=0.051)


def test_spread_and_distance_of_the_workplaces():
    known = {code for measure, _, code, year in counts() if measure == "V11210" and year == 2013}
    divisions = sorted({code for code in known if len(code) == 3} | {"B"})
    assert len(divisions) == 67

    def parts(region: str) -> list[float]:
        found = [counts()["V11210", region, code, 2013] for code in divisions]
        return [one / sum(found) for one in found]

    country = parts("SE")
    for region, found in figures("cluster_diversity").items():
        assert found == pytest.approx(-sum(one * math.log(one) for one in parts(region) if one), abs=0.00051)
    for region, found in figures("specialisation_ability").items():
        distance = sum(abs(one - other) for one, other in zip(parts(region), country, strict=True))
        assert found == pytest.approx(distance, abs=0.00051)


def test_patents_and_people_as_published():
    table = {(row["region"][:4], row["näringsgren NACE Rev. 2"]): row for row in rows("naringsgrenar-nuts2.csv", ";")}
    for (region, code), row in table.items():
        for year in (2010, 2014):
            found = row[f"Antal {year}"]
            assert counts()["V16110", region, code, year] == (None if found == ".." else float(found))
    patents = pl.read_csv(DATA / "eurostat_epo_patents_nuts.csv.gz", null_values=["NA"])
    own = patents.filter((pl.col("unit") == "P_MHAB") & (pl.col("time") == 2011))
    published = dict(own.select("geo", "values").iter_rows())
    for region, found in figures("patents").items():
        assert found == pytest.approx(published[region], abs=0.051)


@pytest.mark.django_db
def test_the_demonstration_adds_them_once_and_compares_eight_regions():
    assert add_demo_figures(ROOT / "demo") == 9
    assert add_demo_figures(ROOT / "demo") == 0
    found = index_view("malardalen", draws=100)
    assert (found.level, len(found.regions), len(found.used)) == ("nuts2", 8, 8)
    assert all(one.old for one in found.used.values())
    by_code = {region.code: at for at, region in enumerate(found.regions)}
    # Stockholm is first in everything that is known of technology, and the most special.
    assert found.scores.groups[by_code["SE11"]].tolist()[::3] == [1.0, 1.0]
    # Research firms are secret in Sydsverige: 8 of 12 less one, each by its weight: ¼ · (2/4 + 2/3 + 2/4 + 1).
    assert found.shares["SE22"] == pytest.approx((2 / 4 + 2 / 3 + 2 / 4 + 1) / 4)
    laid = lay_maps("naringsgrenar-2014", caller=OPERATOR)
    assert {cell.county for cell in laid.maps.cells} == set(by_code)
    assert all(cell.people >= 100 for cell in laid.maps.alone)
