"""Pairs that may be the same actor: beside each other, decided, and the decisions taken back."""

import pytest
from django.test import Client

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.pairs import waiting_proposals
from klusterkarta.catalogue.services.judgements import Proposed, replace_proposals
from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.judge import judge_pair
from klusterkarta.workflow.resolve import resolve
from tests.registers import collect_rows, latest_judgements, record_id
from tests.web.reading import Element, page_of, query_of

pytestmark = pytest.mark.django_db
ADDRESS, DECIDED = "/sv/duplicates/", "/sv/duplicates/decided/"
# The national map of 2010 and the food study of 2023 name the same actor in two ways (R33).
MAP = {
    "1": {
        "name": "Skånes Livsmedelsakademi",
        "kind": "klusterinitiativ",
        "geography": "Skåne",
        "url": "www.livsmedelsakademin.se",
        "start_year": "1994",
        "funders": "Vinnova | Region Skåne | SLU",
        "members": "Ca 30",
    },
    "2": {"name": "Glasriket", "kind": "klusterinitiativ", "geography": "Kronoberg", "funders": "Livsmedelsakademien"},
}
STUDY = {
    "a": {
        "name": "Livsmedelsakademien",
        "kind": "klusterinitiativ",
        "geography": "Skåne",
        "start_year": "1995",
        "funders": "Vinnova | Region Skåne | Rise",
        "target_group": "företag",
        "contact_name": "Kim Kontaktsson",
    }
}


@pytest.fixture
def register() -> None:
    collect_rows("karta", MAP, published_on="2010")
    collect_rows("studie", STUDY, published_on="2023")
    reasons = [
        {"code": "linkage.same_county", "parameters": {"counties": "Skåne", "bits": 1.0}},
        {"code": "linkage.more_places", "parameters": {"places": "Skåne", "bits": -0.5}},
        {"code": "linkage.same_phone", "parameters": {"bits": 0.0}},
    ]
    left, right = record_id("karta:1"), record_id("studie:a")
    replace_proposals(
        [
            Proposed(left=left, right=right, score=0.96, reasons=reasons, information=2),
            Proposed(left=record_id("karta:2"), right=right, score=0.6, information=1),
        ]
    )


@pytest.fixture
def editor(register, as_role) -> Client:
    return as_role("editor")


def shown(client: Client, address: str = ADDRESS) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    return page_of(response)


def rows(page: Element) -> dict[str, tuple[str, str, str]]:
    found = {}
    for row in page.one("table", class_="cmp").one("tbody").all("tr"):
        left, right, how = (one.text() for one in row.all("td"))
        found[row.one("th").text()] = (left, right, how)
    return found


def decide(client: Client, verdict: str, why: str = "", pair: tuple[str, str] = ("karta:1", "studie:a")):
    left, right = map(record_id, pair)
    return client.post(f"{ADDRESS}judge/", {"left": left, "right": right, "verdict": verdict, "why": why})


def names() -> list[str]:
    return [one.name for one in list_actors(ActorFilter()).rows]


@pytest.mark.parametrize("address", [ADDRESS, DECIDED])
def test_only_those_who_may_judge_see_pairs(client, register, as_role, address):
    assert client.get(address)["Location"].startswith("/sv/login/")
    assert as_role("reader").get(address).status_code == 403
    assert as_role("assessor").get(address).status_code == 403


def test_only_those_who_may_judge_decide(client, register, as_role):
    assert decide(client, "same").status_code == 302
    assert decide(as_role("assessor"), "same").status_code == 403
    assert latest_judgements() == []


def test_the_pair_that_tells_most_stands_side_by_side(editor):
    page = shown(editor)
    heads = [one.text() for one in page.one("table", class_="cmp").all("a", class_="who")]
    assert heads == ["Skånes Livsmedelsakademi", "Livsmedelsakademien"]
    assert "Par 1 av 2" in page.one("main").text()
    found = rows(page)
    assert found["Aktörstyp"] == ("Klusterinitiativ", "Klusterinitiativ", "lika")
    assert found["Startår"] == ("1994", "1995", "olika")
    assert found["Finansiärer"] == ("Vinnova, Region Skåne, SLU", "Vinnova, Region Skåne, Rise", "2 av 4 lika")
    assert found["Webbplats"] == ("www.livsmedelsakademin.se", "uppgift saknas", "saknas")
    assert found["Antal medlemsföretag"][0] == "cirka 30"
    assert found["Källa"][:2] == ("karta, 2010, p. 1", "studie, 2023, p. a")


def test_what_differs_is_marked_and_nothing_else(editor):
    table = shown(editor).one("table", class_="cmp")
    marked = {row.one("th").text(): [one.text() for one in row.all("ins")] for row in table.all("tr", class_="diff")}
    assert marked == {
        "Namn": ["Skånes", "Livsmedelsakademi", "Livsmedelsakademien"],
        "Startår": ["1994", "1995"],
        "Finansiärer": ["SLU", "Rise"],
    }


def test_who_mentions_a_side_is_shown(editor):
    mention = record_id("karta:mention/Livsmedelsakademien")
    page = shown(editor, f"{ADDRESS}?left={mention}&right={record_id('studie:a')}")
    assert rows(page)["Nämns av"][0] == "Glasriket"
    assert "nämns av andra" in page.one("thead").text()


def test_reasons_stand_in_words_under_what_they_speak_for(editor):
    columns = {one.one("h3").text(): one.one("ul").text() for one in shown(editor).one("div", class_="says").all("div")}
    assert columns["För"] == "Samma län: Skåne."
    assert columns["Emot"] == "Bara det ena namnet anger en plats: Skåne."
    assert columns["Säger inget"].startswith("Samma telefonnummer. Det betyder inte samma aktör.")
    assert "finns bara på ena sidan" in columns["Säger inget"]


def test_the_answers_weigh_the_same_and_the_number_comes_in_words(editor):
    judge = shown(editor).one("section", class_="judge")
    buttons = judge.all("button", class_="btn")
    assert [one.attributes["value"] for one in buttons] == ["same", "different", "unsure"]
    assert {one.attributes["class"] for one in buttons} == {"btn"}
    assert [one.attributes["data-key"] for one in buttons] == ["S", "O", "V"]
    assert "Sammanvägt: mycket troligt samma, 96 av 100." in judge.text()


def test_what_would_follow_is_what_follows(editor):
    page = shown(editor)
    follows = {
        row.one("th").text(): [one.text() for one in row.all("td")]
        for row in page.one("table", class_="after").one("tbody").all("tr")
    }
    # The newer source is shown (choosing rule); what both say alike is not listed.
    assert follows["Startår"] == ["1995", "1994"]
    assert "Aktörstyp" not in follows
    decide(editor, "same")
    (joined,) = [one for one in list_actors(ActorFilter()).rows if one.shown("start_year") == ["1995"]]
    assert joined.id == min(record_id("karta:1"), record_id("studie:a"))


def test_same_joins_and_leads_to_the_next_pair(editor):
    response = decide(editor, "same", "samma webbplats")
    query = dict(query_of(response["Location"]))
    (judgement,) = latest_judgements()
    assert (judgement.verdict, judgement.why, judgement.by) == ("same", "samma webbplats", "editor")
    assert query == {
        "left": str(record_id("karta:2")),
        "right": str(record_id("studie:a")),
        "done": "judged",
        "last": str(judgement.id),
    }
    assert "Skånes Livsmedelsakademi" not in names()
    page = shown(editor, response["Location"])
    assert "Senast: Skånes Livsmedelsakademi och Livsmedelsakademien, samma." in page.text()


def test_different_asks_for_a_reason_and_keeps_the_pair(editor):
    response = decide(editor, "different")
    page = page_of(response)
    assert response.status_code == 422
    assert page.one("p", class_="error").text() == "Skriv ett skäl när du väljer olika."
    assert page.one("table", class_="cmp").all("a", class_="who")[0].text() == "Skånes Livsmedelsakademi"
    assert latest_judgements() == []
    decide(editor, "different", "olika län")
    assert len(names()) == 3
    assert len(waiting_proposals()) == 1


def test_unsure_needs_no_reason_and_takes_the_pair_away(editor):
    decide(editor, "unsure")
    assert [one.verdict for one in latest_judgements()] == ["unsure"]
    assert len(waiting_proposals()) == 1
    page = shown(editor, f"{ADDRESS}?left={record_id('karta:1')}&right={record_id('studie:a')}")
    assert "Nu gäller: osäker, editor" in page.one("section", class_="judge").text()


def test_the_decision_just_made_can_be_undone_by_who_made_it(editor, as_role):
    after = decide(editor, "same")["Location"]
    form = shown(editor, after).one("form", class_="undo")
    assert shown(as_role("administrator"), after).all("form", class_="undo") == []
    response = editor.post(form.attributes["action"], {"back": "pair"})
    assert dict(query_of(response["Location"]))["done"] == "judgement_taken_back"
    assert "Skånes Livsmedelsakademi" in names()
    # A second press changes nothing.
    assert editor.post(form.attributes["action"]).status_code == 302
    assert shown(editor, after).all("form", class_="undo") == []


def test_next_and_previous_go_through_the_pairs(editor):
    onward = [one for one in shown(editor).all("a") if one.attributes.get("data-key") == "j"]
    page = shown(editor, onward[0].attributes["href"])
    assert "Par 2 av 2" in page.one("main").text()
    assert [one.attributes["data-key"] for one in page.one("ul", class_="onward").all("a")] == ["k"]


def test_any_two_records_can_be_compared(editor):
    page = shown(editor, f"{ADDRESS}?left={record_id('karta:1')}&right={record_id('karta:2')}")
    assert "Paret är inget av maskinens förslag." in page.text()
    assert "Par 1 av" not in page.text()


def test_a_pair_that_is_one_actor_by_now_gives_way_to_the_next(editor):
    judge_pair(record_id("karta:1"), record_id("studie:a"), verdict="same", why="", caller=OPERATOR)
    page = shown(editor, f"{ADDRESS}?left={record_id('karta:1')}&right={record_id('studie:a')}")
    assert page.one("table", class_="cmp").all("a", class_="who")[0].text() == "Glasriket"


def test_without_waiting_pairs_the_page_says_what_to_do(editor):
    replace_proposals([])
    page = shown(editor)
    assert "Inga par väntar på beslut." in page.one("div", class_="empty").text()
    response = editor.post(f"{ADDRESS}look/")
    (job,) = list_jobs()
    assert (job.verb, response["Location"]) == ("resolve", f"/sv/jobs/{job.id}/")


@pytest.mark.parametrize("posted", [{"verdict": "kanske"}, {"verdict": "same", "left": "999", "right": "998"}])
def test_a_decision_that_cannot_be_is_refused(editor, posted):
    replace_proposals([])
    left, right = record_id("karta:1"), record_id("studie:a")
    response = editor.post(f"{ADDRESS}judge/", {"left": left, "right": right, **posted})
    assert response.status_code == 400
    assert latest_judgements() == []


def test_an_address_with_what_is_no_number_is_refused(editor):
    assert editor.get(f"{ADDRESS}?left=ett&right=två").status_code == 400
    assert editor.get(f"{DECIDED}?before=slutet").status_code == 400
    assert editor.get(f"{DECIDED}?by=tärning").status_code == 400


def test_decisions_are_listed_with_who_and_why_and_can_be_taken_back(editor):
    decide(editor, "same", "samma webbplats")
    (row,) = shown(editor, DECIDED).one("tbody").all("tr")
    assert row.one("th").text() == "Skånes Livsmedelsakademi / Livsmedelsakademien"
    assert [one.text() for one in row.all("td")[:3]] == ["Samma", "samma webbplats", "editor"]
    response = editor.post(row.one("form").attributes["action"])
    assert response["Location"] == f"{DECIDED}?done=judgement_taken_back"
    (row,) = shown(editor, DECIDED).one("tbody").all("tr")
    assert "tillbakatagen" in row.text()
    assert row.all("form") == []
    assert editor.post(f"{DECIDED}999/take-back/").status_code == 404


def test_decisions_of_rules_tell_the_rule_and_stand_apart_from_peoples(editor):
    collect_rows(
        "bok",
        {"1": {"name": "Stålnät", "kind": "klusterinitiativ"}, "2": {"name": "Stålnät", "kind": "klusterinitiativ"}},
    )
    resolve(caller=OPERATOR)
    decide(editor, "unsure")
    by_rule = shown(editor, f"{DECIDED}?by=rule").one("tbody").all("tr")
    assert "Regel: två rader i samma källa med samma namn, ”Stålnät”." in [row.all("td")[1].text() for row in by_rule]
    assert {row.all("td")[2].text() for row in by_rule} == {"regel"}
    (own,) = shown(editor, f"{DECIDED}?by=person").one("tbody").all("tr")
    assert own.all("td")[2].text() == "editor"


def test_decisions_page_by_key(editor, monkeypatch):
    monkeypatch.setattr("klusterkarta.web.pages.duplicates.decided_page.ON_A_PAGE", 1)
    decide(editor, "unsure")
    decide(editor, "unsure", pair=("karta:2", "studie:a"))
    page = shown(editor, DECIDED)
    assert "Glasriket" in page.one("tbody").text()
    older = page.one("a", rel="next").attributes["href"]
    assert "Skånes Livsmedelsakademi" in shown(editor, older).one("tbody").text()


def test_personal_data_are_compared_by_those_who_may_see_them_only(editor):
    assert rows(shown(editor))["Kontaktperson"] == ("uppgift saknas", "Kim Kontaktsson", "saknas")


def test_the_page_speaks_english(editor):
    page = shown(editor, "/en/duplicates/")
    assert rows(page)["Start year"] == ("1994", "1995", "different")
    assert [one.attributes["data-key"] for one in page.one("section", class_="judge").all("button", class_="btn")] == [
        "S",
        "D",
        "U",
    ]


def heads(page: Element) -> list[str]:
    return [one.text() for one in page.one("table", class_="cmp").all("a", class_="who")]


def test_two_reviewers_get_different_pairs(editor, as_role):
    first, second = ["Skånes Livsmedelsakademi", "Livsmedelsakademien"], ["Glasriket", "Livsmedelsakademien"]
    # Whoever comes first has the next pair too, which the page loads ahead; so one pair is left only after a look back.
    assert heads(shown(editor)) == first
    assert "Inga par väntar" in shown(as_role("administrator")).text()
    left, right = record_id("karta:2"), record_id("studie:a")
    assert heads(shown(editor, f"{ADDRESS}?left={left}&right={right}")) == second


def test_a_pair_in_other_hands_gives_way_and_can_be_seen_anyway(editor, as_role):
    third = record_id("karta:1"), record_id("karta:2")
    replace_proposals([Proposed(left=third[0], right=third[1], score=0.5, information=3)])
    shown(editor)
    other = as_role("administrator")
    page = shown(other, f"{ADDRESS}?left={third[0]}&right={third[1]}")
    notice = page.one("p", class_="notice")
    assert "editor ser på det paret just nu." in notice.text()
    assert heads(shown(other, notice.one("a").attributes["href"])) == ["Skånes Livsmedelsakademi", "Glasriket"]


def test_what_is_loaded_ahead_lets_go_of_nothing(editor, as_role):
    shown(editor)
    left, right = record_id("karta:2"), record_id("studie:a")
    editor.get(f"{ADDRESS}?left={left}&right={right}", headers={"X-Ahead": "1"})
    assert [one.held_by for one in waiting_proposals()] == ["editor", "editor"]


def test_progress_counts_what_was_decided_since_the_queue_was_made(editor):
    assert "0 avgjorda" in shown(editor).one("span", id="position").text()
    decide(editor, "same", pair=("karta:1", "studie:a"))
    page = shown(editor)
    assert "1 avgjort" in page.one("span", id="position").text()
    bar = page.one("progress")
    assert (bar.attributes["value"], bar.attributes["max"]) == ("1", "2")
