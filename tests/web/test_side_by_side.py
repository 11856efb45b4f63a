"""The comparison as a page: in the address, in place, in words where it cannot be."""

import csv
import io

import pytest

from tests.registers import collect_rows, record_id, say
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(client):
    rows = {
        "1": {"name": "Matnod", "geography": "Skåne", "start_year": "2022 (2015)", "funders": "Almi | Vinnova"},
        "2": {"name": "Agro", "geography": "Skåne", "start_year": "2017", "funders": "Vinnova"},
        "3": {"name": "Agronod", "geography": "Mälardalen"},
        **{str(n): {"name": f"Nummer {n}"} for n in range(4, 7)},
    }
    collect_rows("studie", rows, covers=["members"], published_on="2023")
    collect_rows("bok", {"a": {"name": "Agro", "start_year": "2016"}}, published_on="2009")
    say("studie:2", "bok:a")

    def opened(*keys, status=200, lang="sv", **parameters):
        actors = [record_id(key) if ":" in key else key for key in keys]
        response = client.get(f"/{lang}/side-by-side/", {"actor": actors, **parameters})
        assert response.status_code == status
        return page_of(response) if status != 302 else response["Location"]

    return opened


def row(page, code):
    return page.one("tr", id=f"row-{code}")


def test_rows_are_fields_and_columns_are_actors(compared):
    page = compared("studie:1", "studie:2")
    assert [one.text() for one in page.all("a", class_="who")] == ["Matnod", "Agro"]
    years = row(page, "start_year")
    assert years.one("span", class_="apart").text() == "Skiljer sig"
    matnod, agro = years.all("td")
    assert matnod.one("span", class_="value").text() == "2022 (2015)"
    assert [one.text() for one in agro.all("span", class_="value")] == ["2017", "2016"]
    assert agro.one("span", class_="st").text() == "Motstridigt"
    # Who says so, where and when lies under the value's letter.
    assert "bok, 2009 p. a. Uppgift från 2009" in agro.text()


def test_agreement_is_said_in_words(compared):
    page = compared("studie:1", "studie:2", lang="en")
    assert row(page, "geography").one("span", class_="alike").text() == "Alike"
    assert row(page, "funders").one("span", class_="part").text() == "Partly alike"
    assert "In common: Vinnova" in row(page, "funders").one("th").text()


def test_only_differences_hides_what_is_alike(compared):
    page = compared("studie:1", "studie:2", only="differences")
    assert page.all("tr", id="row-geography") == []
    assert row(page, "start_year")
    assert page.one("input", id="address").attributes["value"].endswith("&only=differences")


def test_every_source_opens_at_once(compared):
    letters = compared("studie:1", "studie:2", sources="all").all("details", class_="src")
    assert letters
    assert all("open" in one.attributes for one in letters)


def test_silence_is_told(compared):
    page = compared("studie:1", "studie:3")
    assert row(page, "start_year").all("td")[1].text() == "Källan säger inget (A)"
    assert "Antal medlemsföretag (A)" in page.one("main").text()


def test_one_is_asked_for_another_and_six_are_refused(compared):
    page = compared("studie:1")
    assert "minst 2" in page.one("p", class_="notice").text()
    assert page.all("table") == []
    page = compared(*(f"studie:{n}" for n in range(1, 7)), status=422)
    assert "Högst 5" in page.one("div", class_="faults").text()
    # Each can be taken away where it stands, and nobody can be added.
    assert len(page.all("a", class_="chip")) == 6
    assert page.all("input", name="add") == []


def test_unknown_numbers_are_named_and_the_rest_can_go_on(compared):
    page = compared("studie:1", "studie:2", "999999", status=422)
    fault = page.one("div", class_="faults")
    assert "999999" in fault.text()
    assert "999999" not in fault.one("a").attributes["href"]
    compared("one", status=400)


def test_merged_ids_lead_to_the_actor_that_has_them_now(compared):
    there = compared("bok:a", "studie:1", status=302)
    assert there == f"/sv/side-by-side/?actor={record_id('studie:2')}&actor={record_id('studie:1')}"


def test_an_actor_is_added_by_name_and_namesakes_are_asked_about(compared):
    there = compared("studie:1", add="agronod", status=302)
    assert there.endswith(f"&actor={record_id('studie:3')}")
    # An exact name is taken though another name begins with it.
    assert compared("studie:1", add="AGRO", status=302).endswith(f"&actor={record_id('studie:2')}")
    page = compared("studie:1", add="nummer")
    assert len(page.one("form", class_="adding").all("li")) == 3
    page = compared("studie:1", add="<b>")
    assert page.one("p", id="id-add-error").text().startswith("Ingen aktör")


def test_the_files_hold_the_same_actors_also_a_single_one(compared, client):
    page = compared("studie:1", "studie:2")
    (link,) = [one for one in page.all("a", class_="btn") if one.text() == "Hämta som CSV"]
    response = client.get(link.attributes["href"])
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert [one[0] for one in rows] == ["Matnod", "Agro"]
    assert rows[1][head.index("Startår")] == "2017 (även 2016)"
    alone = client.get(f"/sv/side-by-side/table.xlsx?actor={record_id('studie:3')}")
    assert alone.content[:2] == b"PK"
    assert client.get("/sv/side-by-side/table.csv?actor=999999").status_code == 404


def test_the_profile_leads_to_the_comparison_and_gives_its_map_as_a_file(compared, client):
    actor = record_id("studie:1")
    page = page_of(client.get(f"/sv/actors/{actor}/"))
    assert f"/sv/side-by-side/?actor={actor}" in [one.attributes.get("href") for one in page.all("a", class_="btn")]
    picture = client.get(f"/sv/actors/{actor}/place.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "Källa: Klusterkarta" in picture.content.decode()
    assert client.get(f"/sv/actors/{record_id('studie:4')}/place.svg").status_code == 404


def test_the_list_keeps_what_is_ticked_and_leads_on(compared, client):
    one, three = record_id("studie:1"), record_id("studie:3")
    page = page_of(client.get("/sv/actors/", {"q": "matnod", "actor": [one, three]}))
    tray = page.one("div", class_="tray")
    assert tray.one("b").text() == "Jämför 2 av högst 5"
    # The one whose row the filter hides is carried along by the form, the other by its own box.
    assert [box.attributes["value"] for box in tray.all("input", type="hidden")] == [str(three)]
    assert page.one("input", id=f"pick-{one}").has("checked", "")
    query = {"q": "matnod", "actor": [one, three], "to": "compare"}
    there = f"/sv/side-by-side/?actor={one}&actor={three}"
    assert client.get("/sv/actors/", query)["Location"] == there
    assert client.get("/sv/actors/", query, headers={"hx-request": "true"})["HX-Redirect"] == there
