"""Phases on the site: dated, with source and reason, drawn and stated."""

import pytest

from klusterkarta.catalogue.services.readings import undo_reading
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.phase_statements import BadPhase, StatedPhase, state_phase
from klusterkarta.workflow.phases import phases_of_actors
from tests.registers import collect_rows, record_id, say
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db
EDITOR = Caller("editor", "editor")


@pytest.fixture(autouse=True)
def register() -> None:
    first = {"name": "Fordon", "kind": "klusterinitiativ", "phase": "lämnat sonderingsfasen"}
    collect_rows(
        "forsta",
        {"1": first, "2": {"name": "Mat", "kind": "klusterinitiativ", "phase": "sondering"}},
        published_on="2003",
    )
    ended = {"name": "Fordon", "phase": "nedlagt", "phase_reason": "krav på privat medfinansiering"}
    grown = {"name": "Mat", "phase": "genomförande och tillväxt", "members": "100-140"}
    collect_rows("andra", {"1": ended, "2": grown}, published_on="2007")
    for key in "12":
        say(f"forsta:{key}", f"andra:{key}")


def history(client, query: str = "") -> list[list[str]]:
    return cells(page_of(client.get(f"/sv/phases/{query}")).one("table", id="phase-history"))[1:]


def cells(table: Element) -> list[list[str]]:
    return [[one.text() for one in row.all() if one.tag in ("th", "td")] for row in table.all("tr")]


def test_the_history_is_dated_with_reason_and_source(client):
    rows = history(client)
    assert [row[0] for row in rows] == ["Fordon", "2003", "2007", "Mat", "2003", "2007"]
    assert rows[2][1:4] == ["Avslutat", "nedlagt", "krav på privat medfinansiering"]
    assert rows[1][1] == "Start till mognad"
    assert "andra" in rows[2][5]


def test_the_picture_has_the_two_years_and_its_table(client):
    page = page_of(client.get("/sv/phases/"))
    rows = cells(page.one("table", id="phase-table"))
    assert rows[0][1:] == ["Initiativ", "Fas 2003", "Medlemmar 2003", "Fas 2007", "Medlemmar 2007"]
    assert rows[1][1:] == ["Fordon", "Start till mognad", "okänt", "Avslutat", "okänt"]
    assert rows[2][1:] == ["Mat", "Sondering", "okänt", "Genomförande och tillväxt", "100–140"]
    assert client.get("/sv/phases/picture.svg")["Content-Type"] == "image/svg+xml"


def test_the_four_step_form_and_years_without_anything(client):
    names = [one.text() for one in page_of(client.get("/sv/phases/?form=four")).one("figure").all("text")]
    assert "Sondering" in names
    assert "Prospektering" not in names
    empty = client.get("/sv/phases/?first=1990&second=1991")
    assert "Ingen fas går att läsa" in page_of(empty).one("main").text()
    assert client.get("/sv/phases/picture.svg?first=1990&second=1991").status_code == 404


def test_an_editor_states_a_phase_on_the_profile(client, as_role):
    actor = record_id("forsta:2")
    assert client.post(f"/sv/actors/{actor}/phase/", {"phase": "stalled"}).status_code == 302  # to the login
    editor = as_role("editor")
    refused = editor.post(f"/sv/actors/{actor}/phase/", {"phase": "stalled", "on": "2011", "why": " "})
    assert refused.status_code == 422
    page = page_of(refused)
    assert "Skriv varför" in page.one("div", class_="faults").text()
    assert page.one("input", id="id-on").attributes["value"] == "2011"
    done = editor.post(f"/sv/actors/{actor}/phase/", {"phase": "stalled", "on": "2011", "why": "ingen ledare"})
    assert done.status_code == 302
    rows = page_of(client.get(f"/sv/actors/{actor}/")).one("table", id="phase-rows").all("tr")[1:]
    assert [row.one("th").text() for row in rows] == ["2003", "2007", "2011"]
    assert "ingen ledare" in rows[-1].text()
    assert "Redaktionen" in rows[-1].text()


def test_statements_of_several_years_stand_beside_each_other_and_can_be_undone():
    actor = record_id("forsta:2")
    state_phase(actor, StatedPhase("maturing", "2015"), caller=EDITOR)
    reading = state_phase(actor, StatedPhase("closed", "2019-06", "gick upp i ett annat"), caller=EDITOR)
    state_phase(actor, StatedPhase("growing", "2015"), caller=EDITOR)

    def said() -> list[tuple[str, str]]:
        (found,) = phases_of_actors([actor])
        return [(one.on, one.text) for one in found.history.statements][2:]

    # The second statement about 2015 has taken the place of the first; that about 2019 is untouched by it.
    assert said() == [("2015", "growing"), ("2019-06", "closed")]
    undo_reading(reading, caller=OPERATOR)
    assert said() == [("2015", "growing")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (StatedPhase("krympt", "2015"), "phases.no_phase"),
        (StatedPhase("start", "i fjol"), "value.not_partial_date"),
        (StatedPhase("closed", "2015", "  "), "phases.why_needed"),
    ],
)
def test_what_cannot_be_stated_is_refused_and_leaves_nothing(said, code):
    actor = record_id("forsta:2")
    with pytest.raises(BadPhase) as refused:
        state_phase(actor, said, caller=EDITOR)
    assert refused.value.reason.code == code
    (found,) = phases_of_actors([actor])
    assert len(found.history.statements) == 2


def test_a_visitor_may_not_state():
    with pytest.raises(NotAllowed):
        state_phase(record_id("forsta:2"), StatedPhase("start", "2015"), caller=PUBLIC)
