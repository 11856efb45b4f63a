"""Deciding pairs by keyboard, and only there where it is meant."""

import pytest
from playwright.sync_api import Page, expect

from klusterkarta.catalogue.services.judgements import Proposed, replace_proposals
from tests.registers import latest_judgements, record_id


@pytest.fixture
def pairs(page: Page, site: str, log_in) -> Page:
    first, second = record_id("karta:2"), record_id("karta:3")
    replace_proposals(
        [
            Proposed(left=first, right=second, score=0.9, information=2),
            Proposed(left=record_id("karta:1"), right=first, score=0.7, information=1),
        ]
    )
    log_in("editor")
    page.goto(f"{site}/sv/duplicates/")
    return page


def expect_heads(page: Page) -> None:
    expect(page.locator(".cmp .who")).to_have_text(["Stålnät", "Skogsbolaget"])


def decided() -> list[str]:
    """The decisions of persons made on the page; the site's register comes with one."""
    return [one.verdict for one in latest_judgements() if one.by == "editor"]


def test_letters_decide_go_on_and_undo(pairs: Page):
    page = pairs
    expect_heads(page)
    page.keyboard.press("j")
    expect(page.get_by_text("Par 2 av 2")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("k")
    expect(page.get_by_text("Par 1 av 2")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("v")
    expect(page.locator(".undo")).to_contain_text("Stålnät och Skogsbolaget, osäker")
    assert decided() == ["unsure"]
    # Where the next pair was not here yet the page is a new one: its keys work once its scripts are here.
    page.wait_for_load_state()
    page.keyboard.press("z")
    expect(page.locator(".notice").first).to_contain_text("Beslutet är tillbakataget.")
    expect_heads(page)


def test_letters_are_letters_while_one_writes(pairs: Page):
    reason = pairs.get_by_label("Skäl")
    reason.press_sequentially("sov")
    expect(reason).to_have_value("sov")
    expect(pairs.get_by_text("Par 1 av 2")).to_be_visible()
    assert decided() == []


def test_different_without_a_reason_starts_at_what_is_missing(pairs: Page):
    pairs.keyboard.press("o")
    expect(pairs.get_by_role("alert")).to_be_focused()
    pairs.get_by_label("Skäl").fill("olika län")
    pairs.get_by_role("button", name="Olika").click()
    expect(pairs.locator(".undo")).to_contain_text("olika")
    assert decided() == ["different"]


def test_letters_can_be_turned_off_and_stay_off(pairs: Page):
    pairs.get_by_role("button", name="Stäng av tangenterna").click()
    pairs.keyboard.press("s")
    pairs.reload()
    expect(pairs.locator(".judge kbd").first).to_be_hidden()
    pairs.keyboard.press("s")
    pairs.wait_for_load_state("networkidle")
    sent: list[str] = []
    pairs.on("request", lambda request: sent.append(request.method))
    pairs.get_by_role("button", name="Slå på tangenterna").click()
    expect(pairs.locator(".judge kbd").first).to_be_visible()
    assert decided() == []
    # The switch fetches nothing and sets nothing going a second time: what comes next is the decision, once.
    pairs.keyboard.press("v")
    expect(pairs.locator(".undo")).to_be_visible()
    assert (sent[0], sent.count("POST")) == ("POST", 1)
    assert decided() == ["unsure"]


def test_letters_with_a_command_key_are_the_browsers(pairs: Page):
    pairs.keyboard.press("Control+s")
    pairs.keyboard.press("Alt+o")
    # A letter that is meant comes after them, and finds both pairs waiting.
    pairs.keyboard.press("j")
    expect(pairs.get_by_text("Par 2 av 2")).to_be_visible()
    assert decided() == []


def test_the_next_pair_is_there_before_it_is_asked_for(pairs: Page):
    page = pairs
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.resource_type}"))
    page.keyboard.press("s")
    expect(page.get_by_text("Par 1 av 1")).to_be_visible()
    expect(page.locator(".undo")).to_contain_text("Stålnät och Skogsbolaget, samma")
    # The decision goes by itself; no page is loaded anew, and the keys go on working.
    assert "POST fetch" in asked
    assert "GET document" not in asked
    page.get_by_label("Skäl").fill("samma nät")
    page.get_by_role("button", name="Samma").click()
    expect(page.get_by_text("Inga par väntar på beslut.")).to_be_visible()
    assert decided() == ["same", "same"]


def test_a_decision_that_was_refused_comes_back(pairs: Page, log_in):
    page = pairs
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    assert decided() == []
