"""The sources: what they are, when they were read, what they hold, and taking one back."""

import pytest

from klusterkarta.catalogue.selectors.changes import latest_changes
from klusterkarta.catalogue.selectors.sources import source_view
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated
from klusterkarta.web.pages.sources import source_page as module
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karta():
    collect_rows("karta", {"1": {"name": "Åkermat"}, "2": {"name": "Zinkdalen"}}, published_on="2010", trust=40)


def table(page: Element, heading: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    (section,) = [one for one in page.all("section") if one.all("h2") and one.all("h2")[0].text() == heading]
    rows = section.one("tbody").all("tr")
    return [[cell.text() for cell in row.children if isinstance(cell, Element)] for row in rows]


def headings(page: Element) -> list[str]:
    return [one.text() for one in page.all("h2")]


def test_a_source_stands_in_the_list_with_its_number_of_rows_and_trust(client, karta):
    cells = page_of(client.get("/sv/sources/")).one("tbody").one("tr").all("td")
    assert [cells[number].text() for number in (1, 2, 3, 5)] == ["2010", "2", "40", "räknas"]


def test_without_sources_the_list_says_so_and_leads_the_editor_to_the_import(client, as_role):
    assert "Ingen källa är inläst." in page_of(client.get("/sv/sources/")).text()
    assert page_of(as_role("editor").get("/sv/sources/")).one("div", class_="empty").one("a").attributes["href"] == (
        "/sv/import/"
    )


def test_an_editors_source_is_named_without_the_editor(client, karta):
    edit_actor(record_id("karta:1"), [Stated("members", "7")], caller=Caller("britta", "editor"))
    listed = client.get("/sv/sources/").content.decode()
    page = page_of(client.get("/sv/sources/"))
    href = next(one.attributes["href"] for one in page.all("a") if one.text() == "Redaktionen")
    assert "britta" not in listed + client.get(href).content.decode()


def test_each_row_of_a_source_leads_to_its_actor(client, karta):
    page = page_of(client.get("/sv/sources/karta/"))
    assert table(page, "Aktörer som källan beskriver") == [["1", "Åkermat", "p. 1"], ["2", "Zinkdalen", "p. 2"]]
    link = next(one for one in page.all("a") if one.text() == "Zinkdalen")
    assert client.get(link.attributes["href"]).status_code == 200


def test_a_long_source_is_read_page_by_page(client, karta, monkeypatch):
    monkeypatch.setattr(module, "ON_A_PAGE", 1)
    first = page_of(client.get("/sv/sources/karta/"))
    assert table(first, "Aktörer som källan beskriver") == [["1", "Åkermat", "p. 1"]]
    second = page_of(client.get(first.one("a", rel="next").attributes["href"]))
    assert table(second, "Aktörer som källan beskriver") == [["2", "Zinkdalen", "p. 2"]]
    assert second.all("a", rel="next") == []


def test_who_read_a_source_is_only_for_the_office(client, karta, as_role):
    for one, heads in ((client, 4), (as_role("reader"), 4), (as_role("editor"), 5)):
        page = page_of(one.get("/sv/sources/karta/"))
        (section,) = [part for part in page.all("section") if part.all("h2", id="readings")]
        assert len(section.one("thead").all("th")) == heads


def test_a_plan_is_listed_with_each_activity_under_its_goal(client):
    collect_rows("plan", {"M1": {"name": "Mål ett"}}, thing="goal")
    collect_rows("plan", {"A1": {"name": "Samla", "parent": "M1", "description": "Alla i länet"}}, thing="activity")
    collect_rows("plan", {"D1": {"name": "Ringa", "parent": "A1"}}, thing="subactivity")
    plan = page_of(client.get("/sv/sources/plan/")).one("ol", class_="plan")
    (goal,) = [one for one in plan.children if isinstance(one, Element)]
    inner = goal.all("ol")
    assert [one.one("b").text() for one in goal.all("p") if one.all("b")] == ["Mål ett", "Samla", "Ringa"]
    assert "Alla i länet" in inner[0].text()
    assert inner[1].text() == "D1 Ringa"


def test_priorities_and_claims_are_listed(client):
    collect_rows("s3", {"P1": {"name": "Smart industri", "group": "Region Ett"}}, thing="priority")
    collect_rows("s3", {"claim/lists/1": {"name": "Antal initiativ", "result_value": "39"}}, thing="claim")
    page = page_of(client.get("/sv/sources/s3/"))
    assert table(page, "Prioriteringar")[0][:2] == ["Smart industri", "Region Ett"]
    assert table(page, "Vad källan själv räknar")[0][:2] == ["Antal initiativ", "39"]


def test_an_administrator_withdraws_a_source_with_a_reason_and_brings_it_back(karta, as_role):
    administrator = as_role("administrator")
    answer = administrator.post("/sv/sources/karta/withdraw/", {"why": "Fel dokument"}, follow=True)
    page = page_of(answer)
    assert source_view("karta").withdrawn
    assert "tillbakadragen" in page.one("div", class_="head").text()
    assert "räknas inte" in page.text()
    assert latest_changes(1)[0].detail["why"] == "Fel dokument"
    administrator.post("/sv/sources/karta/restore/")
    assert not source_view("karta").withdrawn


def test_withdrawing_asks_for_the_reason(karta, as_role):
    answer = as_role("administrator").post("/sv/sources/karta/withdraw/", {"why": "  "})
    assert answer.status_code == 422
    assert "Skriv varför källan dras tillbaka." in page_of(answer).text()
    assert not source_view("karta").withdrawn


@pytest.mark.parametrize("role", ["reader", "editor", "assessor"])
def test_nobody_else_may_withdraw_or_bring_back(karta, as_role, role):
    client = as_role(role)
    assert "Dra tillbaka källan" not in headings(page_of(client.get("/sv/sources/karta/")))
    assert client.post("/sv/sources/karta/withdraw/", {"why": "x"}).status_code == 403
    assert not source_view("karta").withdrawn
    withdraw("karta", caller=Caller("a", "administrator"))
    assert client.post("/sv/sources/karta/restore/").status_code == 403
    assert source_view("karta").withdrawn


@pytest.mark.parametrize("address", ["/sv/sources/nowhere/", "/sv/sources/karta/?after=x"])
def test_what_is_not_there_is_said(client, karta, address):
    assert client.get(address).status_code in (400, 404)
