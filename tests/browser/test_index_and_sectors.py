"""Two regions compared by keyboard, their pictures taken away, and a sector's map with its years, wide and narrow."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.index_register import index_register
from tests.web.laid_register import laid_register


def test_from_the_index_to_a_sector_and_a_region(page: Page, site: str, tmp_path):
    index_register(tmp_path)
    laid_register(tmp_path)
    page.goto(f"{site}/sv/index/")
    expect(page.locator(".propeller")).to_have_count(2)
    page.get_by_label("Jämförd med").select_option("03")
    page.get_by_role("button", name="Visa").press("Enter")
    expect(page.locator("#index-table thead")).to_contain_text("Siffra: Uppsala län")
    expect(page.locator("#rank-table tbody tr").filter(has_text="Uppsala län")).to_contain_text("för lite känt")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Hämta som SVG").first.click()
    assert "Figures" not in (drawing := Path(taken.value.path()).read_text("utf-8"))
    assert "Siffror: SCB, 2009–2024." in drawing
    with page.expect_download() as taken:
        page.get_by_role("button", name="Hämta som PNG").last.click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="Sektorer").click()
    page.locator("#sectors-table").get_by_role("link", name="Skog, trä och bioekonomi").click()
    expect(page.locator(".map")).to_be_visible()
    expect(page.locator("#sector-table tbody tr").first).to_contain_text("1,50")
    page.get_by_label("År").select_option("2018")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("#sector-table tbody tr").first).to_contain_text("1,41")
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#sector-table").get_by_role("link", name="Värmlands län").click()
    expect(page.get_by_role("img", name="Värmlands län: lokaliseringskvot")).to_be_visible()
    page.locator("#strong-table").get_by_role("link", name="Sök").click()
    expect(page.get_by_role("searchbox")).to_have_value("Skog, trä och bioekonomi Värmlands län")
