"""The source line that goes with what is taken out of a page."""

from datetime import date

import pytest

from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.words import say
from klusterkarta.web.take_away import source_line
from klusterkarta.workflow.collect import undo
from klusterkarta.workflow.editions import freeze
from tests.registers import collect_rows
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def test_it_says_what_is_there_and_no_more():
    assert source_line("sv", today=DAY) == "Källa: Klusterkarta, arbetsläge med 0 källor. Hämtat 2026-11-21."


def test_sources_reading_and_edition():
    collect_rows("karta", {"1": {"name": "Åkermat"}})
    freeze("2026", caller=OPERATOR)
    line = source_line("en", today=DAY)
    assert line.startswith("Source: Klusterkarta, live register of 1 source, read 20")
    assert line.endswith("Latest edition: 2026. Taken 2026-11-21.")


def test_what_is_drawn_from_an_edition_names_it():
    assert source_line("en", edition="2010", today=DAY) == "Source: Klusterkarta, edition 2010. Taken 2026-11-21."


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("/sv/parties/", "parties-table"),
        ("/sv/sources/", "sources-table"),
        ("/sv/sources/karta/", "rows-table"),
        ("/sv/editions/", "editions-table"),
        ("/sv/compare/?from=2025&to=2026", "changes-table"),
    ],
)
def test_lists_of_every_kind_leave_the_page(client, address, table):
    collect_rows("karta", {"1": {"name": "Åkermat", "funders": "Vinnova", "members": "3"}})
    freeze("2025", caller=OPERATOR)
    collect_rows("karta", {"1": {"name": "Åkermat", "funders": "Vinnova", "members": "4"}})
    freeze("2026", caller=OPERATOR)
    page = page_of(client.get(address))
    assert page.one("table", id=table).one("tbody").all("tr")
    assert {one.attributes["data-take"] for one in page.all("button", data_target=table)} == {"copy", "csv"}
    assert "Hämtat 2" in page.one("p", class_="paper").text()


@pytest.mark.parametrize("address", ["/sv/", "/sv/conclusions/", "/sv/parties/"])
def test_of_what_leaves_a_page_one_source_line_stands_on_the_paper_and_one_goes_with_each_file(client, address):
    place = {"geography": "Skåne", "sector": "Livsmedel", "funders": "Vinnova"}
    collect_rows("karta", {"1": {"name": "Åkermat", "kind": "klusterinitiativ", "list": "1", **place}})
    page = page_of(client.get(address))
    line = page.one("p", class_="paper").text()
    assert "Hämtat 2" in line
    assert {one.attributes["data-source"] for one in page.all("div", class_="take")} == {line}


def test_a_source_whose_only_reading_is_undone_says_so(client):
    undo(collect_rows("karta", {"1": {"name": "Åkermat"}}), caller=OPERATOR)
    row = page_of(client.get("/sv/sources/")).one("table", id="sources-table").one("tbody").one("tr")
    assert row.all("td")[-1].text() == say("sources.reading_undone", "sv")
