"""Names of sheets: legal, short enough, no two alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.publishing.sheet_names import sheet_names


# Microsoft, "Rename a worksheet": 31 characters, none of \ / ? * [ ] : , no apostrophe at an end, not "History".
@given(st.lists(st.text(max_size=60), max_size=30))
def test_every_name_is_one_that_spreadsheet_programs_take(titles):
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("\\/?*[]:")
        assert name.strip("'") == name
        assert name.casefold() != "history"


@given(st.lists(st.sampled_from(["Ström", "STRÖM", "ström"]), min_size=2, max_size=120))
def test_equal_titles_are_numbered(titles):
    assert len({name.casefold() for name in sheet_names(titles)}) == len(titles)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Avancerad specialtillverkning inom metall-, maskin- och fordonstillverkning",
            "Avancerad specialtillverkning",
        ),
        ("Förnybar energi - kraftförsörjning, sol-, vind-, vatten- och bioenergi", "Förnybar energi"),
        ("Utveckling och styrning av komplexa produktions- och verksamhetssystem", "Utveckling och styrning"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "Donaudampfschifffahrtsgesellscha"[:31]),
        ("'citat'", "citat"),
        ("???", "-"),
    ],
)
def test_a_long_title_is_cut_between_words(title, name):
    assert sheet_names([title]) == [name]
