"""Partner regions: who qualifies, likeness by rarity, value chains, and what a stated gap changes."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.analysis.partner_chains import Gap, best_for_gap, chain_share
from klusterkarta.analysis.partner_regions import PartnerQuestion, Profile, partner_regions, rarity

DIVISIONS = {"food": ("10",), "farm": ("01",), "gov": ("62", "84"), "forest": ("02", "16")}
THREE = [
    Profile("north", {"food": 1, "forest": 2, "care": 1}),
    Profile("south", {"food": 1, "gov": 1, "care": 1}),
    Profile("west", {"food": 3, "gov": 1}),
]
OWN = frozenset({"food", "forest", "gov", "care"})


def found(**question):
    return partner_regions(THREE, PartnerQuestion(own=OWN, divisions=DIVISIONS, **question))


def test_likeness_weighs_shared_priorities_by_how_rare_they_are():
    # By hand: three regions; food in 3: ln 4/3, gov and care in 2: ln 4/2, forest in 1: ln 4.
    food, two, forest = log(4 / 3), log(2), log(4)
    everything = food + 2 * two + forest
    north, south, west = found(least_shared=1)
    assert (north.region, north.likeness) == ("north", pytest.approx((food + two + forest) / everything))
    assert south.likeness == pytest.approx((food + 2 * two) / everything)
    assert west.likeness == pytest.approx((food + two) / everything)
    assert north.shared == ("forest", "care", "food")
    assert (north.organisations, west.organisations) == (4, 4)


def test_only_those_with_enough_different_priorities_qualify():
    # West has three organisations in food and one in gov: two different priorities, however many organisations.
    assert [one.region for one in found(least_shared=3)] == ["north", "south"]
    assert found(least_shared=4) == []
    assert partner_regions([], PartnerQuestion(own=OWN, divisions=DIVISIONS)) == []


def test_a_stated_gap_changes_the_ranking():
    assert [one.region for one in found(least_shared=2)] == ["north", "south", "west"]
    for gap in (Gap("priority", "gov"), Gap("division", "63")):
        asked = found(least_shared=2, gaps=[gap])
        assert [one.region for one in asked] == ["south", "west", "north"]
        assert [one.gaps[0].by for one in asked][:2] == ["gov", "gov"]


def test_a_gap_is_met_in_part_by_those_who_supply_it():
    # OECD table, Belgium 2020, into food (10-12): 0.158 from farming (01) of 0.535 in all from other industries.
    met = best_for_gap(Gap("priority", "food"), ["farm", "gov"], divisions=DIVISIONS)
    assert (met.by, met.share) == ("farm", pytest.approx(0.158 / 0.535))
    nothing = best_for_gap(Gap("priority", "food"), ["unheard-of"], divisions=DIVISIONS)
    assert (nothing.by, nothing.share) == ("", 0)


def test_value_chains_of_unknown_industries_are_unknown_and_not_zero():
    assert chain_share(["care"], ["food"], divisions=DIVISIONS) is None
    assert chain_share(["food"], ["care"], divisions=DIVISIONS) is None
    # Food's own purchases of food are left out, so a region with nothing else supplies nothing.
    assert chain_share(["food"], ["food"], divisions=DIVISIONS) == 0


def test_complementary_ranks_by_value_chains():
    regions = [Profile("alike", {"food": 1, "gov": 1}), Profile("supplier", {"food": 1, "farm": 1})]
    question = PartnerQuestion(own=frozenset({"food", "gov"}), least_shared=1, divisions=DIVISIONS)
    assert [one.region for one in partner_regions(regions, question)] == ["alike", "supplier"]
    other = PartnerQuestion(own=frozenset({"food"}), least_shared=1, complementary=True, divisions=DIVISIONS)
    assert [one.region for one in partner_regions(regions, other)] == ["supplier", "alike"]


PROFILES = st.lists(
    st.dictionaries(st.sampled_from(["food", "farm", "gov", "forest", "care"]), st.integers(1, 9)), max_size=8
).map(lambda every: [Profile(str(at), one) for at, one in enumerate(every)])


@given(PROFILES, st.integers(1, 3), st.booleans(), st.permutations(range(8)))
def test_scores_are_bounded_and_do_not_hang_on_the_order(profiles, least, complementary, order):
    question = PartnerQuestion(
        own=OWN, least_shared=least, complementary=complementary, gaps=[Gap("division", "62")], divisions=DIVISIONS
    )
    ranked = partner_regions(profiles, question)
    assert all(0 <= one.likeness <= 1 and (one.chain is None or 0 <= one.chain <= 1) for one in ranked)
    assert all(len(one.shared) >= least and 0 <= one.score <= 2 for one in ranked)
    shuffled = [profiles[at] for at in order if at < len(profiles)]
    assert partner_regions(shuffled, question) == ranked


@given(PROFILES)
def test_what_fewer_regions_have_weighs_more(profiles):
    weights = rarity(profiles)
    number = {code: sum(code in one.priorities for one in profiles) for code in weights}
    assert all((weights[a] > weights[b]) == (number[a] < number[b]) for a in weights for b in weights)
    assert all(weight > 0 for weight in weights.values())
