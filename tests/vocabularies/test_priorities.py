"""A workspace's own priorities are found in spite of shortening and slips, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.vocabularies.priorities import PriorityMatch, PriorityTerm, match_priority

# The nine priorities of the S3 study (2022), section 2.1.
NINE = [
    PriorityTerm("forest", ("Skoglig bioekonomi",)),
    PriorityTerm("making", ("Avancerad specialtillverkning inom metall-, maskin- och fordonstillverkning",)),
    PriorityTerm("govtech", ("GovTech",)),
    PriorityTerm("energy", ("Förnybar energi - kraftförsörjning, sol-, vind-, vatten- och bioenergi",)),
    PriorityTerm("systems", ("Utveckling och styrning av komplexa produktions- och verksamhetssystem",)),
    PriorityTerm("mobility", ("Autonom mobilitet",)),
    PriorityTerm("food", ("FoodTech",)),
    PriorityTerm("crisis", ("Kris och räddning",)),
    PriorityTerm("caring", ("Smart caring - omvårdnad, trygghet och säkerhet",)),
]


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        # the region list of the S3 study (2022), section 3, with its slips of the pen
        ("Kris och räddning", "crisis", "exact"),
        ("FoodTech", "food", "exact"),
        ("Foodtech", "food", "exact"),
        ("Food tech", "food", "exact"),
        ("FoodTechj", "food", "spelling"),
        ("Smart caring", "caring", "prefix"),
        ("Smart Caring", "caring", "prefix"),
        ("Avancerad specialtillverkning", "making", "prefix"),
        ("Avancerad specialtillerkning", "making", "spelling"),
        ("Autonom Mobilitet", "mobility", "exact"),
        ("Förnybar energi", "energy", "prefix"),
        ("Fönybar energi", "energy", "spelling"),
        ("Förbybar energi", "energy", "spelling"),
        ("Utveckling och styrning", "systems", "prefix"),
        ("Skoglig biekonomi", "forest", "spelling"),
    ],
)
def test_wordings_of_the_region_list(text, code, how):
    match = match_priority(text, NINE)
    assert (match.code, match.how, match.organisations, match.note) == (code, how, None, "")


@pytest.mark.parametrize(
    ("text", "code", "organisations", "note"),
    [
        ("Avancerad specialtillverkning (2 organisationer)", "making", 2, ""),
        ("Skoglig bioekonomi (3 organisationer)", "forest", 3, ""),
        ("FoodTech (2 organisations)", "food", 2, ""),
        ("Förnybar energi, (2 organisationer)", "energy", 2, ""),
        ("Skoglig bioekonomi (Paper province)", "forest", None, "Paper province"),
        ("Smart caring (Digital Well/Compare)", "caring", None, "Digital Well/Compare"),
        ("GovTech (2 organisationer", "govtech", 2, ""),
    ],
)
def test_a_bracket_gives_the_count_or_a_note(text, code, organisations, note):
    match = match_priority(text, NINE)
    assert (match.code, match.organisations, match.note) == (code, organisations, note)


@pytest.mark.parametrize(
    "text",
    [
        "", "()", "Utveckling", "Smart", "Avancerad", "och", "Kris", "energi", "bioekonomi", "Trygghet och säkerhet",
        "Robotik", "Utveckling av turism", "GovTech och FoodTech",
    ],
)  # fmt: skip
def test_too_little_or_something_else_is_left_open(text):
    match = match_priority(text, NINE)
    assert (match.code, match.how) == (None, "unknown")


def test_a_wording_that_fits_two_is_ambiguous():
    two = [PriorityTerm("a", ("Smart hälsa i norr",)), PriorityTerm("b", ("Smart hälsa i söder",))]
    # Both words stand in both names, so the beginning tells nothing.
    assert match_priority("Smart hälsa", two).code is None
    same = [PriorityTerm("a", ("Grön energi",)), PriorityTerm("b", ("Gron energi",))]
    assert match_priority("Grön energi", same) == PriorityMatch(None, None, "ambiguous", "", ("a", "b"))


def test_a_misspelling_between_two_names_is_ambiguous():
    # "Gratin" is one slip from both.
    two = [PriorityTerm("a", ("Gration",)), PriorityTerm("b", ("Gratina",))]
    assert match_priority("Gratin", two).how == "ambiguous"


def test_the_english_name_counts_as_well():
    term = PriorityTerm("forest", ("Skoglig bioekonomi", "Forest bioeconomy"))
    assert match_priority("Forest Bioeconomy", [term]).code == "forest"


def test_a_text_too_long_for_a_name_fits_none():
    assert match_priority("FoodTech " * 1_000_000, NINE).how == "unknown"


def test_without_priorities_nothing_matches():
    assert match_priority("FoodTech", []).how == "unknown"


@given(st.sampled_from(NINE), st.data())
def test_one_wrong_letter_in_a_long_word_is_forgiven(term, data):
    name = term.names[0].split(" - ")[0]
    long = [at for at, _ in enumerate(name) if len(word_around(name, at)) >= 5]
    at = data.draw(st.sampled_from(long))
    assert match_priority(name[:at] + "q" + name[at + 1 :], NINE).code == term.code


def word_around(name, at):
    start = name.rfind(" ", 0, at) + 1
    end = name.find(" ", at)
    word = name[start : end if end >= 0 else None]
    return word if word.isalpha() and name[at].isalpha() else ""


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text):
    match = match_priority(text, NINE)
    assert (match.code is None) == (match.how in ("ambiguous", "unknown"))
