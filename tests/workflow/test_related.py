"""Whom many name is told page by page: together what all of them at once are."""

import pytest

from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.workflow import related
from klusterkarta.workflow.show import show_actor
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id, say
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
VINNOVA = "Vinnova"


@pytest.fixture
def named(monkeypatch):
    """Vinnova's record; it is named by nine actors, one of them in two ways, and names one of them."""
    monkeypatch.setattr(related, "MOST_NAMING", 4)
    rows = {f"{n}": {"name": f"Nät {n}", "funders": VINNOVA} for n in range(8)}
    collect_rows("karta", rows | {"tyst": {"name": "Tyst", "funders": VINNOVA}})
    # Read again: what the row says no longer does not count, and what it says still counts once.
    collect_rows("karta", {"tyst": {"name": "Tyst"}, "1": {"name": "Nät 1", "funders": VINNOVA}}, covers=["funders"])
    collect_rows("bok", {"v": {"name": VINNOVA, "linked_clusters": "Nät 7"}})
    collect_rows("bort", {"1": {"name": "Borttagen", "funders": VINNOVA}})
    collect_rows("annan", {"1": {"name": "Älv", "funders": f"{VINNOVA} | Vinnova Sverige", "linked_clusters": VINNOVA}})
    for mention in ("karta:mention/Vinnova", "annan:mention/Vinnova", "annan:mention/Vinnova Sverige"):
        say("bok:v", mention)
    say("bort:mention/Vinnova", "bok:v")
    say("bok:mention/Nät 7", "karta:7")
    withdraw("bort", caller=OPERATOR)
    return record_id("bok:v")


def naming(found):
    return {(one.relation, one.property, one.other_name) for one in found.relations if not one.outgoing}


def test_the_pages_hold_what_all_at_once_hold(named):
    whole = naming(show_actor(named, caller=PUBLIC))
    # By hand: Nät 0–7 and Älv fund through it, Älv is linked to it; Tyst and Borttagen no longer name it.
    assert len(whole) == 10
    pages = [show_actor(named, caller=PUBLIC, naming_page=page) for page in (1, 2, 3)]
    assert [(one.naming.page, one.naming.pages, one.naming.naming) for one in pages] == [(n, 3, 10) for n in (1, 2, 3)]
    shown = [naming(one) for one in pages]
    assert set().union(*shown) == whole
    # The first page also has who is named back.
    assert [len(one) for one in shown] == [5, 4, 2]
    assert {one.other_name for one in pages[0].relations if one.outgoing} == {"Nät 7"}


def test_who_is_named_by_few_is_told_at_once(named):
    found = show_actor(record_id("karta:7"), caller=PUBLIC, naming_page=1)
    assert (found.naming.pages, len(found.relations)) == (1, 2)


def test_the_page_leads_on_and_knows_its_end(client, named):
    actor = show_actor(named, caller=PUBLIC).summary.id
    first = page_of(client.get(f"/sv/actors/{actor}/"))
    assert "1–4 av 10" in first.one("section", aria_labelledby="relations").text()
    pages = first.one("nav", aria_label="Sidor med dem som nämner aktören")
    assert pages.one("a").attributes["href"] == f"/sv/actors/{actor}/?naming=2#relations"
    last = page_of(client.get(f"/sv/actors/{actor}/?naming=3"))
    assert "9–10 av 10" in last.one("section", aria_labelledby="relations").text()
    for wrong in ("4", "0", "x", "²", "9" * 20):
        assert client.get(f"/sv/actors/{actor}/", {"naming": wrong}).status_code == 404
