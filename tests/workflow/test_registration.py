"""Registration forms and slides of priorities: what is filled, what is missing, what the files hold."""

import json

import openpyxl
import pytest
from pptx import Presentation

from klusterkarta.catalogue.models import Actor
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.editions import freeze
from klusterkarta.workflow.priority_sheets import NoPriority, priority_sheet, priority_sheets
from klusterkarta.workflow.priority_slides import export_slides
from klusterkarta.workflow.registration import NoActor, actor_form
from klusterkarta.workflow.registration_files import export_registration
from tests.registers import collect_rows, record_id
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register():
    partner_register()
    weak = {
        "W1": {"name": "Vadstenas trävaror", "less_relevant_priorities": "Skoglig bioekonomi", "contact_name": "Kim"}
    }
    collect_rows("svaga", weak)


def test_one_workbook_and_one_json_for_each_priority(tmp_path):
    report = export_registration(tmp_path / "ut", caller=OPERATOR, language="sv")
    assert sorted(report.files) == sorted(
        f"{key}.{ending}" for key in ("skoglig-bioekonomi", "govtech", "foodtech") for ending in ("xlsx", "json")
    )
    document = json.loads((tmp_path / "ut" / "foodtech.json").read_text(encoding="utf-8"))
    assert document["s3"]["fields"]["region_code"] == "SE321"  # Västernorrland's NUTS code
    assert "research_domain" in document["s3"]["missing"]
    (actor,) = document["clusters"]["actors"]
    assert (actor["name"], actor["unmet"]) == ("Matnätet", ["members"])
    assert {"website", "contact"} <= set(actor["missing"])
    # Nine members in one actor of two priorities: the demand is not met in both files.
    assert (report.unmet, report.missing > 0) == (2, True)


def test_the_workbook_lists_the_demands_and_no_text_becomes_a_formula(tmp_path):
    collect_rows("mer", {"X": {"name": "=1+1", "priorities": "FoodTech", "members": "minst 15"}})
    export_registration(tmp_path, caller=OPERATOR, language="en", priority="FoodTech")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".xlsx"] == ["foodtech.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "foodtech.xlsx")
    assert book.sheetnames == ["Priority", "Actors", "Entry check"]
    rows = [row for row in book["Entry check"].iter_rows(min_row=2, values_only=True) if row[1] == "Members"]
    assert {row[0]: row[2:] for row in rows} == {"=1+1": ("met", "minst 15"), "Matnätet": ("not met", "9")}
    assert all(cell.data_type != "f" for row in book["Entry check"].iter_rows() for cell in row)


def test_weak_finds_stand_on_the_priority_but_are_not_registered(tmp_path):
    sheet = priority_sheet(priority_sheets(), "Skoglig bioekonomi")
    assert [(one.name, one.is_weak) for one in sheet.carriers] == [
        ("Skogsklustret", False), ("Vadstenas trävaror", True),
    ]  # fmt: skip
    assert [one.facts.name for one in sheet.sharers] == ["Fjärran", "Attica", "Värmland"]
    export_registration(tmp_path, caller=OPERATOR, priority="skoglig-bioekonomi")
    text = (tmp_path / "skoglig-bioekonomi.json").read_text(encoding="utf-8")
    assert "Skogsklustret" in text
    assert "Vadstenas" not in text
    assert "Kim" not in text


def test_slides_hold_editable_text(tmp_path):
    report = export_slides(tmp_path / "bilder.pptx", caller=OPERATOR, language="sv")
    deck = Presentation(str(tmp_path / "bilder.pptx"))
    assert report.actors == len(deck.slides) == 3
    slide = deck.slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert slide.shapes.title.text_frame.text == "GovTech"
    assert any("Matnätet (Strategiskt nätverk, Västernorrland)" in text for text in texts)
    assert any("Attica, Grekland (2 org.)" in text for text in texts)
    assert not any(shape.shape_type == 13 for shape in slide.shapes)  # 13 is a picture
    assert all(shape.left + shape.width <= deck.slide_width for shape in slide.shapes)


def test_an_actor_is_the_same_one_in_an_edition():
    freeze("e", caller=OPERATOR)
    collect_rows("sen", {"1": {"name": "Nykomling"}})
    # An edition numbers its actors anew: Matnätet's number here is somebody else's there.
    for name in ("Matnätet", "Skogsklustret"):
        actor = Actor.objects.get(name=name).pk
        assert actor_form(actor, lang="sv", edition="e") == actor_form(actor, lang="sv")
        assert actor_form(actor, lang="sv").name == name
    with pytest.raises(NoActor):
        actor_form(record_id("sen:1"), lang="sv", edition="e")


def test_an_unknown_priority_is_refused_and_nothing_written(tmp_path):
    for export in (export_registration, export_slides):
        with pytest.raises(NoPriority) as refused:
            export(tmp_path / "ut", caller=OPERATOR, priority="turism")
        assert "FoodTech" in str(refused.value)
    assert list(tmp_path.iterdir()) == []
