"""The map: its data for any view, the marks' words, the list beneath it, the switch to it, the picture as a file."""

import json
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registers import collect_rows
from tests.web.reading import page_of, query_of

pytestmark = pytest.mark.django_db
# Counted by hand below. Bergslagen is read as Örebro, Västmanland, Dalarna and Gävleborg.
ROWS = {
    "1": {"name": "Åkermat", "kind": "klusterinitiativ", "geography": "Värmland", "town": "Karlstad"},
    "2": {"name": "Zinkdalen", "kind": "klusterinitiativ", "geography": "Skåne, Danmark"},
    "3": {"name": "Älvkraft", "kind": "företag", "geography": "Värmland"},
    "4": {"name": "Östnät", "kind": "företag", "geography": "Bergslagen"},
    "5": {"name": "Adalen", "kind": "klusterinitiativ"},
    "6": {"name": "Riksnät", "kind": "strategiskt nätverk", "geography": "Sverige"},
}


@pytest.fixture
def placed(client):
    collect_rows("karta", ROWS, published_on="2010")
    return client


def data(client, **parameters):
    response = client.get("/sv/map/data/", parameters)
    assert response.status_code == 200
    return response.json()


def standing(answer) -> dict[str, int]:
    """{places: number} of the marks."""
    return {" ".join(mark["places"]): mark["n"] for mark in answer["marks"]}


def test_every_place_has_a_mark_and_every_county_its_number(placed):
    answer = data(placed, zoom=9)
    assert standing(answer) == {"17": 1, "1780": 1, "12": 1, "DK": 1, "18": 1, "19": 1, "20": 1, "21": 1}
    figures = {code: one["figure"] for code, one in answer["counties"].items()}
    assert figures == {"17": "2", "12": "1", "18": "0+1", "19": "0+1", "20": "0+1", "21": "0+1"}
    assert [code for code, one in answer["counties"].items() if one["interpreted"]] == ["18", "19", "20", "21"]
    assert answer["counties"]["18"]["label"] == "Örebro: 1 aktör, varav 1 tolkad"


def test_marks_say_how_certain_they_are_and_who_is_there(placed):
    marks = {mark["places"][0]: mark for mark in data(placed, zoom=9)["marks"]}
    assert {place: mark["looks"] for place, mark in marks.items() if place in ("17", "1780", "20")} == {
        "17": "stated", "1780": "looked-up", "20": "interpreted",
    }  # fmt: skip
    assert marks["1780"]["label"] == "Karlstad: 1 aktör, Åkermat"
    assert marks["17"]["label"] == "Värmlands län: 1 aktör, Älvkraft"
    english = placed.get("/en/map/data/", {"zoom": 9, "kind": "company"}).json()["marks"]
    assert "Värmland County: 1 actor, Älvkraft" in [mark["label"] for mark in english]


def test_from_afar_marks_are_drawn_as_one(placed):
    answer = data(placed, zoom=3)
    assert sum(mark["n"] for mark in answer["marks"]) == 8
    assert len(answer["marks"]) < 8
    mixed = next(mark for mark in answer["marks"] if "18" in mark["places"] and "17" in mark["places"])
    assert mixed["looks"] == "mixed"
    assert "platser till: " in mixed["label"]


def test_only_what_is_in_view_is_sent_but_the_bounds_are_of_all(placed):
    answer = data(placed, zoom=9, bbox="12,58.5,14.5,61")
    assert set(standing(answer)) == {"17", "1780"}
    assert answer["all"][0][0] < 56.5 < answer["home"][1][0]
    # Denmark is among all, and not at home.
    assert answer["all"][0][1] < answer["home"][0][1]
    empty = data(placed, zoom=9, q="finns inte")
    assert (empty["marks"], empty["home"], empty["all"]) == ([], None, None)


def test_the_map_follows_the_register(placed):
    before = data(placed, zoom=9)
    collect_rows("ny", {"1": {"name": "Gutenät", "geography": "Gotland"}})
    after = data(placed, zoom=9)
    assert standing(after) == {**standing(before), "09": 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.tuples(st.floats(-180, 0), st.floats(-80, 40), st.floats(1, 180), st.floats(41, 85)),
    st.integers(0, 99),
    st.sampled_from(["", "company", "cluster_initiative", "finns inte"]),
)
def test_any_view_and_filter_is_answered(placed, box, zoom, kind):
    answer = data(placed, bbox=",".join(map(str, box)), zoom=zoom, kind=kind)
    west, south, east, north = box
    assert all(south <= mark["at"][0] <= north and west <= mark["at"][1] <= east for mark in answer["marks"])


@pytest.mark.parametrize(
    "wrong",
    ["bbox=1,2,3", "bbox=a,b,c,d", "bbox=9,9,1,1", "bbox=nan,1,2,3", "zoom=x", "zoom=-1", "zoom=99999", "sort=x"],
)
def test_an_address_that_cannot_be_read_is_refused(placed, wrong):
    assert placed.get(f"/sv/map/data/?{wrong}").status_code == 400


def test_the_page_has_the_same_selection_as_the_list_both_ways(placed):
    chosen = "q=a&kind=company&kind=cluster_initiative&county=17&source=karta&sort=-start"
    for here, there in (("actors", "map"), ("map", "actors")):
        page = page_of(placed.get(f"/sv/{here}/?{chosen}"))
        (switch,) = [one for one in page.all("a") if one.attributes["href"].startswith(f"/sv/{there}/?")]
        assert sorted(parse_qsl(urlsplit(switch.attributes["href"]).query)) == sorted(parse_qsl(chosen))
        # Of those in Värmland, both have an a in their text: Åkermat and Älvkraft.
        assert page.one(id="count").text() == "2 av 6 aktörer"
    told = json.loads(page_of(placed.get(f"/sv/map/?{chosen}")).one("script", id="map-told").text())
    assert sorted(map(tuple, told["selection"])) == sorted(parse_qsl(chosen))


def test_the_list_beneath_has_the_rows_of_the_selection_or_of_the_view(placed):
    def rows(address: str) -> list[str]:
        return [row.one("a").text() for row in page_of(placed.get(address)).all("th", class_="who")]

    assert rows("/sv/map/") == ["Adalen", "Riksnät", "Zinkdalen", "Åkermat", "Älvkraft", "Östnät"]
    assert rows("/sv/map/?bbox=12,58.5,14.5,61") == ["Åkermat", "Älvkraft"]
    assert rows("/sv/map/?bbox=-30,60,-20,66") == []
    page = page_of(placed.get("/sv/map/?bbox=12,58.5,14.5,61&county=17"))
    assert page.one(id="in-view").text() == "2 aktörer i den del av kartan som visas. Lista hela urvalet"
    assert query_of(page.one("a", **{"data-whole": ""}).attributes["href"]) == [("county", "17")]


def test_what_no_mark_shows_is_said(placed):
    notes = page_of(placed.get("/sv/map/")).one(id="map-notes").text()
    assert "Utan plats i källorna: 1 aktör" in notes
    assert "Hela landet, utan närmare plats: 1 aktör." in notes
    assert "Märken utanför Sverige: 1." in notes


def test_who_stands_at_a_mark(placed):
    page = page_of(placed.get("/sv/map/at/?at=17&at=1780&kind=company"))
    assert [one.text() for one in page.all("a")] == ["Älvkraft"]
    assert page.one("h3").text() == "Värmlands län och Karlstad"
    # Who stands elsewhere too is shown as such.
    elsewhere = page_of(placed.get("/sv/map/at/?at=18")).one("li").text()
    assert elsewhere.startswith("Östnät Företag Verkar i: Örebro (tolkat) , Västmanland (tolkat)")
    chips = page_of(placed.get("/sv/map/?place=1780")).one(id="chips").text()
    assert "Plats: Karlstad" in chips


def test_the_picture_is_a_file_with_its_source_line(placed):
    response = placed.get("/sv/map/picture.svg?kind=company")
    assert response["Content-Type"] == "image/svg+xml"
    words = [one.text for one in ElementTree.fromstring(response.content).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Urvalet efter län. Aktörstyp: Företag", "0+1"} <= set(words)
    assert "Länsgränser: SCB. Källa: Klusterkarta, arbetsläge med 1 källa, läst 20" in " ".join(words)


def test_shapes_may_be_kept_and_others_do_not_exist(placed):
    response = placed.get("/sv/map/shapes/counties.json")
    assert "immutable" in response["Cache-Control"]
    assert len(response.json()["features"]) == 21
    assert placed.get("/sv/map/shapes/parishes.json").status_code == 404


def test_an_empty_register_says_how_to_begin(client):
    assert "Urvalet på kartan" not in page_of(client.get("/sv/map/")).text()
