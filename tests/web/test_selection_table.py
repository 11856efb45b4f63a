"""The table as a page: everything in the address, columns chosen and moved, the files of the same table."""

import csv
import io

import pytest

from klusterkarta.web.pages.selection_table import page as table_page
from klusterkarta.web.pages.selection_table import views as table_views
from tests.registers import collect_rows
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
FORM, FUNDING = "organisation_form", "funding_form"


@pytest.fixture
def opened(client):
    rows = {
        "1": {"name": "Matlust", FORM: "Projekt", FUNDING: "Södertälje kommun", "start_year": "2022 (2015)"},
        "2": {"name": "Krinova", FORM: "Aktiebolag", FUNDING: "projektmedel | kommun", "start_year": "1999"},
        "3": {"name": "Vreta", FORM: "Aktiebolag", FUNDING: "ERUF", "start_year": "2011", "geography": "Mälardalen"},
    }
    collect_rows("studie", rows, published_on="2023")
    collect_rows("annan", {"1": {"name": "Utanför", "geography": "Skåne"}})

    def get(address="/sv/table/", status=200, **parameters):
        response = client.get(address, parameters or None)
        assert response.status_code == status
        return page_of(response)

    return get


def heads(page):
    return [one.text() for one in page.one("table", id="selection").one("thead").all("th")]


def names(page):
    return [one.text() for one in page.one("table", id="selection").one("tbody").all("th")]


def test_the_columns_are_those_of_the_address_in_its_order(opened):
    page = opened(source="studie", field=[FUNDING, "start_year", FORM])
    assert heads(page) == ["Namn", "Finansiering", "Startår", "Organisationsform"]
    assert names(page) == ["Krinova", "Matlust", "Vreta"]
    assert page.one("table", id="selection").all("tr")[2].all("td")[1].text() == "2022 (2015)"
    # The form keeps the order: chosen columns stand in it before those that could be chosen.
    boxes = [one.attributes["value"] for one in page.all("input", name="field")]
    assert boxes[:3] == [FUNDING, "start_year", FORM]
    assert [one.has("checked", "") for one in page.all("input", name="field")] == [True] * 3 + [False] * (
        len(boxes) - 3
    )


def test_a_column_moves_by_a_link_and_is_ordered_by_its_head(opened):
    page = opened(source="studie", field=[FORM, "start_year"])
    later = next(one for one in page.all("a", class_="move") if "Flytta Organisationsform åt höger" in one.text())
    moved = opened(later.attributes["href"])
    assert heads(moved) == ["Namn", "Startår", "Organisationsform"]
    ordered = opened(next(one for one in moved.all("a") if one.text() == "Startår").attributes["href"])
    assert names(ordered) == ["Krinova", "Vreta", "Matlust"]
    assert ordered.one("th", aria_sort="ascending").text() == "Startår"
    turned = opened(next(one for one in ordered.all("a") if one.text() == "Startår").attributes["href"])
    assert names(turned) == ["Matlust", "Vreta", "Krinova"]


def test_words_in_a_column_narrow_the_rows_and_stay_in_the_address(opened):
    page = opened(**{"source": "studie", f"has-{FORM}": "aktiebolag", f"has-{FUNDING}": "KOMMUN"})
    assert names(page) == ["Krinova"]
    assert page.one("p", id="selection-caption").text() == "Tabell 1 1 av 3 aktörer med valda fält"
    shared = page.one("input", id="address").attributes["value"]
    assert names(opened(shared)) == ["Krinova"]
    assert page.one("input", id=f"has-{FORM}").attributes["value"] == "aktiebolag"
    nobody = opened(**{"has-name": "ingen alls"})
    assert nobody.one("div", class_="empty").text().startswith("Ingen rad har alla orden")


def test_sources_open_where_they_are_asked_for(opened):
    assert opened(source="studie").all("details", class_="src") == []
    page = opened(source="studie", sources="all")
    assert len(page.all("details", class_="src")) == 9
    assert "studie, 2023" in page.one("p", class_="key-list").text()


def test_interpreted_counties_are_marked(opened):
    page = opened(source="studie", field="county")
    vreta = page.one("table", id="selection").one("tbody").all("tr")[2]
    assert {one.text() for one in vreta.all("span", class_="interp")} >= {"Stockholm (tolkat)", "Örebro (tolkat)"}


@pytest.mark.parametrize(
    "query", ["field=contact_name", "order=age", "has-x=y", "field=" + "&field=".join("abcdefghijklmn")]
)
def test_what_no_table_has_is_refused_with_words(opened, query):
    page = opened(f"/sv/table/?{query}", status=400)
    assert len(page.one("main").text()) > 40


def test_a_chip_takes_a_filter_away_and_the_rest_stays(opened):
    page = opened(source="studie", field=FORM, order=f"-{FORM}")
    (chip,) = page.all("a", class_="chip")
    assert chip.attributes["href"] == f"/sv/table/?field={FORM}&order=-{FORM}"
    assert "Utanför" in names(opened(chip.attributes["href"]))


def test_pages_follow_each_other_by_key_and_lead_back(opened, monkeypatch):
    monkeypatch.setattr(table_page, "ON_A_PAGE", 2)
    page = opened(field=FORM, order=f"-{FORM}")
    assert names(page) == ["Matlust", "Krinova"]
    following = opened(page.one("a", rel="next").attributes["href"])
    assert names(following) == ["Vreta", "Utanför"]
    assert names(opened(following.one("a", rel="prev").attributes["href"])) == ["Matlust", "Krinova"]


def test_a_selection_that_is_too_large_says_what_it_shows(opened, client, monkeypatch):
    monkeypatch.setattr(table_page, "MOST_ROWS", 2)
    page = opened(order="-name")
    assert "4 aktörer" in page.one("p", class_="notice").text()
    assert names(page) == ["Krinova", "Matlust"]
    monkeypatch.setattr(table_views, "MOST_IN_FILE", 2)
    assert client.get("/sv/table/table.csv").status_code == 400


def test_the_files_are_the_table(opened, client):
    page = opened(**{"source": "studie", "field": [FUNDING, FORM], "order": f"-{FORM}", f"has-{FORM}": "a"})
    links = {one.text(): one.attributes["href"] for one in page.all("a", class_="btn")}
    response = client.get(links["Hämta tabellen som CSV"])
    assert response["Content-Disposition"].startswith('attachment; filename="tabell-')
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[:3] == ["Namn", "Finansiering", "Organisationsform"]
    assert [one[0] for one in rows] == names(page) == ["Krinova", "Vreta"]
    assert client.get(links["Hämta tabellen som kalkylblad"]).content[:2] == b"PK"


def test_an_empty_register_has_an_empty_table(client):
    page = page_of(client.get("/en/table/"))
    assert page.one("div", class_="empty").text().startswith("No actor is in the selection")
