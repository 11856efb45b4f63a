"""What an editor says of a sole trader is as personal as what a source says. The number is nobody's: month 19."""

import pytest

from klusterkarta.catalogue.models import PersonalStatement, Statement
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.show import show_actor
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db
NUMBER = "001999-0001"


def told_to_anybody(key):
    return str(show_actor(record_id(key), caller=PUBLIC))


def test_a_sole_traders_number_that_an_editor_enters_is_guarded_with_the_name():
    collect_rows("karta", {"1": {"name": "Testperson Glas", "sector": "Glas"}})
    edit_actor(record_id("karta:1"), [Stated("organisation_number", f"SE{NUMBER}01")], caller=OPERATOR)
    assert not Statement.objects.filter(property="organisation_number").exists()
    assert PersonalStatement.objects.get(property="organisation_number").value == f"SE{NUMBER}01"
    told = told_to_anybody("karta:1")
    assert "Glas" in told
    assert "estperson" not in told
    assert NUMBER not in told


def test_a_legal_persons_number_is_shown():
    collect_rows("karta", {"1": {"name": "Glas AB"}})
    # Printed in the S3 study (2022).
    edit_actor(record_id("karta:1"), [Stated("organisation_number", "556057-4880")], caller=OPERATOR)
    assert "556057-4880" in told_to_anybody("karta:1")
