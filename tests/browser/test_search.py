"""Search as a strategist uses it: type, see why, widen by the slider, follow advice, and without script."""

import re
import shutil

from playwright.sync_api import Page, expect

from klusterkarta.workflow.search_index import index_folder, rebuild
from tests.registers import collect_rows
from tests.web.partner_register import partner_register


def test_hits_come_as_you_type_with_reasons_counts_and_advice(page: Page, site):
    partner_register()
    collect_rows("en", {"1": {"name": "Timber North", "description": "A network for the wood industry."}})
    shutil.rmtree(index_folder(), ignore_errors=True)
    page.goto(f"{site}/sv/search/?q=skog")
    # No worker has written an index yet: said, and nothing breaks.
    expect(page.get_by_role("alert")).to_contain_text("Sökindexet finns inte än")
    rebuild()
    page.goto(f"{site}/sv/search/")
    field = page.get_by_label("Sök efter")
    field.press_sequentially("skogsindust", delay=10)
    field.press_sequentially("rin", delay=10)
    # The register has no "skogsindustri"; what belongs to it is found in two languages.
    english = page.locator("ol.found > li", has_text="Timber North")
    expect(english).to_contain_text("Namnet handlar om träindustri, som hör till ”skogsindustrin”.")
    expect(page.locator("ol.found .found-head a", has_text="Skogsklustret")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=skogsindustrin"))

    field.fill("matnat")
    expect(page.locator("ol.found > li").first).to_contain_text("Matnätet")
    field.fill("träindustri Värmland")
    expect(page.locator("#steps li").nth(0)).to_contain_text("Ordagrant 0")
    page.get_by_label("Bredd").fill("0")
    expect(page.locator("#found [role=status]")).to_contain_text("0 träffar")
    page.locator("#found .panel a").first.click()
    expect(page.locator("ol.found > li").first).to_be_visible()
    expect(page.get_by_label("Bredd")).to_have_value("2")
    expect(page.locator("#found [role=status]")).to_contain_text("Läget efter ändring")

    page.wait_for_load_state()
    page.get_by_label("Prioritering").select_option("GovTech")
    field.fill("Attica")
    expect(page.locator("ol.found .found-head a")).to_have_text(["Attica"])
    page.locator("ol.found .found-head a").click()
    expect(page.locator("h1")).to_have_text("Attica")
