"""Fixtures that every test may use: a real browser, and accessibility checks in it.

Tests that use the database are marked `register` and run on both databases; tests that use a page are marked `browser`.
Without Chromium the browser tests skip and say so; where CI=true they fail.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Page

from klusterkarta.settings import current
from tests import collecting

# No test asserts a time: a busy machine is no fault of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_FIXTURES = {"page", "context", "browser"}


def pytest_configure(config: pytest.Config) -> None:
    """Make this run's workspace; say which files are looked into, those outside this folder too."""
    current().workspace.mkdir(parents=True, exist_ok=True)
    config.pluginmanager.register(collecting)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove this run's workspace; pytest-xdist's workers leave that to the first process."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(current().workspace, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the marks that follow from what a test uses."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & BROWSER_FIXTURES:
            item.add_marker("browser")
        elif used & collecting.DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("register")
            collecting.make_certain(item)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a case made of bytes by its argument: packed bytes may bear a time, and workers must agree on every name."""
    return argname if isinstance(val, bytes) else None


def find_chromium() -> str | None:
    """Return the machine's Chromium or a relative of it."""
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let Playwright drive the machine's Chromium, without its calls to the outside."""
    chromium = find_chromium()
    if chromium is None:
        message = "No Chromium on this machine: install the package chromium (or Chrome or Edge) to run browser tests"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Playwright keeps an event loop in this thread, and Django then refuses the database unless told that it is meant.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as a Swedish visitor on an ordinary laptop, without animations."""
    return {
        **browser_context_args,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return a function that names the accessibility faults of the page shown: rule, impact, first places."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        if page.evaluate("typeof axe === 'undefined'"):
            page.evaluate(source)
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: "
            + "; ".join(" ".join(map(str, node["target"])) for node in fault["nodes"][:5])
            for fault in found
        ]

    return violations
