"""Words of names: one spelling for what is one word, and how much each tells."""

import numpy as np
import pytest

from klusterkarta.linkage.tables.words import MOST_WORDS, folded_names, name_table, spell


def table(*names, places=()):
    folded = list(dict.fromkeys(folded_names(names)))
    return name_table(folded, records=[1] * len(folded), places=places)


def words(names, at=0):
    return {names.words[word] for word in names.held[at] if word >= 0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("förvaltning", "foervaltning"),  # å, ä, ö as people write them where the keyboard has none
        ("klubb", "klubben"),  # the definite form
        ("golfklubb", "golfklub"),  # Danish
        ("Wikström", "Vikström"),  # w and v
    ],
)
def test_spellings_of_one_word(one, other):
    assert spell(folded_names([one])[0]) == spell(folded_names([other])[0])


def test_a_name_in_two_languages_has_the_same_words():
    names = table("Umeå Livsmedelskluster", "Umeå Food Cluster", "Umeå Energikluster", places=["umea"])
    assert names.key[0] == names.key[1]
    assert names.key[0] != names.key[2]


def test_legal_forms_are_taken_off_and_kept_apart():
    names = table("Glasriket AB (publ)", "Glasriket ek. för.", "Glasriket")
    assert len(set(names.key.tolist())) == 1
    groups = [names.legal_groups[at] if at >= 0 else "" for at in names.legal.tolist()]
    assert groups == ["limited", "cooperative", ""]


def test_an_abbreviation_is_its_full_name():
    assert folded_names(["LTU"]) == folded_names(["Luleå tekniska universitet"])


def test_words_of_the_field_tell_less_than_names_however_small_the_table():
    names = table("Lammhult Kluster", "Glasriket Innovation")
    rarity = dict(zip(names.words, names.rarity.tolist(), strict=False))
    assert rarity[spell("lammhult")] > 2 * rarity[spell("kluster")]
    # Floor of the document: one organisation of thirty has a general word, log2(30) = 4.9 bits.
    assert rarity[spell("innovation")] == pytest.approx(np.log2(30), abs=1e-3)


def test_long_and_empty_names_have_words_within_bounds():
    names = table("Ord" + " ord".join(map(str, range(5_000))), "", "–")
    assert (names.held >= 0).sum(axis=1).max() <= MOST_WORDS
    assert words(names, 1) == set()
