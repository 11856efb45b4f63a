"""Places in a source: one kept form, the reader's language on the page; what a source calls a place itself stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.vocabularies.source_places import page_place, written_place

NUMBERS = st.integers(1, 5_000)


@given(NUMBERS, NUMBERS, st.integers(0, 40), st.integers(0, 2))
def test_a_place_in_a_report_reads_the_same_in_swedish_and_all_english_in_english(page, first, more, pages):
    place = page_place(str(page), first=first, last=first + more, last_page=str(page + pages))
    assert written_place(place, "sv") == place
    english = written_place(place, "en")
    assert english.startswith(f"p. {page}, line")
    assert "s. " not in english
    assert "rad " not in english


@pytest.mark.parametrize(
    ("kept", "english"),
    [
        ("s. 30", "p. 30"),
        ("s. 30–31", "pp. 30–31"),
        ("s. 30, 32", "pp. 30, 32"),
        ("s. 30, rad 12", "p. 30, line 12"),
        ("s. 30, rad 12–14", "p. 30, lines 12–14"),
        ("rad 7", "row 7"),
        ("Blad1, rad 7", "Blad1, row 7"),
        ("Kluster, nät, rad 7", "Kluster, nät, row 7"),
        ("post 3", "item 3"),
        ("", ""),
        ("kap. 4, Tabell 1", "kap. 4, Tabell 1"),
        ("p. 12", "p. 12"),
        ("s. xii", "s. xii"),
        ("Enligt samtal – s. 3", "Enligt samtal – s. 3"),
    ],
)
def test_a_place_in_english(kept, english):
    assert written_place(kept, "en") == english
    assert written_place(kept, "sv") == kept
