"""The page of an actor: every value with its source, contradictions side by side, relations, records, decisions."""

import pytest

from klusterkarta.catalogue.services.readings import undo_reading
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.refresh import writing
from tests.registers import collect_rows, record_id, say
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def biotechvalley() -> int:
    """Start years as the documents have them: D1 chapter 2 (1999, November 2002), D3 page 51 (2005)."""
    collect_rows(
        "bok",
        {
            "b": {
                "name": "Biotechvalley",
                "start_year": "november 2002",
                "geography": "Mälarregionen",
                "members": "45",
            },
            "c": {"name": "Biotechvalley", "start_year": "1999"},
        },
        covers=["employees"],
        published_on="2009",
    )
    collect_rows(
        "karta",
        {
            "51": {
                "name": "Biotechvalley",
                "kind": "klusterinitiativ",
                "list": "1",
                "start_year": "2005",
                "members": "Ca 10",
                "geography": "Strängnäs",
                "funders": "Eskilstuna kommun | Strängnäs kommun",
                "linked_clusters": "Uppsala Bio",
            }
        },
        covers=["employees"],
        published_on="2010",
    )
    say("bok:b", "bok:c")
    say("bok:b", "karta:51")
    return record_id("bok:b")


@pytest.fixture
def profile(client, biotechvalley):
    def get(address: str = "", **parameters: str) -> Element:
        return page_of(client.get(address or f"/sv/actors/{biotechvalley}/", parameters or None))

    return get


def fact(page: Element, code: str) -> Element:
    return page.one("div", id=f"fact-{code}")


def letters(element: Element) -> list[str]:
    return [one.text().removeprefix("Källa ").removeprefix("Source ") for one in element.all("summary")]


def test_a_value_is_followed_by_the_letter_of_its_source(profile):
    place = fact(profile(), "geography")
    assert [one.text() for one in place.all("span", class_="value")] == ["Mälarregionen", "Strängnäs"]
    # Letters follow the order of the records: the book was collected first.
    assert letters(place) == ["A", "B"]
    opened = place.all("details")[1].one("div").text()
    assert opened.startswith("karta, 2010 p. 51. Uppgift från 2010, läst ")
    assert opened.endswith("I källan: Strängnäs .")


def test_one_letter_a_source_however_many_places(profile, biotechvalley):
    collect_rows("bok2", {"1": {"name": "Biotechvalley", "geography": "Strängnäs"}}, published_on="2011")
    say("bok:b", "bok2:1")
    place = fact(profile(), "geography")
    assert letters(place) == ["A", "B", "C"]


def test_letters_are_closed_until_all_are_asked_for(profile):
    assert [one for one in profile().all("details", class_="src") if "open" in one.attributes] == []
    everything = profile(sources="all").all("details", class_="src")
    assert everything
    assert all("open" in one.attributes for one in everything)


def test_contradicting_years_stand_side_by_side_with_the_reason_for_the_shown_one(profile):
    years = fact(profile(), "start_year")
    assert years.has("class_", "clash-row")
    values = {one.all("b")[0].text(): one for one in years.one("ul").children if isinstance(one, Element)}
    assert set(values) == {"2005", "november 2002", "1999"}
    assert values["2005"].has("class_", "shown")
    assert "Visas: nyast." in values["2005"].text()
    assert "Visas inte: äldre." in values["1999"].text()
    assert "Motstridigt" in years.text()


def test_amounts_that_change_with_time_stand_side_by_side_without_being_called_a_contradiction(profile):
    members = fact(profile(), "members")
    assert not members.has("class_", "clash-row")
    assert [one.text() for one in members.all("b") if one.parent.tag == "li"] == ["cirka 10", "45"]
    assert "Motstridigt" not in members.text()


def test_missing_is_said_in_words_with_the_sources_that_leave_it_empty(profile):
    assert "Antal anställda (A, B)" in profile().one("dl", class_="facts").text()


def test_the_reading_of_a_place_is_kept_apart_from_the_sources_words(profile):
    readings = profile().one("div", class_="readings")
    (county,) = [one for one in readings.all("dd") if "Södermanland" in one.text()]
    certain = [one.text() for one in county.all("a") if not one.has("class_", "interp")]
    # Strängnäs lies in Södermanland; the Mälar region is read as five counties around the lake.
    assert certain == ["Södermanland"]
    assert all(one.text().endswith("(tolkat)") for one in county.all("a", class_="interp"))


def test_the_head_says_how_many_contradictions(profile):
    assert profile().one("p", class_="id").one("span", class_="clash").text() == "1 motstridig uppgift"


def other_party(row: Element) -> Element:
    """The link to the other party; the source letters beside it may hold links too."""
    return row.all("td")[0].one("a")


def test_relations_read_the_right_way_from_both_sides(client, profile, biotechvalley):
    rows = {other_party(row).text(): row for row in profile().one("table", class_="relations").one("tbody").all("tr")}
    assert rows["Eskilstuna kommun"].one("th").text() == "finansieras av"
    assert "endast nämnd" in rows["Eskilstuna kommun"].text()
    funder = page_of(client.get(other_party(rows["Eskilstuna kommun"]).attributes["href"]))
    (row,) = funder.one("table", class_="relations").one("tbody").all("tr")
    assert (row.one("th").text(), other_party(row).text()) == ("finansierar", "Biotechvalley")
    assert "Aktören nämns av andra men har ingen egen post." in funder.one("p", class_="id").text()


@pytest.mark.parametrize(
    ("code", "words", "from_the_other_side"),
    [("member_of", "är medlem i", "har som medlem"), ("member_names", "har som medlem", "är medlem i")],
)
def test_the_property_decides_which_way_a_relation_reads(client, code, words, from_the_other_side):
    collect_rows("karta", {"1": {"name": "Alfa", code: "Beta"}})
    own = page_of(client.get(f"/sv/actors/{record_id('karta:1')}/"))
    row = own.one("table", class_="relations").one("tbody").one("tr")
    assert row.one("th").text() == words
    other = page_of(client.get(other_party(row).attributes["href"]))
    assert other.one("table", class_="relations").one("tbody").one("th").text() == from_the_other_side


def test_a_resolved_link_both_ways_is_mutual(client, biotechvalley):
    collect_rows("lista", {"u": {"name": "Uppsala Bio", "linked_clusters": "Biotechvalley"}})
    mentions = {other_party(one).text(): other_party(one).attributes["href"] for one in linked(client, biotechvalley)}
    mention = int(mentions["Uppsala Bio"].strip("/").split("/")[-1])
    named = other_party(next(iter(linked(client, record_id("lista:u"))))).attributes["href"]
    judge_same(mention, record_id("lista:u"))
    judge_same(int(named.strip("/").split("/")[-1]), biotechvalley)
    (row,) = linked(client, biotechvalley)
    assert row.one("th").text() == "är kopplad till, ömsesidigt"
    assert "endast nämnd" not in row.text()


def linked(client, actor: int) -> list[Element]:
    page = page_of(client.get(f"/sv/actors/{actor}/"))
    rows = page.one("table", class_="relations").one("tbody").all("tr")
    return [row for row in rows if row.one("th").text().startswith("är kopplad till")]


def judge_same(left: int, right: int) -> None:
    from klusterkarta.catalogue.services.judgements import Verdict, judge

    with writing() as touched:
        touched.add(judge([Verdict(left=left, right=right, verdict="same")], caller=OPERATOR))


def test_records_and_decisions_are_listed_without_names_for_visitors(profile):
    records = profile().one("section", aria_labelledby="records")
    assert [row.all("td")[0].text() for row in records.one("tbody").all("tr")] == ["b", "c", "51"]
    decisions = records.one("ol", class_="log").all("li")
    assert [one.one("span", class_="st").text() for one in decisions] == ["Samma", "Samma"]
    assert "operator" not in records.text()
    assert "Avgjort av en redaktör." in decisions[0].text()


def test_editors_see_who_decided(as_role, biotechvalley):
    records = page_of(as_role("editor").get(f"/sv/actors/{biotechvalley}/")).one("section", aria_labelledby="records")
    assert "Avgjort av kommandoraden." in records.text()


def test_an_id_that_another_actor_took_over_leads_there_with_its_parameters(client, biotechvalley):
    response = client.get(f"/en/actors/{record_id('karta:51')}/?sources=all")
    assert (response.status_code, response["Location"]) == (302, f"/en/actors/{biotechvalley}/?sources=all")


@pytest.mark.parametrize(("accept", "lang"), [("sv", "sv"), ("en", "en")])
def test_the_permanent_identifier_answers_303(client, biotechvalley, accept, lang):
    response = client.get(f"/id/actor/{record_id('karta:51')}", headers={"accept-language": accept})
    assert (response.status_code, response["Location"]) == (303, f"/{lang}/actors/{biotechvalley}/")


def test_a_record_that_no_longer_counts_has_no_page(client):
    reading = collect_rows("karta", {"1": {"name": "Glasriket"}})
    actor = record_id("karta:1")
    assert client.get(f"/sv/actors/{actor}/").status_code == 200
    with writing() as touched:
        touched.add(undo_reading(reading, caller=OPERATOR))
    assert client.get(f"/sv/actors/{actor}/").status_code == 404
    assert client.get(f"/id/actor/{actor}").status_code == 404
    assert client.get("/sv/actors/999999/").status_code == 404


def test_a_description_falls_back_to_the_other_language_with_a_mark(client):
    from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, publish_reading, stage_rows
    from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
    from klusterkarta.values.stated import Stated, StatedRow

    source = ensure_source(SourceDetails(key="karta", title_sv="karta"), caller=OPERATOR)
    reading = begin_reading(ReadingDetails(source_id=source, properties=["name", "description@sv"]), caller=OPERATOR)
    said = (Stated("name", "Glasriket"), Stated("description", "Glasbruk i Småland.", language="sv"))
    stage_rows(reading, [StatedRow("1", "actor", "s. 1", said)])
    with writing() as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))
    address = f"/actors/{record_id('karta:1')}/"
    english = page_of(client.get(f"/en{address}")).one("div", class_="about")
    assert english.one("p", class_="lead").attributes["lang"] == "sv"
    assert "only in Swedish" in english.text()
    swedish = page_of(client.get(f"/sv{address}")).one("div", class_="about")
    assert "lang" not in swedish.one("p", class_="lead").attributes


PERSONAL = {"1": {"name": "Glasriket", "contact_name": "Vakthavande Kontakt", "contact_phones": "0000-00 00 00"}}


def test_personal_data_is_seen_by_editors_only(client, as_role):
    collect_rows("karta", PERSONAL)
    address = f"/sv/actors/{record_id('karta:1')}/"
    for visitor in (client, as_role("reader")):
        assert "Vakthavande" not in visitor.get(address).content.decode()
        assert "0000-00" not in visitor.get(address).content.decode()
    seen = page_of(as_role("editor").get(address)).one("div", id="fact-contact_name")
    assert "Vakthavande Kontakt" in seen.text()
    assert "personuppgift" in seen.one("dt").text()


def test_the_work_panel_is_the_offices_own(client, as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    address = f"/sv/actors/{record_id('karta:1')}/"
    editor = as_role("editor")
    page = page_of(editor.get(address))
    assert page.one("select", id="work-status").all("option")[0].text() == ""
    filled = {"status": "waiting", "responsible": "editor", "note": " Ring i maj. "}
    response = editor.post(f"{address}our-work/", filled)
    assert response["Location"] == f"{address}?done=work_saved"
    page = page_of(editor.get(response["Location"]))
    assert page.one("p", class_="notice").text() == "Arbetsläget är sparat."
    chosen = [one.text() for one in page.all("option", selected="")]
    assert chosen == ["Väntar på svar", "editor"]
    assert page.one("textarea", id="work-note").text() == "Ring i maj."
    for other in (client, as_role("reader")):
        assert "Ring i maj" not in other.get(address).content.decode()


@pytest.mark.parametrize("role", ["reader", ""])
def test_who_may_not_work_with_actors_cannot_post_either(client, as_role, role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    someone = as_role(role) if role else client
    response = someone.post(f"/sv/actors/{record_id('karta:1')}/our-work/", {"status": "done"})
    assert response.status_code == 403 or response["Location"].startswith("/sv/login/?next=")


def test_a_status_or_person_that_does_not_exist_is_none(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    address = f"/sv/actors/{record_id('karta:1')}/"
    editor = as_role("editor")
    editor.post(f"{address}our-work/", {"status": "invented", "responsible": "nobody", "note": "x" * 9000})
    page = page_of(editor.get(address))
    assert [one.text() for one in page.all("option", selected="")] == ["", ""]
    assert len(page.one("textarea", id="work-note").text()) == 4000


def test_english_words_for_the_same_page(profile, biotechvalley):
    english = profile(f"/en/actors/{biotechvalley}/")
    assert fact(english, "kind").one("span", class_="value").text() == "Cluster initiative"
    assert "Shown: newest." in fact(english, "start_year").text()
    assert english.one("p", class_="id").one("span", class_="clash").text() == "1 contradiction"


def test_queries_do_not_grow_with_what_is_said(client, biotechvalley, django_assert_max_num_queries):
    address = f"/sv/actors/{biotechvalley}/"
    client.get(address)
    # The frames of the actor and of those that name it, and what its maturity and phases are read from, each a fixed
    # number of queries; none per value or relation.
    with django_assert_max_num_queries(55):
        client.get(address)
