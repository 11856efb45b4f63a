"""From the list through its filters to an actor, as a person goes: with script, without it, and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect


def expect_names(page: Page, *names: str) -> None:
    expect(page.locator("th.who a")).to_have_text(list(names))


def test_filters_change_the_list_and_its_address_without_leaving_the_page(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    page.evaluate("window.stayed = true")
    page.get_by_label("Värmland").check()
    expect(page).to_have_url(f"{site}/sv/actors/?county=17")
    expect(page.locator("#count")).to_have_text("1 av 3 aktörer")
    assert page.evaluate("window.stayed")
    expect_names(page, "Matlandet")
    page.get_by_label("Dalarna").check()
    expect(page.locator("#count")).to_have_text("3 aktörer")
    page.get_by_label("Namn eller ord").fill("bergslagen")
    expect(page).to_have_url(f"{site}/sv/actors/?q=bergslagen&county=17&county=20")
    expect_names(page, "Stålnät")
    page.get_by_role("link", name="Ta bort Ord: bergslagen").click()
    expect(page.locator("#count")).to_have_text("3 aktörer")
    expect(page.get_by_label("Namn eller ord")).to_have_value("")


def test_the_focus_stays_on_the_filter_that_was_changed(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    box = page.get_by_label("Företag")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_have_text("1 av 3 aktörer")
    expect(page.get_by_label("Företag")).to_be_focused()


def test_the_new_count_is_announced(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    page.get_by_label("Företag").check()
    expect(page.get_by_role("status")).to_have_text("1 av 3 aktörer")


def test_order_and_back_button(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    page.get_by_label("Ordna efter").select_option("-members")
    expect(page).to_have_url(f"{site}/sv/actors/?sort=-members")
    # 25 members, about 10 (shown: the newer source), then the one without a number.
    expect_names(page, "Stålnät", "Matlandet", "Skogsbolaget")
    page.go_back()
    expect(page).to_have_url(f"{site}/sv/actors/")
    expect(page.locator("th.who a").first).to_have_text("Matlandet")


def test_the_files_follow_the_selection(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    page.get_by_label("Företag").check()
    expect(page.locator("#count")).to_have_text("1 av 3 aktörer")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Hämta som kalkylblad").click()
    assert loading.value.suggested_filename.endswith(".xlsx")
    assert "kind=company" in loading.value.url


@pytest.mark.parametrize("width", [390, 1280])
def test_without_script_the_form_gives_the_same(plain_page, site, width):
    page = plain_page(viewport={"width": width, "height": 900})
    page.goto(f"{site}/sv/actors/")
    if width < 960:
        page.locator(".drawer > summary").click()
    page.get_by_label("Värmland").check()
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page).to_have_url(re.compile("county=17"))
    expect_names(page, "Matlandet")
    page.get_by_role("link", name="Matlandet", exact=True).click()
    expect(page.locator("h1")).to_have_text("Matlandet")
    # The letter opens without script: it is a plain disclosure.
    page.locator("#fact-kind summary").first.click()
    expect(page.locator("#fact-kind details div").first).to_be_visible()


def test_on_a_phone_the_filters_are_a_drawer_that_stays_open_while_choosing(page: Page, site):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/sv/actors/")
    expect(page.get_by_label("Företag")).to_be_hidden()
    page.locator(".drawer > summary").click()
    page.get_by_label("Företag").check()
    expect(page.locator(".drawer > summary")).to_have_text("Filter 1 vald")
    expect(page.get_by_label("Företag")).to_be_visible()


def test_a_source_letter_opens_under_the_value(page: Page, site):
    page.goto(f"{site}/sv/actors/?q=matlandet")
    page.get_by_role("link", name="Matlandet", exact=True).click()
    years = page.locator("#fact-start_year")
    expect(years).to_contain_text("Motstridigt")
    letter = years.locator("summary").first
    letter.focus()
    page.keyboard.press("Enter")
    expect(years.locator("details div").first).to_contain_text("karta, 2010")


def test_the_language_switch_keeps_the_actor(page: Page, site):
    page.goto(f"{site}/sv/actors/?q=matlandet")
    page.get_by_role("link", name="Matlandet", exact=True).click()
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Matlandet")
    expect(page.locator("#facts")).to_have_text("Facts")
    # The choice is remembered at the root.
    page.goto(f"{site}/")
    expect(page).to_have_url(f"{site}/en/")


def test_the_skip_link_leads_past_the_menu(page: Page, site):
    page.goto(f"{site}/sv/actors/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_correcting_a_value_asks_only_for_what_is_needed_and_says_what_is_wrong(page: Page, site, log_in):
    log_in("editor")
    page.goto(f"{site}/sv/actors/?q=matlandet")
    page.get_by_role("link", name="Matlandet", exact=True).click()
    page.get_by_role("link", name="Rätta en uppgift").first.click()
    page.get_by_label("Vilken uppgift?").select_option("members")
    page.get_by_role("button", name="Välj").click()
    expect(page).to_have_url(re.compile("field=members"))
    expect(page.get_by_role("group", name="Vad är fel?")).to_be_hidden()
    page.get_by_label("Ny uppgift").fill("många")
    page.get_by_role("button", name="Spara som källuppgift").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Ny uppgift")).to_have_value("många")
    page.get_by_label("Ny uppgift").fill("minst 50")
    page.get_by_label("Hur vet du det?").fill("telefonsamtal i maj")
    page.get_by_role("button", name="Spara som källuppgift").click()
    expect(page.get_by_role("status")).to_contain_text("Uppgiften är sparad")
    expect(page.locator("#fact-members li.shown")).to_contain_text("minst 50")
