"""Cluster classes by published tests and by one's own, counted by hand."""

import numpy as np
import polars as pl

from klusterkarta.analysis.concentration.classes import cluster_class, criteria_lacking
from klusterkarta.analysis.concentration.table import Wanted, concentration_table
from klusterkarta.vocabularies.cluster_classes import ClusterMethod, Criterion, cluster_methods

# Ten regions of 1 000; the first has 100 in the industry, the second 60, the others 5 each: 200 of 10 000.
TABLE = np.array([[100.0, 900], [60, 940], *[[5, 995]] * 8])


def test_the_first_european_stars_by_hand():
    stars = cluster_class(TABLE, cluster_methods()["european_stars_1"])
    # Size: among the largest tenth, the first of ten. LQ 100/1000 over 200/10000 = 5, then 3, then 0.25. Focus: the
    # tenth of twenty shares lies at 0.995, which the eight others reach in the second industry.
    assert stars[:3, 0].tolist() == [2, 1, 0]
    # The eight are also the largest of the second industry: its 90 % quantile is theirs, 995.
    assert stars[:3, 1].tolist() == [0, 0, 2]


def test_criteria_from_further_columns_count_where_they_are_given():
    method = cluster_methods()["european_stars_2"]
    growth = np.tile(np.arange(10.0)[:, None], (1, 2))
    assert criteria_lacking(method) == ["productivity", "growth"]
    assert criteria_lacking(method, further={"growth": growth}) == ["productivity"]
    without, given = cluster_class(TABLE, method), cluster_class(TABLE, method, further={"growth": growth})
    # The two that grow most, the ninth and tenth, gain a star.
    assert (given - without)[:, 0].tolist() == [0] * 8 + [1, 1]


def test_the_american_class_needs_all_of_its_criteria():
    strong = cluster_class(TABLE, cluster_methods()["us_strong"])
    # The 75 % quantile of the quotients is 0.25: eight reach it, but lie below 1.
    assert strong[:, 0].tolist() == [1, 1] + [0] * 8


def test_own_thresholds_are_a_method_like_any_other():
    own = ClusterMethod(
        "own", "", (Criterion("size", at_least=60), Criterion("specialisation", at_least=4)), together=True
    )
    assert cluster_class(TABLE, own).sum() == 1


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
