"""A served site with a small register, and a browser that is logged in with a role."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from klusterkarta.accounts.services import Account, create_user
from klusterkarta.values.caller import OPERATOR
from tests.registers import collect_rows, say

# How long a page is waited for: no test asserts a time, and on a busy machine a page may take long.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

MAP = {
    "1": {
        "name": "Matlandet",
        "kind": "klusterinitiativ",
        "geography": "Värmland",
        "sector": "Livsmedel",
        "start_year": "2005",
        "members": "Ca 10",
        "funders": "Karlstads kommun | Region Värmland",
        "linked_clusters": "Stålnät",
        "description": "Mat från Värmland.",
        "contact_name": "Kontakt Kontaktsson",
    },
    "2": {
        "name": "Stålnät",
        "kind": "strategiskt nätverk",
        "geography": "Bergslagen",
        "sector": "Stål",
        "members": "25",
    },
    "3": {"name": "Skogsbolaget", "kind": "företag", "geography": "Dalarna", "start_year": "1999"},
}
BOOK = {"b": {"name": "Matlandet", "start_year": "1999", "geography": "Värmland, Dalarna", "members": "45"}}


@pytest.fixture(scope="session")
def shared_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One profile of the browser for all tests: to begin with a new one costs more than most pages do."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def context(shared_context: BrowserContext, live_server) -> Iterator[BrowserContext]:
    """The shared profile, from which everything that a test left there is taken away again."""
    yield shared_context
    leave_nothing(shared_context, str(live_server.url))


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a window in which no script runs, in a profile of its own."""
    contexts: list[BrowserContext] = []

    def opened(**more: Any) -> Page:
        contexts.append(browser.new_context(java_script_enabled=False, **more))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    yield opened
    for one in contexts:
        one.close()


def leave_nothing(context: BrowserContext, origin: str) -> None:
    """Close a profile's pages and take away its cookies, permissions and what pages of the origin have kept in it."""
    first, *others = context.pages or [context.new_page()]
    for page in others:
        page.close()
    first.goto("about:blank")
    session = context.new_cdp_session(first)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    first.close()
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture(scope="session")
def kept() -> Iterator[sqlite3.Connection]:
    """Where the register of `site` is kept once it is made: laid back whole it costs a fiftieth."""
    with closing(sqlite3.connect(":memory:")) as memory:
        yield memory


@pytest.fixture
def site(live_server, kept) -> str:
    """Serve a register of two sources with a contradiction, an open relation and a decision; the address."""
    if connection.vendor == "sqlite" and kept.execute("PRAGMA page_count").fetchone()[0]:
        lay_back(kept)
        return str(live_server.url)
    collect_rows("karta", MAP, covers=["employees"], published_on="2010")
    collect_rows("bok", BOOK, published_on="2009")
    say("karta:1", "bok:b")
    if connection.vendor == "sqlite":
        connection.connection.backup(kept)
    return str(live_server.url)


def lay_back(kept: sqlite3.Connection) -> None:
    """Lay the kept register over this one, which is empty. Numbers go on from where they were: none is given twice."""
    with connection.cursor() as cursor:
        given = cursor.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
        kept.backup(connection.connection)
        cursor.executemany("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", given)
        known = {name for (name,) in cursor.execute("SELECT name FROM sqlite_sequence").fetchall()}
        fresh = [(seq, name) for seq, name in given if name not in known]
        cursor.executemany("INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)", fresh)


@pytest.fixture
def log_in(page: Page, site: str) -> Callable[[str], None]:
    """Return a function that logs the browser in as a new user of a role; "" logs nobody in."""

    def logged_in(role: str) -> None:
        page.context.clear_cookies()
        if not role:
            return
        users = get_user_model().objects
        if not users.filter(username=role).exists():
            create_user(Account(name=role, role=role), "correct-horse-battery", caller=OPERATOR)
        client = Client()
        client.force_login(users.get(username=role), backend="django.contrib.auth.backends.ModelBackend")
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])

    return logged_in
