"""Lists, facets and pages by key. Expected counts are counted by hand from the rows below."""

import base64
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klusterkarta.catalogue.models import Actor
from klusterkarta.catalogue.selectors import facet_index
from klusterkarta.catalogue.selectors.actors import actors_named, facet_counts, list_actors
from klusterkarta.catalogue.selectors.filters import FACETS, ActorFilter
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.paging import BadCursor
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import collect_rows, say

pytestmark = pytest.mark.django_db
ROWS = {
    "1": {
        "name": "Åkermat",
        "kind": "klusterinitiativ",
        "geography": "Värmland",
        "start_year": "1999",
        "funders": "VINNOVA",
    },
    "2": {"name": "Zinkdalen", "kind": "klusterinitiativ", "geography": "Skåne, Blekinge", "start_year": "2003"},
    "3": {"name": "Älvkraft", "kind": "företag", "geography": "Värmland", "members": "12"},
    "4": {"name": "Östnät", "kind": "företag", "geography": "Bergslagen", "members": "3", "start_year": "2008"},
    "5": {"name": "Adalen", "kind": "klusterinitiativ", "geography": "Värmland"},
}


def names(chosen: ActorFilter, **more: object) -> list[str]:
    return [row.name for row in list_actors(chosen, **more).rows]


@pytest.fixture
def five() -> None:
    collect_rows("lista", ROWS)


def test_no_number_of_others_hides_the_actor_of_exactly_the_name():
    # All thirty come before it in the order of names, and tell of it.
    others = {str(n): {"name": f"Bolag {n}", "geography": "Värmland", "other_names": "Volvo"} for n in range(30)}
    named = {"v": {"name": "Volvo"}, "w": {"name": "Volvos vänner"}, "x": {"name": "AB Volvo"}, "y": {"name": "Vólvo!"}}
    collect_rows("lista", others | named)
    assert [row.name for row in actors_named("volvo", limit=4)] == ["Volvo", "Vólvo!", "Volvos vänner", "AB Volvo"]
    assert [row.name for row in actors_named("volvo", limit=1)] == ["Volvo"]
    assert [row.name for row in actors_named("volvo")[4:6]] == ["Bolag 0", "Bolag 1"]


def test_the_swedish_alphabet_orders_names(five):
    assert names(ActorFilter()) == ["Adalen", "Zinkdalen", "Åkermat", "Älvkraft", "Östnät"]


def test_unknown_years_stand_last_in_both_directions(five):
    # Among the unknown the order is that of the ids: Älvkraft (3), Adalen (5).
    assert names(ActorFilter(), sort="start") == ["Åkermat", "Zinkdalen", "Östnät", "Älvkraft", "Adalen"]
    assert names(ActorFilter(), sort="-start")[:3] == ["Östnät", "Zinkdalen", "Åkermat"]


def test_codes_of_a_facet_widen_and_facets_narrow(five):
    assert names(ActorFilter(county=("17",))) == ["Adalen", "Åkermat", "Älvkraft"]
    assert names(ActorFilter(county=("17", "12"))) == ["Adalen", "Zinkdalen", "Åkermat", "Älvkraft"]
    assert names(ActorFilter(county=("17",), kind=("company",))) == ["Älvkraft"]


def test_counts_say_what_choosing_would_give(five):
    chosen = ActorFilter(kind=("company",))
    counts = {one.code: one.count for one in facet_counts(chosen)["county"]}
    for code, count in counts.items():
        assert list_actors(ActorFilter(kind=("company",), county=(code,))).total == count
    # The own facet is left out: both kinds are counted although one is chosen.
    assert {one.code: one.count for one in facet_counts(chosen)["kind"]} == {"cluster_initiative": 3, "company": 2}


def test_interpreted_places_are_told_apart(five):
    # Bergslagen = Dalarna (20), Gävleborg (21), Västmanland (19), Örebro (18), by interpretation.
    counts = {one.code: (one.count, one.interpreted) for one in facet_counts(ActorFilter())["county"]}
    assert counts["17"] == (3, 0)
    assert {code: counts[code] for code in ("18", "19", "20", "21")} == dict.fromkeys(("18", "19", "20", "21"), (1, 1))


def test_text_filter_folds_and_takes_all_words(five):
    assert names(ActorFilter(q="alvkraft")) == ["Älvkraft"]
    assert names(ActorFilter(q="ÖSTNÄT bergslagen")) == ["Östnät"]
    assert names(ActorFilter(q="100%")) == []


def test_a_chosen_code_that_nothing_has_stays_with_zero(five):
    counts = {one.code: one.count for one in facet_counts(ActorFilter(county=("09",)))["county"]}
    assert counts["09"] == 0


def test_mentions_are_listed_only_when_asked_for(five):
    assert "VINNOVA" in names(ActorFilter(mentions=True))
    assert "VINNOVA" not in names(ActorFilter())


@pytest.mark.parametrize("sort", ["name", "-name", "start", "-start", "members", "-members"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 9])
def test_pages_by_key_give_every_row_once_forth_and_back(five, sort, limit):
    whole = names(ActorFilter(), sort=sort)
    forth, cursor, last = [], None, None
    while True:
        page = list_actors(ActorFilter(), sort=sort, after=cursor, limit=limit)
        if not page.rows:
            break
        forth += [row.name for row in page.rows]
        last, cursor = page, page.next_cursor
        if cursor is None:
            break
    assert forth == whole
    back = [row.name for row in last.rows]
    while last.previous_cursor:
        last = list_actors(ActorFilter(), sort=sort, after=last.previous_cursor, limit=limit)
        back = [row.name for row in last.rows] + back
    assert back == whole


def test_a_place_in_one_order_is_none_in_another(five):
    by_year = list_actors(ActorFilter(), sort="start", limit=2).next_cursor
    with pytest.raises(BadCursor):
        list_actors(ActorFilter(), after=by_year)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 2_000,
        '["a", "x", Infinity]',
        '["a", "x", 1e400]',
        '["a", "x", 1' + "0" * 30 + "]",
        '["a", "x", [1]]',
        '["a", "\\ud800", 1]',
    ],
)
def test_a_place_that_somebody_made_up_is_refused(five, text):
    with pytest.raises(BadCursor):
        list_actors(ActorFilter(), after=base64.urlsafe_b64encode(text.encode()).decode())


def test_no_dangling_page(five):
    page = list_actors(ActorFilter(), limit=5)
    assert (page.next_cursor, page.previous_cursor) == (None, None)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_filter_and_no_text_is_a_wrong_cursor(five, text):
    assert list_actors(ActorFilter(q=text)).total >= 0
    if text:
        with pytest.raises(BadCursor):
            list_actors(ActorFilter(), after="~" + text)


def test_every_facet_is_counted(five):
    assert set(facet_counts(ActorFilter())) == set(FACETS)


def test_priorities_that_come_later_are_read_into_actors_that_were_there(five):
    collect_rows("regioner", {"1": {"name": "Attika", "priorities": "FoodTech | Smart caring"}})
    assert facet_counts(ActorFilter())["priority"] == []
    collect_rows("prioriteringar", {"P1": {"name": "FoodTech"}}, thing="priority")
    assert [(one.code, one.count) for one in facet_counts(ActorFilter())["priority"]] == [("foodtech", 1)]


def test_an_actor_is_found_by_a_name_that_is_no_longer_shown(five):
    collect_rows("nyare", {"1": {"name": "Älvkraft Nord"}}, trust=60)
    say("lista:3", "nyare:1")
    assert names(ActorFilter(q="nord")) == ["Älvkraft Nord"]
    collect_rows("nyast", {"1": {"name": "Kraftbolaget"}}, trust=70)
    say("nyast:1", "nyare:1")
    assert names(ActorFilter(q="älvkraft nord")) == ["Kraftbolaget"]


def test_what_is_counted_in_memory_is_brought_up_to_date_with_every_change(five):
    def told() -> object:
        chosen = (ActorFilter(), ActorFilter(county=("17",)), ActorFilter(q="kraft"), ActorFilter(mentions=True))
        return [(facet_counts(one), list_actors(one).total, names(one)) for one in chosen]

    changes = (
        lambda: collect_rows("till", {"1": {"name": "Kraftnavet", "geography": "Gotland"}}),
        lambda: collect_rows("lista", ROWS | {"3": {"name": "Älvstyrka", "geography": "Skåne"}}),
        lambda: say("lista:1", "till:1"),
        lambda: withdraw("lista", caller=OPERATOR),
        lambda: restore("lista", caller=OPERATOR),
    )
    for change in changes:
        told()
        change()
        found = told()
        facet_index._KEPT.clear()
        assert found == told(), "as when all is read anew"


@pytest.mark.django_db(transaction=True)
def test_what_another_thread_counts_meanwhile_is_not_mixed_in(monkeypatch):
    collect_rows("x", {"1": {"name": "Ett"}})
    facet_index.facet_index()
    collect_rows("x", {"2": {"name": "Två"}})
    moved_since, paused = facet_index._moved_since, iter([True])

    def other() -> None:
        collect_rows("x", {"3": {"name": "Tre"}})
        facet_index.facet_index()
        connection.close()

    def meanwhile(move: Any) -> Any:
        found = moved_since(move)
        if next(paused, False):
            with ThreadPoolExecutor(1) as thread:
                thread.submit(other).result()
        return found

    monkeypatch.setattr(facet_index, "_moved_since", meanwhile)
    with one_moment():
        seen = facet_index.facet_index().ids.tolist()
        assert seen == sorted(Actor.objects.values_list("pk", flat=True))
    assert len(facet_index.facet_index().ids) == len(seen) + 1 == 3


TOWNS = st.sampled_from(["Värmland", "Skåne, Blekinge", "Gotland", ""])
NAMED = st.fixed_dictionaries({"name": st.sampled_from(["Kraft", "Nät", "Ö"]), "geography": TOWNS})
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("collect"), st.sampled_from("xy"), st.dictionaries(st.sampled_from("123"), NAMED, min_size=1)
        ),
        st.tuples(
            st.just("judge"), st.sampled_from("123"), st.sampled_from("123"), st.sampled_from(["same", "different"])
        ),
        st.tuples(st.just("withdraw"), st.sampled_from("xy")),
        st.tuples(st.just("restore"), st.sampled_from("xy")),
        # A write that is taken back after somebody has looked at it from inside.
        st.tuples(st.just("taken back"), st.dictionaries(st.sampled_from("123"), NAMED, min_size=1)),
    ),
    max_size=8,
)


def take(step: tuple[Any, ...]) -> None:
    match step:
        case "collect", source, rows:
            collect_rows(source, rows)
        case "judge", left, right, verdict:
            say(f"x:{left}", f"y:{right}", verdict)
        case "withdraw", source:
            withdraw(source, caller=OPERATOR)
        case "restore", source:
            restore(source, caller=OPERATOR)
        case _, rows:
            with transaction.atomic():
                collect_rows("x", rows)
                told_of_index()
                transaction.set_rollback(True)


def told_of_index() -> object:
    index = facet_index.facet_index()
    standing = {
        (facet, code, certainty): sorted(index.ids[places].tolist())
        for (facet, code, certainty), places in facet_index._each(index.standing)
        if len(places)
    }
    return standing, index.actors.rows(), {thing: index.ids[mask].tolist() for thing, mask in index.things.items()}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_after_any_writes_the_index_is_as_if_read_anew(steps):
    with transaction.atomic():
        for source in "xy":
            collect_rows(source, {key: {"name": f"{source}{key}", "geography": "Värmland"} for key in "123"})
        for step in steps:
            told_of_index()
            take(step)
            found = told_of_index()
            facet_index._KEPT.clear()
            assert found == told_of_index(), step
        transaction.set_rollback(True)
