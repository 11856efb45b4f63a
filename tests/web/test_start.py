"""The start page: key figures that link to their rows, the map beside its table, how to begin. Counted by hand."""

import pytest

from tests.registers import collect_rows
from tests.web.reading import page_of, query_of

pytestmark = pytest.mark.django_db
ROWS = {
    "1": {"name": "Glasriket", "kind": "strategiskt nätverk", "geography": "Kronoberg, Kalmar", "sector": "Glas"},
    "2": {"name": "Georange", "kind": "klusterinitiativ", "geography": "Västerbotten", "sector": "Gruva"},
    "3": {"name": "Triple Steelix", "kind": "klusterinitiativ", "geography": "Bergslagen", "sector": "Stål"},
    "4": {"name": "ABB", "kind": "företag", "geography": "Västmanland"},
}


@pytest.fixture
def spread(client):
    collect_rows("karta", ROWS, published_on="2010")
    return page_of(client.get("/sv/"))


def rows_of(table):
    """{county: [initiatives, networks, sum, interpreted]}."""
    body = table.one("tbody")
    return {row.one("th").text(): [cell.text() for cell in row.all("td", class_="num")] for row in body.all("tr")}


def test_key_figures_are_the_links_to_their_rows(client, spread):
    figures = {one.one("dt").text(): one.one("a") for one in spread.one("dl", class_="figs").all("div")}
    both = figures["initiativ och nätverk"]
    assert both.text() == "3"
    listed = page_of(client.get(both.attributes["href"]))
    assert {row.one("a").text() for row in listed.all("th", class_="who")} == {
        "Glasriket",
        "Georange",
        "Triple Steelix",
    }
    assert figures["aktörer i registret"].text() == "4"


def test_counties_with_at_least_one(spread):
    # Kronoberg, Kalmar, Västerbotten, and Bergslagen's four: Dalarna, Gävleborg, Västmanland, Örebro.
    (figure,) = [
        one for one in spread.one("dl", class_="figs").all("div") if one.one("dt").text() == "län har minst ett"
    ]
    assert figure.one("a").text() == "7 av 21"


def test_the_table_tells_certain_and_interpreted_apart(spread):
    rows = rows_of(spread.one("table", id="by-county"))
    assert len(rows) == 21
    assert rows["Kronoberg"] == ["0", "1", "1", ""]
    assert rows["Västerbotten"] == ["1", "0", "1", ""]
    # ABB is a company and counts in no initiative's county.
    assert rows["Västmanland"] == ["1", "0", "1", "1"]
    assert rows["Skåne"] == ["0", "0", "0", ""]


def test_each_county_opens_its_rows(client, spread):
    link = next(one for one in spread.one("table", id="by-county").all("a") if one.text() == "Kalmar")
    listed = page_of(client.get(link.attributes["href"]))
    assert [row.one("a").text() for row in listed.all("th", class_="who")] == ["Glasriket"]


def test_the_map_is_hidden_and_says_the_same_as_the_table(spread):
    drawing = spread.one("svg", class_="map")
    assert drawing.attributes["aria-hidden"] == "true"
    titles = {one.text() for one in drawing.all("title")}
    assert {"Kronoberg: 1", "Västmanland: 0+1", "Skåne: 0"} <= titles
    assert all(one.has("tabindex", "-1") for one in drawing.all("a"))


def test_the_map_of_an_english_page_links_to_english_pages(client, spread):
    drawing = page_of(client.get("/en/")).one("svg", class_="map")
    hrefs = {one.attributes["href"] for one in drawing.all("a")}
    assert len(hrefs) == 21
    assert all(href.startswith("/en/actors/?") for href in hrefs)
    assert ("county", "12") in query_of(next(href for href in hrefs if "county=12" in href))


def test_an_initiative_counts_in_one_sector(spread):
    (table,) = [one for one in spread.all("table") if "per sektor" in one.one("caption").text()]
    assert sum(int(cells[2]) for cells in rows_of(table).values()) == 3


def test_the_latest_changes_name_their_source(spread):
    log = spread.one("ol", class_="log")
    assert [one.text() for one in log.all("span", class_="st")] == ["Ny inläsning"]
    # Four rows, none of which names another party.
    assert "karta, 2010 · 4 poster" in log.text()


def test_an_empty_register_says_how_to_begin(client, as_role):
    page = page_of(client.get("/sv/"))
    assert page.one("div", class_="empty").one("h2").text() == "Registret är tomt"
    assert page.all("svg", class_="map") == []
    assert as_role("editor").get("/sv/").status_code == 200


def test_the_numbers_follow_the_register(client, spread):
    collect_rows("bok", {"1": {"name": "Robotdalen", "kind": "klusterinitiativ", "geography": "Skåne"}})
    assert rows_of(page_of(client.get("/sv/")).one("table", id="by-county"))["Skåne"] == ["1", "0", "1", ""]


def test_few_queries_when_nothing_has_changed(client, spread, django_assert_max_num_queries):
    # The version of the register, the latest changes, and the actors that they name.
    with django_assert_max_num_queries(6):
        client.get("/sv/")
