"""How alike names are, on pairs that were read in the demonstration's documents or made to be hard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.linkage.compare_names import compare_names
from klusterkarta.linkage.evidence import likelihood, needed_bits
from klusterkarta.linkage.normalise import read_name
from klusterkarta.linkage.words_shared import are_apart

PIECES = (
    "Skånes Sörmlands Lund Livsmedelsakademi Matkluster kluster Robotdalen Robotdahlen Region Länsstyrelsen "
    "Universitet Biotechvalley Biotech Valley Food Network Nutek Nuteks program 1 2 AB Stiftelsen Norra Södra i och KTH"
)
WORDS = st.sampled_from(PIECES.split())
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def every_word_is_rare(word: str) -> float:
    return 1


def likeness(one: str, other: str):
    return compare_names(read_name(one), read_name(other), rarity=every_word_is_rare)


def codes(one: str, other: str) -> list[str]:
    return [finding.code for finding in likeness(one, other).findings]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Robotdalen", "ROBOTDALEN", "same_name"),
        ("ProcessIT Innovations", "ProcessIT Innovation", "same_words"),
        ("Process IT Innovations", "ProcessIT Innovation", "same_words"),
        ("Internet Bay", "InternetBay", "same_words"),
        ("Mittuniversitetet", "Mitt Universitetet", "same_words"),
        ("Space port Sweden", "Spaceport Sweden", "same_words"),
        ("Bergsslagen Bergskraft", "Bergskraft Bergslagen", "same_words"),
        ("LTU", "Luleå Tekniska Universitet", "known_name"),
        ("Chalmers", "CTH", "known_name"),
        ("Safty and Rescue Region", "Safety and Rescue Region", "spelling"),
        ("Lindköpings Universitet", "Linköpings Universitet", "spelling"),
        ("Stängnäs kommun", "Strängnäs kommun", "spelling"),
        ("Telekom City", "Telecom City", "spelling"),
        ("Skånes Livsmedelsakademi", "Livsmedelsakademien", "contained"),
        ("Compare", "Stiftelsen Compare Karlstad", "contained"),
        ("Region Skåne", "Regionförbundet Skåne", "same_body"),
        ("SPGA", "Swedish Proving Ground Association", "acronym"),
    ],
)
def test_the_strongest_likeness(one, other, code):
    found = likeness(one, other)
    assert found.code == code
    assert found.bits >= needed_bits()


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("Länsstyrelsen Västerbotten", "Länsstyrelsen Norrbotten", "other_places"),
        ("Sörmlands matkluster", "Skånes matkluster", "other_places"),
        ("Västra Finland", "Norra och Östra Finland", "other_places"),
        ("Söderhamns Näringsliv", "Söderköpings Näringsliv", "other_places"),
        ("Leader Nedre Dal 1", "Leader Nedre Dal 2", "other_numbers"),
        ("Region Dalarna", "Högskolan Dalarna", "other_body"),
        ("Karolinska Institutet", "Karolinska Holding", "other_body"),
        ("Nutek", "Nuteks regionala klusterprogram", "possessive"),
        ("Sparbankstiftelsen alfa", "Sparbanksstiftelsen Rekarne", "other_words"),
        ("Øresund IT", "Øresund Logistics", "no_word"),
        ("Medicon Valley", "Oresund Food Excellence", "no_word"),
        ("Film i Väst", "Lokalproducerat i Väst", "no_word"),
    ],
)
def test_what_parts_names(one, other, against):
    assert against in codes(one, other)
    assert likeness(one, other).bits < needed_bits()


def test_oresund_networks_share_no_telling_word():
    assert likeness("Øresund Food Network", "Oresund Food Excellence").bits < needed_bits()


def test_a_contained_name_of_a_frequent_word_is_no_likeness():
    common = compare_names(read_name("Svensson"), read_name("Svensson Bygg"), rarity=lambda word: 0.1)
    assert common.bits < needed_bits()


def test_another_legal_form_speaks_against_equal_names():
    assert codes("Idea plant AB", "Föreningen Idea plant") == ["same_words", "other_legal_form"]
    assert likelihood(likeness("Idea plant AB", "Föreningen Idea plant").findings) < likelihood(
        likeness("Idea plant", "Föreningen Idea plant").findings
    )


def test_short_words_must_be_right():
    assert likeness("Food City", "Wood City").code in ("shared_words", "no_word")


def test_words_are_shown_as_the_source_writes_them():
    found = likeness("Skånes Livsmedelsakademi", "Livsmedelsakademien")
    said = {finding.code: finding.parameters for finding in found.findings}
    assert said["contained"] == {"words": "Livsmedelsakademi"}
    assert said["more_places"] == {"places": "Skånes"}


def test_names_without_words():
    assert likeness("", "").code == "no_word"
    assert likeness("–", "Robotdalen").bits <= 0


@given(NAMES, NAMES)
def test_symmetric(one, other):
    there, back = likeness(one, other), likeness(other, one)
    assert there.bits == pytest.approx(back.bits)
    assert [finding.code for finding in there.findings] == [finding.code for finding in back.findings]
    for finding, turned in zip(there.findings, back.findings, strict=True):
        if "left" in finding.parameters:
            assert finding.turned().parameters["left"] == turned.parameters["left"]


@given(NAMES)
def test_every_name_is_like_itself(name):
    assert likeness(name, name).code == "same_name"


@given(NAMES, NAMES)
def test_the_quick_look_loses_nothing(one, other):
    if are_apart(read_name(one), read_name(other), rarity=every_word_is_rare):
        assert likeness(one, other).bits < needed_bits()
