"""Tagging on its page: a decision is stored, a refusal is said in words, and only editors decide."""

import re
from dataclasses import replace

import pytest

from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.concept_form import save_concept, written_of
from klusterkarta.workflow.tagging import tagging_now
from tests.registers import collect_rows, record_id
from tests.web.partner_register import partner_register

pytestmark = pytest.mark.django_db


def test_the_page_decides_and_says_why_not(as_role):
    partner_register()
    collect_rows("nya", {"N": {"name": "Sågverksnätet", "description": "Träindustri och GovTech."}})
    client = as_role("editor")
    address = f"/sv/tagging/{record_id('nya:N')}/"
    assert "Sågverksnätet" in client.get("/sv/tagging/").content.decode()
    assert client.post(address, {"priority": "govtech", "step": "accept"}).status_code == 302
    assert next(one for one in tagging_now().actors if one.name == "Sågverksnätet").tags == ("govtech",)
    response = client.post(address, {"priority": "skoglig-bioekonomi", "step": "demote", "why": ""})
    assert response.status_code == 422
    assert "Skriv varför aktören är mindre relevant" in response.content.decode()
    assert client.post(address, {"priority": "foodtech", "step": "perhaps"}).status_code == 400
    assert as_role("reader").post(address, {"priority": "foodtech", "step": "accept"}).status_code == 403


def test_what_was_decided_is_undone_on_the_page_and_a_fourth_is_refused_in_the_profile(as_role):
    partner_register()
    names = {"Energi": "P4", "Turism": "P5"}
    collect_rows("s3", {key: {"name": name} for name, key in names.items()}, thing="priority")
    collect_rows("nya", {"N": {"name": "Sågverksnätet", "priorities": "GovTech | FoodTech | Energi"}})
    client = as_role("editor")
    number = record_id("nya:N")
    sent = client.post(f"/sv/tagging/{number}/", {"priority": "energi", "step": "demote", "why": "Bara en sida"})
    page = client.get(sent["Location"]).content.decode()
    assert "(mindre relevant)" in page
    undo = re.search(r'action="(/sv/tagging/undo/\d+/)"', page)[1]
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 400
    said = {"field": "priorities", "how": "value", "value": "Turism", "reason": "x", "observed_on": "2026"}
    refused = client.post(f"/sv/actors/{number}/edit/", said)
    assert refused.status_code == 422
    assert "skulle få fler än 3 prioriteringar" in refused.content.decode()
    assert next(one for one in tagging_now().actors if one.id == number).tags == ("energi", "foodtech", "govtech")


def test_the_pages_of_priorities_follow_their_words(as_role):
    partner_register()
    collect_rows("nya", {"N": {"name": "Kiosknätet", "description": "Kiosker för medborgartjänster."}})
    client = as_role("editor")

    def page(address: str) -> str:
        return client.get(address).content.decode()

    assert "Kiosknätet" not in page("/sv/tagging/")
    assert "GovTech" in page("/en/partners/")
    known = workspace_concepts()
    said = written_of(known.by_key["vn_govtech"], known)
    said = replace(said, sv=f"{said.sv}\nmedborgartjänster", en=f"Public services by machine\n{said.en}")
    save_concept(said, key="vn_govtech", caller=OPERATOR)
    assert "Kiosknätet" in page("/sv/tagging/")
    assert "Public services by machine" in page("/en/partners/")
