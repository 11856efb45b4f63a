"""What surrounds every page: the menu, the running head, the footer, and pages that say what is wrong."""

import pytest

from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.vocabularies.rights import rights
from klusterkarta.vocabularies.words import words_of_key
from klusterkarta.web.addresses import can_open
from klusterkarta.web.navigation import PERSONAL, SECTIONS, open_entries
from tests.registers import collect_rows
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


def test_the_menu_has_the_sections_that_have_pages_in_order(client):
    page = page_of(client.get("/sv/"))
    shown = [one.text() for one in page.one("nav", class_="nav").all("a")]
    with_pages = [code for code in SECTIONS if open_entries(code, "sv", caller=PUBLIC)]
    assert shown == [words_of_key(f"navigation.{code}").sv for code in with_pages]
    assert shown[0] == "Karta och aktörer"


def test_a_section_without_pages_is_not_in_the_menu():
    # Following up comes with its own issue; its name is in the order of work already.
    assert "follow_up" in SECTIONS
    assert open_entries("follow_up", "sv", caller=OPERATOR) == []


def test_every_entry_asks_for_a_right_that_exists():
    entries = [*PERSONAL, *(entry for section in SECTIONS.values() for entry in section)]
    assert entries
    assert [entry.name for entry in entries if entry.right not in rights()] == []


def test_a_page_is_marked_in_its_section(client):
    (current,) = [
        one
        for one in page_of(client.get("/sv/actors/")).one("nav", class_="nav").all("a")
        if one.has("aria-current", "page")
    ]
    assert current.text() == "Karta och aktörer"


def test_a_caller_sees_only_what_the_role_may_open():
    visible = [one.name for one in open_entries("collecting", "sv", caller=Caller("r", "reader"))]
    expected = [one.name for one in SECTIONS["collecting"] if one.right == "read_public" and can_open(one.name, "sv")]
    assert visible == expected


def test_the_running_head_counts_actors_and_sources(client):
    collect_rows("karta", {"1": {"name": "Glasriket"}, "2": {"name": "Georange", "funders": "Malå kommun"}})
    collect_rows("bok", {"1": {"name": "Robotdalen"}})
    running = page_of(client.get("/sv/")).one("div", class_="running").text()
    # Three rows; Malå kommun is only named and counts as no actor.
    assert "3 aktörer, 2 källor" in running


def test_the_running_head_follows_every_change(client):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    assert "1 aktör, 1 källa" in page_of(client.get("/sv/")).one("div", class_="running").text()
    collect_rows("karta2", {"1": {"name": "Georange"}})
    assert "2 actors, 2 sources" in page_of(client.get("/en/")).one("div", class_="running").text()


def test_the_editors_own_source_is_not_counted(client):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    ensure_source(SourceDetails(key="editor-1", title_sv="Redaktionen", kind="editor"), caller=OPERATOR)
    assert "1 aktör, 1 källa" in page_of(client.get("/sv/")).one("div", class_="running").text()


def test_an_unknown_page_says_so_in_its_language(client):
    response = client.get("/en/nowhere/")
    assert response.status_code == 404
    assert page_of(response).one("h1").text() == "The page does not exist"


def test_an_unknown_address_without_language_speaks_the_visitors(client):
    response = client.get("/nowhere", headers={"accept-language": "en"})
    assert (response.status_code, page_of(response).one("html").attributes["lang"]) == (404, "en")


def test_a_refusal_is_a_page_of_its_own(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    reader = as_role("reader")
    actor = page_of(reader.get("/sv/actors/")).one("th", class_="who").one("a").attributes["href"]
    response = reader.get(f"{actor}edit/")
    assert response.status_code == 403
    assert page_of(response).one("h1").text() == "Inte tillåtet"


def test_our_own_fault_is_said_without_asking_the_register(client, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the register is gone")

    monkeypatch.setattr("klusterkarta.web.pages.start.views.start_page", broken)
    client.raise_request_exception = False
    response = client.get("/en/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in page_of(response).text()


def test_a_visitor_gets_no_cookie_and_no_inline_style_or_script(client):
    collect_rows("karta", {"1": {"name": "Glasriket", "geography": "Kronoberg"}})
    for path in ("/sv/", "/sv/actors/"):
        response = client.get(path)
        assert not response.cookies
        page = page_of(response)
        assert [one for one in page.walk() if "style" in one.attributes] == []
        assert [one for one in page.all("script") if "src" not in one.attributes] == []
        assert page.all("style") == []


def test_what_was_done_is_said_once_and_unknown_words_are_not(client):
    assert page_of(client.get("/sv/?done=edited")).one("p", class_="notice").text().startswith("Uppgiften är sparad")
    assert page_of(client.get("/sv/?done=no-such-thing")).all("p", class_="notice") == []


@pytest.mark.parametrize("opened", ["/sv/about/?", "/sv/actors/?q=", "/sv/map/?place=", "/sv/"])
def test_a_page_does_not_grow_with_its_address(client, opened):
    plain = len(client.get(opened).content)
    # Twelve times what is repeated of an address at most, which is 2 000 characters.
    assert len(client.get(opened + "ä" * 10_000).content) < plain + 24_000


def test_the_links_of_a_page_keep_what_was_chosen(client):
    page = page_of(client.get("/sv/actors/", {"q": "a" * 150}))
    (other,) = [one for one in page.all("a") if one.has("hreflang", "en")]
    assert other.attributes["href"] == "/en/actors/?q=" + "a" * 150
