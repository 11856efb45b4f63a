"""Reading a strategy on its page: uploaded, shown, refused with what to do; nothing is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from klusterkarta.settings import current
from tests.sources.reports.test_strategies import STRATEGY
from tests.web.partner_register import partner_register
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db


def sent(client, content: bytes, name: str = "strategi.txt"):
    return client.post("/sv/strategy/", {"file": SimpleUploadedFile(name, content)})


def test_priorities_owners_and_silence_are_shown_and_set_against_our_own(as_role):
    partner_register()
    client = as_role("editor")
    rows = page_of(sent(client, STRATEGY.encode())).one("tbody").all("tr")
    cells = {row.one("th").text().split(" s. ")[0]: [cell.text() for cell in row.all("td")] for row in rows}
    assert cells["Skoglig bioekonomi"][0] == "Skoglig bioekonomi"
    assert "Paper Province" in cells["Skoglig bioekonomi"][1]
    assert cells["Turism och upplevelser"] == ["ingen", "Strategin pekar inte ut någon organisation."]
    assert not list(current().workspace.rglob("strategi*"))


def test_what_cannot_be_read_is_said_at_the_field(as_role):
    client = as_role("editor")
    for content, name, words in (
        (b"\x89PNG\r\n", "bild.pdf", "bild.pdf är ingen rapport"),
        (b"%PDF-1.4 trasig", "strategi.pdf", "strategi.pdf"),
    ):
        response = sent(client, content, name)
        assert response.status_code == 422
        assert words in page_of(response).one("p", class_="error").text()
    assert client.post("/sv/strategy/").status_code == 422


def test_a_text_without_priorities_says_so(as_role):
    answer = page_of(sent(as_role("editor"), "Ingenting här.\n".encode()))
    assert "hittades inga prioriteringar" in answer.one("p", class_="notice").text()


def test_only_those_who_collect_may_read(client, as_role):
    assert client.get("/sv/strategy/").status_code == 302
    assert as_role("reader").get("/sv/strategy/").status_code == 403
