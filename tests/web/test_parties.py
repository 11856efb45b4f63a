"""Funders and universities: found, narrowed, and each with its profile."""

import pytest

from tests.registers import collect_rows, record_id, say
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
ROWS = {
    "1": {"name": "Åkermat", "funders": "VINNOVA | Region Skåne", "research_partners": "LTU"},
    "2": {"name": "Zinkdalen", "funders": "Vinnova", "research_partners": "Luleå Tekniska Universitet"},
}


@pytest.fixture(autouse=True)
def register() -> None:
    collect_rows("karta", ROWS, published_on="2010")
    say("karta:mention/VINNOVA", "karta:mention/Vinnova")


def listed(client, query: str = "", lang: str = "sv") -> dict[str, list[str]]:
    response = client.get(f"/{lang}/parties/{query}")
    assert response.status_code == 200
    rows = page_of(response).all("tr")[1:]
    return {row.one("th").one("a").text(): [cell.text() for cell in row.all("td")] for row in rows}


def test_a_party_counts_once_however_it_is_written(client):
    found = listed(client)
    # Two initiatives name Vinnova, in two spellings that were judged to be one.
    assert found["VINNOVA"][1:] == ["2", "", "", "", "2"]
    assert found["LTU"] == ["Lärosäte (tolkad)", "", "1", "", "", "1"]


def test_other_spellings_stand_beside_the_name_and_are_found(client):
    response = client.get("/sv/parties/?q=vinnova")
    (row,) = page_of(response).one("tbody").all("tr")
    assert "Vinnova" in row.one("th").one("span").text()
    assert list(listed(client, "?q=luleå")) == ["LTU", "Luleå Tekniska Universitet"]


def test_relation_and_kind_narrow(client):
    assert list(listed(client, "?relation=researches_with")) == ["LTU", "Luleå Tekniska Universitet"]
    assert list(listed(client, "?relation=funds&kind=public_body")) == ["Region Skåne"]
    response = client.get("/sv/parties/?relation=mentors")
    assert "Ingen part passar." in page_of(response).one("div", class_="empty").text()


def test_the_name_leads_to_the_profile_with_what_it_takes_part_in(client):
    href = page_of(client.get("/sv/parties/?q=VINNOVA")).one("tbody").one("a").attributes["href"]
    assert href == f"/sv/actors/{record_id('karta:mention/VINNOVA')}/"
    profile = page_of(client.get(href)).one("main").text()
    assert all(name in profile for name in ("Åkermat", "Zinkdalen"))


def test_a_new_decision_shows_at_once(client):
    assert len(listed(client)) == 4
    say("karta:mention/LTU", "karta:mention/Luleå Tekniska Universitet")
    assert listed(client)["LTU"][-1] == "2"
