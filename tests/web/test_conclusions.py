"""The conclusions: each number leads to its actors, and what a source concludes stands beside it."""

import pytest

from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.editions import freeze
from tests.registers import collect_rows
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db
# By hand: two initiatives on list 1 in Värmland for certain, one of them perhaps in the four counties of Bergslagen.
ROWS = {
    "1": {"name": "Åkermat", "list": "1", "geography": "Värmland", "sector": "Livsmedel", "funders": "Vinnova"},
    "2": {"name": "Zinkdalen", "list": "1", "geography": "Värmland | Bergslagen", "research_partners": "KTH"},
    "3": {"name": "Nät", "list": "2-strategic", "geography": "Värmland"},
}
CLAIMS = {
    "claim/lists/1": {"name": "Antal initiativ", "result_value": "2"},
    "claim/per_county/17": {"name": "I Värmland", "name/en": "In Värmland", "result_value": "ca 9"},
}


@pytest.fixture(autouse=True)
def own_workspace(tmp_path, monkeypatch):
    monkeypatch.setattr("klusterkarta.workflow.editions.edition_folder", lambda name: tmp_path / "editions" / name)


@pytest.fixture
def karta():
    collect_rows("karta", ROWS, published_on="2010")
    collect_rows("karta", CLAIMS, thing="claim")


def row_of(page: Element, name: str) -> Element:
    (found,) = [one for one in page.all("tr") if one.all("td") and one.all("th")[0].text() == name]
    return found


def listed(client, href: str) -> list[str]:
    """The actors behind a number: in the list, or on the page of conclusions itself."""
    page = page_of(client.get(href.partition("#")[0]))
    if href.startswith("/sv/actors/"):
        return sorted(one.one("a").text() for one in page.all("th", class_="who"))
    return sorted(one.text() for one in page.one("section", id="behind").all("li"))


def test_a_county_counts_certain_and_interpreted_initiatives_of_list_1(client, karta):
    page = page_of(client.get("/sv/conclusions/"))
    assert [cell.text() for cell in row_of(page, "Värmland").all("td")] == ["2", "2"]
    assert [cell.text() for cell in row_of(page, "Dalarna").all("td")] == ["0", "1"]
    assert [cell.text() for cell in row_of(page, "Gotland").all("td")] == ["0", "0"]


@pytest.mark.parametrize("edition", ["", "2010"])
def test_every_number_has_as_many_actors_behind_it(client, karta, edition):
    freeze("2010", caller=OPERATOR)
    page = page_of(client.get("/sv/conclusions/", {"edition": edition}))
    links = [one for one in page.one("main").all("a") if one.text().isdecimal()]
    assert len(links) > 8
    for link in links:
        assert len(listed(client, link.attributes["href"])) == int(link.text()), link.attributes["href"]


def test_funders_universities_and_missing_fields_name_their_actors(client, karta):
    page = page_of(client.get("/sv/conclusions/"))
    behind = {
        name: listed(client, row_of(page, name).one("a").attributes["href"])
        for name in ("Vinnova", "Kungliga Tekniska högskolan (KTH)", "Sektor")
    }
    assert behind == {
        "Vinnova": ["Åkermat"],
        "Kungliga Tekniska högskolan (KTH)": ["Zinkdalen"],
        "Sektor": ["Zinkdalen"],
    }


def test_an_edition_keeps_its_numbers_and_leads_to_todays_actors(client, karta):
    freeze("2010", caller=OPERATOR)
    collect_rows("senare", {"1": {"name": "Nykomling", "list": "1", "geography": "Värmland"}})
    now = row_of(page_of(client.get("/sv/conclusions/")), "Värmland")
    page = page_of(client.get("/sv/conclusions/?edition=2010"))
    assert "i utgåvan 2010" in page.one("h1").parent.text()
    then = row_of(page, "Värmland")
    assert [now.all("td")[0].text(), then.all("td")[0].text()] == ["3", "2"]
    shown = page_of(client.get(then.all("a")[0].attributes["href"].partition("#")[0])).one("section", id="behind")
    assert client.get(shown.one("ul").all("a")[0].attributes["href"]).status_code == 200


def test_what_a_source_concludes_is_set_beside_the_number_counted(client, karta):
    page = page_of(client.get("/sv/conclusions/"))
    agrees, differs = row_of(page, "Antal initiativ"), row_of(page, "I Värmland")
    assert [cell.text() for cell in agrees.all("td")][:3] == ["2", "2", "stämmer"]
    assert [cell.text() for cell in differs.all("td")][:3] == ["cirka 9", "2", "skiljer sig"]
    assert agrees.all("td")[3].one("a").attributes["href"] == "/sv/sources/karta/"
    # An English reader gets the name in English where the source gives one.
    english = page_of(client.get("/en/conclusions/?show=claim/1"))
    assert row_of(english, "In Värmland").all("td")[0].text() == "about 9"
    assert "In Värmland" in english.one("section", id="behind").text()
    assert row_of(english, "Antal initiativ").all("td")[0].text() == "2"


def test_an_empty_register_has_nothing_to_count(client):
    assert page_of(client.get("/en/conclusions/")).one("div", class_="empty").one("h2").text() == (
        "There is nothing to count."
    )


@pytest.mark.parametrize("show", ["x", "county_all", "county_all/99", "funders/x", "claim/7", "claim/-1", "keys/1"])
def test_a_number_that_is_not_there_is_not_found(client, karta, show):
    assert client.get("/sv/conclusions/", {"show": show}).status_code == 404


def test_an_unknown_edition_is_said(client, karta):
    assert client.get("/sv/conclusions/?edition=1999").status_code == 400
