"""Folding, sorting and addressing texts."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.text import fold, slug, swedish_sort_key

# The Swedish alphabet in its order: Svenska skrivregler (Språkrådet), w after v since the Academy's list of 2006.
ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Öresund", "Øresund"),
        ("Oresund Food Excellence", "øresund  food excellence"),
        ("Själland", "Sjælland"),
        ("Straße", "STRASSE"),
        ("Þingvellir", "thingvellir"),
        ("A\u030are", "Åre"),
        ("Safety and Rescue Region – SRR", "safety and rescue region SRR"),
        ("Łódź", "lodz"),
    ],
)
def test_folded_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_folding_keeps_what_tells_apart() -> None:
    assert fold("Smart textiles") != fold("Smarta textiler")
    assert fold("Αθήνα 2") == "αθηνα 2"
    assert fold("—") == ""


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_has_words_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(character.isalnum() for character in folded.replace(" ", ""))


words = st.text(alphabet=ALPHABET, max_size=8)


@given(st.lists(words, max_size=6))
def test_words_sort_by_the_swedish_alphabet(texts: list[str]) -> None:
    by_alphabet = sorted(texts, key=lambda word: [ALPHABET.index(letter) for letter in word])
    assert sorted(texts, key=swedish_sort_key) == by_alphabet


@given(st.text())
def test_case_plays_no_part_in_the_order(text: str) -> None:
    assert swedish_sort_key(text.casefold()) == swedish_sort_key(text)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_size(left: int, right: int) -> None:
    keys = [swedish_sort_key(f"Lista {number} b") for number in (left, right)]
    assert (keys[0] < keys[1]) == (left < right)


def test_foreign_letters_sort_with_their_swedish_kin() -> None:
    # Æ as ä, ø as ö, ü as y, é as e: Svenska skrivregler, on alphabetical order.
    names = ["Zorn", "Øresund", "Åre", "Ærø", "Ören", "Müller", "Mynt", "Idé", "Idea"]
    assert sorted(names, key=swedish_sort_key) == [
        "Idé",
        "Idea",
        "Müller",
        "Mynt",
        "Zorn",
        "Åre",
        "Ærø",
        "Ören",
        "Øresund",
    ]


@given(st.lists(st.text(alphabet=ALPHABET + "ÅÄÖøæ 019-αж", max_size=6), max_size=8))
def test_the_order_is_the_same_in_a_database(texts: list[str]) -> None:
    keys = [swedish_sort_key(text) for text in texts]
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE sorted_keys (key TEXT)")
        database.executemany("INSERT INTO sorted_keys VALUES (?)", [(key,) for key in keys])
        stored = [row[0] for row in database.execute("SELECT key FROM sorted_keys ORDER BY key COLLATE BINARY")]
    database.close()
    assert stored == sorted(keys)


def test_slugs() -> None:
    assert slug("Hälsans nya verktyg") == "halsans-nya-verktyg"
    assert slug("Αθήνα") == ""
    assert slug("ett två tre", longest=7) == "ett-tva"
    assert slug("ett två tre", longest=6) == "ett"
    assert slug("livsmedelsakademien", longest=5) == "livsm"


@given(st.text(), st.integers(1, 40))
def test_a_slug_is_short_plain_and_its_own_slug(text: str, longest: int) -> None:
    made = slug(text, longest=longest)
    assert len(made) <= longest
    assert all(character.isascii() and (character.isalnum() or character == "-") for character in made)
    assert slug(made, longest=longest) == made
