"""The page of the two maps and a county's profile, for visitors and for those who work on the map."""

import pytest

from klusterkarta.figures.services import publish_comparison
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures
from tests.web.laid_register import TABLE, laid_register
from tests.web.reading import page_of, text_of

pytestmark = pytest.mark.django_db


def test_without_statistics_the_page_says_how_to_begin(client):
    assert "klusterkarta figures add" in text_of(client, "/sv/two-maps/")
    assert "No statistics have been added" in text_of(client, "/en/region/17/")
    assert client.get("/sv/region/99/").status_code == 404


def test_figures_carry_their_source_and_the_third_list_waits(client, as_role, tmp_path):
    laid_register(tmp_path)
    shown = text_of(client, "/sv/two-maps/")
    assert "Källa: SCB, Arbetande, 2020; dagbefolkning (efter arbetsplats), SNI 2007, platskoder 2020." in shown
    assert "Pappersriket" in shown
    assert "Värmlandsmat" not in shown
    editor = as_role("editor")
    assert "Värmlandsmat" in text_of(editor, "/sv/two-maps/?cube=dag")
    maps = [page_of(one.get("/sv/two-maps/")).all("svg", class_="map") for one in (client, editor)]
    assert [len(one) for one in maps] == [2, 3]
    publish_comparison("dag", caller=OPERATOR)
    assert "Värmlandsmat" in text_of(client, "/sv/two-maps/")
    assert client.get("/sv/two-maps/?cube=natt").status_code == 400


def test_a_county_has_its_figures_by_year_and_sex(client, tmp_path):
    laid_register(tmp_path)
    shown = text_of(client, "/en/region/17/")
    for part in ("Change 2018–2020", "+50.0", "20.0", "1.50", "Pappersriket", "Source: SCB, Arbetande, 2020;"):
        assert part in shown
    assert client.get("/sv/region/25/").status_code == 400


def test_a_county_s_page_names_the_source_of_its_figures_once_and_its_picture_by_itself(client, tmp_path):
    laid_register(tmp_path)
    told = "Source: SCB, Arbetande, 2020"
    assert text_of(client, "/en/region/17/").count(told) == 1
    assert told in client.get("/en/region/17/picture.svg", {"cube": "dag"}).content.decode()


def test_what_is_missing_is_not_told_as_zero(client, tmp_path):
    laid_register(tmp_path)
    path = tmp_path / "luckor.csv"
    path.write_text(TABLE.replace("kvinnor;50;60", "kvinnor;..;60").replace("700;700", "..;700"), encoding="utf-8")
    add_figures(AddRequest(path=path, key="luckor", licence="CC0", title="Arbetande", source="SCB"), caller=OPERATOR)
    shown = text_of(client, "/en/region/17/?cube=luckor")
    # Of forestry in 2018 only the men are known; of food nobody.
    assert "at least 150" in shown
    assert "Change 2018–2020" in shown
    assert "+50.0" not in shown
