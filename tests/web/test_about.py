"""The pages about the site: who answers for it, the accessibility statement, the personal data in it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.settings import current, use
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.accessibility import accessibility_statement
from klusterkarta.web.pages.about import accessibility_page
from tests.registers import collect_rows, record_id
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db
ABOUT, ACCESSIBILITY, PRIVACY = "/sv/about/", "/sv/about/accessibility/", "/sv/about/privacy/"
OWNED = {
    "owner_name": "Region Exempel",
    "owner_contact": "karta@example.se",
    "privacy_purpose": "Att kunna nå dem som leder kluster.",
    "privacy_legal_basis": "Uppgift av allmänt intresse.",
    "privacy_retention": "Så länge källan räknas.",
    "privacy_contact": "dataskydd@example.se",
}


@pytest.fixture
def owned() -> Iterator[None]:
    """Fill in what the owner has to fill in."""
    before = current()
    use(replace(before, **OWNED))
    yield
    use(before)


@pytest.fixture
def opened(client):
    def get(address: str) -> Element:
        response = client.get(address)
        assert response.status_code == 200
        return page_of(response)

    return get


def section(page: Element, heading: str) -> Element:
    return page.one("section", aria_labelledby=heading)


def rows(part: Element) -> list[list[str]]:
    return [[cell.text() for cell in row.children if isinstance(cell, Element)] for row in part.one("tbody").all("tr")]


def main_text(page: Element) -> str:
    return page.one("main").text()


@pytest.mark.parametrize("address", [ABOUT, ACCESSIBILITY, PRIVACY])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_anyone_may_read_them_in_both_languages(opened, address, lang):
    page = opened(address.replace("/sv/", f"/{lang}/"))
    assert page.one("html").attributes["lang"] == lang
    assert page.one("h1").text()


@pytest.mark.parametrize("address", [ABOUT, ACCESSIBILITY, PRIVACY])
def test_they_can_only_be_read(client, address):
    assert client.post(address).status_code == 405


def test_about_says_who_answers_for_the_site_and_what_is_in_it(owned, opened):
    collect_rows("karta", {"1": {"name": "Matlandet"}, "2": {"name": "Stålnät"}})
    text = main_text(opened(ABOUT))
    assert "Region Exempel" in text
    assert "Kontakt: karta@example.se" in text
    assert "2 aktörer, 1 källa" in text
    assert "EUPL-1.2" in text


def test_about_says_when_there_is_no_owner(opened):
    assert "Den som driver webbplatsen har ännu inte angett sitt namn." in main_text(opened(ABOUT))


def test_about_tells_the_rule_for_the_shown_value_in_its_order(opened):
    shown = section(opened(ABOUT), "shown")
    assert [step.text().split(" ")[1] for step in shown.all("li")] == ["som", "mest", "den", "allt"]
    # The rule lets addresses and members differ; a start year that differs is a contradiction.
    assert "antal medlemsföretag" in shown.text()
    assert "startår" not in shown.text()


def test_about_leads_to_the_sources_and_to_the_other_two_pages(opened):
    links = {one.attributes["href"] for one in opened(ABOUT).one("main").all("a")}
    assert {"/sv/sources/", ACCESSIBILITY, PRIVACY} <= links


def test_the_statement_names_law_standard_supervision_and_where_to_turn(owned, opened):
    page = opened(ACCESSIBILITY)
    text = main_text(page)
    # What Commission Implementing Decision (EU) 2018/1523 asks a statement to hold.
    for part in (
        "2018:1937",
        "EN 301 549",
        "WCAG 2.2",
        "delvis förenlig",
        "karta@example.se",
        "Digg",
        "Region Exempel",
    ):
        assert part in text
    assert "https://www.digg.se/tdosanmalan" in {one.attributes["href"] for one in page.all("a")}


def test_the_statement_gives_every_known_fault_and_every_method(opened):
    page, statement = opened(ACCESSIBILITY), accessibility_statement()
    assert [row[0] for row in rows(section(page, "faults"))] == [one.what.sv for one in statement.faults]
    assert [row[0] for row in rows(section(page, "method"))] == [one.what.sv for one in statement.methods]
    assert f"Prövat {statement.assessed_on.isoformat()}" in main_text(page)


def test_without_known_faults_the_statement_says_that_the_site_conforms(opened, monkeypatch):
    flawless = replace(accessibility_statement(), faults=())
    monkeypatch.setattr(accessibility_page, "accessibility_statement", lambda: flawless)
    page = opened(ACCESSIBILITY)
    assert section(page, "state").one("strong").text() == "Webbplatsen är förenlig med lagen. Inga brister är kända."
    assert section(page, "faults").all("table") == []


def test_every_personal_field_is_named_and_when_it_is_protected(opened):
    when = {row[0]: row[2] for row in rows(section(opened(PRIVACY), "fields"))}
    # The four fields of a contact person (profile_fields.yaml, `personal`) are protected at every actor.
    assert [name for name, protected in when.items() if protected == "alltid"] == [
        "Kontaktperson",
        "Kontaktens roll",
        "Kontaktens e-post",
        "Kontaktens telefon",
    ]
    assert when["Organisationsnummer"] == "hos enskilda näringsidkare utan samtycke"
    assert "Startår" not in when


def test_the_roles_are_those_that_may_read_personal_data(opened):
    sees = section(opened(PRIVACY), "sees")
    assert {one.text() for one in sees.all("li")} == {"Redaktör", "Bedömare", "Administratör"}


def test_what_the_owner_has_filled_in_is_shown_as_written(owned, opened):
    page = opened(PRIVACY)
    assert section(page, "purpose").one("p").text() == "Att kunna nå dem som leder kluster."
    assert section(page, "legal_basis").one("p").text() == "Uppgift av allmänt intresse."
    assert section(page, "retention").one("p").text() == "Så länge källan räknas."
    assert "dataskydd@example.se" in main_text(page)
    assert page.all("p", class_="missing") == []


def test_what_the_owner_has_not_filled_in_is_said(opened):
    page = opened(PRIVACY)
    for part in ("purpose", "legal_basis", "retention"):
        assert section(page, part).one("p", class_="missing").text() == "Fylls i av den som driver webbplatsen."


def test_what_the_owner_writes_is_text_and_no_markup(client):
    before = current()
    use(replace(before, privacy_purpose="<script>x</script>"))
    try:
        answer = client.get(PRIVACY).content.decode()
    finally:
        use(before)
    assert "&lt;script&gt;x&lt;/script&gt;" in answer
    assert "<script>x" not in answer


def test_a_tile_server_is_named_since_it_learns_who_visits(opened):
    assert "Inget skickas till andra webbplatser" in main_text(opened(PRIVACY))
    before = current()
    use(replace(before, tile_url="https://tiles.example.se/{z}/{x}/{y}.png"))
    try:
        text = main_text(opened(PRIVACY))
    finally:
        use(before)
    assert "tiles.example.se" in text
    assert "Inget skickas till andra webbplatser" not in text


def test_the_cookies_are_those_that_the_site_sets(client, opened, as_role):
    named = {row[0] for row in rows(section(opened(PRIVACY), "cookies"))}
    for address in (ABOUT, ACCESSIBILITY, PRIVACY):
        assert client.get(address).cookies == {}
    client.get("/sv/login/")
    client.get("/en/about/", HTTP_REFERER="http://testserver/sv/about/")
    visitor, editor = client, as_role("editor")
    editor.get(PRIVACY)
    assert set(visitor.cookies) | set(editor.cookies) == named


def test_no_personal_value_stands_on_them(client):
    collect_rows("karta", {"1": {"name": "Matlandet", "contact_name": "Kontakt Kontaktsson"}})
    set_work(record_id("karta:1"), WorkDetails(note="ring igen"), caller=OPERATOR)
    for address in (ABOUT, ACCESSIBILITY, PRIVACY):
        answer = client.get(address).content.decode()
        assert "Kontaktsson" not in answer
        assert "ring igen" not in answer
