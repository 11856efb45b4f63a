"""Maturity on the site: what is known is counted, what is not reads unknown, and nobody is called low."""

import pytest

from tests.registers import collect_rows, record_id
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
ROWS = {
    "1": {"name": "Zink", "kind": "klusterinitiativ", "start_year": "1998", "members": "20", "funders": "A | B | C"},
    "2": {"name": "Tyst", "kind": "klusterinitiativ"},
    "3": {"name": "Nedlagt nät", "kind": "klusterinitiativ", "end_year": "2007", "members": "50"},
    "4": {"name": "Bolaget", "kind": "företag", "start_year": "1990"},
}


@pytest.fixture(autouse=True)
def register() -> None:
    collect_rows("karta", ROWS, published_on="2010-06")


def rows_of(client, query: str = "?on=2012", lang: str = "sv") -> dict[str, list[str]]:
    response = client.get(f"/{lang}/maturity/{query}")
    assert response.status_code == 200
    table = page_of(response).one("table", id="maturity-table")
    return {row.one("th").text(): [cell.text() for cell in row.all("td")] for row in table.all("tr")[1:]}


def test_the_index_of_what_is_known_and_unknown_for_the_rest(client):
    found = rows_of(client)
    # Age 14: 4 points, 20 members: 2, three funders: 3. 9 of 12 are 75; of 28 from 9 (32) to 9 + 16 (89).
    assert found["Zink"][:3] == ["75", "32–89", "3 av 7"]
    # Of the silent one nobody says anything but that it is there, in 2010: more than a year before.
    assert found["Tyst"] == ["okänd", "", "0 av 7", *["okänt"] * 7]
    assert found["Nedlagt nät"][0] == "upphörde 2007"
    assert "Bolaget" not in found


def test_no_data_is_never_called_low(client):
    for lang, words in (("sv", ("låg", "omogen")), ("en", ("low", "immature"))):
        cells = [cell.split() for row in rows_of(client, lang=lang).values() for cell in row]
        assert not [word for cell in cells for word in cell if word.lower() in words]


def test_only_what_was_said_by_the_day_counts(client):
    assert rows_of(client, "?on=2009")["Zink"][:3] == ["okänd", "", "0 av 7"]
    # Sixteen years on, members and funders of 2010 are too old; the start year is not.
    assert rows_of(client, "?on=2026-11-21")["Zink"][:3] == ["för lite känt", "14–100", "1 av 7"]


def test_a_selection_and_a_wrong_day(client):
    assert list(rows_of(client, "?on=2012&q=zink")) == ["Zink"]
    ticked = f"?on=2012&actor={record_id('karta:2')}&actor={record_id('karta:4')}"
    assert set(rows_of(client, ticked)) == {"Tyst", "Bolaget"}
    response = client.get("/sv/maturity/?on=igår")
    assert (response.status_code, "”igår” är inget datum" in response.content.decode()) == (400, True)


def test_the_picture_is_a_file_and_the_profile_says_it(client):
    picture = client.get("/sv/maturity/picture.svg?on=2012")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"Zink" in picture.content
    assert client.get("/sv/maturity/picture.svg?q=ingen").status_code == 404
    assert "Upphörde 2007." in page_of(client.get(f"/sv/actors/{record_id('karta:3')}/")).one("main").text()
    company = page_of(client.get(f"/sv/actors/{record_id('karta:4')}/")).one("main").text()
    assert "Mognad" not in company
