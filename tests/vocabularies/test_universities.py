"""Institutions behind wordings; the wordings are those of the national cluster map's research fields, read by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.universities import match_university


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CTH", "cth"), ("Chalmers Tekniska Högskola", "cth"), ("KTH", "kth"), ("Mälardalen Högskola", "mdu"),
        ("Mälardalens Högskola", "mdu"), ("Karlstad Universitet", "kau"), ("Karlstads Universitet", "kau"),
        ("UmU", "umu"),
        ("Lindköpings Universitet", "liu"), ("Lund Universitet", "lu"), ("Mitt Universitetet", "miun"), ("SLU", "slu"),
        ("Kalmar Högskola", "hik"), ("Restauranghögskolan (Örebro Universitet)", "oru"),
        ("Tekniska Högskolan i Jönköping", "hj"), ("Högskolan i Kristianstad", "hkr"),
    ],
)  # fmt: skip
def test_wordings(text, code):
    assert match_university(text).code == code


@pytest.mark.parametrize("text", ["", "Bergsskolan", "Europaskolan", "Sahlgrenska Universitetssjukhus", "Högskolan"])
def test_no_institution_is_guessed(text):
    assert match_university(text) is None


@pytest.mark.parametrize("code", terms("universities"))
def test_every_name_means_its_own_institution(code):
    term = terms("universities")[code]
    for name in (term.label.sv, term.label.en, *term.synonyms):
        assert match_university(name).code == code


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    found = match_university(text)
    assert found is None or found.code in terms("universities")
