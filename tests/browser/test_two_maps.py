"""From the two maps to a county and back by keyboard, wide and narrow, and what a visitor is not shown."""

from playwright.sync_api import Page, expect

from tests.web.laid_register import laid_register


def test_from_the_maps_to_a_county_and_its_actors(page: Page, site: str, log_in, tmp_path):
    laid_register(tmp_path)
    page.goto(f"{site}/sv/two-maps/")
    expect(page.get_by_text("Listan visas när den har gåtts igenom och offentliggjorts.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Värmlandsmat")
    log_in("editor")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    expect(page.locator("#unseen-table")).to_contain_text("Värmlandsmat")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator("#both-table tbody tr")
    expect(row).to_contain_text("Pappersriket")
    row.get_by_role("link", name="Värmlands län").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Profil: Värmlands län")
    expect(page.locator("#strong-table")).to_contain_text("+50,0")
    # On paper the other sectors stand with heading and head, and links that cannot be followed are left out.
    page.emulate_media(media="print")
    expect(page.get_by_text("Övriga sektorer (1)")).to_be_visible()
    expect(page.locator("#other-table thead")).to_contain_text("Lokaliseringskvot")
    assert page.locator("#other-table thead").evaluate("head => getComputedStyle(head).display") != "none"
    expect(page.locator("#strong-table td.onwards").first).to_be_hidden()
    expect(page.locator(".paper:visible")).to_have_count(1)
    page.emulate_media(media="screen")
    page.get_by_text("Övriga sektorer (1)").click()
    expect(page.locator("#other-table")).to_contain_text("Värmlandsmat")
    page.locator("#strong-table").get_by_role("link", name="Skog").click()
    expect(page.get_by_role("link", name="Pappersriket").first).to_be_visible()
