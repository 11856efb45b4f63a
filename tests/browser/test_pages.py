"""Every address in a real browser: accessible, inside its window, without errors and without calls to elsewhere."""

import pytest
from playwright.sync_api import Page

from klusterkarta.web.urls import page_patterns, urlpatterns
from tests.browser.pages import NOT_PAGES, PAGES

# (language, colour scheme, width): each language and scheme once, and the widths of a laptop and of a phone.
LOOKS = [("sv", "light", 1280), ("en", "dark", 390)]
NARROWEST = 320


def test_every_address_of_the_site_is_opened_here():
    names = {one.name for one in page_patterns()} | {one.name for one in urlpatterns if hasattr(one, "name")}
    assert names - set(PAGES) - set(NOT_PAGES) == set()
    assert set(PAGES) | set(NOT_PAGES) == names


@pytest.mark.parametrize("name", PAGES)
def test_the_page(name, page: Page, site, axe, log_in):
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(site) else None)
    for visit in PAGES[name]:
        log_in(visit.role)
        for lang, scheme, width in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            response = page.goto(site + visit.path(name, lang))
            where = f"{name} {visit.query} {visit.role} {lang} {scheme} {width}"
            assert response.status == 200, where
            assert page.locator("h1").count() == 1, where
            assert axe(page) == [], where
            page.set_viewport_size({"width": NARROWEST, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, where
    assert faults == []


def test_no_page_sends_much_script(page: Page, site):
    # 200 kB compressed is the most that any page may send; here the sum is taken uncompressed.
    sizes: list[int] = []
    page.on("response", lambda one: sizes.append(len(one.body())) if one.request.resource_type == "script" else None)
    page.goto(f"{site}/sv/actors/", wait_until="networkidle")
    assert sizes
    assert sum(sizes) < 200_000
