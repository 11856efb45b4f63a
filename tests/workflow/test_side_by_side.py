"""Actors side by side: where they agree, what is kept beside, what is missing, and what cannot be compared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.workflow.comparison_values import values_of_actors
from klusterkarta.workflow.side_by_side import CannotCompare, agreement_of, compare_actors, is_compared, live_actors
from tests.registers import collect_rows, record_id, say

FORMS = st.frozensets(st.sampled_from("abc"), max_size=3)


@pytest.fixture
def register(db):
    rows = {
        "1": {
            "name": "Matnod",
            "kind": "klusterorganisation",
            "start_year": "2022 (2015)",
            "funders": "Almi | Vinnova",
        },
        "2": {
            "name": "Agro",
            "kind": "Cluster organisation",
            "start_year": "2017",
            "funders": "Vinnova",
            "members": "30",
        },
        "3": {"name": "Vreta", "kind": "klusterorganisation", "members": "Ca 30"},
        "4": {"name": "Fyran"},
        "5": {"name": "Femman"},
        "6": {"name": "Sexan"},
    }
    collect_rows("studie", rows, covers=["url"], published_on="2023")
    collect_rows("bok", {"a": {"name": "Agro", "start_year": "2016", "contact_name": "Någon"}}, published_on="2009")
    say("studie:2", "bok:a")


def ids(*keys):
    return [record_id(f"studie:{key}") for key in keys]


def fields(found):
    return {one.field.code: one for one in found.fields}


def shown(cell):
    return [value.value for value in cell.values if value.shown] if cell else None


@pytest.mark.usefixtures("register")
def test_fields_agree_differ_and_have_values_in_common():
    found = fields(compare_actors(ids(1, 2, 3)))
    # By hand: one kind in two languages; Vinnova of both that name a funder; 30 and about 30 are two amounts.
    assert {code: found[code].agreement for code in ("kind", "funders", "members", "start_year")} == {
        "kind": "same",
        "funders": "partly",
        "members": "differs",
        "start_year": "differs",
    }
    assert found["funders"].common == ("Vinnova",)
    assert "name" not in found
    assert "contact_name" not in found


@pytest.mark.usefixtures("register")
def test_contradicting_values_are_both_kept_with_who_says_so_and_when():
    matnod, agro, _ = fields(compare_actors(ids(1, 2, 3)))["start_year"].cells
    assert shown(matnod) == ["2022 (2015)"]
    assert agro.conflict
    assert [(one.value, one.source, one.place, one.shown) for one in agro.values] == [
        ("2017", "studie", "p. 2", True),
        ("2016", "bok", "p. a", False),
    ]


@pytest.mark.usefixtures("register")
def test_a_silent_source_and_no_source_are_told_apart():
    compared = compare_actors(ids(1, 3))
    members = fields(compared)["members"].cells
    # The study has the field for every row; of the home page it says nothing about anyone.
    assert members[0].values == []
    assert members[0].missing_in == ["studie"]
    assert [one.code for one in compared.lacking] == ["url"]
    collect_rows("annan", {"1": {"name": "Ny"}})
    assert fields(compare_actors([*ids(2), record_id("annan:1")]))["members"].cells[1] is None


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("keys", "code"), [((1,), "too_few"), ((1, 2, 3, 4, 5, 6), "too_many"), ((), "too_few")])
def test_one_six_and_none_are_refused_with_words(keys, code):
    with pytest.raises(CannotCompare) as refused:
        compare_actors(ids(*keys))
    assert refused.value.reason.code == f"compare.{code}"
    assert str(len(keys)) in str(refused.value)


@pytest.mark.usefixtures("register")
def test_unknown_ids_are_named_and_two_ids_of_one_actor_are_one():
    with pytest.raises(CannotCompare, match="987654"):
        compare_actors([*ids(1), 987654])
    joined = [*ids(2), record_id("bok:a")]
    assert live_actors(joined) == (ids(2), [])
    with pytest.raises(CannotCompare) as refused:
        compare_actors(joined)
    assert refused.value.reason.code == "compare.too_few"


@pytest.mark.usefixtures("register")
def test_the_order_is_that_of_the_choice_and_queries_do_not_grow(django_assert_num_queries):
    assert [one.summary.name for one in compare_actors(ids(3, 1, 2)).actors] == ["Vreta", "Matnod", "Agro"]
    two, six = ids(1, 2), ids(1, 2, 3, 4, 5, 6)
    with CaptureQueriesContext(connection) as asked:
        assert len(values_of_actors(two)) == 2
    with django_assert_num_queries(len(asked)):
        assert len(values_of_actors(six)) == 6
    assert values_of_actors([]) == []


def test_a_comparison_has_no_personal_field():
    assert not [one.code for one in profile_fields().values() if is_compared(one) and one.personal]


@given(st.lists(FORMS, min_size=2, max_size=5))
def test_agreement_does_not_depend_on_the_order_and_silence_changes_nothing(shown_sets):
    found = agreement_of(shown_sets)
    assert agreement_of(shown_sets[::-1]) == found
    assert agreement_of([*shown_sets, frozenset()]) == found
    said = [one for one in shown_sets if one]
    assert (found == "alone") == (len(said) < 2)
    assert (found == "same") == (len(said) > 1 and len(set(said)) == 1)
