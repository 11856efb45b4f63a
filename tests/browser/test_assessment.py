"""A panel meeting from the opened round to the issued lists, as the people around the table do it in the browser."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page, expect

from klusterkarta.accounts.services import Account, create_user
from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.caller import OPERATOR


@pytest.fixture
def sit_down(page: Page, site: str) -> Callable[[str], Page]:
    """Return a function that gives the browser to one of the panel."""
    for name, role in (("ordförande", "administrator"), ("anne", "assessor"), ("bo", "assessor")):
        create_user(Account(name=name, role=role), "correct-horse-battery", caller=OPERATOR)

    def seated(name: str) -> Page:
        client = Client()
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(get_user_model().objects.get(username=name), backend=backend)
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return page

    return seated


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def score(page: Page, answers: list[str]) -> None:
    """Answer the six criteria of the sheet that is open, and go on."""
    for place, answer in enumerate(answers):
        page.get_by_role("radiogroup").nth(place).get_by_role("radio", name=answer).check()
    press(page, "Spara och gå vidare")


def test_a_panel_meets_decides_and_issues_its_lists(site: str, sit_down):
    page = sit_down("ordförande")
    page.goto(f"{site}/sv/assessment/")
    page.get_by_label("Omgångens namn").fill("Våren")
    press(page, "Öppna en omgång")
    page.get_by_label("Ur källa").select_option("karta")
    for name in ("anne", "bo"):
        page.get_by_role("checkbox", name=name).check()
    press(page, "Lägg till")
    round_page = page.url.partition("?")[0]
    press(page, "Börja bedömningen")
    page.get_by_role("link", name="Privata länkar").click()
    press(page, "Skapa länkar")
    private = page.get_by_label("Länk till Matlandet").input_value()
    # The link's own host is the installation's; here the site has another.
    private = f"{site}/sv/{private.partition('/sv/')[2]}"
    page.context.clear_cookies()
    page.goto(private)
    page.get_by_role("radiogroup").nth(5).get_by_role("radio", name="4 utmärker").check()
    press(page, "Spara svaren")
    expect(page.get_by_role("status")).to_contain_text("Svaret är sparat")
    # Matlandet and Stålnät in the order of the round; on Skogsbolaget the two are as far apart as can be.
    for name, low in (("anne", "0 syns inte"), ("bo", "4 utmärker")):
        page = sit_down(name)
        page.goto(round_page)
        page.get_by_role("link", name="Matlandet").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Matlandet")
        for _ in range(3):
            divided = page.get_by_role("heading", level=1).inner_text() == "Skogsbolaget"
            score(page, ["3 pågår"] * 5 + [low if divided else "3 pågår"])
    page = sit_down("ordförande")
    page.goto(round_page)
    expect(page.get_by_text("3 av 3")).to_have_count(2)
    press(page, "Öppna mötet")
    page.get_by_role("link", name="Till mötet").click()
    rows = page.locator("tbody tr").filter(has=page.get_by_role("checkbox"))
    expect(rows.first).to_contain_text("Skogsbolaget")
    expect(rows.first.get_by_role("checkbox")).not_to_be_checked()
    # The two on which the panel agrees are ticked already, and go in one block.
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("combobox", name="Beslut").select_option("list_1")
    press(page, "Besluta")
    page.get_by_role("link", name="Skogsbolaget").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skogsbolaget")
    page.get_by_role("combobox", name="Beslut").select_option("rejected")
    press(page, "Besluta")
    expect(page.get_by_role("alert")).to_contain_text("Skriv varför initiativet avslås.")
    page.get_by_label("Skäl").fill("Ett företag är inget initiativ.")
    press(page, "Besluta")
    page.goto(f"{round_page}what-if/?without=skills")
    expect(page.get_by_role("main")).to_contain_text("Uppfyller alla kriterier: 3 nu, 3 då.")
    page.goto(round_page)
    press(page, "Börja faktagranskning")
    page.context.clear_cookies()
    page.goto(private)
    expect(page.get_by_role("complementary")).to_contain_text("lista 1")
    page.get_by_label("något stämmer inte").check()
    page.get_by_label("Vad som inte stämmer").fill("Vi är 45.")
    press(page, "Skicka svaret")
    page = sit_down("ordförande")
    page.goto(f"{round_page}links/")
    expect(page.get_by_role("main")).to_contain_text("Vi är 45.")
    page.goto(round_page)
    for step in ("Avsluta omgången", "Ge ut listorna"):
        press(page, step)
    assert [one.name for one in list_actors(ActorFilter(list=("1",))).rows] == ["Matlandet", "Stålnät"]
    assert [one.name for one in list_actors(ActorFilter(list=("rejected",))).rows] == ["Skogsbolaget"]
