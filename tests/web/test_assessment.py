"""Assessment on the site: opened, scored alone, met on, decided; nobody reads another's sheet by its address."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from klusterkarta.assessment.selectors.rounds import candidates_of, decisions_of, list_rounds
from klusterkarta.assessment.selectors.scores import own_scores
from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.caller import OPERATOR, Caller
from tests.assessment.rounds import CRITERIA
from tests.registers import collect_rows, say
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
ROUNDS = "/sv/assessment/"
ASSESSOR = Caller("assessor", "assessor")


@pytest.fixture
def leader(as_role):
    collect_rows("lista", {key: {"name": name} for key, name in (("1", "Zink"), ("2", "Trä"))})
    return as_role("administrator")


@pytest.fixture
def assessor(as_role):
    return as_role("assessor")


def opened(leader, *steps: str) -> tuple[str, list[int]]:
    """A round on both initiatives with one assessor, led on; its address and initiatives."""
    response = leader.post(ROUNDS, {"title": "Våren", "criteria": "national-map"})
    address = response["Location"]
    leader.post(address, {"do": "add", "source": "lista", "assessors": ["assessor"]})
    for step in steps:
        assert leader.post(address, {"do": step}).status_code == 302
    return address, [one.id for one in candidates_of(list_rounds(caller=OPERATOR)[0].id)]


def test_a_round_is_opened_with_initiatives_and_assessors(leader, assessor):
    address, candidates = opened(leader)
    assert len(candidates) == 2
    page = page_of(leader.get(address)).one("main").text()
    assert all(one in page for one in ("Zink", "Trä", "assessor", "0 av 2"))


def test_a_round_tells_which_initiatives_have_become_one_actor(leader, assessor):
    address, _ = opened(leader)
    assert "samma aktör som" not in page_of(leader.get(address)).one("main").text()
    say("lista:1", "lista:2")
    assert "samma aktör som" in page_of(leader.get(address)).one("main").text()


def test_what_is_wrong_with_a_set_of_ones_own_stands_at_it_and_nothing_is_lost(leader):
    response = leader.post(ROUNDS, {"title": "Hösten", "criteria": "national-map", "document": "set: [1"})
    assert response.status_code == 422
    page = page_of(response)
    assert "criteria.yaml, rad 1" in page.one("p", class_="error").text()
    assert page.one("textarea").text() == "set: [1"
    assert list_rounds(caller=OPERATOR) == []


def test_an_assessor_scores_alone_and_goes_on(leader, assessor):
    address, (first, second) = opened(leader, "start_scoring")
    sheet = f"{address}sheet/{first}/"
    posted = {
        "do": "save",
        "score-skills": "2",
        "evidence-skills": "s. 30",
        "tick-skills": ["education"],
        "score-research": "none",
    }
    response = assessor.post(sheet, posted)
    assert response["Location"] == f"{address}sheet/{second}/?done=saved"
    found = {one.criterion: (one.value, one.evidence, one.ticks) for one in own_scores(first, caller=ASSESSOR)}
    assert found == {"skills": (2, "s. 30", ("education",)), "research": (None, "", ())}
    chosen = [
        one.attributes["value"] for one in page_of(assessor.get(sheet)).all("input") if "checked" in one.attributes
    ]
    assert chosen == ["none", "2", "education"]


def test_nobody_reads_anothers_scores_before_the_meeting(leader, assessor, as_role):
    address, (first, _) = opened(leader, "start_scoring")
    assessor.post(f"{address}sheet/{first}/", {"do": "save", "score-skills": "2"})
    for client in (leader, assessor, as_role("editor")):
        for guessed in (f"{address}meeting/", f"{address}meeting/{first}/"):
            assert client.get(guessed).status_code == 403
    assert leader.get(f"{address}sheet/{first}/").status_code == 403
    assert as_role("reader").get(ROUNDS).status_code == 403


def test_a_conflict_of_interest_closes_the_sheet(leader, assessor):
    address, (first, _) = opened(leader, "start_scoring")
    sheet = f"{address}sheet/{first}/"
    assert assessor.post(sheet, {"do": "conflict", "why": " "}).status_code == 422
    assessor.post(sheet, {"do": "conflict", "why": "sitter i styrelsen"})
    assert "sitter i styrelsen" in page_of(assessor.get(sheet)).one("p", class_="notice").text()
    assert assessor.post(sheet, {"do": "save", "score-skills": "2"}).status_code == 422


def test_the_meeting_decides_a_block_and_the_lists_are_issued(leader, assessor):
    address, (first, second) = opened(leader, "start_scoring", "open_meeting")
    meeting = f"{address}meeting/"
    posted = {"candidate": [first, second], "outcome": "list_1", "present": "anne, bo"}
    assert leader.post(meeting, posted | {"present": ""}).status_code == 422
    assert leader.post(meeting, posted).status_code == 302
    round_id = list_rounds(caller=OPERATOR)[0].id
    assert [one.present for one in decisions_of(round_id, caller=OPERATOR)] == [("anne", "bo")] * 2
    assert assessor.post(meeting, posted).status_code == 403
    for step in ("start_checking", "close", "publish"):
        assert leader.post(address, {"do": step}).status_code == 302
    assert [one.name for one in list_actors(ActorFilter(list=("1",))).rows] == ["Trä", "Zink"]


def test_a_body_of_companies_alone_is_turned_down_with_the_rule_quoted(leader, assessor):
    address, (first, _) = opened(leader, "start_scoring", "open_meeting")
    posted = {"outcome": "rejected", "present": "anne", "rule": "across_sides"}
    assert leader.post(f"{address}meeting/{first}/", posted | {"outcome": "list_9"}).status_code == 422
    assert leader.post(f"{address}meeting/{first}/", posted).status_code == 302
    (found,) = decisions_of(list_rounds(caller=OPERATOR)[0].id, caller=OPERATOR)
    # The national mapping (2010), section 1.3: cooperation has to cross the line between the sides.
    assert found.why.startswith("Samarbete mellan sidor: ")
    assert "Enbart företag" in found.why


def test_a_decision_on_one_initiative_is_taken_back(leader, assessor):
    address, (first, _) = opened(leader, "start_scoring")
    assessor.post(f"{address}sheet/{first}/", {"do": "save", "score-skills": "1", "comment-skills": "tunt"})
    leader.post(address, {"do": "open_meeting"})
    panel = f"{address}meeting/{first}/"
    page = page_of(leader.get(panel))
    assert "assessor: tunt" in page.one("main").text()
    response = leader.post(panel, {"outcome": "list_1", "present": "anne"})
    assert (
        "Alla kriterier är inte uppfyllda (Kompetensförsörjning)"
        in page_of(response).one("div", class_="faults").text()
    )
    leader.post(panel, {"outcome": "list_1", "present": "anne", "why": "stark"})
    (button,) = [one for one in page_of(leader.get(panel)).all("button") if one.attributes.get("name") == "take_back"]
    leader.post(panel, {"take_back": button.attributes["value"]})
    round_id = list_rounds(caller=OPERATOR)[0].id
    assert [one.counts for one in decisions_of(round_id, caller=OPERATOR)] == [False]


def test_what_is_not_there(leader):
    address, _ = opened(leader)
    assert leader.get(f"{ROUNDS}4711/").status_code == 404
    assert leader.get(f"{address}sheet/4711/").status_code == 403
    response = leader.post(address, {"do": "close"})
    assert response.status_code == 422


def test_what_another_set_would_change_is_shown(leader, assessor):
    address, (first, _) = opened(leader, "start_scoring")
    answers = {f"score-{key}": "3" for key in CRITERIA} | {"score-skills": "1"}
    assessor.post(f"{address}sheet/{first}/", {"do": "save", **answers})
    assert leader.get(f"{address}what-if/").status_code == 403
    leader.post(address, {"do": "open_meeting"})
    page = page_of(leader.get(f"{address}what-if/", {"without": "skills"})).one("main").text()
    assert "Uppfyller alla kriterier: 0 nu, 1 då. 1 initiativ skulle byta lista." in page
    assert "ej uppfyllt: Kompetensförsörjning" in page
    assert "Vilka initiativ" in page_of(leader.get(f"{address}what-if/")).one("main").text()
    assert leader.get(f"{address}what-if/", {"without": "närhet"}).status_code == 422


def test_the_funnel_leads_from_finds_to_lists(leader, assessor, as_role):
    address, (_, second) = opened(leader, "start_scoring", "open_meeting")
    posted = {"outcome": "rejected", "present": "anne", "why": "ett företag"}
    leader.post(f"{address}meeting/", posted | {"candidate": [second]})
    page = page_of(leader.get("/sv/assessment/funnel/")).one("main").text()
    assert "ett företag" in page
    assert "Faller på: Egen webbplats" in page
    assert "Våren" in page
    assert leader.get("/en/assessment/funnel/", {"round": "0"}).status_code == 200
    assert leader.get("/sv/assessment/funnel/", {"round": "4711"}).status_code == 404
    assert as_role("reader").get("/sv/assessment/funnel/").status_code == 403


def test_an_assessor_hands_in_the_own_workbook(leader, assessor):
    address, (first, _) = opened(leader, "start_scoring")
    assert leader.get(f"{address}workbook/").status_code == 403
    book = load_workbook(BytesIO(assessor.get(f"{address}workbook/file/").content))
    book["Poäng"]["D2"] = 7
    assert "Poäng!D2: ”7” finns inte på skalan" in handed_in(assessor, address, book, expected=422)
    assert own_scores(first, caller=ASSESSOR) == []
    book["Poäng"]["D2"] = 3
    handed_in(assessor, address, book, expected=302)
    assert [one.value for one in own_scores(first, caller=ASSESSOR)] == [3]
    other = leader.post(ROUNDS, {"title": "Hösten", "criteria": "national-map"})["Location"]
    leader.post(other, {"do": "add", "source": "lista", "assessors": ["assessor"]})
    leader.post(other, {"do": "start_scoring"})
    assert "hör till en annan omgång: ”Våren”" in handed_in(assessor, other, book, expected=422)
    assert "Välj en fil." in assessor.post(f"{address}workbook/").content.decode()


def handed_in(client, address: str, book: Workbook, *, expected: int) -> str:
    """Send the workbook; what the page says."""
    out = BytesIO()
    book.save(out)
    response = client.post(f"{address}workbook/", {"file": SimpleUploadedFile("min bok.xlsx", out.getvalue())})
    assert response.status_code == expected
    return response.content.decode()
