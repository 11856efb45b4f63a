"""The list of actors: filters with counts, chips, order, pages, an address to share, and the same as a file."""

import csv
import io

import pytest

from klusterkarta.accounts.services import Account, create_user
from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.pages.actors import page as list_page
from tests.registers import collect_rows, record_id
from tests.web.reading import Element, page_of, query_of

pytestmark = pytest.mark.django_db
# Counted by hand below: kinds, counties (Bergslagen is read as Dalarna, Gävleborg, Västmanland, Örebro), years.
ROWS = {
    "1": {
        "name": "Åkermat",
        "kind": "klusterinitiativ",
        "geography": "Värmland",
        "sector": "Livsmedel",
        "start_year": "1999",
        "members": "Ca 30",
        "description": "Mat från åkern. Drivs av bönder.",
    },
    "2": {"name": "Zinkdalen", "kind": "klusterinitiativ", "geography": "Skåne, Blekinge", "start_year": "2003"},
    "3": {"name": "Älvkraft", "kind": "företag", "geography": "Värmland", "members": "12"},
    "4": {"name": "Östnät", "kind": "företag", "geography": "Bergslagen", "members": "3", "start_year": "2008"},
    "5": {"name": "Adalen", "kind": "klusterinitiativ", "geography": "Värmland"},
}


@pytest.fixture
def listed(client):
    collect_rows("karta", ROWS, published_on="2010")

    def get(address: str = "", **parameters: object) -> Element:
        return page_of(client.get(address or "/sv/actors/", parameters or None))

    return get


def names(page: Element) -> list[str]:
    return [row.one("a").text() for row in page.all("th", class_="who")]


def choices(page: Element, facet: str) -> dict[str, str]:
    """{name: count} of a facet's choices."""
    boxes = [one.parent for one in page.all("input", name=facet)]
    return {box.all("span")[0].text(): box.one("span", class_="n").text() for box in boxes}


def row(page: Element, name: str) -> Element:
    (found,) = [one for one in page.all("tr") if any(cell.text() == name for cell in one.all("a"))]
    return found


def test_names_stand_in_the_swedish_order(listed):
    assert names(listed()) == ["Adalen", "Zinkdalen", "Åkermat", "Älvkraft", "Östnät"]


def test_a_row_says_kind_sector_place_members_start_and_sources(listed):
    about = row(listed(), "Åkermat")
    assert [cell.text() for cell in about.all("td")] == [
        "Klusterinitiativ Livsmedel och lantbruk",
        "Värmland",
        "cirka 30",
        "1999",
        "1 (2010)",
        "Jämför Åkermat",
    ]
    assert about.one("p").text() == "Mat från åkern. Drivs av bönder."


def test_missing_is_said_in_words_and_interpreted_is_marked(listed):
    page = listed()
    assert [one.text() for one in row(page, "Zinkdalen").all("span", class_="missing")] == ["saknas"]
    assert {one.text() for one in row(page, "Östnät").all("span", class_="interp")} == {
        "Dalarna (tolkat)",
        "Gävleborg (tolkat)",
        "Västmanland (tolkat)",
        "Örebro (tolkat)",
    }


def test_english_pages_speak_english(listed):
    page = listed("/en/actors/")
    assert row(page, "Åkermat").all("td")[2].text() == "about 30"
    assert "Örebro (interpreted)" in row(page, "Östnät").text()


def test_counts_are_what_choosing_would_give(listed):
    page = listed(kind="company")
    assert choices(page, "county")["Värmland"] == "1"
    # The own facet is left out of its counts.
    assert choices(page, "kind") == {"Klusterinitiativ": "3", "Företag": "2"}
    assert names(listed(kind="company", county="17")) == ["Älvkraft"]


def test_what_is_chosen_is_checked_and_stands_as_chips_that_take_it_away(listed):
    page = listed(county=["17", "12"], q="a")
    assert {one.attributes["value"] for one in page.all("input", name="county", checked="")} == {"17", "12"}
    chips = {one.text(): one.attributes["href"] for one in page.all("a", class_="chip")}
    assert chips == {
        "Ta bort Ord: a": "/sv/actors/?county=12&county=17",
        "Ta bort Län: Värmland": "/sv/actors/?q=a&county=12",
        "Ta bort Län: Skåne": "/sv/actors/?q=a&county=17",
    }


def test_the_count_says_how_many_of_all(listed):
    assert listed(county="17").one("p", id="count").text() == "3 av 5 aktörer"
    assert listed().one("p", id="count").text() == "5 aktörer"


def test_a_choice_with_nothing_left_can_still_be_taken_away(listed):
    page = listed(county="09")
    assert page.one("div", class_="empty").text().startswith("Ingen aktör passar alla valda filter")
    assert choices(page, "county")["Gotland"] == "0"


def test_the_shared_address_gives_the_same_list(listed):
    page = listed(county="17", sort="-members", q="", after="")
    address = page.one("input", id="address").attributes["value"]
    assert address == "/sv/actors/?county=17&sort=-members"
    assert names(listed(address)) == names(page) == ["Åkermat", "Älvkraft", "Adalen"]


def test_the_same_choice_has_one_address(listed):
    shared = [
        listed(county=order).one("input", id="address").attributes["value"]
        for order in (["17", "12"], ["12", "17", "12"])
    ]
    assert shared == ["/sv/actors/?county=12&county=17"] * 2


def test_pages_follow_each_other_and_lead_back(listed, monkeypatch):
    monkeypatch.setattr(list_page, "ON_A_PAGE", 2)
    page, seen = listed(county=["17", "12"]), []
    while True:
        seen.append(names(page))
        following = page.all("a", rel="next")
        if not following:
            break
        page = listed(following[0].attributes["href"])
    assert seen == [["Adalen", "Zinkdalen"], ["Åkermat", "Älvkraft"]]
    before = listed(page.one("a", rel="prev").attributes["href"])
    assert names(before) == seen[0]
    # Paper has no next page: it says that it is not the whole list.
    assert "På papperet står 2 av 4 aktörer." in before.one(id="results").text()
    monkeypatch.undo()
    assert "På papperet" not in listed(county=["17", "12"]).one(id="results").text()


@pytest.mark.parametrize("address", ["?sort=age", "?sort=--name", "?after=!!!", "?after=W10"])
def test_an_address_that_no_list_made_is_refused_with_words(client, address):
    response = client.get(f"/sv/actors/{address}")
    assert response.status_code == 400
    assert len(page_of(response).one("main").text()) > 40


@pytest.mark.parametrize("address", ["?county=%00", "?q=%00", "?county=xx", "?kind=" + "x" * 500, "?county=&q="])
def test_unknown_codes_find_nothing_and_break_nothing(client, address):
    collect_rows("karta", ROWS)
    assert client.get(f"/sv/actors/{address}").status_code == 200


def test_markup_in_the_address_is_only_text(listed):
    page = listed(q="<script>alert(1)</script>", kind='"><b>')
    assert page.one("input", id="q").attributes["value"] == "<script>alert(1)</script>"
    assert [one for one in page.all("script") if "alert" in one.text()] == []


def test_a_form_sent_without_script_gives_the_same_list(listed):
    form = listed(county="17").one("form", id="filters")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/sv/actors/")
    assert [one.attributes["name"] for one in form.all("input", type="search")] == ["q"]


def test_the_browsers_address_follows_what_htmx_fetches(client, listed):
    response = client.get("/sv/actors/?q=&county=17&sort=name", headers={"hx-request": "true"})
    assert response["HX-Push-Url"] == "/sv/actors/?county=17"
    assert "HX-Push-Url" not in client.get("/sv/actors/?county=17")


def test_priorities_of_the_workspace_have_their_own_names(listed):
    collect_rows("studie", {"P1": {"name": "Skoglig bioekonomi"}}, thing="priority")
    collect_rows("lista", {"1": {"name": "Bio Fuel", "priorities": "Skoglig bioekonomi"}, "2": {"name": "Annan"}})
    page = listed(priority="skoglig-bioekonomi")
    assert names(page) == ["Bio Fuel"]
    assert page.one("a", class_="chip").text() == "Ta bort Prioritering: Skoglig bioekonomi"


def test_a_name_in_another_language_is_marked(listed):
    collect_rows("lista", {"1": {"name": "Matlandet"}})
    page = listed("/en/actors/")
    # Names have no language here, and an unmarked name is never marked.
    assert "lang" not in row(page, "Matlandet").one("a").attributes


def test_only_mine(as_role, listed):
    create_user(Account(name="anna", role="editor"), "correct-horse-battery", caller=OPERATOR)
    set_work(record_id("karta:2"), WorkDetails(responsible="editor"), caller=OPERATOR)
    set_work(record_id("karta:3"), WorkDetails(responsible="anna"), caller=OPERATOR)
    page = page_of(as_role("editor").get("/sv/actors/?mine=1"))
    assert names(page) == ["Zinkdalen"]
    assert page.one("input", name="mine").has("checked", "")


def test_a_visitor_has_no_list_of_ones_own(listed):
    page = listed(mine="1")
    assert len(names(page)) == 5
    assert page.all("input", name="mine") == []


def test_the_selection_as_separated_text_has_the_same_rows(client, listed):
    page = listed(county="17")
    (link,) = [one for one in page.all("a", class_="btn") if one.text() == "Hämta som CSV"]
    assert query_of(link.attributes["href"]) == [("county", "17")]
    response = client.get(link.attributes["href"])
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert response["Content-Disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert {one["Namn"] for one in rows} == set(names(page))


def test_the_selection_as_a_workbook(client, listed):
    response = client.get("/sv/download/xlsx/?county=17")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:2] == b"PK"


def test_queries_do_not_grow_with_the_rows(client, django_assert_num_queries):
    # The version of the register; for the list and for the facets, whether what is counted in memory still holds; the
    # rows with their values, and their facets.
    expected = 1 + 2 + 2
    collect_rows("karta", {str(n): {"name": f"Aktör {n}", "geography": "Skåne"} for n in range(3)})
    client.get("/sv/actors/")
    with django_assert_num_queries(expected):
        client.get("/sv/actors/")
    for source in range(5):
        collect_rows(f"lista-{source}", {str(n): {"name": f"Företag {n}", "geography": "Skåne"} for n in range(9)})
    client.get("/sv/actors/")
    with django_assert_num_queries(expected):
        client.get("/sv/actors/")
