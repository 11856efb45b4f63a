"""Partner regions of Västernorrland by the demonstration's facts, and how a question is answered or refused."""

from pathlib import Path

import pytest

from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.partner_document import partners_document
from klusterkarta.workflow.partner_regions import NoPartners, Wish, partners_now
from tests.registers import collect_rows

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[2] / "demo"
SMART, SPECIAL = (
    "Smart caring - omvårdnad, trygghet och säkerhet",
    "Avancerad specialtillverkning inom metall-, maskin- och fordonstillverkning",
)


@pytest.fixture
def study():
    details = SourceDetails(key="s3", title_sv="S3-kartläggning", title_en="S3 mapping")
    for name in ("s3-prioriteringar-2022.csv", "s3-samverkansregioner-2022.csv"):
        collect_file(CollectRequest(path=DEMO / name, source=details), caller=OPERATOR)


def regions(lang="sv", **wish):
    found = partners_now(Wish(region="Västernorrland", **wish))
    return {one["region"]: one for one in partners_document(found, lang=lang)["regions"]}


def test_the_study_s_regions_qualify_and_varmland_does_not(study):
    found = regions()
    # The S3 study, chapter 3: 18 regions abroad with at least three priorities; three of its four Swedish ones.
    assert sum(one["country_code"] != "SE" for one in found.values()) == 18
    assert {name for name, one in found.items() if one["country"] == "Sverige"} == {
        "Stockholm och Mälardalen", "Skåne och Sydsverige", "Västra Götaland och Västsverige",
    }  # fmt: skip
    assert (found["Attica"]["shared"], found["Castil and Leon"]["shared"], found["Galicien"]["shared"]) == (6, 6, 3)
    # Skåne's list names FoodTech twice: four different priorities.
    assert found["Skåne och Sydsverige"]["shared"] == 4
    assert "Värmland" in regions(least_shared=2)


def test_multiplicities_are_the_study_s(study):
    found = regions()
    counts = {name: {one["name"]: one["organisations"] for one in found[name]["priorities"]} for name in found}
    assert counts["Piemont"][SPECIAL] == counts["Castil and Leon"][SPECIAL] == 2
    finland = counts["Norra och Östra Finland"]
    assert (finland["Skoglig bioekonomi"], finland["FoodTech"], finland[SMART]) == (3, 2, 1)
    # Its energy stands as "Förbybar energi" in the study.
    assert sum(counts["Nordvästra Rumänien"].values()) == 3


def test_each_proposal_says_why_and_the_way_in(study):
    region = regions(lang="en", least_shared=2)["Värmland"]
    told = " ".join(one["text"] for one in (*region["why"], *region["ways_in"]))
    assert "Paper province, Digital Well, Compare" in told
    assert "Värmland County, office for regional development" in told
    assert "Strategic innovation programmes (SIP)" in told
    attica = regions()["Attica"]
    assert attica["beside"]["gdp_per_head_eur"] == 22100  # Eurostat, nama_10r_3gdp, EL30, 2015
    assert "6 organisationer bakom prioriteringarna" in attica["why"][2]["text"]
    assert "SIP" not in " ".join(one["text"] for one in attica["ways_in"])


def test_a_gap_and_the_choice_change_the_order(study):
    similar, complementary = list(regions()), list(regions(choice="complementary"))
    assert set(similar) == set(complementary)
    assert similar != complementary
    asked = regions(gaps=("Utveckling och styrning",))
    # Five of the study's regions have the horizontal priority; they come first.
    assert {"Castil and Leon", "Sostines", "Upper Austria", "Stockholm och Mälardalen", "Skåne och Sydsverige"} == set(
        list(asked)[:5]
    )
    assert list(regions(gaps=("NACE 02",))) != similar


def test_tagged_actors_count_where_they_are_and_are_named(study):
    rows = {
        "1": {"name": "Skogsnät", "geography": "Jämtlands län", "priorities": "Skoglig bioekonomi | FoodTech"},
        "2": {"name": "Matnät", "geography": "Östersund", "priorities": "FoodTech | Kris och räddning"},
        "3": {"name": "Hemma", "geography": "Västernorrland", "priorities": "FoodTech"},
    }
    collect_rows("lista", rows)
    jamtland = regions()["Jämtlands län"]
    assert {one["name"]: (one["organisations"], one["actors"]) for one in jamtland["priorities"]} == {
        "Kris och räddning": (1, ["Matnät"]),
        "Skoglig bioekonomi": (1, ["Skogsnät"]),
        "FoodTech": (2, ["Skogsnät", "Matnät"]),
    }
    assert not any("Hemma" in str(one) for one in regions(least_shared=1).values())


def test_what_cannot_be_answered_is_refused_with_what_can(study):
    for wish, code in (
        (Wish(region="Fjärran"), "partners.no_region"),
        (Wish(region="Västernorland"), "partners.near_region"),
        (Wish(region=""), "partners.no_region"),
        (Wish(region="Västernorrland", least_shared=0), "partners.least"),
        (Wish(region="Västernorrland", gaps=("98765",)), "partners.no_division"),
        (Wish(region="Västernorrland", gaps=("turism",)), "partners.no_gap"),
    ):
        with pytest.raises(NoPartners) as refused:
            partners_now(wish)
        assert refused.value.reason.code == code


def test_a_register_without_priorities_says_what_to_collect():
    with pytest.raises(NoPartners) as refused:
        partners_now(Wish(region="Västernorrland"))
    assert refused.value.reason.code == "partners.no_priorities"


def test_any_region_with_priorities_can_ask(study):
    found = partners_now(Wish(region="Lombardiet", least_shared=4))
    assert "Piemont" in {one.facts.name for one in found.proposals}
    assert "Lombardiet" not in {one.facts.name for one in found.proposals}
