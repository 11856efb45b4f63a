"""The page that an initiative opens by its private link, and the leader's page of links."""

import re

import pytest

from klusterkarta.assessment.selectors.links import fact_checks_of, self_scores_of
from klusterkarta.assessment.selectors.rounds import list_rounds
from klusterkarta.values.caller import OPERATOR
from tests.registers import collect_rows
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
ZINK = {"name": "Zink", "members": "Ca 30", "contact_name": "Kontakt Kontaktsson"}


@pytest.fixture
def leader(as_role):
    collect_rows("lista", {"1": ZINK, "2": {"name": "Trä"}})
    return as_role("administrator")


def opened(leader) -> tuple[str, list[str]]:
    """A round that is being scored, with a link for each initiative: its address and theirs."""
    address = leader.post("/sv/assessment/", {"title": "Våren", "criteria": "national-map"})["Location"]
    leader.post(address, {"do": "add", "source": "lista", "assessors": ["administrator"]})
    leader.post(address, {"do": "start_scoring"})
    assert leader.post(f"{address}links/", {"do": "make"}).status_code == 302
    page = page_of(leader.get(f"{address}links/"))
    links = [one.attributes["value"] for one in page.all("input") if "readonly" in one.attributes]
    return address, [re.sub(r"^https?://[^/]+", "", one) for one in links]


def decided(leader, address: str) -> None:
    leader.post(address, {"do": "open_meeting"})
    candidates = re.findall(r'name="candidate" value="(\d+)"', leader.get(f"{address}meeting/").content.decode())
    posted = {"candidate": candidates, "outcome": "wait", "present": "anne", "why": "för ungt"}
    assert leader.post(f"{address}meeting/", posted).status_code == 302


def test_an_initiative_assesses_itself_without_logging_in(leader, client):
    address, links = opened(leader)
    zink = next(one for one in links if "Zink" in client.get(one).content.decode())
    response = client.get(zink)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert "no-store" in response["Cache-Control"]
    done = client.post(
        zink, {"do": "assess", "score-skills": "4", "evidence-skills": "www.zink.se", "tick-skills": "education"}
    )
    assert done.status_code == 302
    page = page_of(client.get(zink))
    assert [one.attributes["value"] for one in page.all("input") if "checked" in one.attributes] == ["4", "education"]
    leader.post(address, {"do": "open_meeting"})
    (own,) = self_scores_of(list_rounds(caller=OPERATOR)[0].id, caller=OPERATOR)
    assert (own.criterion, own.value, own.evidence) == ("skills", 4, "www.zink.se")
    assert "Självbedömning mot panelen" in page_of(leader.get(f"{address}meeting/")).one("main").text()
    panel = page_of(leader.get(f"{address}meeting/{own.candidate}/")).one("main").text()
    assert "Initiativet självt" in panel
    odd = [client.post(zink, {"do": "assess", "score-skills": one}).status_code for one in ("--1", "9999")]
    assert odd == [400, 400]
    refused = client.post(zink, {"do": "assess", "score-skills": "0"})
    assert (refused.status_code, "inga självbedömningar" in refused.content.decode()) == (422, True)


def test_facts_and_placement_are_checked_by_link(leader, client):
    address, links = opened(leader)
    zink = next(one for one in links if "Zink" in client.get(one).content.decode())
    decided(leader, address)
    assert "för ungt" not in client.get(zink).content.decode()
    leader.post(address, {"do": "start_checking"})
    assert leader.post(f"{address}links/", {"do": "until", "until": "imorgon"}).status_code == 422
    leader.post(f"{address}links/", {"do": "until", "until": "2999-12-01"})
    shown = page_of(client.get(zink)).one("main").text()
    assert all(one in shown for one in ("för ungt", "avvaktar", "cirka 30", "Svara senast 2999-12-01"))
    assert "Kontaktsson" not in shown
    assert client.post(zink, {"do": "facts", "facts": "wrong", "comment": " "}).status_code == 422
    client.post(zink, {"do": "facts", "facts": "wrong", "comment": "Vi är 40."})
    assert "Vi är 40." in page_of(client.get(zink)).one("main").text()
    round_id = list_rounds(caller=OPERATOR)[0].id
    (check,) = fact_checks_of(round_id, caller=OPERATOR)
    assert "Vi är 40." in page_of(leader.get(f"{address}links/")).one("main").text()
    assert "Vi är 40." in page_of(leader.get(f"{address}meeting/{check.candidate}/")).one("main").text()


def test_no_other_address_opens_and_an_ended_link_opens_nothing(leader, client, as_role):
    address, links = opened(leader)
    assert client.get(f"{links[0][:-2]}x/").status_code == 404
    assert client.post("/sv/initiative/1-0/", {"do": "assess"}).status_code == 404
    assert as_role("assessor").get(f"{address}links/").status_code == 403
    number = re.search(r'name="candidate" value="(\d+)"', leader.get(f"{address}links/").content.decode())
    leader.post(f"{address}links/", {"do": "end", "candidate": number[1]})
    assert client.get(links[0]).status_code == 404
