"""Words of names: endings, and how much a word tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.field_words import (
    body_words,
    compass_words,
    general_words,
    is_field_compound,
    small_words,
    stem,
)
from klusterkarta.vocabularies.known_names import known_name


@pytest.mark.parametrize(
    "forms",
    [
        "kluster klustret klustren klustrets",
        "nätverk nätverket nätverken nätverkets",
        "akademi akademin akademien akademins akademiens",
        "universitet universitetet universitetets",
        "länsstyrelse länsstyrelsen länsstyrelsens länsstyrelserna",
        "center centret centre",
        "region regionen regions regionens",
        "arena arenan arenans",
        "innovation innovations innovationen",
    ],
)
def test_one_stem_for_the_forms_of_a_word(forms):
    assert len({stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["skola skog", "kommun kommunal", "glas glad", "mat mark", "business busines"])
def test_other_words_keep_other_stems(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


@given(st.text(alphabet="abdeginorst", max_size=14))
def test_stemming_again_changes_nothing(word):
    assert stem(stem(word)) == stem(word)
    assert len(stem(word)) >= min(len(word), 4)


def test_no_word_is_of_two_kinds():
    bodies = {phrase[0] for phrase in body_words().anywhere if len(phrase) == 1}
    assert general_words() & bodies == frozenset()
    assert small_words() & {fold(word) for word in compass_words()} == frozenset()


def test_every_word_is_text():
    # YAML reads bare on, no and yes as truth values.
    body = read_document("field_words").body
    words = [word for part in ("small", "general") for line in body[part] for word in line]
    words += [*body["compass"], *body["heads"]]
    words += [word for entry in body["bodies"].values() for those in entry.values() for word in those]
    assert [word for word in words if not isinstance(word, str)] == []


@pytest.mark.parametrize("word", ["matklustret", "livsmedelsnätverket", "hälsoakademin", "utvecklingsnod"])
def test_compounds_of_the_field(word):
    assert is_field_compound(stem(fold(word)))


@pytest.mark.parametrize("word", ["robotdalen", "tillväxtverket", "mittuniversitetet", "kluster"])
def test_names_are_no_compounds_of_the_field(word):
    assert not is_field_compound(stem(fold(word)))


def test_known_names():
    names = read_document("known_names").body["names"]
    folded = [fold(str(name)) for entry in names for name in entry]
    assert len(folded) == len(set(folded))
    assert known_name("umeå UNIVERSITET") == known_name("UmU") == "Umeå universitet"
    assert known_name("") == ""
