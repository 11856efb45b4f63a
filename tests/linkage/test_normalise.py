"""Names in the form in which they are compared: expectations from reading the names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.linkage.normalise import body_kinds, read_name, said_names
from klusterkarta.linkage.place_phrases import place_counties, places_overlap, read_places

TEXTS = st.text(alphabet="abcåäöøéABCÖ0129 -–()/.&", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skånes Livsmedelsakademi", "Livsmedelsakademin Skåne"),
        ("Livsmedelsakademien", "Livsmedelsakademins"),
        ("AB Glasriket", "Glasriket AB (publ)"),
        ("Georange Ideella Förening", "Georange"),
        ("Stiftelsen Biotechvalley.nu", "Biotechvalley"),
        ("Måltidsriket ekonomisk förening", "Måltidsriket Ek. för."),
        ("Øresund Food Network", "Oresund Food Network"),
        ("Karlstads Universitet", "Karlstad universitet"),
        ("Högskolan i Gävle", "Gävle högskola"),
        ("Länsstyrelsen i Södermanlands län", "Länsstyrelsen Sörmland"),
        ("Regionförbundet Sörmland", "Regionförbundet i Södermanland"),
        ("Länsstyrelsen Västra Götalands län", "Länsstyrelsen i Västra Götaland"),
        ("The Paper Province", "Paper Province"),
        ("Vreta kluster", "Klustret Vreta"),
        ("Nordic Food Oy", "Nordic Food ApS"),
    ],
)
def test_names_with_one_key(one, other):
    assert read_name(one).key == read_name(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Länsstyrelsen Västerbotten", "Länsstyrelsen Norrbotten"),
        ("Leader nod 1", "Leader nod 2"),
        ("Norra Småland", "Södra Småland"),
        ("Region Dalarna", "Högskolan Dalarna"),
        ("Västerås Science Park", "Borås Science Park"),
    ],
)
def test_names_with_two_keys(one, other):
    assert read_name(one).key != read_name(other).key


def test_words_by_what_they_tell():
    form = read_name("Föreningen Matklustret Lammhult Innovation 2 i Norra Småland")
    assert form.of("telling") == {"lammhult"}
    assert form.of("compound") == {"matkluster"}
    assert form.of("general") == {"innovatio"}
    assert form.of("number") == {"2"}
    assert (form.of("compass"), form.of("place")) == ({"norra"}, {"smaland"})
    assert form.legal == {"association"}


@pytest.mark.parametrize(
    "name", ["4 kommuner", "privata företag", "Kommuner", "Universitet och högskolor", "Nätverk", ""]
)
def test_kinds_of_parties_are_no_names(name):
    assert not read_name(name).is_name


@pytest.mark.parametrize("name", ["Region Skåne", "Robotdalen", "KTH", "Högskolan Väst", "Stål och Verkstad"])
def test_names_that_tell_by_themselves(name):
    assert read_name(name).tells


@pytest.mark.parametrize("name", ["Matklustret", "Science Park", "Innovation Region", "Sverige", "Länsstyrelsen"])
def test_names_that_may_be_anybodys(name):
    assert not read_name(name).tells


def test_a_word_for_a_body_at_the_beginning_only():
    assert body_kinds(read_name("Region Skåne")) == {"region"}
    assert body_kinds(read_name("Automation Region")) == frozenset()
    assert body_kinds(read_name("Region")) == frozenset()


def test_a_name_that_is_only_a_legal_form_keeps_it():
    assert read_name("Föreningen").folded == "foreningen"
    assert read_name("AB").key == "ab"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Øresund Food Network (ØFN)", {"Øresund Food Network", "ØFN"}),
        ("MMSS – Moving Media Southern Sweden", {"MMSS", "Moving Media Southern Sweden"}),
        ("Industriella utvecklingsCentra (IUC)", {"Industriella utvecklingsCentra", "IUC"}),
        ("Länsstyrelsen - Norrbotten", set()),
        ("Stockholm - Uppsala Life Science", set()),
        ("Processum (SCA)", set()),
        ("Medicon Valley (Invest In Skåne)", set()),
    ],
)
def test_abbreviations_that_a_name_gives_itself(text, names):
    assert set(said_names(text)) == {text} | names


def test_very_long_and_empty_names():
    # Issue "linkage", bad input: names of 10 000 characters, empty names.
    form = read_name("Robot " * 2000)
    assert len(form.folded) <= 400
    assert read_name("  –  ").key == ""


def test_places_in_names():
    assert read_places(["mark", "och", "energi"])[0] == ("mark", "")
    assert read_places(["mark"]) == [("mark", "mark")]
    assert places_overlap({"skane"}, {"malmo"})
    assert places_overlap({"sverige"}, {"malmo"})
    assert not places_overlap({"finland"}, {"malmo"})
    assert place_counties({"vast"} & set()) == frozenset()


@given(TEXTS)
def test_reading_a_key_again_changes_nothing_that_counts(text):
    form = read_name(text)
    again = read_name(text.upper())
    assert again.folded == form.folded
    assert again.key == form.key


@given(TEXTS)
def test_every_word_of_the_key_is_a_part(text):
    form = read_name(text)
    assert form.key == " ".join(sorted(word for word, *_ in form.parts))
    assert set(form.naming) == form.of("telling", "compound", "trade")
