"""Who meets a set, and what another set changes; by hand from the scores below."""

from dataclasses import replace

import polars as pl

from klusterkarta.analysis.standing import standings, what_if
from klusterkarta.vocabularies.criteria import criteria_sets

SET = criteria_sets()["national-map"]
KEYS = [one.key for one in SET.scored]


def frame(panel: dict[int, dict[str, list[int | None]]]) -> pl.DataFrame:
    """Units with what three assessors say; criteria not named get 3, 3, 3."""
    rows = [
        (unit, rater, key, value)
        for unit, said in panel.items()
        for key in KEYS
        for rater, value in zip("abc", said.get(key, [3, 3, 3]), strict=True)
    ]
    return pl.DataFrame(rows, schema=["unit", "rater", "criterion", "value"], orient="row")


# 1 is fine; 2 has the median 1 on skills; 3 is divided with the median 2; nobody can tell 4's research.
PANEL = frame({1: {}, 2: {"skills": [0, 1, 4]}, 3: {"skills": [0, 2, 4]}, 4: {"research": [None, None, None]}})


def test_the_median_decides_and_what_nobody_can_tell_is_unknown():
    found = standings(PANEL, SET)
    assert {unit: one.meets for unit, one in found.items()} == {1: "all", 2: "not_all", 3: "all", 4: "unknown"}
    assert (found[2].unmet, found[4].unknown) == (("skills",), ("research",))


def test_removing_a_criterion_shows_who_would_change():
    without = replace(SET, criteria=tuple(one for one in SET.criteria if one.key != "skills"))
    (change,) = what_if(PANEL, before=SET, after=without)
    assert (change.unit, change.before.meets, change.after.meets) == (2, "not_all", "all")


def test_asking_for_more_shows_who_would_fall():
    assert [change.unit for change in what_if(PANEL, before=SET, after=replace(SET, met_at=3))] == [3]
    assert [change.unit for change in what_if(PANEL, before=SET, after=replace(SET, met_at=4))] == [1, 3, 4]


def test_a_new_criterion_is_unknown_for_all_who_met_the_old_ones():
    added = replace(SET, criteria=(*SET.criteria, replace(SET.criteria[0], key="climate")))
    assert {change.unit: change.after.meets for change in what_if(PANEL, before=SET, after=added)} == {
        1: "unknown",
        3: "unknown",
    }


def test_the_same_set_changes_nothing_and_no_scores_give_nobody():
    assert what_if(PANEL, before=SET, after=SET) == []
    assert standings(PANEL.clear(), SET) == {}
