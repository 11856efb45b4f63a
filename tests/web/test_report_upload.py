"""A report on the import pages: what is taken as one, what is refused, and what becomes of corrections."""

import json
import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from klusterkarta.catalogue.selectors.sources import list_sources
from klusterkarta.workflow import report_uploads
from klusterkarta.workflow.source_contents import actor_rows
from klusterkarta.workflow.work import run_worker
from tests.sources.reports.made_files import pdf_of_lines
from tests.web.reading import page_of
from tests.web.report import REPORT, report
from tests.web.test_imports import errors, table
from tests.web.uploading import csv, kept, send, uploaded, workspace_in

pytestmark = pytest.mark.django_db
ROWS = "Profiler"


@pytest.fixture(autouse=True)
def workspace(tmp_path):
    with workspace_in(tmp_path / "workspace") as folder:
        yield folder


@pytest.fixture
def editor(as_role) -> Client:
    return as_role("editor")


@pytest.fixture
def rows(editor) -> str:
    """The address of the rows of an uploaded report."""
    return uploaded(editor, report())


def states(client: Client, rows: str) -> dict[str, tuple[str, str]]:
    """Name → values corrected and state, as the list shows them."""
    return {row[0]: (row[4], row[5]) for row in table(page_of(client.get(rows)), ROWS)}


def value(client: Client, address: str, column: str) -> str:
    return page_of(client.get(address)).one("input", id=f"id-{column}").attributes["value"]


def faults(response) -> list[str]:
    assert response.status_code == 422
    return [one.text() for one in page_of(response).one("div", class_="faults").all("li")]


def test_a_report_leads_to_its_rows_and_a_table_of_text_to_its_columns(editor, rows, workspace):
    assert rows.endswith("/rows/")
    # name, url, address, geography, sector, members, start, funders and description of 16 that a person fills in
    # (phone, four of the contact, research partners and linked clusters are empty); see tests/web/report.py.
    assert table(page_of(editor.get(rows)), ROWS)[0][:4] == ["Glasbygd", "1", "9", "7"]
    assert len(table(page_of(editor.get(rows)), ROWS)) == 3
    assert list_sources() == []
    plain = SimpleUploadedFile("a.txt", csv().read(), content_type="text/plain")
    assert not uploaded(editor, plain).endswith("/rows/")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("inskannad.pdf", lambda: pdf_of_lines([[]]), "har 1 sida men ingen text"),
        ("karta.pdf", lambda: b"%PDF-1.7 and nothing more", "är skadad eller ofullständig"),
        ("brev.pdf", lambda: pdf_of_lines([[(50, "Hej."), (50, "Vi ses i morgon.")]]), "finns ingen profil"),
        ("bok.docx", lambda: b"Namn;Ort\nA;B", "finns ingen profil"),
    ],
)
def test_what_is_no_report_is_told_at_the_field_and_nothing_of_it_stays(editor, workspace, name, content, told):
    response = send(editor, SimpleUploadedFile(name, content()))
    assert response.status_code == 422
    said = errors(page_of(response))["file"]
    assert told in said
    assert name in said
    assert "--what" not in said
    assert kept(workspace) == []


def test_text_without_profiles_is_told_of_as_a_table(editor):
    page = page_of(editor.get(uploaded(editor, report("Hej;du\nglade;sköldpadda\n"))))
    assert "namn" in page.one("div", class_="faults").text().casefold()


@pytest.mark.usefixtures("files_are_read_apart")
def test_a_report_that_takes_long_is_read_by_a_job(editor, monkeypatch):
    monkeypatch.setattr(report_uploads, "QUICK_SECONDS", 0)
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    job = send(editor, SimpleUploadedFile("karta.html", f"<html><body>{lines}</body></html>".encode()))["Location"]
    assert "/jobs/" in job
    assert run_worker(once=True) == 1
    page = page_of(editor.get(job))
    assert "Läs rapporten karta.html" in page.one("h1").text()
    (onward,) = page.all("a", class_="go")
    assert len(table(page_of(editor.get(onward.attributes["href"])), ROWS)) == 3


def test_corrections_stay_and_become_statements_with_their_place(editor, rows):
    first, second, third = (f"{rows}{number}/" for number in (1, 2, 3))
    assert (
        editor.post(first, {"members_raw": "Minst 35", "phone": "", "then": "next"})["Location"] == f"{second}?at=form"
    )
    editor.post(second, {"added_field": "other_names", "added_value": "SNN", "then": "stay"})
    assert editor.post(third, {"then": "leave_out"})["Location"].startswith(rows)
    assert states(editor, rows) == {
        "Glasbygd": ("1", "granskad"),
        "Stålnät Norr": ("1", "granskad"),
        "Så fyller du i": ("0", "utelämnad"),
    }
    assert value(editor, first, "members_raw") == "Minst 35"
    assert value(editor, second, "other_names") == "SNN"
    columns = editor.post(rows.replace("/rows/", "/collect/"))["Location"]
    shown = {row[0].partition(" ")[2]: row[2] for row in table(page_of(editor.get(columns)), "Kolumner och fält")}
    assert (shown["counties"], shown["members_min"]) == ("följer av en annan kolumn", "följer av en annan kolumn")
    assert (shown["geography_raw"], shown["other_names"]) == ("känns igen", "känns igen")
    assert shown["places"] == "var i rapporten värdena står"
    editor.post(f"{columns}save/")
    run_worker(once=True)
    said = {row.said("name"): row for row in actor_rows("provet")}
    assert {name: row.said("members") for name, row in said.items()} == {"Glasbygd": "Minst 35", "Stålnät Norr": "12"}
    assert said["Stålnät Norr"].said("other_names") == "SNN"
    # What follows from the wording is worked out by the register, not stated.
    assert said["Glasbygd"].said("counties") == ""
    # The report is still there, to come back to.
    assert states(editor, rows)["Glasbygd"] == ("1", "granskad")


def test_a_row_that_is_left_out_can_be_taken_in_and_all_left_out_is_refused(editor, rows):
    for number in (1, 2, 3):
        editor.post(f"{rows}{number}/", {"then": "leave_out"})
    collect = rows.replace("/rows/", "/collect/")
    assert faults(editor.post(collect)) == ["Alla profiler i karta.txt är utelämnade. Ta med minst en."]
    editor.post(f"{rows}2/", {"then": "take_in"})
    assert states(editor, rows)["Stålnät Norr"] == ("0", "granskad")
    assert editor.post(collect).status_code == 302


def test_a_profile_without_a_name_is_refused_and_what_was_typed_stays(editor, rows):
    response = editor.post(f"{rows}1/", {"name": " ", "url": "www.annan.example", "then": "next"})
    page = page_of(response)
    assert response.status_code == 422
    assert page.one("div", class_="faults").one("a").attributes["href"] == "#id-name"
    assert page.one("input", id="id-url").attributes["value"] == "www.annan.example"
    assert states(editor, rows)["Glasbygd"] == ("0", "inte granskad")


def test_corrections_are_fetched_as_a_file_and_used_again(editor, rows):
    editor.post(f"{rows}1/", {"url": "=www.glas.example", "start_year": "2005", "then": "next"})
    editor.post(f"{rows}3/", {"then": "leave_out"})
    content = editor.get(rows.replace("/rows/", "/corrections.csv")).content
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == "namn;sida;fält;läst;rättat;varför;vem"
    assert len(lines) == 4
    again = uploaded(editor, report())
    use = again.replace("/rows/", "/corrections/")
    assert editor.post(use, {"corrections": SimpleUploadedFile("r.csv", content)}).status_code == 302
    assert states(editor, again)["Så fyller du i"][1] == "utelämnad"
    assert value(editor, f"{again}1/", "start_year") == "2005"
    # A text that a spreadsheet program would take for a formula comes back as it was.
    assert value(editor, f"{again}1/", "url") == "=www.glas.example"
    wrong = content.decode("utf-8-sig").replace("2004", "2003").encode()
    (head, told) = faults(editor.post(use, {"corrections": SimpleUploadedFile("r.csv", wrong)}))
    assert head.startswith("En rättelse stämmer inte")
    assert "”2004”" in told
    assert faults(editor.post(use)) == ["Välj en fil med rättelser."]


def test_only_those_who_may_collect_see_a_report(client, as_role, rows):
    reader = as_role("reader")
    for address in (rows, f"{rows}1/", rows.replace("/rows/", "/corrections.csv")):
        assert client.get(address)["Location"].startswith("/sv/login/")
        assert reader.get(address).status_code == 403


def test_removing_the_upload_removes_what_was_read_and_corrected(editor, rows, workspace):
    editor.post(f"{rows}1/", {"start_year": "2005", "then": "stay"})
    assert len(kept(workspace)) == 4
    editor.post(rows.replace("/rows/", "/remove/"))
    assert kept(workspace) == []
    assert editor.get(rows).status_code == 404


def test_work_on_a_report_keeps_all_of_it_from_being_swept(editor, rows, workspace):
    old = time.time() - 6 * 86_400
    for name in kept(workspace):
        os.utime(workspace / "uploads" / name, (old, old))
    editor.post(f"{rows}1/", {"start_year": "2005", "then": "stay"})
    assert all((workspace / "uploads" / name).stat().st_mtime > old + 86_400 for name in kept(workspace))


def test_only_what_differs_from_what_was_read_is_kept(editor, rows, workspace):
    editor.post(
        f"{rows}1/", {"start_year": "2005", "url": "www.glasbygd.example", "address": "Storgatan 4,  652 21 Karlstad"}
    )
    (path,) = (workspace / "uploads").glob("*.corrected")
    assert json.loads(path.read_text(encoding="utf-8"))["0"]["changed"] == {"start_year": "2005"}
