"""Proposals: which pairs of actors are shown, with which reasons, and that the work stays bounded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.linkage.candidates import MOST_IN_BLOCK, candidate_forms
from klusterkarta.linkage.evidence import threshold
from klusterkarta.linkage.normalise import read_name
from klusterkarta.linkage.propose import propose_pairs
from tests.linkage.frames import parties, shuffled

MAP, STUDY, BOOK = "map", "study", "book"


def proposed(rows, *, decided=(), same=()):
    return {(one.left, one.right): one for one in propose_pairs(parties(rows, same=same), decided).pairs}


def codes(pair) -> set[str]:
    return {reason.code.removeprefix("linkage.") for reason in pair.reasons}


def test_the_food_academy_of_two_documents():
    # D3: Skånes Livsmedelsakademi, 1994, Skåne; D0: Livsmedelsakademien, 1994, Region Skåne as main funder.
    rows = [
        (MAP, {"name": "Skånes Livsmedelsakademi", "geography": "Skåne", "kind": "klusterinitiativ"}),
        (STUDY, {"name": "Livsmedelsakademien", "geography": "Skåne", "kind": "klusterorganisation"}),
    ]
    pair = proposed(rows)[1, 2]
    assert codes(pair) == {"contained", "more_places", "same_county", "place_fits"}
    assert threshold() <= pair.score < 1


def test_one_contact_is_not_one_actor():
    # R33: Medicon Valley and Oresund Food Excellence share contact, telephone and street address.
    shared = {"address": "Stortorget 9, Malmö", "phone": "+46 40 623 97 48", "geography": "Öresund"}
    rows = [
        (MAP, {"name": "Medicon Valley", "url": "www.mediconvalley.com", **shared}),
        (MAP, {"name": "Oresund Food Excellence", "url": "www.foodoresund.com", **shared}),
    ]
    assert proposed(rows) == {}


def test_the_oresund_networks_stay_apart():
    names = ["Øresund Environment", "Øresund Food Network", "Øresund IT", "Øresund Logistics", "Nano Øresund",
             "Oresund Food Excellence"]  # fmt: skip
    assert proposed([(MAP, {"name": name, "geography": "Öresund"}) for name in names]) == {}


def test_branches_stay_apart():
    names = [
        "Länsstyrelsen Västerbotten",
        "Länsstyrelsen Norrbotten",
        "Länsstyrelsen Västmanland",
        "Region Västmanland",
    ]
    assert proposed([(MAP, {"name": name, "thing": "mention"}) for name in names]) == {}


def test_the_same_domain_is_proposed_whatever_the_name():
    rows = [
        (MAP, {"name": "Future Position X", "url": "www.fpx.se"}),
        (STUDY, {"name": "Geodata Gävle", "url": "fpx.se"}),
    ]
    assert codes(proposed(rows)[1, 2]) >= {"same_page", "no_word"}


def test_a_domain_of_many_is_a_host():
    rows = [(MAP, {"name": name, "url": f"www.umu.se/{name}"}) for name in ("Alfa", "Beta", "Gamma", "Delta")]
    assert proposed(rows) == {}


def test_equal_names_in_different_counties():
    telling = [(MAP, {"name": "Krinova", "geography": "Skåne"}), (STUDY, {"name": "Krinova", "geography": "Dalarna"})]
    assert "other_county" in codes(proposed(telling)[1, 2])
    weak = [
        (MAP, {"name": "Science Park", "geography": "Skåne"}),
        (STUDY, {"name": "Science Park", "geography": "Dalarna"}),
    ]
    assert proposed(weak) == {}


def test_registration_numbers_outweigh_names():
    one = {"name": "Robotdalen", "organisation_number": "556057-4880"}
    assert proposed([(MAP, one), (STUDY, {"name": "Robotdalen", "organisation_number": "556012-5790"})]) == {}
    renamed = proposed([(MAP, one), (STUDY, {"name": "Automation West", "organisation_number": "5560574880"})])
    assert renamed[1, 2].score > 0.9


def test_mentions_are_compared_with_mentions():
    names = ["Lindköpings Universitet", "Linköpings Universitet", "LiU"]
    pairs = proposed([(MAP, {"name": name, "thing": "mention"}) for name in names])
    assert {pair: codes(one) for pair, one in pairs.items()} == {(1, 2): {"spelling"}, (2, 3): {"known_name"}}


def test_the_record_that_bears_the_name_is_shown():
    # Record 2 is joined to 1 and brings the name that is alike.
    rows = [(MAP, {"name": "Alfa"}), (BOOK, {"name": "Robotdalen"}), (STUDY, {"name": "Robotdalen AB"})]
    assert set(proposed(rows, same=[(1, 2)])) == {(2, 3)}


def test_of_several_records_those_of_one_source_are_shown():
    # What is decided on 1 and 3 holds also where the book is withdrawn.
    rows = [
        (MAP, {"name": "Mälardalens Högskola", "thing": "mention"}),
        (BOOK, {"name": "Mälardalens Högskola"}),
        (MAP, {"name": "Mälardalen Högskola", "thing": "mention"}),
    ]
    assert set(proposed(rows, same=[(1, 2)])) == {(1, 3)}
    assert set(proposed(rows[1:])) == {(1, 2)}


def test_what_stands_decided_is_not_proposed():
    rows = [(MAP, {"name": "Robotdalen"}), (BOOK, {"name": "Robotdalen"}), (STUDY, {"name": "Robotdalen"})]
    assert set(proposed(rows)) == {(1, 2), (1, 3), (2, 3)}
    assert set(proposed(rows, decided=[(1, 2)])) == {(1, 3), (2, 3)}
    # The decision on record 1 holds for the whole actor of 1 and 3.
    assert proposed(rows, decided=[(1, 2)], same=[(1, 3)]) == {}


def test_an_actor_without_a_name_is_found_by_its_domain():
    rows = [(MAP, {"url": "robotdalen.se"}), (STUDY, {"name": "Robotdalen", "url": "robotdalen.se"})]
    assert set(proposed(rows)) == {(1, 2)}


def test_one_name_on_very_many_records_is_bounded_and_said():
    # Issue "linkage", bad input: a block that explodes must be bounded and said so.
    rows = [(MAP, {"name": "Okänd verksamhet Lammhult", "thing": "mention"})] * 2000
    found = propose_pairs(parties(rows), ())
    assert len(found.pairs) < 2000 * MOST_IN_BLOCK
    assert [note.code for note in found.notes] == ["linkage.blocks_cut"]
    assert found.notes[0].parameters["largest"] == 2000


def test_a_frequent_word_does_not_compare_all_with_all():
    names = [f"Lammhult {first}{second}ka" for first in "bcdfghjklm" for second in ("ara", "ile", "uno", "ymi", "ode")]
    pairs = candidate_forms([read_name(name) for name in names]).pairs
    assert pairs.height < len(names) * (len(names) - 1) / 4


def test_no_names_at_all():
    assert proposed([]) == {}
    assert proposed([(MAP, {"name": "–"}), (STUDY, {"name": ""})]) == {}


NAMES = st.sampled_from(
    [
        "Robotdalen",
        "Robotdahlen",
        "Skånes Livsmedelsakademi",
        "Livsmedelsakademien",
        "KTH",
        "Nutek",
        "Nuteks program",
        "IUC (Industriella UtvecklingsCentra)",
    ]
)
ROWS = st.lists(
    st.builds(
        lambda source, name, place, url: (source, {"name": name, "geography": place} | ({"url": url} if url else {})),
        st.sampled_from("abc"),
        NAMES,
        st.sampled_from(["Skåne", "Dalarna"]),
        st.sampled_from(["", "robotdalen.se", "nutek.se"]),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(ROWS, st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(rows, seed):
    given_parties = parties(rows)
    assert propose_pairs(shuffled(given_parties, seed), ()) == propose_pairs(given_parties, ())


@settings(deadline=None)
@given(ROWS)
def test_pairs_do_not_depend_on_which_record_is_older(rows):
    last = len(rows) + 1
    turned = {(last - right, last - left): one.score for (left, right), one in proposed(rows[::-1]).items()}
    assert turned == {pair: pytest.approx(one.score) for pair, one in proposed(rows).items()}


@settings(deadline=None)
@given(ROWS)
def test_every_pair_is_over_the_threshold_and_says_why(rows):
    for (left, right), pair in proposed(rows).items():
        assert left < right
        assert threshold() <= pair.score <= 1
        total = sum(float(reason.parameters["bits"]) for reason in pair.reasons)
        assert pair.score == pytest.approx(1 / (1 + 2 ** (3 - total)), abs=0.01)
