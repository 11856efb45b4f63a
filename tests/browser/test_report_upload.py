"""A report uploaded, looked through beside its text, corrected by keyboard and collected, as a person does it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from klusterkarta.workflow.work import run_worker
from tests.web.report import REPORT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "karta.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def mark(page: Page, column: str):
    return page.locator(f"mark[data-column={column}]").first


def test_a_report_is_corrected_beside_its_text_and_collected(page: Page, site, log_in, file):
    log_in("editor")
    page.goto(f"{site}/sv/import/")
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_label("Källans namn", exact=True).fill("Glaskartan")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.locator("h1")).to_have_text("Vad som lästes i rapporten")
    expect(page.locator(".steps [aria-current]")).to_have_text("2. Vad som lästes")
    rows = page.get_by_role("table", name="Profiler").locator("tbody tr")
    expect(rows.locator("th")).to_have_text(["Glasbygd", "Stålnät Norr", "Så fyller du i"])
    page.get_by_role("link", name="Glasbygd").click()

    # Each value is marked in the text, and field and mark lead to each other.
    expect(mark(page, "url")).to_contain_text("www.glasbygd.example")
    expect(mark(page, "members_raw")).to_contain_text("Ca 30")
    number = page.locator("label[for=id-members_raw] .badge").inner_text()
    expect(mark(page, "members_raw").locator("sup")).to_contain_text(number)
    mark(page, "members_raw").get_by_role("link").click()
    members = page.get_by_label(re.compile("Antal medlemsföretag"))
    expect(members).to_be_focused()
    expect(mark(page, "members_raw")).to_have_class("now")

    # By keyboard alone: another value, a missed one, on to the next row.
    page.keyboard.press("Control+A")
    page.keyboard.type("Minst 35")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Stålnät Norr")
    expect(page.get_by_label(re.compile("^1 Lista"))).to_be_focused()
    page.get_by_label("Fält", exact=True).select_option("other_names")
    page.get_by_label("Värde", exact=True).fill("SNN")
    page.keyboard.press("Enter")

    # The third is no profile.
    expect(page.locator("h1")).to_have_text("Så fyller du i")
    page.get_by_role("button", name="Ingen profil: utelämna").click()
    states = page.get_by_role("table", name="Profiler").locator("tbody .st")
    expect(states).to_have_text(["granskad", "granskad", "utelämnad"])
    # What was corrected is there at the next visit.
    page.get_by_role("link", name="Glasbygd").click()
    expect(members).to_have_value("Minst 35")
    expect(page.get_by_text("Lästes: Ca 30")).to_be_visible()
    page.get_by_role("link", name="Alla rader").click()

    page.get_by_role("button", name="Gå vidare med 2 rader").click()
    expect(page.locator(".steps [aria-current]")).to_have_text("3. Kolumner")
    page.get_by_role("button", name="Visa vad som ändras").click()
    page.get_by_role("button", name="Spara i registret").click()
    expect(page.locator("#job .st")).to_have_text("väntar")
    assert run_worker(once=True) == 1
    page.get_by_role("link", name="Visa resultatet").click()
    page.get_by_role("link", name="Glasbygd", exact=True).click()
    expect(page.locator("h1")).to_have_text("Glasbygd")
    for lang, label, value, place in (
        ("sv", "Antal medlemsföretag", "minst 35", "s. 1, rad 9"),
        ("en", "Number of member companies", "at least 35", "p. 1, line 9"),
    ):
        page.goto(re.sub(r"/(sv|en)/", f"/{lang}/", page.url))
        fact = page.locator(".facts > div").filter(has=page.locator("dt", has_text=label))
        expect(fact.locator(".value")).to_have_text(value)
        fact.locator("summary").click()
        expect(fact).to_contain_text(place)
