"""Radars over each other: from the meeting on, for who may read the scores, unknown as unknown."""

import pytest

from klusterkarta.assessment.services.rounds import move_round
from tests.assessment.rounds import ANNE, BO, CRITERIA, LEADER, MadeRound, made_round, score
from tests.registers import record_id
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
# The document's example (the national mapping 2010, section 6): high on criteria 2 and 4, much lower on the others.
EXAMPLE = (1, 4, 1, 4, 1, 1)


def met_round(*scores: tuple[int | None, ...]) -> MadeRound:
    """A round at its meeting. Both assessors have given each initiative these scores, the second one 0 on the first."""
    made = made_round()
    for candidate, given in zip(made.candidates, scores, strict=False):
        score(candidate, dict(zip(CRITERIA, given, strict=True)), caller=ANNE)
        score(candidate, dict(zip(CRITERIA, (0, *given[1:]), strict=True)), caller=BO)
    move_round(made.id, "open_meeting", caller=LEADER)
    return made


def address_of(*candidates: int) -> str:
    return "/sv/radars/?" + "&".join(f"one={one}" for one in candidates)


def shown(client, *candidates: int) -> list[list[str]]:
    response = client.get(address_of(*candidates))
    assert response.status_code == 200
    table = page_of(response).one("table", id="radar-table")
    return [[one.text() for one in row.all() if one.tag in ("th", "td")] for row in table.all("tr")]


def test_two_initiatives_over_each_other(as_role):
    made = met_round(EXAMPLE, (2, None, 2, 2, 2, 2))
    rows = shown(as_role("administrator"), *made.candidates[:2])
    assert rows[0] == ["Kriterium", "Zink", "Trä"]
    # The first criterion has 1 and 0 (median 0.5), and 2 and 0 (median 1); the second nobody could tell of the other.
    assert rows[1][1:] == ["0,5, från 0 till 1 (n = 2)", "1, från 0 till 2 (n = 2)"]
    assert rows[2][1:] == ["4 (n = 2)", "okänt"]
    assert rows[4][1:] == ["4 (n = 2)", "2 (n = 2)"]


def test_one_initiative_in_two_rounds(as_role):
    met_round(EXAMPLE)
    met_round((3, 4, 2, 4, 2, 2))
    client = as_role("administrator")
    actor = record_id("lista:1")
    led = client.get(f"/sv/radars/?actor={actor}")
    table = page_of(client.get(led["Location"])).one("table", id="radar-table")
    heads = [one.text() for one in table.all("th")[:3]]
    assert [head.startswith("Zink, Våren (") for head in heads[1:]] == [True, True]
    links = [one.attributes["href"] for one in page_of(client.get("/sv/radars/")).one("main").all("a")]
    assert f"/sv/radars/?actor={actor}" in links


def test_nothing_is_there_before_the_meeting_nor_for_others(as_role):
    made = made_round()
    score(made.candidates[0], dict.fromkeys(CRITERIA, 3), caller=ANNE)
    leader = as_role("administrator")
    assert "Ingen omgång har kommit till mötet" in page_of(leader.get("/sv/radars/")).one("main").text()
    for address in (address_of(made.candidates[0]), address_of(4711)):
        refused = leader.get(address)
        assert refused.status_code == 422
        assert "finns inte i någon omgång" in page_of(refused).one("div", class_="faults").text()
    move_round(made.id, "open_meeting", caller=LEADER)
    assert shown(leader, made.candidates[0])[1][1] == "3 (n = 1)"
    # An editor has no part in the round and gets no score of it, page or file.
    editor = as_role("editor")
    assert editor.get(address_of(made.candidates[0])).status_code == 422
    assert editor.get(f"/sv/radars/picture.svg?one={made.candidates[0]}").status_code == 404
    assert as_role("reader").get("/sv/radars/").status_code == 403


def test_at_most_five_and_the_picture_as_a_file(as_role):
    first, second = met_round(EXAMPLE, EXAMPLE, EXAMPLE), met_round(EXAMPLE, EXAMPLE, EXAMPLE)
    client = as_role("administrator")
    refused = client.get(address_of(*first.candidates, *second.candidates))
    assert refused.status_code == 422
    assert "6 valda. Välj ett till 5 initiativ." in page_of(refused).one("div", class_="faults").text()
    ticked = [one for one in page_of(refused).all("input") if "checked" in one.attributes]
    assert len(ticked) == 6
    picture = client.get(f"/sv/radars/picture.svg?one={first.candidates[0]}&one={second.candidates[1]}")
    assert (picture["Content-Type"], b"Zink" in picture.content) == ("image/svg+xml", True)
