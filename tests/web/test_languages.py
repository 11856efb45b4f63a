"""Two languages: the address decides, the switch keeps page and query, the cookie counts only at the root."""

import pytest

from klusterkarta.web.languages import COOKIE
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.5", "/sv/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("de-DE,de", "/sv/"),
        ("", "/sv/"),
        ("*", "/sv/"),
    ],
)
def test_the_root_leads_to_the_browsers_language_else_swedish(client, accept, expected):
    response = client.get("/", headers={"accept-language": accept})
    assert (response.status_code, response["Location"]) == (302, expected)
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_the_cookie_counts_at_the_root_only(client):
    client.cookies[COOKIE] = "en"
    assert client.get("/", headers={"accept-language": "sv"})["Location"] == "/en/"
    assert client.get("/sv/")["Content-Language"] == "sv"


def test_a_cookie_with_another_language_is_as_none(client):
    client.cookies[COOKIE] = "../de"
    assert client.get("/")["Location"] == "/sv/"


def test_the_switch_keeps_page_and_query(client):
    page = page_of(client.get("/sv/actors/", {"county": ["04", "18"], "q": "mat"}))
    (link,) = [one for one in page.one("ul", class_="tools").all("a") if one.has("hreflang", "en")]
    assert link.attributes["href"] == "/en/actors/?county=04&county=18&q=mat"
    assert link.attributes["lang"] == "en"
    assert page.one("html").attributes["lang"] == "sv"


def test_changing_language_is_remembered_and_reading_on_is_not(client):
    assert not client.get("/sv/actors/", headers={"referer": "http://testserver/sv/"}).cookies
    changed = client.get("/en/actors/", headers={"referer": "http://testserver/sv/actors/"})
    assert changed.cookies[COOKIE].value == "en"


@pytest.mark.parametrize("referer", ["http://elsewhere.example/sv/", "http://testserver/svenska/", "sv"])
def test_another_sites_links_change_nothing(client, referer):
    assert not client.get("/en/actors/", headers={"referer": referer}).cookies


def test_a_language_the_site_does_not_speak_is_no_page(client):
    assert client.get("/de/").status_code == 404
