"""The map as people use it: with the mouse, by keyboard, without script, on paper, and on another site."""

import http.server
import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.copying import copy_table

# In the register of conftest: Matlandet in Värmland and Dalarna, Stålnät in Bergslagen (interpreted: four counties,
# Dalarna among them), Skogsbolaget in Dalarna.
DALARNA, VARMLAND = "[aria-label^='Dalarnas län']", "[aria-label^='Värmlands län']"


def expect_names(page: Page, *names: str) -> None:
    expect(page.locator("#results th.who a")).to_have_text(list(names))


def test_map_and_list_are_one_selection(page: Page, site):
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith(site) else None)
    page.goto(f"{site}/sv/actors/?sort=-start")
    page.get_by_label("Klusterinitiativ").check()
    expect(page.locator("#count")).to_have_text("1 av 3 aktörer")
    page.get_by_label("Visa urvalet som").get_by_role("link", name="Karta").click()
    expect(page).to_have_url(f"{site}/sv/map/?kind=cluster_initiative&sort=-start")
    expect(page.locator(".mark")).to_have_count(2)
    # A filter on the map changes marks, list and address without leaving the page.
    page.wait_for_load_state()
    page.evaluate("window.stayed = true")
    page.get_by_label("Klusterinitiativ").uncheck()
    expect(page.locator(DALARNA)).to_have_attribute(
        "aria-label", "Dalarnas län: 3 aktörer, Matlandet, Skogsbolaget och Stålnät (1 tolkad)"
    )
    page.locator("path[data-county='17']").dispatch_event("click")
    expect(page.locator("#chips")).to_contain_text("Län: Värmland")
    assert page.evaluate("window.stayed")
    page.goto(f"{site}/sv/map/?county=20&sort=-start")
    expect_names(page, "Matlandet", "Skogsbolaget", "Stålnät")
    page.get_by_label("Visa urvalet som").get_by_role("link", name="Lista").click()
    expect(page).to_have_url(f"{site}/sv/actors/?county=20&sort=-start")
    assert elsewhere == []


def test_moving_the_map_narrows_the_list_and_the_address_remembers(page: Page, site):
    page.goto(f"{site}/sv/map/?bbox=12,59.2,14,60.4")
    expect_names(page, "Matlandet")
    expect(page.locator(VARMLAND)).to_have_count(1)
    expect(page.locator(DALARNA)).to_have_count(0)
    # A button inside the map would cover marks of a narrow one.
    expect(page.locator("#map button")).to_have_count(0)
    page.get_by_role("button", name="Visa märkena i Sverige").click()
    expect(page.locator("#results th.who")).to_have_count(3)
    expect(page).to_have_url(re.compile("bbox="))
    expect(page.locator("#announce")).to_contain_text("3 aktörer i den del av kartan som visas")
    page.get_by_role("link", name="Lista hela urvalet").click()
    expect(page).to_have_url(f"{site}/sv/map/")


def test_by_keyboard_from_a_mark_to_an_actor(page: Page, site):
    # The oldest browsers that the front end is built for lack it: it came in 2023.
    page.add_init_script("delete Array.prototype.toSorted")
    page.goto(f"{site}/sv/map/?county=17")
    expect(page.locator(".mark")).to_have_count(2)
    skip = page.get_by_role("link", name="Hoppa över kartan till listan")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    mark = page.locator(VARMLAND)
    mark.focus()
    expect(page.locator(".leaflet-tooltip").filter(has_text="Matlandet")).to_be_visible()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup").get_by_role("link", name="Matlandet")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Matlandet")
    # A mark of several places comes apart by Enter: the keyboard's place goes to one of its parts. Shapes are no stops.
    # With all of Europe in view there is one. A map that is told what to show asks for its marks once.
    page.goto(f"{site}/sv/map/?bbox=-25,35,60,72")
    joined = page.locator(".mark[aria-label*=' till: ']").first
    was = joined.get_attribute("aria-label")
    joined.press("Enter")
    expect(page.locator(f'.mark[aria-label="{was}"]')).to_have_count(0)
    expect(page.locator(".mark:focus")).to_have_count(1)
    expect(page.locator("path.county:not([tabindex='-1'])")).to_have_count(0)


def test_certainty_is_told_by_shape_and_line(page: Page, site):
    page.goto(f"{site}/sv/map/?kind=strategic_network")
    marks = page.locator(".mark .spot")
    expect(marks).to_have_count(4)
    expect(marks.first).to_have_css("border-top-style", "dashed")
    expect(marks.first).to_have_css("border-radius", "4px")
    # The four counties of Bergslagen have lines over them, whatever their shade.
    expect(page.locator("path.lines")).to_have_count(4)
    page.get_by_label("Antal per län").check(force=True)
    expect(page.locator(".mark").first).to_be_hidden()
    expect(page.locator(".figure-mark").filter(has_not_text=re.compile("^0$"))).to_have_text(["0+1"] * 4)


def test_without_script_there_is_the_still_map_and_the_list(plain_page, site):
    page = plain_page()
    page.goto(f"{site}/sv/map/?county=17")
    expect(page.locator("#still svg.map")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    expect_names(page, "Matlandet")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Hämta som SVG").click()
    assert "Källa: Klusterkarta" in Path(loading.value.path()).read_text(encoding="utf-8")


def test_out_of_the_page(page: Page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/sv/map/?county=17")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Hämta som PNG").click()
    picture = Path(loading.value.path()).read_bytes()
    # The signature of PNG, and a width of three times the drawing's 400 units (IHDR, PNG specification 11.2.2).
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 1200
    copy_table(page)
    # Pressed again while it says so, it still goes back to its own word.
    page.locator("[data-take=copy]").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].split("\t")[:3] == ["Namn", "Typ och sektor", "Län eller land"]
    assert copied.splitlines()[1].startswith("Matlandet Mat från Värmland.\tKlusterinitiativ")
    html = page.evaluate(
        "navigator.clipboard.read().then((all) => all[0].getType('text/html')).then((one) => one.text())"
    )
    assert "<table>" in html
    expect(page.get_by_role("button", name="Kopiera tabellen")).to_be_visible()
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())
    assert len(paper) <= 2
    assert "Källa: Klusterkarta, arbetsläge med 2 källor" in words
    assert "Antal per län" in words
    for control in ("Zoom", "Visa märkena", "Hämta som", "Namn eller ord", "Hoppa över"):
        assert control not in words


@pytest.fixture
def other_site(site) -> Iterator[str]:
    """Serve a page on another origin that embeds the map; its address."""
    page = (
        f'<!doctype html><title>Kommunen</title><h1>Kommunen</h1><iframe width="900" height="800" src="{site}{FRAME}">'
    )

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


FRAME = "/sv/embed/?county=17&title=Mat+i+l%C3%A4net&word=matsamarbeten"


def test_on_another_site(page: Page, site, other_site):
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Mat i länet")
    expect(frame.locator("#count")).to_have_text("1 matsamarbeten")
    expect(frame.locator("th.who a")).to_have_text("Matlandet")
    expect(frame.locator(".mark")).to_have_count(2)
    frame.locator(VARMLAND).press("Enter")
    with page.context.expect_page() as opening:
        frame.locator(".leaflet-popup").get_by_role("link", name="Matlandet").click()
    expect(opening.value.locator("h1")).to_have_text("Matlandet")
    opening.value.close()
    frame.get_by_role("button", name="Visa alla märken").click()
    expect(frame.locator("#in-view")).to_contain_text("i den del av kartan som visas")
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith((f"{site}/", f"{other_site}/"))] == []
    assert [fault for fault in faults if "favicon" not in fault] == []
    # Any other page of the site refuses to be framed.
    page.evaluate("address => document.querySelector('iframe').src = address", f"{site}/sv/map/")
    expect(frame.locator("#map")).to_have_count(0)
