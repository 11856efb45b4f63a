"""No page tells anybody who a sole trader without consent is. All persons here are invented."""

import pytest

from klusterkarta.catalogue.models import Record
from klusterkarta.workflow.said import said_of_actors
from tests.registers import collect_rows, record_id, say
from tests.workflow.test_editions import collect_trader

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> dict[str, str]:
    """Where a trader is described, named, joined with other records, and judged to be another."""
    collect_trader()
    collect_rows("annan", {"1": {"name": "Testperson Glas", "sector": "Glas"}})
    # A key that is the name, as collect makes it where a file has no other.
    Record.objects.filter(source__key="annan").update(row_key="testperson-glas")
    collect_rows("tredje", {"1": {"name": "Glasriket", "participants": "Testperson Glas | Orrefors"}})
    for other in ("annan:testperson-glas", "tredje:mention/Testperson Glas"):
        say("lista:testperson-glas", other)
    say("annan:testperson-glas", "tredje:1", "different")
    trader, glasriket = record_id("lista:testperson-glas"), record_id("tredje:1")
    return {
        "trader": f"/sv/actors/{trader}/",
        "who names it": f"/sv/actors/{glasriket}/",
        "side by side": f"/sv/side-by-side/?actor={trader}&actor={glasriket}",
        "another source": "/sv/sources/annan/",
        "list": "/sv/actors/",
        "parties": "/sv/parties/",
    }


def test_no_page_tells_who_a_sole_trader_is(addresses, client, as_role):
    pages = {name: client.get(address).content.decode() for name, address in addresses.items()}
    assert [name for name, page in pages.items() if "estperson" in page] == []
    # What else is said stands there all the same, and who may read it all does.
    assert "Orrefors" in pages["who names it"]
    assert "sole-trader/" in pages["another source"]
    said = said_of_actors([record_id("tredje:1")])
    assert said.filter(said["property"] == "participants")["value"].to_list() == ["Orrefors"]
    editor = as_role("editor")
    for name in ("trader", "who names it"):
        assert "Testperson Glas" in editor.get(addresses[name]).content.decode()
