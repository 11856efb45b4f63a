"""An import with errors in it and its undo, as a person does it: in the browser, the worker beside."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from klusterkarta.workflow.work import run_worker
from tests.web.uploading import FILE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Rows 4 and 6 of it are faulty, and so is a cell of row 3."""
    path = tmp_path / "kluster.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def editor(page: Page, site: str, log_in) -> Page:
    log_in("editor")
    page.goto(f"{site}/sv/import/")
    return page


def to_columns(page: Page, file: Path) -> None:
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_label("Källans namn", exact=True).fill("Provet")
    page.get_by_role("button", name="Förhandsgranska").click()


def expect_skipped(page: Page) -> None:
    rows = page.get_by_role("table", name="Överhoppade rader och varför").locator("tbody th")
    expect(rows).to_have_text(["rad 4", "rad 6"])


def test_an_import_with_errors_in_it_and_its_undo(editor: Page, site, file):
    page = editor
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Välj en fil att läsa in.")
    to_columns(page, file)
    expect(page.get_by_text("kluster.csv: så förstås kolumnerna.")).to_be_visible()
    # A choice shows at once, without leaving the page.
    page.wait_for_load_state()
    page.evaluate("window.stayed = true")
    page.get_by_label("Fält för kolumn F, Färg").select_option("label")
    expect(page.get_by_role("row", name="F Färg").get_by_text("ditt val")).to_be_visible()
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="Visa vad som ändras").click()
    expect_skipped(page)
    page.get_by_role("button", name="Spara i registret").click()
    expect(page.locator("#job .st")).to_have_text("väntar")
    # The page can be left; the job is found again in its list.
    page.goto(f"{site}/sv/")
    assert run_worker(once=True) == 1
    page.goto(f"{site}/sv/jobs/")
    page.get_by_role("link", name="Läs in kluster.csv till Provet").click()
    page.get_by_role("link", name="Visa resultatet").click()
    expect_skipped(page)
    expect(page.get_by_text("”tvåtusen” är inget årtal.")).to_be_visible()
    page.get_by_role("link", name="Glasriket", exact=True).click()
    expect(page.locator("h1")).to_have_text("Glasriket")
    page.go_back()
    page.get_by_role("button", name="Ångra importen").click()
    expect(page.locator(".notice")).to_contain_text("Importen är ångrad.")
    page.goto(f"{site}/sv/actors/?q=glasriket")
    expect(page.get_by_role("link", name="Glasriket", exact=True)).to_have_count(0)
    page.go_back()
    page.get_by_role("button", name="Låt importen gälla igen").click()
    expect(page.locator(".notice")).to_contain_text("Importen gäller igen.")
    page.goto(f"{site}/sv/actors/?q=glasriket")
    expect(page.get_by_role("link", name="Glasriket", exact=True)).to_have_count(1)


def test_the_page_of_a_job_follows_it_to_its_end(editor: Page, file):
    page = editor
    to_columns(page, file)
    page.get_by_role("button", name="Visa vad som ändras").click()
    page.get_by_role("button", name="Spara i registret").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert run_worker(once=True) == 1
    expect(page.locator("#job .st").first).to_have_text("klart")
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_all_of_it_works_without_script(plain_page, site, log_in, page: Page, file):
    log_in("editor")
    plain = plain_page()
    plain.context.add_cookies(page.context.cookies())
    plain.goto(f"{site}/sv/import/")
    to_columns(plain, file)
    plain.get_by_label("Fält för kolumn F, Färg").select_option("label")
    plain.get_by_role("button", name="Uppdatera förhandsgranskningen").click()
    expect(plain.get_by_role("row", name=re.compile("^F Färg"))).to_contain_text("ditt val")
    plain.get_by_role("button", name="Visa vad som ändras").click()
    plain.get_by_role("button", name="Spara i registret").click()
    expect(plain.locator("#job .st")).to_have_text("väntar")
    assert run_worker(once=True) == 1
    plain.get_by_role("link", name="Uppdatera sidan").click()
    plain.get_by_role("link", name="Visa resultatet").click()
    expect_skipped(plain)
    plain.get_by_role("button", name="Ångra importen").click()
    expect(plain.locator(".notice")).to_contain_text("Importen är ångrad.")


def test_the_fields_of_a_new_source_go_away_for_one_that_is_here(editor: Page):
    expect(editor.get_by_label("Källans namn", exact=True)).to_be_visible()
    editor.get_by_label("Källa", exact=True).select_option("karta")
    expect(editor.get_by_label("Källans namn", exact=True)).to_be_hidden()


def test_a_file_that_is_too_large_is_named_before_it_is_sent(editor: Page, tmp_path):
    big = tmp_path / "stor.csv"
    big.write_bytes(b"Namn\n" + b"x" * 21_000_000)
    field = editor.get_by_label("Fil", exact=True)
    field.set_input_files(big)
    expect(field).to_have_js_property("validity.customError", True)
    # The limit of the test's settings is the ordinary one, 20 MB.
    said = field.evaluate("input => input.validationMessage")
    assert said.startswith("Filen är större än gränsen på 20 MB.")
