"""A selection on one sheet: what it counts, whom it names, and the sheets that there are."""

import pytest

from klusterkarta.web.pages.fact_sheet import page as sheet_page
from tests.registers import collect_rows
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client):
    rows = {
        "1": {
            "name": "Matnod",
            "kind": "klusterorganisation",
            "geography": "Skåne",
            "start_year": "2008",
            "members": "30",
        },
        "2": {"name": "Foodland", "kind": "klusterorganisation", "geography": "Skåne | Blekinge", "start_year": "1999"},
        "3": {"name": "Dalbolaget", "kind": "företag", "geography": "Mälardalen", "sector": "Livsmedel"},
    }
    collect_rows("studie", {"P1": {"name": "FoodTech"}}, thing="priority")
    collect_rows("karta", {key: {**row, "priorities": "FoodTech"} for key, row in rows.items()}, published_on="2010")

    def get(lang="sv", **query):
        response = client.get(f"/{lang}/sheet/", query)
        assert response.status_code == 200
        return page_of(response)

    return get


def test_a_priority_has_a_sheet_with_its_actors_by_kind(opened):
    page = opened(priority="foodtech")
    assert page.one("h1").text() == "FoodTech"
    parts = [one.text() for one in page.one("table", id="sheet").all("th", scope="rowgroup")]
    assert parts == ["Klusterorganisationer", "Företag"]
    assert [one.text() for one in page.one("table", id="sheet").all("a")] == ["Foodland", "Matnod", "Dalbolaget"]
    figures = {one.one("dt").text(): one.one("dd").text() for one in page.one("dl", class_="tallies").all("div")}
    # By hand: Skåne and Blekinge are stated, Mälardalen is interpreted; two of three have a start year.
    assert figures == {"aktörer": "3", "län, utan de tolkade": "2 av 21", "startår, för 2 av 3": "1999–2008"}
    assert "karta, 2010" in page.one("main").text()
    assert page.one("aside").all("svg")


def test_columns_without_any_value_are_left_out(opened):
    heads = [one.text() for one in opened(kind="company").one("thead").all("th")]
    assert heads == ["Namn", "Län eller land"]


def test_several_filters_are_a_selection_in_words(opened):
    page = opened(county="12", kind="cluster_organisation", lang="en")
    assert page.one("h1").text() == "A selection"
    assert page.one("p", class_="selection-words").text() == "Kind of actor: Cluster organisation; County: Skåne"


def test_a_long_selection_leads_on_to_the_list(opened, monkeypatch):
    monkeypatch.setattr(sheet_page, "MOST_ROWS", 2)
    page = opened(priority="foodtech")
    (more,) = [one for one in page.all("a") if one.text() == "1 aktör till i listan"]
    assert more.attributes["href"] == "/sv/actors/?priority=foodtech"
    # Figures of a part would look like figures of the whole.
    assert page.all("dl", class_="tallies") == []


def test_the_index_leads_to_every_sheet(opened):
    page = opened()
    assert page.one("h1").text() == "Faktablad"
    links = {one.text(): one.attributes["href"] for one in page.one("div", class_="thirds").all("a")}
    assert links["FoodTech"] == "/sv/sheet/?priority=foodtech"
    assert links["Blekinge"] == "/sv/sheet/?county=10"
