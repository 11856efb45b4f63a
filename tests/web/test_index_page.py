"""The page of an index, and the pages of the sectors: figures with source and year, what is missing, bad addresses."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from klusterkarta.figures.services import publish_comparison
from klusterkarta.values.caller import OPERATOR
from tests.web.index_register import index_register
from tests.web.laid_register import laid_register
from tests.web.reading import page_of, text_of

pytestmark = pytest.mark.django_db


def test_without_figures_every_indicator_names_its_key(client):
    shown = text_of(client, "/sv/index/")
    assert "Inga siffror för det här indexet är inlästa" in shown
    assert "malardalen-lasting-enterprise" in shown
    assert "No figures have been added for this index" in text_of(client, "/en/index/?spec=regional-scoreboard")
    assert client.get("/sv/index/picture.svg").status_code == 404
    unknown = client.get("/sv/index/?spec=x")
    assert unknown.status_code == 400
    assert "Det finns inget index ”x”. De som finns är: malardalen" in unknown.content.decode()


def test_two_regions_side_by_side_with_source_year_and_what_is_missing(client, tmp_path, monkeypatch):
    # What is older than three years depends on the day.
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    index_register(tmp_path)
    shown = text_of(client, "/sv/index/?one=04&other=01")
    for part in (
        "9 av 12 indikatorer saknar siffror", "Södermanlands län: Mälardalens innovationsindex",
        "Tabell malardalen-patents",
        "1 av 3 indikatorer har siffror som är äldre än tre år, de äldsta från 2009", "för lite känt", "38 %", "25,0 %",
        "Drivkrafterna och de tolv indikatorerna är figur 9",
    ):  # fmt: skip
        assert part in shown
    drawing = client.get("/en/index/picture.svg?one=01")
    root = ElementTree.fromstring(drawing.content)
    said = "".join(root.itertext())
    assert "Stockholm County" in said
    assert "Figures: SCB, 2009–2024." in said


def test_every_table_of_the_page_leaves_it_and_folds_on_a_narrow_screen(client, tmp_path):
    index_register(tmp_path)
    page = page_of(client.get("/en/index/?one=04&other=01"))
    for table in ("index-table", "rank-table", "source-table"):
        assert {one.attributes["data-take"] for one in page.all("button", data_target=table)} == {"copy", "csv"}
        cells = [one for one in page.one("table", id=table).all("td") if one.attributes.get("class") != "sm-hide"]
        assert cells
        assert all(one.attributes.get("data-l") for one in cells), table
    assert len(page.all("button", data_take="print")) == 1


def test_the_tables_of_an_index_are_not_laid_on_the_map(client, tmp_path):
    index_register(tmp_path)
    assert "Ingen statistik är inläst" in text_of(client, "/sv/two-maps/")
    laid_register(tmp_path)
    assert "Källa: SCB, Arbetande, 2020" in text_of(client, "/sv/two-maps/")


def test_a_sector_by_region_with_its_initiatives(client, as_role, tmp_path):
    assert "Ingen statistik är inläst" in text_of(client, "/sv/sector/forest/")
    laid_register(tmp_path)
    shown = text_of(client, "/sv/sector/forest/")
    for part in ("1,50", "Pappersriket", "Källa: SCB, Arbetande, 2020", "Näringsgrenar (SNI 2007)"):
        assert part in shown
    # In 2018 forestry was 200 of 900 in Värmland and 300 of 1 900 in all: 1.41.
    assert "1,41" in text_of(client, "/sv/sector/forest/?year=2018")
    # Beside a weak sector initiatives stand for those who work on the map, until the comparison is published.
    row = "Värmlandsmat"
    assert text_of(client, "/sv/sector/food/").count(row) == 1
    assert text_of(as_role("editor"), "/sv/sector/food/").count(row) == 2
    publish_comparison("dag", caller=OPERATOR)
    assert text_of(client, "/sv/sector/food/").count(row) == 2
    assert "Skåne" in text_of(client, "/sv/sectors/")
    assert client.get("/sv/sector/x/").status_code == 404
    no_year = client.get("/sv/sector/forest/?year=x")
    assert no_year.status_code == 400
    assert "”x” är inget årtal" in no_year.content.decode()
    assert client.get("/sv/sector/forest/?year=1999").status_code == 400
    drawing = ElementTree.fromstring(client.get("/sv/sector/forest/picture.svg").content)
    titles = [one.text for one in drawing.iter() if one.tag.endswith("title")]
    assert "Värmland: 1,50" in titles
    assert client.get("/sv/region/17/picture.svg").status_code == 200


def test_rows_lead_to_search_list_and_sector(client, tmp_path):
    laid_register(tmp_path)
    found = client.get("/sv/two-maps/").content.decode()
    assert "/sv/search/?q=Skog%2C+tr%C3%A4+och+bioekonomi+V%C3%A4rmlands+l%C3%A4n" in found
    assert "/sv/actors/?sector=forest&amp;county=17" in found
    assert "/sv/sector/forest/?cube=dag" in found
