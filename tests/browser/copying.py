"""A table copied from its page by the button beside it."""

from playwright.sync_api import Locator, Page, expect

# The page says for three seconds only that it is done; whoever looks at it seldom is told by what is kept of that.
KEEP_WHAT_IS_SAID = """button => {
  const status = button.closest(".take").querySelector(".heard");
  const keep = () => { if (status.textContent) status.dataset.said = status.textContent };
  new MutationObserver(keep).observe(status, { childList: true });
}"""


def copy_table(place: Page | Locator) -> None:
    """Press the one button of a place that copies a table; wait until it says that the table is copied."""
    button = place.get_by_role("button", name="Kopiera tabellen")
    button.evaluate(KEEP_WHAT_IS_SAID)
    button.click()
    expect(place.locator("[data-said]")).to_have_attribute("data-said", "Kopierad")
