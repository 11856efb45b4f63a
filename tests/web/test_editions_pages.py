"""Editions: the list, making one, one edition, two compared, and master lists to fetch."""

import csv
import io
import zipfile

import pytest

from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.pages.editions import downloads
from klusterkarta.workflow.editions import freeze
from tests.registers import collect_rows, record_id, say
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_workspace(tmp_path, settings, monkeypatch):
    monkeypatch.setattr("klusterkarta.workflow.editions.edition_folder", lambda name: tmp_path / "editions" / name)


@pytest.fixture
def karta():
    collect_rows("karta", {"1": {"name": "Åkermat", "members": "12"}, "2": {"name": "Zinkdalen"}}, published_on="2010")


def names_under(page: Element, heading: str) -> list[str]:
    (section,) = [one for one in page.all("section") if one.all("h2") and one.all("h2")[0].text() == heading]
    return [one.text() for one in section.all("li")]


def names_in(answer) -> list[str]:
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return [row["Namn"] for row in rows]


def test_an_edition_stands_in_the_list_and_has_a_page(client, karta):
    made = freeze("2010", caller=OPERATOR, title_sv="Första kartan")
    row = page_of(client.get("/sv/editions/")).one("tbody").one("tr")
    assert row.one("th").text() == "2010 Första kartan"
    assert [cell.text() for cell in row.all("td")][1:5] == ["2", "3", "1", made.sha256[:12]]
    page = page_of(client.get(row.one("th").one("a").attributes["href"]))
    assert made.sha256 in [one.text() for one in page.all("code")]
    assert page.one("ul", class_="bullets").one("a").attributes["href"] == "/sv/sources/karta/"


def test_without_editions_the_list_says_so(client):
    assert "Ingen utgåva är skapad." in page_of(client.get("/sv/editions/")).text()


def test_an_administrator_starts_the_job_that_makes_an_edition(karta, as_role):
    sent = {"name": "2026", "title_sv": "Nya kartan", "title_en": "", "sources": ["karta"]}
    answer = as_role("administrator").post("/sv/editions/", sent)
    (job,) = list_jobs()
    assert (job.verb, answer.status_code, answer.headers["Location"]) == ("freeze", 302, f"/sv/jobs/{job.id}/")


@pytest.mark.parametrize("sent", [{"name": "Hösten 2026"}, {"name": "2010"}, {"name": "ny", "sources": ["nowhere"]}])
def test_what_cannot_be_made_is_said_at_the_form(karta, as_role, sent):
    freeze("2010", caller=OPERATOR)
    answer = as_role("administrator").post("/sv/editions/", sent)
    assert answer.status_code == 422
    assert len(page_of(answer).one("div", class_="faults").all("a")) == 1
    assert list_jobs() == []


def test_only_an_administrator_makes_editions(client, karta, as_role):
    editor = as_role("editor")
    assert editor.post("/sv/editions/", {"name": "2026"}).status_code == 403
    assert client.post("/sv/editions/", {"name": "2026"}).status_code == 302
    assert list_jobs() == []
    assert "Skapa en utgåva" not in page_of(editor.get("/sv/editions/")).text()


def test_two_editions_compared_show_new_joined_and_changed_actors(client, karta):
    freeze("2010", caller=OPERATOR)
    collect_rows("senare", {"1": {"name": "Åkermat", "members": "15"}, "2": {"name": "Nytt nät"}}, trust=60)
    say("karta:1", "senare:1")
    page = page_of(client.get("/sv/compare/", {"from": "2010", "to": ""}))
    assert names_under(page, "Nya aktörer") == ["Nytt nät"]
    (change,) = [one for one in page.one("ul", class_="diff").all("li") if "12" in one.text()]
    assert (change.one("del").text(), change.one("ins").text()) == ("före: 12", "efter: 15")


def test_actors_that_were_several_are_shown_as_joined(client, karta):
    freeze("2010", caller=OPERATOR)
    say("karta:1", "karta:2")
    page = page_of(client.get("/sv/compare/", {"from": "2010", "to": ""}))
    (section,) = [one for one in page.all("section") if one.all("h2", id="merged")]
    assert {one.text() for one in section.one("tbody").one("td").all("a")} == {"Åkermat", "Zinkdalen"}


def test_the_register_compared_with_itself_shows_no_difference(client, karta):
    same = page_of(client.get("/sv/compare/", {"from": "", "to": ""}))
    assert "Inga aktörer skiljer sig." in same.text()


def test_without_a_choice_the_latest_edition_is_compared_with_the_register_now(client, karta):
    freeze("2010", caller=OPERATOR)
    text = page_of(client.get("/sv/compare/")).text()
    assert "Vad skiljer registret nu från utgåvan 2010?" in text


def test_an_edition_that_is_not_there_is_said(client, karta):
    assert client.get("/sv/compare/", {"from": "1999"}).status_code == 400
    assert client.get("/sv/editions/1999/").status_code == 404
    assert client.get("/sv/editions/1999/master-list.csv").status_code == 404


def test_the_public_fetches_the_register_and_an_edition(client, karta):
    freeze("2010", caller=OPERATOR)
    collect_rows("senare", {"1": {"name": "Nytt nät"}})
    assert sorted(names_in(client.get("/sv/download/csv/"))) == ["Nytt nät", "Zinkdalen", "Åkermat"]
    assert sorted(names_in(client.get("/sv/editions/2010/master-list.csv"))) == ["Zinkdalen", "Åkermat"]
    workbook = client.get("/en/download/xlsx/")
    assert zipfile.is_zipfile(io.BytesIO(workbook.content))
    assert workbook.headers["Content-Disposition"].startswith('attachment; filename="master-list-')


def test_the_lists_filter_chooses_what_is_fetched(client, karta):
    collect_rows("senare", {"1": {"name": "Nytt nät"}})
    assert names_in(client.get("/sv/download/csv/", {"source": "senare"})) == ["Nytt nät"]
    assert client.get("/sv/download/csv/", {"sort": "wrong"}).status_code == 400


def test_a_large_list_becomes_a_job_for_who_may_start_one(client, karta, as_role, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_AT_ONCE", 2)
    public = page_of(client.get("/sv/download/csv/"))
    assert public.one("main").all("form") == []
    assert client.post("/sv/download/csv/").status_code == 302
    assert list_jobs() == []
    editor = as_role("editor")
    form = page_of(editor.get("/sv/download/xlsx/?source=karta")).one("main").one("form")
    answer = editor.post(form.attributes["action"])
    (job,) = list_jobs()
    assert (job.verb, answer.headers["Location"]) == ("export_xlsx", f"/sv/jobs/{job.id}/")


def test_a_narrower_list_is_fetched_at_once_from_a_large_register(client, karta, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_AT_ONCE", 2)
    assert names_in(client.get("/sv/download/csv/?q=zink")) == ["Zinkdalen"]


def test_the_address_of_a_joined_actor_leads_to_where_it_is_today(client, karta):
    freeze("2010", caller=OPERATOR)
    say("karta:1", "karta:2")
    page = page_of(client.get("/sv/compare/", {"from": "2010", "to": ""}))
    links = {one.attributes["href"] for one in page.all("a") if one.text() == "Zinkdalen"}
    assert f"/sv/actors/{record_id('karta:1')}/" in links
