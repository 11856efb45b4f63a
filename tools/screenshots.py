"""Take the pictures of the READMEs: build the demonstration in a temporary folder, serve it, photograph its pages.

    .venv/bin/python tools/screenshots.py

Needs the test tools and a Chromium, as the browser tests do. Writes docs/screenshots/.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshots"
WIDE, PHONE = (1280, 900), (390, 844)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
START_SECONDS = 30


def main() -> None:
    """Build, serve, photograph."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        passwords = json.loads(_tool("demo", "--no-serve", "--json", "--workspace", folder).stdout)["passwords"]
        with _served(folder) as address, sync_playwright() as playwright:
            chromium = next(found for name in NAMES if (found := shutil.which(name)))
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            _public_pages(browser, address)
            _editors_pages(browser, address, passwords["demo-editor"])
            browser.close()


def _public_pages(browser: Browser, address: str) -> None:
    page = _new_page(browser, WIDE)
    _shoot(page, f"{address}/sv/", "start")
    _shoot(page, f"{address}/sv/actors/?county=17&county=12", "list")
    page.goto(f"{address}/sv/actors/?q=biotechvalley")
    page.get_by_role("link", name="Biotechvalley", exact=True).first.click()
    _shoot(page, page.url, "profile")
    _shoot(page, f"{address}/en/conclusions/?edition=2010", "conclusions")
    _shoot(page, f"{address}/sv/search/?q=smart+omsorg", "search")
    _shoot(page, f"{address}/sv/partners/", "partners")
    _shoot(page, f"{address}/sv/map/", "map")
    phone = _new_page(browser, PHONE)
    _shoot(phone, f"{address}/sv/actors/", "phone")


def _editors_pages(browser: Browser, address: str, password: str) -> None:
    page = _new_page(browser, WIDE)
    page.goto(f"{address}/sv/login/")
    page.fill("#id-name", "demo-editor")
    page.fill("#id-password", password)
    page.click("main button.go")
    page.wait_for_url(lambda url: "login" not in url)
    _shoot(page, f"{address}/sv/duplicates/", "duplicates")
    _shoot(page, f"{address}/sv/import/", "import")


def _new_page(browser: Browser, size: tuple[int, int]) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_page(viewport=viewport, locale="sv-SE", color_scheme="light")


def _shoot(page: Page, url: str, name: str) -> None:
    page.goto(url)
    page.screenshot(path=OUT / f"{name}.png")


@contextmanager
def _served(folder: str) -> Iterator[str]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "klusterkarta", "serve", "--no-worker", "--port", str(port), "--workspace", folder]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("the site did not start")


def _tool(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "klusterkarta", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)


if __name__ == "__main__":
    main()
