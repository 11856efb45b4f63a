"""My list: the actors that one answers for, by work status, for those who keep work notes and nobody else."""

import pytest

from klusterkarta.accounts.services import Account, create_user
from klusterkarta.catalogue.models import Work
from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.values.caller import OPERATOR
from tests.registers import collect_rows, record_id, say
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db
ADDRESS = "/sv/my-list/"
ROWS = {
    "1": {"name": "Zinkdalen", "kind": "företag"},
    "2": {"name": "Åkermat", "kind": "klusterinitiativ"},
    "3": {"name": "Älvkraft"},
    "4": {"name": "Någon annans"},
    "5": {"name": "Ingens"},
}


@pytest.fixture
def register() -> None:
    collect_rows("karta", ROWS)
    for key, status, responsible, note in (
        ("1", "ongoing", "assessor", "Ring i maj.\nFråga om medlemmar."),
        ("2", "waiting", "assessor", "<b>viktigt</b>"),
        ("3", "", "assessor", ""),
        ("4", "ongoing", "annan", "hemlig anteckning"),
    ):
        details = WorkDetails(status=status, responsible=responsible, note=note)
        set_work(record_id(f"karta:{key}"), details, caller=OPERATOR)


@pytest.fixture
def mine(register, as_role):
    client = as_role("assessor")

    def get(address: str = ADDRESS, **parameters: str) -> Element:
        response = client.get(address, parameters)
        assert response.status_code == 200
        return page_of(response)

    return get


def names(page: Element) -> list[str]:
    return [row.one("a").text() for row in page.one("tbody").all("tr")]


def test_it_lists_the_own_actors_in_the_swedish_order(mine):
    assert names(mine()) == ["Zinkdalen", "Åkermat", "Älvkraft"]


def test_a_row_says_status_note_and_last_change_and_leads_to_the_profile(mine):
    row = mine().one("tbody").all("tr")[0]
    assert row.one("a").attributes["href"].startswith("/sv/actors/")
    status, note, changed = row.all("td")
    assert status.text() == "Pågår"
    assert note.text() == "Ring i maj. Fråga om medlemmar."
    day = Work.objects.get(record=record_id("karta:1")).changed_at.astimezone().date()
    assert changed.one("time").attributes["datetime"][:4] == str(day.year)
    assert changed.one("span").text() == f"av {OPERATOR.name}"


def test_a_note_is_text_and_no_markup(mine):
    assert mine().one("tbody").all("tr")[1].all("td")[1].text() == "<b>viktigt</b>"


def test_the_statuses_lead_to_their_part_with_the_number_of_each(mine):
    choices = {one.text(): one.attributes["href"] for one in mine().one("nav", class_="by-status").all("a")}
    assert choices == {
        "Alla (3)": ADDRESS,
        "Pågår (1)": f"{ADDRESS}?status=ongoing",
        "Väntar på svar (1)": f"{ADDRESS}?status=waiting",
        "Utan status (1)": f"{ADDRESS}?status=none",
    }


@pytest.mark.parametrize(("status", "shown"), [("waiting", "Åkermat"), ("none", "Älvkraft")])
def test_a_status_shows_those_that_have_it_and_is_marked(mine, status, shown):
    page = mine(status=status)
    assert names(page) == [shown]
    (current,) = page.one("nav", class_="by-status").all("a", aria_current="true")
    assert current.attributes["href"] == f"{ADDRESS}?status={status}"


def test_a_status_that_no_own_actor_has_says_so(mine):
    page = mine(status="done")
    assert page.one("div", class_="empty").text() == "Ingen av dina aktörer har den statusen."
    assert "Klar (0)" in {one.text() for one in page.all("a")}


def test_a_status_that_does_not_exist_is_refused_in_words(register, as_role):
    answer = as_role("assessor").get(ADDRESS, {"status": "sedan"})
    assert answer.status_code == 400
    assert "Det finns ingen arbetsstatus ”sedan”." in answer.content.decode()


def test_english_pages_speak_english(mine):
    text = mine("/en/my-list/").one("main").text()
    assert "Waiting for an answer" in text
    assert "No status (1)" in text


def test_an_empty_list_says_how_one_becomes_responsible(register, as_role):
    page = page_of(as_role("editor").get(ADDRESS))
    assert page.all("table") == []
    empty = page.one("div", class_="empty")
    assert "Vårt arbete" in empty.text()
    assert empty.one("a").attributes["href"] == "/sv/actors/"


def test_choosing_oneself_on_the_profile_puts_the_actor_here(register, as_role):
    editor, actor = as_role("editor"), record_id("karta:5")
    editor.post(f"/sv/actors/{actor}/our-work/", {"status": "new", "responsible": "editor", "note": "tar den"})
    assert names(page_of(editor.get(ADDRESS))) == ["Ingens"]


def test_of_joined_records_the_latest_entry_says_who_is_responsible(mine):
    # Zinkdalen is the assessor's; the record it is joined with was given to somebody else afterwards.
    say("karta:1", "karta:4")
    assert names(mine()) == ["Åkermat", "Älvkraft"]
    details = WorkDetails(status="done", responsible="assessor", note="åter hos mig")
    set_work(record_id("karta:1"), details, caller=OPERATOR)
    page = mine(status="done")
    assert page.one("tbody").all("td")[1].text() == "åter hos mig"


def test_more_actors_than_one_asking_brings_are_all_there(mine, monkeypatch):
    monkeypatch.setattr("klusterkarta.web.pages.my_list.page._AT_A_TIME", 2)
    assert names(mine()) == ["Zinkdalen", "Åkermat", "Älvkraft"]


def test_a_visitor_is_led_to_the_login_page_and_back(register, client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"] == "/sv/login/?next=%2Fsv%2Fmy-list%2F"


def test_a_reader_is_refused_and_sees_nothing(register, as_role):
    answer = as_role("reader").get(ADDRESS)
    assert answer.status_code == 403
    assert "Zinkdalen" not in answer.content.decode()


@pytest.mark.parametrize(("role", "listed"), [("reader", False), ("editor", True), ("assessor", True)])
def test_the_menu_names_it_to_those_who_may_open_it(role, listed, as_role):
    links = {one.attributes["href"] for one in page_of(as_role(role).get("/sv/")).all("a")}
    assert (ADDRESS in links) is listed


def test_nobody_keeps_a_copy_of_it(register, as_role):
    assert "no-store" in as_role("assessor").get(ADDRESS)["Cache-Control"]


def test_notes_of_others_are_not_on_it(mine):
    assert "hemlig anteckning" not in mine().text()


@pytest.mark.parametrize("role", ["", "reader"])
def test_notes_show_nowhere_to_those_who_may_not_read_them(role, register, client, as_role):
    create_user(Account(name="annan", role="editor"), "correct-horse-battery", caller=OPERATOR)
    visitor = as_role(role) if role else client
    actor = record_id("karta:4")
    for address in ("/sv/", "/sv/actors/", f"/sv/actors/{actor}/", "/sv/actors/?mine=1", "/sv/about/privacy/"):
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert "hemlig anteckning" not in answer.content.decode(), address
