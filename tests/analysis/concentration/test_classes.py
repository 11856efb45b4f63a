"""Cluster classes by published tests and by one's own, counted by hand; the American ones as their own program."""

import numpy as np
import polars as pl
import pytest

from klusterkarta.analysis.concentration.classes import cluster_class, criteria_lacking
from klusterkarta.analysis.concentration.own_clusters import joined
from klusterkarta.analysis.concentration.table import Wanted, concentration_table
from klusterkarta.analysis.grid import BadCells
from klusterkarta.vocabularies.cluster_classes import ClusterMethod, Criterion, cluster_methods, read_methods
from klusterkarta.vocabularies.cluster_definitions import read_definitions
from klusterkarta.vocabularies.marked_yaml import BadDocument

# Ten regions of 1 000; the first has 100 in the industry, the second 60, the others 5 each: 200 of 10 000.
TABLE = np.array([[100.0, 900], [60, 940], *[[5, 995]] * 8])


def test_the_first_european_stars_by_hand():
    stars = cluster_class(TABLE, cluster_methods()["european_stars_1"])
    # Size: among the largest tenth, the first of ten. LQ 100/1000 over 200/10000 = 5, then 3, then 0.25. Focus: the
    # tenth of twenty shares lies at 0.995, which the eight others reach in the second industry.
    assert stars[:3, 0].tolist() == [2, 1, 0]
    # The eight are also the largest of the second industry: its 90 % quantile is theirs, 995.
    assert stars[:3, 1].tolist() == [0, 0, 2]


def test_the_second_european_stars_by_hand():
    method = cluster_methods()["european_stars_2"]
    growth = np.tile(np.arange(10.0)[:, None], (1, 2))
    assert criteria_lacking(method) == ["productivity", "growth"]
    assert criteria_lacking(method, further={"growth": growth}) == ["productivity"]
    # A fifth of ten is two: the first two by quotient (5 and 3 before 0.25) and by size (100 and 60 before 5).
    assert cluster_class(TABLE, method)[:, 0].tolist() == [2, 2] + [0] * 8
    # The ninth and the tenth grow most, the first and the tenth produce most by head.
    produce = np.tile(np.array([9.0, *range(8), 8])[:, None], (1, 2))
    further = {"growth": growth, "productivity": produce}
    assert cluster_class(TABLE, method, further=further)[:, 0].tolist() == [3, 2, 0, 0, 0, 0, 0, 0, 1, 2]


def test_the_third_european_stars_by_hand():
    method = cluster_methods()["european_stars_3"]
    # Quotients 5 and 3 are at least 1.5, 0.25 are not; 100 and 60 are the largest fifth. Of the second industry the
    # quotients are 0.92, 0.96 and eight times 1.02 (0.995 / 0.98), all below 1.5; the eight share the largest size.
    assert cluster_class(TABLE, method).T.tolist() == [[2, 2] + [0] * 8, [0, 0] + [1] * 8]
    produce = np.tile(np.array([9.0, *range(8), 8])[:, None], (1, 2))
    assert cluster_class(TABLE, method, further={"productivity": produce})[:, 0].tolist() == [3, 2] + [0] * 7 + [1]
    # 1.5 itself is enough, though 0.15 / 0.1 is a little less in binary: 150 of 1 000 against 200 of 2 000.
    edge = np.array([[150.0, 850], [50, 950]])
    assert cluster_class(edge, method)[0, 0] == 2


# Employment and establishments of ten regions in two clusters, which are all there is.
EMPLOYED = np.array(
    [[120, 300], [45, 410], [8, 150], [60, 90], [15, 700], [0, 80], [200, 1500], [33, 260], [5, 45], [70, 620.0]]
)
ESTABLISHED = np.array([[9, 20], [2, 31], [1, 12], [6, 4], [3, 40], [0, 7], [8, 90], [1, 18], [1, 3], [2, 50.0]])


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("us_strong", [0, 3], [2, 4]), ("us_significant", [0, 3, 6], [1, 2, 4])],
)
def test_the_american_classes_are_those_of_the_projects_own_program(name, first, second):
    # clustermapping/cmp at f1b2b67 (2020), data/processing/cluster_calcs_reducer.js with d3 3.5.17 on Node: every pair
    # as a traded cluster with its lq_tf, emp_tl and est_tl; strong_b and significant_b of what it persists.
    found = cluster_class(EMPLOYED, cluster_methods()[name], further={"establishments": ESTABLISHED})
    assert [np.flatnonzero(column).tolist() for column in found.T] == [first, second]
    # The eighth region has one establishment: by the program that keeps it from the significant, without figures not.
    unknown = cluster_class(EMPLOYED, cluster_methods()["us_significant"])[:, 0]
    assert np.flatnonzero(unknown).tolist() == [0, 3, 6, 7]


def test_the_american_class_needs_all_of_its_criteria():
    strong = cluster_class(TABLE, cluster_methods()["us_strong"])
    # The 75 % quantile of the quotients is 0.25: eight reach it, but lie below 1. The lower quarter of sizes is 5.
    assert strong[:, 0].tolist() == [1, 1] + [0] * 8
    # In the second industry eight of ten have 995, which is the edge of the lower quarter too: nobody has more.
    assert strong[:, 1].sum() == 0
    # The lower quarter of 2, 4 (eight times) and 9 establishments is 4: only the second has more.
    number = np.column_stack([[2.0, 9, *[4] * 8], np.ones(10)])
    counted = cluster_class(TABLE, cluster_methods()["us_strong"], further={"establishments": number})
    assert counted[:, 0].tolist() == [0, 1] + [0] * 8


def test_the_american_significant_class_asks_for_more_than_the_median():
    # Median of the quotients 0.25, lower quarter of the sizes 5: the first two lie above both.
    found = cluster_class(TABLE, cluster_methods()["us_significant"])
    assert found[:, 0].tolist() == [1, 1] + [0] * 8


def test_a_class_without_figures_for_a_criterion_that_it_needs_is_nowhere_met():
    own = ClusterMethod("own", "", (Criterion("growth", at_least=0.1),), together=True)
    assert cluster_class(TABLE, own).sum() == 0
    assert criteria_lacking(own) == ["growth"]


def test_own_thresholds_are_a_method_like_any_other():
    own = ClusterMethod(
        "own", "", (Criterion("size", at_least=60), Criterion("specialisation", at_least=4)), together=True
    )
    # 100 and 60 are large enough, of the quotients 5 and 3 only the first is; the second industry's are all below 4.
    assert np.argwhere(cluster_class(TABLE, own)).tolist() == [[0, 0]]


def test_nobody_meets_nothing():
    table = np.array([[0.0, 10], [0, 10]])
    for method in cluster_methods().values():
        assert cluster_class(table, method)[:, 0].tolist() == [0, 0]


def test_classes_are_measures_that_say_what_they_rest_on():
    rows = [(f"r{r}", f"i{i}", float(value)) for (r, i), value in np.ndenumerate(TABLE)]
    cells = pl.DataFrame(rows, schema=["region", "industry", "value"], orient="row")
    found = concentration_table(cells, Wanted(("european_stars_1", "european_stars_2")))
    assert found.rows.filter(region="r0", industry="i0")["value"].to_list()[0] == 2
    assert sorted({note.code for note in found.notes}) == ["cells.criteria_lacking", "cells.thresholds_unchecked"]
    # The ninth and tenth grow most and are the most productive: a star each beside what size and specialisation give.
    ranks = cells.select(pl.col("region").str.slice(1).cast(pl.Float64)).to_series()
    given = concentration_table(cells.with_columns(growth=ranks, productivity=ranks), Wanted(("european_stars_2",)))
    assert {note.code for note in given.notes} == {"cells.thresholds_unchecked"}
    before = found.rows.filter(measure="european_stars_2", industry="i0")["value"]
    gained = given.rows.filter(industry="i0")["value"] - before
    assert gained.to_list() == [0] * 8 + [2, 2]


def test_own_clusters_sum_their_industries_and_leave_the_base_whole():
    definitions = read_definitions("clusters:\n- {key: mat, industries: ['10*', '11.0']}", file="own.yaml")
    rows = [("a", "1051", 2019, 1.0), ("a", "110", 2019, 2.0), ("a", "62", 2019, 5.0), ("b", "62", 2019, None)]
    cells = pl.DataFrame(rows, schema=["region", "industry", "year", "value"], orient="row")
    found, notes = joined(cells, definitions)
    assert found.select("region", "industry", "value").rows() == [("a", "mat", 3.0), ("a", "other", 5.0)]
    assert [note.code for note in notes] == ["cells.missing"]
    with pytest.raises(BadCells, match=r"1051|62"):
        joined(cells.filter(industry="62"), definitions)
    with pytest.raises(BadDocument, match="line 3"):
        read_definitions("clusters:\n- {key: a, industries: [1]}\n- {key: a, industries: [2]}", file="own.yaml")


def test_own_thresholds_are_read_from_a_document_with_its_mistakes_named():
    text = "methods:\n- key: mine\n  together: true\n  criteria:\n  - {measure: size, at_least: 60}\n"
    mine = read_methods(text, file="own.yaml")["mine"]
    assert (mine.together, mine.checked, cluster_class(TABLE, mine)[:, 0].sum()) == (True, True, 2)
    for wrong, line in (("  - {measure: price, at_least: 60}", 5), ("  - {measure: size, at_least: 60, top: 1}", 5)):
        with pytest.raises(BadDocument, match=f"line {line}"):
            read_methods(text.replace("  - {measure: size, at_least: 60}", wrong), file="own.yaml")
