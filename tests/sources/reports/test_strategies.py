"""Strategies read: their priorities, whom they name as responsible, and silence said as silence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.sources.reports.plain_text import read_plain_text
from klusterkarta.sources.reports.reading import arrange, read_report
from klusterkarta.sources.reports.strategies import read_strategy
from klusterkarta.sources.reports.strategy_owners import owners_in

STRATEGY = """Strategi för smart specialisering i Exempellän

1 Inledning
Strategin gäller 2021–2027. Region Exempel ansvarar för uppföljningen.

2 Våra prioriterade områden
Länets prioriterade områden är:
• Skoglig bioekonomi
• Smart caring (Digital Well/Compare)
• Turism och
  upplevelser
• Avancerad tillverkning

3 Skoglig bioekonomi
Området bygger på skogen. Arbetet leds av Paper
Province tillsammans med Karlstads universitet. Företagen deltar.

4 Turism och upplevelser
Regionen ansvarar för att området utvecklas. Alla bidrar.

5 Avancerad tillverkning
Ansvarig: IUC Exempel AB, Stål & Verkstad
"""
HEADINGS = """3. Priority areas

3.1 Food technology
The Food Cluster is responsible for this area.

3.2 Health
Many actors contribute.

4. Follow-up
Region Example coordinates the follow-up.
"""
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def read(text, **known):
    return read_strategy(arrange(read_plain_text(text, name="strategi.txt")), **known)


def owners(found):
    return {one.name: [owner.name for owner in one.owners] for one in found.priorities}


def test_a_list_of_priorities_with_owners_in_brackets_sentences_and_labels():
    found = read(STRATEGY)
    # By reading the text above: four priorities, and nobody is named for tourism ("Regionen", "Alla" name nobody).
    assert owners(found) == {
        "Skoglig bioekonomi": ["Paper Province"],
        "Smart caring": ["Digital Well", "Compare"],
        "Turism och upplevelser": [],
        "Avancerad tillverkning": ["IUC Exempel AB", "Stål & Verkstad"],
    }
    assert [one.is_silent for one in found.priorities] == [False, False, True, False]
    assert [one.name for one in found.elsewhere] == ["Region Exempel"]


def test_every_find_has_its_place_and_words():
    found = read(STRATEGY)
    forest = found.priorities[0]
    assert (forest.page, STRATEGY.splitlines()[forest.line - 1]) == (1, "• Skoglig bioekonomi")
    (owner,) = forest.owners
    assert owner.how == "agent"
    assert "leds av Paper" in STRATEGY.splitlines()[owner.line - 1]
    assert owner.quote.startswith("Arbetet leds av Paper Province")


def test_headings_below_a_cue_are_priorities():
    found = read(HEADINGS)
    assert owners(found) == {"Food technology": ["Food Cluster"], "Health": []}
    assert [one.name for one in found.elsewhere] == ["Region Example"]


def test_announced_and_known_priorities():
    found = read(
        "Prioritering 1: FoodTech\nLeds av Agro Väst.\n\nPrioritering 2: GovTech\n\nTurism\nTurismen är stor.\n"
    )
    assert list(owners(found)) == ["FoodTech", "GovTech"]
    assert owners(found)["FoodTech"] == ["Agro Väst"]
    assert "Turism" in owners(read("Turism\n\nTurismen är stor.\n", known=["Turism"]))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Paper Province ansvarar för området.", ["Paper Province"]),
        ("Området samordnas av RISE och Karlstads universitet.", ["RISE", "Karlstads universitet"]),
        ("Ansvaret ligger hos Region Värmland.", ["Region Värmland"]),
        ("The work is led by Medicon Valley Alliance.", ["Medicon Valley Alliance"]),
        ("Regionen och kommunerna ansvarar tillsammans.", []),
        ("Vi ansvarar för detta.", []),
        ("Strategin leds av ett partnerskap.", []),
        ("Lead partner: Food & Bio Cluster Denmark", ["Food & Bio Cluster Denmark"]),
    ],
)
def test_words_that_name_an_owner(sentence, names):
    assert [one.name for one in owners_in(sentence)] == names


def test_a_text_without_priorities_gives_none():
    assert read("En helt annan text.\nUtan något att läsa ut.\n").priorities == ()


@given(st.text(alphabet="AÅaå (),.:;/•-\n1och", max_size=600))
def test_any_text_is_read(text):
    found = read(f"Prioriterade områden:\n{text}")
    assert all(one.name and len(one.name) <= 150 for one in found.priorities)


def test_the_s3_study_names_organisations_for_two_priorities_through_varmland():
    if not SEEDS.is_dir():
        pytest.skip("the source documents (../shared/seeds) are not on this machine")
    found = read_strategy(read_report(next(SEEDS.glob("004_*.txt"))))
    named = {name: names for name, names in owners(found).items() if names}
    # The study, chapters 2.1 and 3: nine priorities; only Värmland's line names organisations, for two of them.
    assert len(found.priorities) == 9
    assert named == {
        "Skoglig bioekonomi": ["Paper province"],
        "Smart caring - omvårdnad, trygghet och säkerhet": ["Digital Well", "Compare"],
    }
