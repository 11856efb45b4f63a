"""What costs much of the register is worked out once for each change of it, whoever asks; or told to come back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow import once_each_version as rooms
from klusterkarta.workflow.editions import freeze
from tests.registers import collect_rows
from tests.turns import turn_taken
from tests.web.partner_register import partner_register
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db

PRIORITY = "/sv/priority/skoglig-bioekonomi"
# What any visitor may ask for.
OPEN = [
    "/sv/priority/", f"{PRIORITY}/", "/sv/priority/slides.pptx", f"{PRIORITY}/slide.pptx",
    f"{PRIORITY}/registration.xlsx", f"{PRIORITY}/registration.json", "/sv/partners/?region=Västernorrland",
    "/sv/parties/", "/sv/conclusions/", "/sv/compare/?from=2026&to=",
]  # fmt: skip
CLOSED = ["/sv/tagging/", "/sv/hand-over/pack.zip", "/sv/hand-over/annex.docx"]


@pytest.fixture(autouse=True)
def register(tmp_path, monkeypatch):
    monkeypatch.setattr("klusterkarta.workflow.editions.edition_folder", lambda name: tmp_path / "editions" / name)
    partner_register()
    collect_rows("lista", {"1": {"name": "Åkermat", "list": "1", "geography": "Värmland"}})
    freeze("2026", caller=OPERATOR)


def reads(client, address: str) -> int:
    """How many queries of the answer read statements."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("catalogue_statement" in one["sql"] for one in asked)


@pytest.mark.parametrize("address", OPEN)
def test_statements_are_read_once_for_each_change_of_the_register(client, address):
    assert reads(client, address)
    assert reads(client, address) == 0
    collect_rows("ny", {"1": {"name": "Nykomling", "priorities": "GovTech"}})
    assert reads(client, address)


def test_pages_slides_and_forms_of_priorities_share_what_is_read(client):
    assert reads(client, OPEN[0])
    assert [reads(client, one) for one in OPEN[1:6]] == [0] * 5
    assert reads(client, f"/en{PRIORITY[3:]}/registration.json") == 0


def test_an_edition_is_not_read_again_for_a_change_of_the_register(client, monkeypatch):
    address = "/sv/conclusions/?edition=2026"
    before = page_of(client.get(address)).all("table")[0].text()
    collect_rows("ny", {"1": {"name": "Nykomling", "list": "1", "geography": "Värmland"}})
    monkeypatch.setattr("klusterkarta.workflow.editions.files.read_tables", None)
    assert page_of(client.get(address)).all("table")[0].text() == before


@pytest.mark.parametrize("address", [*OPEN[:6], "/sv/parties/", "/sv/compare/?from=2026&to=", "/sv/tagging/"])
def test_no_whole_snapshot_is_taken_where_less_will_do(as_role, address, monkeypatch):
    monkeypatch.setattr("klusterkarta.workflow.editions.live_snapshot", None)
    assert as_role("editor").get(address).status_code == 200


def test_while_others_work_the_answer_is_when_to_ask_again(client, monkeypatch):
    monkeypatch.setattr(rooms, "PATIENCE", 0.001)
    with turn_taken():
        answer = client.get("/en/parties/")
        # Who may not see it learns that first, and what is quick is answered.
        closed = [client.get(one) for one in CLOSED]
        quick = client.get("/en/actors/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert page_of(answer).one("h1").text() == "Much is being worked out right now"
    assert [(one.status_code, one["Location"].partition("?")[0]) for one in closed] == [(302, "/sv/login/")] * 3
    assert quick.status_code == 200
    assert client.get("/en/parties/").status_code == 200
