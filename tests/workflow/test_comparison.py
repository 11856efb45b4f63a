"""What a comparison reads of the register and of an edition tells what the whole of both would."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from klusterkarta.catalogue.models import Edition, Record
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.comparison import compare_snapshots
from klusterkarta.workflow.editions import compare, freeze, snapshot
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, say
from tests.workflow.any_register import PAIRS, any_rows, collect_any
from tests.workflow.test_editions import collect_trader

pytestmark = pytest.mark.django_db

VALUES = {
    "name": ("Åre", "Paper Province", "Testperson Glas", "\x1f"),
    "name/en": ("Are",),
    "start_year": ("1999", "2002"),
    "sector": ("IT", "it | Skog", "Skog | IT"),
    "funders": ("KTH | Testperson Glas", "Åre"),
}
ROWS = any_rows(VALUES)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    first={"1": {"name": "Åre", "sector": "it | Skog"}, "2": {"name": "\x1f", "funders": "KTH | Testperson Glas"}},
    again={"1": {"name": "Paper Province"}, "3": {"name": "Testperson Glas"}},
    other={"1": {"name": "Åre", "sector": "Skog | IT"}, "2": {"name": "Eda"}},
    pairs={("1", "1"), ("2", "2")},
)
@given(first=ROWS, again=ROWS, other=ROWS, pairs=PAIRS)
def test_what_differs_follows_from_the_whole_of_both(first, again, other, pairs):
    number = Edition.objects.count()
    # Every other register has a sole trader who has agreed to be shown.
    collect_trader("ja" if number % 2 else "")
    collect_any(first, again, other, pairs=pairs)
    freeze(f"then-{number}", caller=OPERATOR)
    later = Record.objects.count()
    collect_any(again, first, other, pairs=pairs)
    say("lista:testperson-glas", f"b{later}:{min(other)}")
    for before, after in ((f"then-{number}", None), (None, f"then-{number}")):
        assert compare(before, after) == compare_snapshots(snapshot(before), snapshot(after))


def test_what_is_another_in_order_alone_is_unchanged():
    collect_rows("a", {"1": {"name": "Dal", "sector": "IT | Skog"}, "2": {"name": "Eda", "sector": "Glas"}})
    collect_rows("b", {"1": {"name": "Fors", "funders": "Almi"}})
    freeze("then", caller=OPERATOR)
    collect_rows("a", {"1": {"name": "Dal", "sector": "Skog | IT"}, "2": {"name": "Eda", "sector": "Glas | IT"}})
    withdraw("b", caller=OPERATOR)
    found = compare("then", None)
    # Dal says the same two in another order; Eda one more; Fors is gone, and Almi, which it named, was no actor.
    assert [(one.actor.name, [(each.before, each.after) for each in one.fields]) for one in found.changed] == [
        ("Eda", [(("Glas",), ("Glas", "IT"))])
    ]
    assert ([one.name for one in found.gone], found.new, found.unchanged) == (["Fors"], (), 1)
