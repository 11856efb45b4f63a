"""The rules that decide without a person: each case it applies, and each case it must leave."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.linkage.certain import MOST_IN_GROUP, certain_pairs
from tests.linkage.frames import parties, shuffled


def decided(rows, *, judged=(), same=()):
    return [(one.left, one.right, one.rule) for one in certain_pairs(parties(rows, same=same), judged).pairs]


def actor(source: str, name: str, **more: str):
    return source, {"name": name, **more}


def mention(source: str, name: str):
    return source, {"name": name, "thing": "mention"}


def test_rows_of_one_source_with_one_name():
    rows = [actor("book", "Biotechvalley"), actor("book", "BIOTECHVALLEY"), actor("other", "Biotechvalley")]
    assert decided(rows) == [(1, 2, "same_row")]


def test_other_things_take_no_part():
    rows = [("plan", {"name": "FoodTech", "thing": "priority"}), actor("plan", "FoodTech"), mention("plan", "FoodTech")]
    assert decided(rows) == [(2, 3, "named_actor")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"organisation_number": "556057-4880"}, {"organisation_number": "556012-5790"}),
        ({"url": "www.almi.se/syd"}, {"url": "almi.no"}),
        ({"geography": "Skåne"}, {"geography": "Västerbotten"}),
        ({"town": "Lund"}, {"town": "Malmö"}),
        ({"kind": "universitet"}, {"kind": "klusterinitiativ"}),
        ({"address": "Storgatan 1"}, {"address": "Kungsgatan 2"}),
    ],
)
def test_rows_that_contradict_each_other_are_left(one, other):
    assert decided([actor("list", "Almi", **one), actor("list", "Almi", **other)]) == []
    # A third row without the mark might belong to either.
    assert decided([actor("list", "Almi", **one), actor("list", "Almi"), actor("list", "Almi", **other)]) == []
    assert decided([actor("list", "Almi", **one), actor("list", "Almi", **one)]) == [(1, 2, "same_row")]


def test_companies_of_one_name_need_something_else_in_common():
    assert decided([actor("register", "Sire AB"), actor("register", "Sire AB")]) == []
    assert decided([actor("register", "Sire", kind="företag"), actor("register", "Sire")]) == []
    same = {"kind": "företag", "town": "Falun"}
    assert decided([actor("register", "Sire", **same), actor("register", "Sire", **same)]) == [(1, 2, "same_row")]


@pytest.mark.parametrize("name", ["kommuner", "4 kommuner", "–", "Nätverk", "privata företag"])
def test_a_kind_of_parties_is_nobody(name):
    assert decided([actor("a", name), actor("a", name), mention("a", name), mention("b", name)]) == []


def test_a_name_on_very_many_rows_is_left():
    rows = [actor("register", "Namn saknas AB")] * (MOST_IN_GROUP + 1)
    found = certain_pairs(parties(rows), ())
    assert (found.pairs, found.too_large) == ([], {"same_row": 1})


def test_a_mention_means_the_row_of_its_own_source():
    rows = [
        actor("map", "Robotdalen"),
        actor("book", "Robotdalen"),
        mention("map", "Robotdalen"),
        mention("book", "Robotdalen"),
    ]
    assert decided(rows) == [(1, 3, "named_actor"), (2, 4, "named_actor")]


def test_a_mention_that_several_actors_bear_is_left():
    rows = [actor("map", "Robotdalen"), actor("book", "Robotdalen"), mention("study", "Robotdalen")]
    assert decided(rows) == []
    assert decided(rows, same=[(1, 2)]) == [(1, 3, "named_actor")]


def test_a_mention_is_tied_to_the_row_of_its_own_source():
    # So the two stay together where the map is withdrawn.
    rows = [actor("map", "Robotdalen"), actor("book", "Robotdalen"), mention("book", "Robotdalen")]
    assert decided(rows, same=[(1, 2)]) == [(2, 3, "named_actor")]


def test_a_mention_by_another_name_of_the_actor():
    rows = [actor("map", "The Paper Province", other_names="Paper Province"), mention("study", "Paper province")]
    assert decided(rows) == [(1, 2, "named_actor")]


@pytest.mark.parametrize("name", ["PEA", "Matklustret", "Automation Region", "Glasriket"])
def test_in_another_source_the_wording_must_tell_by_itself(name):
    rows = [actor("map", name), mention("study", name)]
    assert decided(rows) == []
    assert decided([actor("map", name), mention("map", name)]) == [(1, 2, "named_actor")]


def test_a_well_known_abbreviation_tells():
    assert decided([mention("a", "KTH"), mention("b", "KTH")]) == [(1, 2, "same_mention")]
    assert decided([mention("a", "LTC"), mention("b", "LTC")]) == []


def test_mentions_of_one_wording_that_several_actors_bear_are_left():
    rows = [actor("a", "Robotdalen"), actor("b", "Robotdalen"), mention("c", "Robotdalen"), mention("d", "Robotdalen")]
    assert decided(rows) == []


def test_one_name_and_one_domain_in_two_sources():
    one = actor("a", "Robotdalen AB", url="http://www.robotdalen.se/om")
    assert decided([one, actor("b", "Robotdalen", url="robotdalen.se")]) == [(1, 2, "same_name_and_site")]
    assert decided([one, actor("b", "Robotdalen", url="robotdalen.org")]) == []
    assert decided([one, actor("b", "Robotdalen")]) == []
    assert decided([one, actor("b", "Automation Region", url="robotdalen.se")]) == []


def test_a_company_and_an_association_of_one_name_are_left():
    rows = [actor("a", "Compare AB", url="compare.se"), actor("b", "Stiftelsen Compare", url="compare.se")]
    assert decided(rows) == []


def test_an_edit_is_no_second_source():
    rows = [
        actor("a", "Almi", url="almi.se", town="Lund"),
        actor("a", "Almi Väst", url="almi.se"),
        actor("e", "Almi", about="1"),
    ]
    assert decided(rows) == []


def test_edits_of_one_editor_are_no_rows_of_one_source():
    rows = [
        actor("a", "Nova"),
        actor("b", "Novum"),
        actor("editor", "Nova", about="1"),
        actor("editor", "Nova", about="2"),
    ]
    assert decided(rows) == []


def test_a_denied_name_is_no_name():
    rows = [actor("a", "Nova", other_names="Novalis"), ("editor", {"about": "1", "other_names denied": "Novalis"})]
    assert decided([*rows, mention("b", "Novalis")]) == []
    assert decided([rows[0], mention("b", "Novalis")]) == [(1, 2, "named_actor")]


def test_a_pair_that_was_judged_is_never_decided_again():
    rows = [actor("book", "Idea plant")] * 3
    assert decided(rows) == [(1, 2, "same_row"), (1, 3, "same_row")]
    # 2 was taken out by somebody: neither is it joined through another row.
    assert decided(rows, judged=[(1, 2)], same=[(1, 3)]) == []
    assert decided(rows, judged=[(1, 2)]) == []
    # A judgement on other records of the two actors counts as well.
    assert decided([*rows, actor("book", "Ideplantan")], judged=[(2, 4)], same=[(1, 4), (1, 3)]) == []


def test_mentions_that_were_judged_to_be_two_do_not_meet_in_an_actor():
    rows = [actor("a", "Netport"), mention("b", "Netport"), mention("c", "Netport")]
    assert decided(rows, judged=[(2, 3)]) == []
    assert decided(rows, judged=[(1, 2)]) == [(1, 3, "named_actor")]


NAMES = st.sampled_from(["Robotdalen", "robotdalen", "Compare", "Stiftelsen Compare", "KTH", "kommuner", "Matklustret"])
SITES = st.sampled_from(["", "robotdalen.se", "compare.se"])
ROWS = st.lists(
    st.builds(
        lambda source, name, url, thing: (source, {"name": name, "thing": thing} | ({"url": url} if url else {})),
        st.sampled_from("abc"),
        NAMES,
        SITES,
        st.sampled_from(["actor", "actor", "mention"]),
    ),
    max_size=10,
)
JUDGED = st.lists(st.tuples(st.integers(1, 5), st.integers(6, 10)), max_size=3)


@settings(deadline=None)
@given(ROWS, JUDGED, st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(rows, judged, seed):
    given_parties = parties(rows)
    found = certain_pairs(given_parties, judged)
    assert certain_pairs(shuffled(given_parties, seed), judged) == found


@settings(deadline=None)
@given(ROWS, JUDGED)
def test_what_was_decided_is_not_decided_again(rows, judged):
    first = certain_pairs(parties(rows), judged).pairs
    same = [(one.left, one.right) for one in first]
    assert certain_pairs(parties(rows, same=same), [*judged, *same]).pairs == []


@settings(deadline=None)
@given(ROWS, JUDGED)
def test_no_rule_brings_together_what_was_judged(rows, judged):
    joined = [(one.left, one.right) for one in certain_pairs(parties(rows), judged).pairs]
    actors = dict(parties(rows, same=joined).records.select("record", "actor").iter_rows())
    assert all(actors[left] != actors[right] for left, right in judged if left in actors and right in actors)


def test_a_site_that_another_name_has_too_is_a_groups_and_left_to_people():
    rows = [actor("a", "Idea plant", url="ideaplant.se"), actor("b", "Idea plant", url="www.ideaplant.se")]
    assert decided(rows) == [(1, 2, "same_name_and_site")]
    assert decided([*rows, actor("b", "Robotdalen", url="ideaplant.se/robotdalen")]) == []


def test_a_rule_that_is_not_trusted_decides_nothing():
    rows = [actor("a", "Idea plant", url="ideaplant.se"), actor("b", "Idea plant", url="www.ideaplant.se")]
    assert certain_pairs(parties(rows), (), rules=["same_row"]).pairs == []
