"""Actors compared and set in a table, as a person does: ticked, compared, copied, printed, fetched."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.copying import copy_table


def expect_heads(page: Page, *names: str) -> None:
    expect(page.locator("#comparison thead .who")).to_have_text(list(names))


def tick(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=f"Jämför {name}").check()


def clipboard(page: Page, kind: str) -> str:
    return page.evaluate(
        "async (kind) => { const [item] = await navigator.clipboard.read(); return (await item.getType(kind)).text() }",
        kind,
    )


def printed(page: Page, tmp_path) -> str:
    """Return the text of the page as Chromium prints it, and see that it is A4."""
    page.wait_for_load_state()
    pdf = pytest.importorskip("pypdfium2").PdfDocument(page.pdf(prefer_css_page_size=True))
    # A4 is 210 by 297 mm; a point is 1/72 inch.
    assert {tuple(sorted(round(side * 25.4 / 72) for side in one.get_size())) for one in pdf} == {(210, 297)}
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in pdf).split())


def test_actors_are_ticked_compared_added_removed_and_copied(page: Page, site, tmp_path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/sv/actors/")
    page.evaluate("window.stayed = true")
    tick(page, "Matlandet")
    expect(page.locator(".tray b")).to_have_text("Jämför 1 av högst 5")
    expect(page.get_by_role("checkbox", name="Jämför Matlandet")).to_be_focused()
    # A filter that hides a ticked row keeps the tick.
    page.get_by_label("Företag").check()
    expect(page.locator("#count")).to_have_text("1 av 3 aktörer")
    tick(page, "Skogsbolaget")
    expect(page.locator(".tray b")).to_have_text("Jämför 2 av högst 5")
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="Jämför sida vid sida").click()
    expect(page.locator("h1")).to_have_text("Jämför sida vid sida")
    # The rows of the page come first, what is ticked elsewhere after them.
    expect_heads(page, "Skogsbolaget", "Matlandet")
    years = page.locator("#row-start_year")
    expect(years.locator("th")).to_contain_text("Skiljer sig")
    expect(years.locator("td").last).to_contain_text("Motstridigt")
    years.locator("td").last.locator("summary").first.click()
    expect(years.locator("td").last.locator("details div").first).to_contain_text("karta, 2010")

    page.get_by_label("Lägg till en aktör").fill("stål")
    page.get_by_role("button", name="Lägg till").click()
    expect_heads(page, "Skogsbolaget", "Matlandet", "Stålnät")
    page.get_by_role("link", name="Ta bort Skogsbolaget ur jämförelsen").click()
    expect_heads(page, "Matlandet", "Stålnät")

    copy_table(page)
    lines = [line.split("\t") for line in clipboard(page, "text/plain").split("\n")]
    assert lines[0][1:] == ["Matlandet Klusterinitiativ", "Stålnät Strategiskt nätverk"]
    assert next(line for line in lines if line[0].startswith("Antal medlemsföretag"))[2] == "25"
    assert "<table>" in clipboard(page, "text/html")
    text = printed(page, tmp_path)
    assert "Källa: Klusterkarta, arbetsläge med 2 källor" in text
    assert "Stålnät" in text
    # No menu, no button, no address of a link.
    assert not [one for one in ("Insamling", "Kopiera", "Lägg till", "http") if one in text]


def test_without_script_the_tick_goes_with_the_form(plain_page, site):
    page = plain_page(viewport={"width": 390, "height": 900})
    page.goto(f"{site}/sv/actors/")
    tick(page, "Matlandet")
    tick(page, "Stålnät")
    page.get_by_role("button", name="Jämför sida vid sida").click()
    expect_heads(page, "Matlandet", "Stålnät")
    # The actors scroll under the names of the fields, the page itself does not.
    expect(page.locator("#comparison tbody th").first).to_be_visible()


def test_a_table_is_made_ordered_printed_and_fetched_by_keyboard(page: Page, site, tmp_path):
    page.goto(f"{site}/sv/actors/")
    page.get_by_role("link", name="Tabell", exact=True).click()
    expect(page.locator("h1")).to_have_text("Urvalet som tabell")
    page.locator("#further > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Sektor", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Finansiärer", exact=True).uncheck()
    page.get_by_label("Namn innehåller").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#selection thead th").last).to_have_text("Sektor")
    expect(page.locator("#selection thead th", has_text="Finansiärer")).to_have_count(0)
    page.get_by_role("link", name="Antal medlemsföretag", exact=True).click()
    expect(page.locator("#selection [aria-sort=ascending]")).to_have_text("Antal medlemsföretag")
    # About 10 (shown: the newer source, with 45 beside it), 25, and the one without a number last.
    expect(page.locator("#selection tbody th")).to_have_text(["Matlandet", "Stålnät", "Skogsbolaget"])
    expect(page.locator("#selection tbody tr").first).to_contain_text("även 45")
    text = printed(page, tmp_path)
    assert "Källa: Klusterkarta" in text
    assert "Hämta tabellen" not in text
    with page.expect_download() as loading:
        page.get_by_role("link", name="Hämta tabellen som CSV").click()
    content = loading.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
    assert [one["Antal medlemsföretag"] for one in rows] == ["cirka 10 (även 45)", "25", ""]
    assert rows[0]["Antal medlemsföretag: källa"].startswith("karta, p. 1, 2010")


def test_list_profile_and_conclusions_leave_the_page_too(page: Page, site, tmp_path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/sv/actors/")
    copy_table(page)
    lines = clipboard(page, "text/plain").split("\n")
    assert lines[0].split("\t")[-1].startswith("Källor")
    assert len(lines) == 4
    page.get_by_role("link", name="Matlandet", exact=True).click()
    copy_table(page.locator(":has(> #all-facts)"))
    facts = [line.split("\t") for line in clipboard(page, "text/plain").split("\n")]
    assert ["Aktörstyp", "Klusterinitiativ", "karta, 2010"] in facts
    with page.expect_download() as loading:
        page.get_by_role("button", name="Hämta som PNG").click()
    assert loading.value.path().read_bytes().startswith(b"\x89PNG")
    text = printed(page, tmp_path)
    assert "Källa: Klusterkarta" in text
    assert "/id/actor/" in text
    assert "Rätta" not in text
