"""Writes that move many actors: what follows is written unseen before them, and is the same as a full rebuild gives."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klusterkarta.catalogue.models import Actor, Facet, Profile, Reading, Refresh
from klusterkarta.catalogue.selectors.actors import facet_counts, list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.services import derived
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, publish_reading, stage_rows
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source, records_of_reading
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.workflow import ahead
from klusterkarta.workflow.ahead import Planned, carry_out
from klusterkarta.workflow.collect import redo, undo
from klusterkarta.workflow.refresh import rebuild
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import canonical_state, collect_rows, record_id, say, stated_row

pytestmark = pytest.mark.django_db
ROWS = {
    str(number): {
        "name": f"Kluster {number}",
        "geography": ("Värmland", "Skåne")[number % 2],
        "kind": "klusterinitiativ",
        "funders": f"Finansiär {number % 3}",
    }
    for number in range(12)
}


@pytest.fixture(autouse=True)
def every_write_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small registers take the way of large ones, in several batches."""
    monkeypatch.setattr(ahead, "_FEW", 0)
    monkeypatch.setattr("klusterkarta.workflow.refresh.BATCH_RECORDS", 4)


def staged(source: str, rows: dict[str, dict[str, str]]) -> int:
    source_id = ensure_source(SourceDetails(key=source, title_sv=source), caller=OPERATOR)
    properties = sorted({code for said in rows.values() for code in said})
    reading = begin_reading(ReadingDetails(source_id=source_id, properties=properties), caller=OPERATOR)
    stage_rows(reading, [stated_row(key, said) for key, said in rows.items()])
    return reading


def publishing(reading: int, before: Callable[[], object] = lambda: None) -> Planned:
    """The publishing of a reading; `before` is done just before it, in its transaction."""

    def verb() -> list[int]:
        before()
        return publish_reading(reading, caller=OPERATOR)

    return Planned(verb, lambda: records_of_reading(reading), ahead.Supposed(counts=reading))


def leftovers() -> tuple[int, int]:
    """Profiles that no actor has, and refreshes that have not ended."""
    unused = Profile.objects.exclude(pk__in=Actor.objects.values("profile_id"))
    assert not Facet.objects.exclude(profile__in=Profile.objects.all()).exists()
    return unused.count(), Refresh.objects.count()


def test_each_verb_gives_what_a_rebuild_gives_and_leaves_nothing_behind():
    first = collect_rows("a", ROWS)
    carry_out(publishing(staged("b", {"1": {"name": "Kluster 1", "geography": "Blekinge"}, "2": {"name": "Nya"}})))
    say("a:1", "b:1")
    names_all = {f"Kluster {number}" for number in range(12)}
    # What each verb leaves to be listed, by hand: withdrawing b takes its two, undoing a's reading its twelve.
    for verb, listed in (
        (lambda: withdraw("b", caller=OPERATOR), names_all),
        (lambda: restore("b", caller=OPERATOR), names_all | {"Nya"}),
        (lambda: undo(first, caller=OPERATOR), {"Kluster 1", "Nya"}),
        (lambda: redo(first, caller=OPERATOR), names_all | {"Nya"}),
    ):
        verb()
        assert {row.name for row in list_actors(ActorFilter()).rows} == listed
        found = canonical_state()
        assert leftovers() == (0, 0)
        rebuild()
        assert found == canonical_state()


def test_a_priority_changes_every_actor():
    collect_rows("a", {"1": {"name": "Glasriket", "priorities": "FoodTech"}})
    assert facet_counts(ActorFilter())["priority"] == []
    reading = staged("strategi", {})
    stage_rows(reading, [stated_row("p", {"name": "FoodTech"}, thing="priority")])
    carry_out(publishing(reading))
    assert [(one.code, one.count) for one in facet_counts(ActorFilter())["priority"]] == [("foodtech", 1)]


def test_nobody_sees_what_is_written_ahead(monkeypatch):
    collect_rows("a", ROWS)
    before = canonical_state(), facet_counts(ActorFilter()), [row.name for row in list_actors(ActorFilter()).rows]
    reading = staged("b", {"1": {"name": "Nya", "geography": "Gotland"}})
    seen = []
    real = ahead.derived_batches

    def looking(*arguments):
        for rows in real(*arguments):
            yield rows
            counts = facet_counts(ActorFilter())
            seen.append((canonical_state(), counts, [row.name for row in list_actors(ActorFilter()).rows]))

    monkeypatch.setattr(ahead, "derived_batches", looking)
    carry_out(publishing(reading))
    assert seen == [before] * len(seen)
    assert seen
    assert canonical_state() != before[0]


def test_a_write_that_comes_between_is_taken_into_account(monkeypatch):
    collect_rows("a", ROWS)
    reading = staged("b", {"1": {"name": "Kluster ett"}})
    between = [lambda: say("a:1", "a:2"), lambda: say("a:1", "a:3")]
    real = ahead.derived_batches

    def disturbed(*arguments):
        yield from real(*arguments)
        if between:
            between.pop()()

    monkeypatch.setattr(ahead, "derived_batches", disturbed)
    carry_out(publishing(reading))
    found = canonical_state()
    assert found["members"]["a:2"] == found["members"]["a:3"] == "a:1"
    assert "b:1" in found["members"]
    assert leftovers() == (0, 0)
    rebuild()
    assert found == canonical_state()


def test_where_others_write_all_the_time_the_last_try_makes_them_wait(monkeypatch):
    collect_rows("a", ROWS)
    reading = staged("b", {"1": {"name": "Nya"}})
    numbers = iter(range(100))
    real = ahead.derived_batches

    def disturbed(*arguments):
        yield from real(*arguments)
        number = next(numbers)
        collect_rows("c", {str(number): {"name": f"Störning {number}"}})

    monkeypatch.setattr(ahead, "derived_batches", disturbed)
    carry_out(publishing(reading))
    assert Reading.objects.get(pk=reading).state == "published"
    assert record_id("b:1") in {row.id for row in list_actors(ActorFilter()).rows}
    assert leftovers() == (0, 0)


def test_a_write_that_fails_leaves_everything_as_it_was():
    collect_rows("a", ROWS)
    before = canonical_state()
    reading = staged("b", {"1": {"name": "Nya"}})

    def refuse() -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        carry_out(publishing(reading, refuse))
    assert canonical_state() == before
    assert leftovers() == (0, 0)


def test_what_a_killed_writer_left_is_swept_after_twenty_minutes(monkeypatch):
    collect_rows("a", ROWS)
    # As a writer leaves it that is killed before and, once, after its rows were put in place.
    left = derived.begin_ahead(None)
    derived.write_ahead(left, next(ahead.derived_batches(None, ahead.Supposed())))
    assert leftovers() == (4, 1)
    derived.sweep_abandoned_ahead()
    assert leftovers() == (4, 1), "it may still be alive"
    later = timezone.now() + timedelta(minutes=21)
    monkeypatch.setattr(timezone, "now", lambda: later)
    derived.sweep_abandoned_ahead()
    assert leftovers() == (0, 0)
    assert Actor.objects.count() == 15, "twelve rows and three parties that they name"


def test_a_writer_that_was_taken_for_dead_works_it_out_again(monkeypatch):
    """A machine that slept for half an hour: another writer sweeps, and then the first goes on."""
    collect_rows("a", ROWS)
    reading = staged("b", {str(number): {"name": f"Nya {number}"} for number in range(12)})
    slept = [True]
    real = ahead.derived_batches

    def disturbed(*arguments):
        for rows in real(*arguments):
            yield rows
            if slept:
                slept.pop()
                Refresh.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=30))
                derived.sweep_abandoned_ahead()

    monkeypatch.setattr(ahead, "derived_batches", disturbed)
    carry_out(publishing(reading))
    found = canonical_state()
    assert leftovers() == (0, 0)
    rebuild()
    assert found == canonical_state()


def test_the_write_itself_writes_no_profile_and_no_facet():
    collect_rows("a", ROWS)
    reading = staged("b", {str(number): {"name": f"Nya {number}", "geography": "Gotland"} for number in range(20)})
    inside: list[CaptureQueriesContext] = []
    captured = CaptureQueriesContext(connection)

    def begin() -> None:
        captured.__enter__()
        inside.append(captured)

    planned = publishing(reading, begin)
    real = derived.put_in_place

    def placed(one: derived.Ahead) -> None:
        real(one)
        captured.__exit__(None, None, None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "put_in_place", placed)
        carry_out(planned)
    written = [query["sql"] for query in captured.captured_queries]
    assert any("catalogue_actor" in sql for sql in written)
    assert not [sql for sql in written if "catalogue_facet" in sql or "catalogue_profile" in sql]


def test_whoever_names_a_sole_trader_is_looked_at_again_when_that_comes_out():
    """All persons here are invented. The register is worked out in batches, and the two stand in different ones."""
    collect_rows("a", ROWS | {"12": {"name": "Glasriket", "funders": "Testperson Glas"}})
    glasriket = Actor.objects.get(name="Glasriket").pk
    assert "Testperson" in str(Actor.objects.get(pk=glasriket).values), "nobody knows yet that it is a person's name"
    source = ensure_source(SourceDetails(key="t", title_sv="t"), caller=OPERATOR)
    reading = begin_reading(
        ReadingDetails(source_id=source, properties=["name", "organisation_number"]), caller=OPERATOR
    )
    # An invented number of the form that makes it personal.
    said = (
        Stated("organisation_number", "000101-0000", personal=True),
        Stated("name", "Testperson Glas", personal=True),
    )
    stage_rows(reading, [StatedRow("1", "actor", "", said)])
    carry_out(publishing(reading))
    say("a:mention/Testperson Glas", "t:1")
    assert "Testperson" not in str(Actor.objects.get(pk=glasriket).values)
    stepwise = canonical_state()
    rebuild()
    assert stepwise == canonical_state()
