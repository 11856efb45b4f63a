"""Every address in a real browser: accessible, inside its window, without errors and without calls to elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from klusterkarta.web.urls import page_patterns, urlpatterns
from tests.browser.pages import NOT_PAGES, PAGES
from tests.conftest import AXE

# (language, colour scheme, width): each language and scheme once, and the widths of a laptop and of a phone.
LOOKS = [("sv", "light", 1280), ("en", "dark", 390)]
HEIGHT, NARROWEST = 900, 320


@pytest.fixture(scope="module")
def page(shared_context: BrowserContext) -> Iterator[Page]:
    """One window for all addresses, as a visitor has it, in which the accessibility checks lie ready."""
    page = shared_context.new_page()
    # Not in frames: the page shown in one is an address of its own.
    page.add_init_script(f"if (self === top) {{ {AXE.read_text(encoding='utf-8')} }}")
    yield page
    page.close()


def test_every_address_of_the_site_is_opened_here():
    names = {one.name for one in page_patterns()} | {one.name for one in urlpatterns if hasattr(one, "name")}
    assert names - set(PAGES) - set(NOT_PAGES) == set()
    assert set(PAGES) | set(NOT_PAGES) == names


@pytest.fixture
def faults(page: Page, site) -> Iterator[list[str]]:
    """What the window's console complains of, and requests to elsewhere; a test sees its own only."""
    found: list[str] = []
    listeners = {
        "console": lambda message: found.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: found.append(str(error)),
        "request": lambda request: found.append(request.url) if not request.url.startswith(site) else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield found
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    # A page that asks again by itself would do so while the register is emptied.
    page.goto("about:blank")


@pytest.mark.parametrize("name", PAGES)
def test_the_page(name, page: Page, site, axe, log_in, faults):
    for visit in PAGES[name]:
        log_in(visit.role)
        parts = visit.parts()
        for lang, scheme, widths in looks_from(page.viewport_size["width"]):
            page.emulate_media(color_scheme=scheme)
            resize(page, widths[0])
            response = page.goto(site + visit.path(name, lang, parts))
            where = f"{name} {visit.query} {visit.role} {lang} {scheme} {widths}"
            assert response.status == 200, where
            assert page.locator("h1").count() == 1, where
            if page.locator("#map").count():
                # A map is looked at with what it shows.
                expect(page.locator("#map .figure-mark").first).not_to_be_empty()
            for width in widths:
                resize(page, width)
                if width == NARROWEST:
                    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, where
                else:
                    assert axe(page) == [], where
    assert faults == []


def looks_from(now: int) -> list[tuple[str, str, tuple[int, int]]]:
    """The looks, each with the widths that the window then takes; those first that it has by now.

    To resize a window costs half as much as to load a page: it goes from one look's width over the narrowest to the
    other's and stays there for the next address.
    """
    first, last = LOOKS if now != LOOKS[1][2] else LOOKS[::-1]
    return [(*first[:2], (first[2], NARROWEST)), (*last[:2], (NARROWEST, last[2]))]


def resize(page: Page, width: int) -> None:
    """Give the window a width, unless it has it."""
    if page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": HEIGHT})


def test_no_page_sends_much_script(browser: Browser, site):
    # 200 kB compressed is the most that any page may send; here the sum is taken uncompressed, at a first visit.
    answers: list[Response] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda one: answers.append(one) if one.request.resource_type == "script" else None)
        page.goto(f"{site}/sv/actors/", wait_until="networkidle")
        sizes = [len(one.body()) for one in answers]
    assert sizes
    assert sum(sizes) < 200_000
