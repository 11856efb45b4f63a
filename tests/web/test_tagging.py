"""Tagging on its page: a decision is stored, a refusal is said in words, and only editors decide."""

import pytest

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
    assert as_role("reader").post(address, {"priority": "foodtech", "step": "accept"}).status_code == 403
