"""Priorities, their groups and sources in the language of the page, wherever a page names them."""

import pytest
from django.test import Client

from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.values.caller import OPERATOR
from tests.registers import collect_rows
from tests.web.partner_register import partner_register
from tests.web.reading import page_of, text_of

pytestmark = pytest.mark.django_db
HORIZONTAL = "Utveckling och styrning av komplexa produktions- och verksamhetssystem"


@pytest.fixture(autouse=True)
def register():
    partner_register()
    titles = SourceDetails(key="studie", title_sv="S3-studien", title_en="The S3 study")
    ensure_source(titles, caller=OPERATOR)
    own = {"name": HORIZONTAL, "region": "Västernorrland", "group": "styrkeområde (horisontellt)"}
    collect_rows("studie", {"P9": {**own, "organisations_count": "24"}}, thing="priority")
    ensure_source(titles, caller=OPERATOR)


def test_a_priority_is_named_in_the_language_of_the_page(client: Client):
    # The English is that of the reviewed concept; the Swedish is what the source registers.
    rows = [one.text() for one in page_of(client.get("/en/priority/")).all("tr")]
    assert any(
        "Development and control of complex production and business systems Horizontal strength area in Västernorrland"
        in row
        for row in rows
    )
    english = text_of(client, "/en/priority/skoglig-bioekonomi/")
    assert "Forest bioeconomy Strength area in Västernorrland" in english
    assert "styrkeområde" not in english
    assert "Skoglig bioekonomi Styrkeområde i Västernorrland" in text_of(client, "/sv/priority/skoglig-bioekonomi/")


def test_the_counting_source_and_its_place_are_told_in_the_language_of_the_page(client: Client):
    path = "priority/utveckling-och-styrning-av-komplexa-produktions-och-verksamhetssystem/"
    assert "The S3 study counts 24 organisations" in text_of(client, f"/en/{path}")
    assert "S3-studien räknar 24 organisationer" in text_of(client, f"/sv/{path}")


def test_partners_tagging_and_filters_name_priorities_in_the_language_of_the_page(as_role):
    editor = as_role("editor")
    partners = text_of(editor, "/en/partners/")
    assert "Forest bioeconomy" in partners
    assert "Skoglig bioekonomi" not in partners
    assert "Forest bioeconomy" in text_of(editor, "/en/tagging/")
    assert "Forest bioeconomy" in text_of(editor, "/en/actors/")
    assert "Skoglig bioekonomi" in text_of(editor, "/sv/actors/")
