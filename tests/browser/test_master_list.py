"""A master list comes back: handed in, gone through, saved and undone, in the browser."""

from pathlib import Path

from playwright.sync_api import Page, expect

from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.show import show_actor
from tests.registers import record_id
from tests.web.returned import edited_file


def shown(key: str, code: str) -> list[str]:
    page = show_actor(record_id(key), caller=OPERATOR)
    assert page is not None
    return [one.value for view in page.properties if view.code == code for one in view.values if one.shown]


def cells(page: Page, table: str) -> list[list[str]]:
    page.wait_for_load_state()
    rows = page.get_by_role("table", name=table, exact=True).locator("tbody tr").all()
    return [[text.strip() for text in row.locator("th, td").all_inner_texts()] for row in rows]


def test_an_edited_list_is_handed_in_gone_through_saved_and_undone(page: Page, site, log_in, tmp_path: Path):
    path = edited_file(tmp_path)
    other = tmp_path / "annat.csv"
    other.write_text("Namn;Ort\nA;B\n")
    log_in("editor")
    page.goto(f"{site}/sv/sources/")
    page.get_by_role("link", name="Ändrad masterlista").click()
    page.get_by_role("button", name="Visa ändringarna").click()
    expect(page.get_by_role("alert")).to_contain_text("Välj filen")
    page.get_by_label("Masterlista (xlsx)").set_input_files(other)
    page.get_by_role("button", name="Visa ändringarna").click()
    expect(page.get_by_role("alert")).to_contain_text("importera filen som en egen källa")
    page.get_by_label("Masterlista (xlsx)").set_input_files(path)
    page.get_by_role("button", name="Visa ändringarna").click()
    expect(page.locator(".head")).to_contain_text("2 ändringar, 1 konflikt, 1 borttagen rad, 1 kopierad rad, 1 ny rad")
    assert cells(page, "Konflikter")[0][:5] == ["Nät 2", "Antal medlemsföretag", "2", "22", "20"]
    edits = {row[1]: row[2:4] for row in cells(page, "Ändringar")}
    assert edits["Antal medlemsföretag"] == ["1", "11"]
    assert edits["Län"][1].startswith("tömd")
    expect(page.get_by_role("row", name="Nät 1 Län")).to_contain_text("är läst ur en annan uppgift")
    assert (
        cells(page, "Detta sparas inte")[0][2]
        == "Kolumnen ”Sektorsgrupp” räknas fram ur andra uppgifter. Ändra dem i stället."
    )
    # Answers by keyboard as by mouse: every field has its own name.
    page.get_by_label("Gör så här med Nät 4").select_option("Ta bort prioriteringen")
    page.get_by_label("Gör så här med Nät 2").select_option("Ta filens")
    page.get_by_label("Hoppa över Nykomling").check()
    # Meanwhile somebody else edits: nothing is saved before the new question has been seen.
    edit_actor(record_id("returnerad:1"), [Stated("members", "99")], caller=OPERATOR)
    page.get_by_role("button", name="Spara ändringarna").click()
    expect(page.get_by_role("alert")).to_contain_text("Registret har ändrats")
    expect(page.get_by_label("Gör så här med Nät 4")).to_have_value("untag")
    assert shown("returnerad:4", "priorities") == ["Livsmedel"]
    page.get_by_role("button", name="Spara ändringarna").click()
    expect(page.get_by_text("Ändringarna i masterlistan är sparade.")).to_be_visible()
    assert (shown("returnerad:2", "members"), shown("returnerad:4", "priorities")) == (["22"], [])
    assert shown("returnerad:1", "members") == ["99"]
    with page.expect_navigation():
        page.get_by_role("button", name="Ångra").click()
    assert (shown("returnerad:2", "members"), shown("returnerad:4", "priorities")) == (["20"], ["Livsmedel"])
    expect(page.get_by_role("link", name="Nykomling")).to_have_count(0)
