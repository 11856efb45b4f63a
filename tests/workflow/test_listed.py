"""What a list reads of the register column by column is what it would find in the whole of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal

from klusterkarta.publishing.actor_table import FACETS, STATED, actor_table
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.snapshots import listed_snapshot, live_snapshot
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id, say
from tests.workflow.any_register import PAIRS, any_rows, collect_any
from tests.workflow.test_editions import collect_trader

pytestmark = pytest.mark.django_db

NAMES = ("Åre", "Paper Province", "IKT | ikt", "Testperson Glas", "\x1f", '"statement":7')
VALUES = {
    "name": NAMES,
    "start_year": ("1999", "2002", "ca 2002"),
    "sector": ("IT", "it | Skog | Massa och papper"),
    "geography": ("Karlstad", "Värmland | Skåne", "Norge"),
    "description": ("Kort", "Längre text <&>"),
    "participants": ("Compare | Testperson Glas", "Orrefors"),
    "priorities": ("FoodTech",),
    "less_relevant_priorities": ("FoodTech",),
    "observed_on": ("2011", "2014-05"),
}
ROWS = any_rows(VALUES)


def assert_lists_alike():
    whole, listed = live_snapshot(), listed_snapshot(STATED, facets=FACETS)
    for language in ("sv", "en"):
        expected, found = (actor_table(one, language) for one in (whole, listed))
        assert_frame_equal(found.rows, expected.rows)
        assert found.priorities == expected.priorities
        for name in ("tagged", "weak"):
            assert sorted(getattr(found, name).rows()) == sorted(getattr(expected, name).rows())
    return found.rows


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=ROWS, again=ROWS, other=ROWS, pairs=PAIRS)
def test_after_any_readings_and_judgements_the_list_is_that_of_the_whole_register(first, again, other, pairs):
    collect_any(first, again, other, pairs=pairs)
    assert_lists_alike()


@pytest.mark.parametrize("consent", ["", "ja"])
def test_sole_traders_edits_priorities_and_withdrawn_sources(consent):
    collect_rows("s3", {"P1": {"name": "FoodTech"}}, thing="priority")
    collect_trader(consent)
    collect_rows("annan", {"1": {"name": "Testperson Glas", "sector": "Glas"}, "2": {"name": "Compare"}})
    collect_rows("tredje", {"1": {"name": "Glasriket", "participants": "Testperson Glas | Orrefors"}})
    collect_rows("bort", {"1": {"name": "Compare", "start_year": "1950", "priorities": "FoodTech"}})
    say("lista:testperson-glas", "annan:1")
    say("lista:testperson-glas", "tredje:mention/Testperson Glas")
    say("annan:2", "bort:1")
    said = [Stated("start_year", "1999"), Stated("description", "Kort", "sv"), Stated("description", "Short", "en")]
    edit_actor(record_id("annan:2"), said, caller=OPERATOR)
    rows = assert_lists_alike()
    assert rows.filter(name="Compare").row(0, named=True)["differing"]
    withdraw("bort", caller=OPERATOR)
    rows = assert_lists_alike()
    compare = rows.filter(name="Compare").row(0, named=True)
    assert (compare["description"], compare["differing"], compare["priorities"]) == ("Short", None, None)
    assert ("Testperson Glas" in rows["name"].to_list()) == bool(consent)
