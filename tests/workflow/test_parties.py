"""Who is named by whom, read column by column, is what the whole register says."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from klusterkarta.analysis.named_parties import named_parties
from klusterkarta.catalogue.models import Record
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.parties import parties_of_register
from klusterkarta.workflow.snapshots import live_snapshot
from klusterkarta.workflow.withdraw import withdraw
from tests.registers import collect_rows, record_id, say
from tests.workflow.any_register import PAIRS, any_rows, collect_any
from tests.workflow.test_editions import collect_trader

pytestmark = pytest.mark.django_db

# Parties are named by the key of their rows too, so that those who are named are described, and judged to be others.
VALUES = {
    "name": ("KTH", "Kungliga tekniska", "Testperson Glas", "\x1f"),
    "kind": ("företag", "klusterinitiativ"),
    "funders": ("KTH | Testperson Glas", "kth", "Region Skåne"),
    "research_partners": ("KTH | kth", "Åre"),
    "participants": ("Testperson Glas", "Region Skåne | KTH"),
}
ROWS = any_rows(VALUES)


def called() -> dict[str, tuple[tuple[str, ...], dict[str, int]]]:
    """name → its wordings, and how many name it in each relation."""
    return {
        one.name: (one.wordings, {relation: len(actors) for relation, actors in one.naming.items()})
        for one in parties_of_register()
    }


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    first={"1": {"name": "KTH", "funders": "KTH | kth"}, "2": {"name": "Dal", "funders": "kth"}},
    again={"1": {"name": "Kungliga tekniska", "research_partners": "KTH | kth"}},
    other={"1": {"name": "Kungl. tekniska", "funders": "KTH", "kind": "företag"}},
    pairs={("1", "1")},
)
@given(first=ROWS, again=ROWS, other=ROWS, pairs=PAIRS)
def test_after_any_readings_and_judgements_the_parties_are_those_of_the_whole_register(first, again, other, pairs):
    if not Record.objects.exists():
        collect_trader("ja")
    number = Record.objects.count()
    collect_any(first, again, other, pairs=pairs)
    # Some who describe themselves are named, and wordings mean one another.
    mentions = dict(Record.objects.filter(pk__gt=0, thing="mention").values_list("row_key", "source__key"))
    if "mention/KTH" in mentions and "1" in other:
        say(f"{mentions['mention/KTH']}:mention/KTH", f"b{number}:1")
    if "mention/Testperson Glas" in mentions:
        say("lista:testperson-glas", f"{mentions['mention/Testperson Glas']}:mention/Testperson Glas")
    assert parties_of_register() == named_parties(live_snapshot())


@pytest.mark.parametrize("consent", ["", "ja"])
def test_traders_are_named_where_they_have_agreed(consent):
    collect_trader(consent)
    collect_rows("a", {"1": {"name": "Glasriket", "participants": "Testperson Glas | Orrefors"}})
    say("lista:testperson-glas", "a:mention/Testperson Glas")
    # One party by each name that may be told, named by Glasriket alone.
    expected = {"Orrefors": (("Orrefors",), {"takes_part_in": 1})}
    agreed = {"Testperson Glas": (("Testperson Glas",), {"takes_part_in": 1})}
    assert called() == expected | (agreed if consent else {})
    assert parties_of_register() == named_parties(live_snapshot())


def test_what_is_read_again_denied_and_withdrawn():
    collect_rows("a", {"1": {"name": "Dal", "funders": "KTH | Almi"}, "2": {"name": "Eda", "funders": "KTH"}})
    collect_rows("b", {"1": {"name": "Kungliga tekniska"}, "2": {"name": "Fors", "funders": "Almi"}})
    say("a:mention/KTH", "b:1")
    # Two wordings in use, that of the record which describes it first; two of three actors name it.
    assert called()["Kungliga tekniska"] == (("Kungliga tekniska", "KTH"), {"funds": 2})
    # Two sources name an Almi each, and nobody has said that they are the same.
    assert [one.name for one in parties_of_register()].count("Almi") == 2
    collect_rows("b", {"1": {"name": "KTH"}})
    assert called()["KTH"] == (("KTH",), {"funds": 2})
    edit_actor(record_id("a:2"), [Stated("funders", "KTH", mode="denies")], caller=OPERATOR)
    assert called()["KTH"] == (("KTH",), {"funds": 1})
    withdraw("b", caller=OPERATOR)
    assert called() == {"KTH": (("KTH",), {"funds": 1}), "Almi": (("Almi",), {"funds": 1})}
    assert parties_of_register() == named_parties(live_snapshot())
