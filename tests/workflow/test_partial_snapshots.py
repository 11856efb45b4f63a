"""What is read for priorities and conclusions is what they would find in the whole register."""

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from polars.testing import assert_frame_equal

from klusterkarta.analysis.conclusions import draw_conclusions
from klusterkarta.catalogue.models import Record
from klusterkarta.values.frames import Snapshot
from klusterkarta.workflow.partner_facts import partner_facts
from klusterkarta.workflow.partner_regions import facts_now
from klusterkarta.workflow.priority_sheets import priority_sheets, sheets_of
from klusterkarta.workflow.snapshots import live_snapshot, partial_snapshot
from klusterkarta.workflow.summary import summarise
from tests.registers import collect_rows, say
from tests.workflow.any_register import PAIRS, any_rows, collect_any
from tests.workflow.test_editions import collect_trader

pytestmark = pytest.mark.django_db

VALUES = {
    "name": ("Åre", "Paper Province", "KTH | Kungliga tekniska", "Testperson Glas"),
    "kind": ("region", "klusterinitiativ"),
    "list": ("1", "1 | 2-strategic"),
    "members": ("12", "ca 9"),
    "geography": ("Karlstad", "Värmland | Bergslagen", "Attica"),
    "sector": ("IT", "it | Skog"),
    "funders": ("KTH | Testperson Glas", "Åre"),
    "research_partners": ("KTH",),
    "participants": ("Paper Province | Testperson Glas",),
    "priorities": ("FoodTech", "FoodTech (2 organisationer) | GovTech"),
    "less_relevant_priorities": ("FoodTech",),
}
ROWS = any_rows(VALUES)


def assert_read_alike() -> None:
    whole = live_snapshot()
    assert priority_sheets() == sheets_of(whole)
    assert facts_now() == partner_facts(whole)
    found = summarise()
    assert found.conclusions == draw_conclusions(whole)
    shown = dict(whole.values.filter(pl.col("shown") & (pl.col("property") == "name")).select("actor", "value").rows())
    keys = dict(whole.records.select("record", "key").rows())
    behind = {actor for actors in found.conclusions.lists.values() for actor in actors}
    assert [(found.names.get(one), found.keys[one]) for one in behind] == [
        (shown.get(one), keys[one]) for one in behind
    ]
    funders = [int(code) for code in found.conclusions.funders]
    assert [found.names.get(one) for one in funders] == [shown.get(one) for one in funders]


def test_a_part_of_the_register_is_that_part_of_the_whole():
    collect_rows("a", {"1": {"name": "Åre", "funders": "KTH", "sector": "IT"}, "2": {"name": "Dal"}})
    collect_rows("b", {"1": {"name": "Åre", "members": "7"}, "2": {"name": "Eda"}})
    say("a:1", "b:1")
    whole = live_snapshot()
    for chosen in ([], whole.members["actor"].unique().to_list()[1:]):
        part = partial_snapshot(chosen)
        records = whole.members.filter(pl.col("actor").is_in(chosen)).select("record")
        assert_frame_equal(part.sources, whole.sources)
        assert_alike(part, whole, "records", among=records, on="record")
        assert_alike(part, whole, "statements", among=records, on="record")
        for name in ("members", "values", "facets"):
            assert_alike(
                part, whole, name, among=pl.DataFrame({"actor": chosen}, schema={"actor": pl.Int64}), on="actor"
            )


def assert_alike(part: Snapshot, whole: Snapshot, name: str, *, among: pl.DataFrame, on: str) -> None:
    expected = getattr(whole, name).join(among, on=on, how="semi")
    assert_frame_equal(getattr(part, name), expected, check_row_order=False)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    first={"1": {"name": "Åre", "list": "1", "funders": "KTH"}, "2": {"less_relevant_priorities": "FoodTech"}},
    again={"3": {"name": "Attica", "kind": "region", "geography": "Attica", "priorities": "FoodTech"}},
    other={"1": {"name": "Åre", "priorities": "GovTech"}, "2": {"name": "Eda", "priorities": "GovTech"}},
    pairs={("1", "1")},
)
@given(first=ROWS, again=ROWS, other=ROWS, pairs=PAIRS)
def test_priorities_and_conclusions_are_those_of_the_whole_register(first, again, other, pairs):
    if not Record.objects.exists():
        priority = {"name": "FoodTech", "region": "Värmland", "organisations_count": "3"}
        collect_rows("s3", {"P1": priority, "P2": {"name": "GovTech"}}, thing="priority")
        collect_rows("lista", {"claim/lists/1": {"name": "Antal", "result_value": "2"}}, thing="claim")
        collect_trader()
    collect_any(first, again, other, pairs=pairs)
    assert_read_alike()
