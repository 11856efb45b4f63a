"""Partner regions as a strategist uses them: ask, state a gap, see why, shortlist, note an interview."""

from playwright.sync_api import Page, expect

from tests.web.partner_register import partner_register


def expect_regions(page: Page, *names: str) -> None:
    expect(page.locator("#partner-table tbody th a")).to_have_text(list(names))


def test_regions_are_found_ranked_explained_and_shortlisted(page: Page, site, log_in):
    partner_register()
    log_in("editor")
    page.goto(f"{site}/sv/partners/")
    # Three regions; Värmland shares two of the three.
    expect_regions(page, "Attica", "Fjärran")
    expect(page.get_by_label("Den egna regionen")).to_have_value("Västernorrland")
    page.get_by_label("Minst antal gemensamma").select_option("2")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect_regions(page, "Attica", "Fjärran", "Värmland")
    unknown = page.locator("#partner-table tbody tr", has_text="Fjärran")
    expect(unknown.locator(".missing")).to_have_count(3)

    page.get_by_label("Kompetens som saknas").fill("turism")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("”turism” är ingen prioritering")
    page.get_by_label("Kompetens som saknas").fill("62")
    page.get_by_role("button", name="Visa", exact=True).click()
    # The answer is here before the row is opened: it would be closed again by its coming.
    expect(page.get_by_role("alert")).to_have_count(0)
    row = page.locator("#partner-table tbody tr", has_text="Attica")
    row.locator("summary").click()
    expect(row).to_contain_text("Har det som saknas (62): GovTech.")
    row.get_by_role("button", name="Sätt på kortlistan").click()

    expect(page.locator("h1")).to_have_text("Kortlista över partner")
    expect(page.locator(".panel")).to_contain_text("Inte bekräftad")
    page.locator("summary", has_text="Anteckna en kontakt").click()
    page.get_by_label("Intervjun bekräftar partnern").check()
    page.get_by_role("button", name="Spara kontakten").click()
    # Without the stated interest nothing is confirmed, and what was typed stays.
    expect(page.locator(".faults")).to_contain_text("Skriv vilket intresse partnern uttalade")
    expect(page.get_by_label("Intervjun bekräftar partnern")).to_be_checked()
    page.get_by_label("Uttalat intresse").fill("Gemensam ansökan om digital förvaltning")
    page.get_by_role("button", name="Spara kontakten").click()
    expect(page.locator(".panel .st").first).to_contain_text("Bekräftad genom intervju")
    expect(page.locator(".contacts")).to_contain_text("Gemensam ansökan om digital förvaltning")
