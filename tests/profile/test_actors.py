"""Connected records: expectations by hand; invariants by hypothesis."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.profile.actors import connected_records, contradicted_actors
from klusterkarta.values.frames import JUDGEMENTS

RECORD = {"record": pl.Int64, "about": pl.Int64}
pairs = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda p: p[0] != p[1]), max_size=20)


def records(*ids: int, about: dict[int, int] | None = None) -> pl.DataFrame:
    return pl.DataFrame([(one, (about or {}).get(one)) for one in ids], schema=RECORD, orient="row")


def judged(*rows: tuple[int, int, str]) -> pl.DataFrame:
    full = [(min(a, b), max(a, b), verdict, "", "", "", "") for a, b, verdict in rows]
    return pl.DataFrame(full, schema=JUDGEMENTS, orient="row")


def actors(members: pl.DataFrame) -> dict[int, int]:
    return dict(members.iter_rows())


def test_same_connects_transitively_and_the_oldest_gives_the_id():
    found = connected_records(records(3, 5, 9, 11), judged((9, 5, "same"), (9, 11, "same")))
    assert actors(found) == {3: 3, 5: 5, 9: 5, 11: 5}


def test_different_and_unsure_do_not_connect():
    found = connected_records(records(1, 2, 3), judged((1, 2, "different"), (2, 3, "unsure")))
    assert actors(found) == {1: 1, 2: 2, 3: 3}


def test_a_judgement_on_a_record_that_is_not_live_sleeps():
    found = connected_records(records(1, 3), judged((1, 2, "same"), (2, 3, "same")))
    assert actors(found) == {1: 1, 3: 3}


def test_an_edit_belongs_to_the_record_it_is_about():
    assert actors(connected_records(records(1, 2, about={2: 1}), judged())) == {1: 1, 2: 1}


def test_contradiction_is_found_not_swallowed():
    said = judged((1, 2, "same"), (2, 3, "same"), (1, 3, "different"), (4, 5, "different"))
    members = connected_records(records(1, 2, 3, 4, 5), said)
    assert contradicted_actors(members, said) == {1}


@given(pairs)
def test_order_of_judgements_does_not_matter(edges):
    everyone = records(*range(1, 13))
    said = [(a, b, "same") for a, b in edges]
    assert actors(connected_records(everyone, judged(*said))) == actors(
        connected_records(everyone, judged(*reversed(said)))
    )


@given(pairs)
def test_connected_is_the_equivalence_that_the_pairs_generate(edges):
    found = actors(connected_records(records(*range(1, 13)), judged(*[(a, b, "same") for a, b in edges])))
    # By hand: spread labels along the pairs until nothing changes.
    label = {one: one for one in range(1, 13)}
    for _ in range(12):
        for a, b in edges:
            label[a] = label[b] = min(label[a], label[b])
    assert found == label
