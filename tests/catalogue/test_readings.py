"""Readings: staged unseen, published at once, superseded by later ones, undone by a flag."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from klusterkarta.catalogue.models import Actor, Reading, Record, Statement
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.orphans import orphan_statements
from klusterkarta.catalogue.services.readings import (
    ReadingDetails,
    ReadingState,
    begin_reading,
    drop_staged,
    publish_reading,
    redo_reading,
    say_rows,
    sight_rows,
    stage_rows,
    sweep_abandoned,
    undo_reading,
)
from klusterkarta.catalogue.services.sources import SourceDetails, UnknownSource, ensure_source, set_withdrawn
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.refresh import writing
from tests.registers import canonical_state, collect_rows, stated_row

pytestmark = pytest.mark.django_db


def stage(source: str, rows: dict[str, dict[str, str]]) -> int:
    source_id = ensure_source(SourceDetails(key=source, title_sv=source), caller=OPERATOR)
    details = ReadingDetails(source_id=source_id, properties=sorted({code for row in rows.values() for code in row}))
    reading = begin_reading(details, caller=OPERATOR)
    stage_rows(reading, [stated_row(key, values) for key, values in rows.items()])
    return reading


def shown(name: str, code: str) -> list[str]:
    values = Actor.objects.get(name=name).values
    return [one["value"] for one in values.get(code, {}).get("shown", [])]


def undo(reading: int) -> None:
    with writing() as touched:
        touched.add(undo_reading(reading, caller=OPERATOR))


def redo(reading: int) -> None:
    with writing() as touched:
        touched.add(redo_reading(reading, caller=OPERATOR))


def test_what_is_staged_is_seen_by_nobody():
    stage("a", {"1": {"name": "Robotdalen"}})
    assert live_frames().records.is_empty()
    assert not Actor.objects.exists()


def test_dropping_what_was_staged_leaves_nothing():
    drop_staged(stage("a", {"1": {"name": "Robotdalen", "funders": "VINNOVA"}}))
    assert not Statement.objects.exists()
    assert not Record.objects.exists()


def test_a_later_reading_speaks_for_what_it_covers_and_only_that():
    collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2003", "members": "10"}})
    collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2004"}})
    assert shown("Robotdalen", "start_year") == ["2004"]
    assert shown("Robotdalen", "members") == ["10"]
    # Nothing is overwritten: the earlier statement is still there.
    assert Statement.objects.filter(property="start_year").count() == 2


def test_a_cell_left_blank_in_a_later_reading_is_missing_not_old():
    collect_rows("a", {"1": {"name": "Robotdalen", "members": "10"}})
    collect_rows("a", {"1": {"name": "Robotdalen", "members": ""}})
    assert shown("Robotdalen", "members") == []


def test_a_row_that_is_gone_from_the_file_is_not_taken_for_deletion():
    collect_rows("a", {"1": {"name": "Robotdalen"}, "2": {"name": "Compare"}})
    collect_rows("a", {"1": {"name": "Robotdalen"}})
    assert Actor.objects.filter(name="Compare").exists()


def test_languages_are_covered_apart():
    source_id = ensure_source(SourceDetails(key="a", title_sv="a"), caller=OPERATOR)
    from klusterkarta.values.stated import Stated, StatedRow

    for properties, language in (
        (["name", "description@sv", "description@en"], "sv"),
        (["name", "description@en"], "en"),
    ):
        reading = begin_reading(ReadingDetails(source_id=source_id, properties=properties), caller=OPERATOR)
        said = (Stated("name", "Compare"), Stated("description", language, language))
        stage_rows(reading, [StatedRow("1", "actor", "", said)])
        with writing() as touched:
            touched.add(publish_reading(reading, caller=OPERATOR))
    assert sorted(shown("Compare", "description")) == ["en", "sv"]


def test_undo_brings_the_earlier_reading_back_and_redo_the_later():
    collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2003"}})
    before = canonical_state()
    later = collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2004"}, "2": {"name": "Compare"}})
    after = canonical_state()
    undo(later)
    assert canonical_state() == before
    redo(later)
    assert canonical_state() == after
    assert before != after


def test_undoing_the_earlier_reading_leaves_the_later_as_if_alone():
    first = collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2003", "members": "10"}})
    collect_rows("a", {"1": {"name": "Robotdalen", "start_year": "2004"}})
    undo(first)
    assert shown("Robotdalen", "start_year") == ["2004"]
    assert shown("Robotdalen", "members") == []


def test_withdrawing_and_restoring_a_source():
    collect_rows("a", {"1": {"name": "Robotdalen"}})
    before = canonical_state()
    for withdrawn in (True, False):
        with writing() as touched:
            touched.add(set_withdrawn("a", withdrawn=withdrawn, caller=OPERATOR))
        assert Actor.objects.exists() is not withdrawn
    assert canonical_state() == before


def test_a_key_twice_in_one_reading_is_refused_and_the_chunk_not_written():
    reading = stage("a", {"1": {"name": "Robotdalen"}})
    with pytest.raises(ReadingState, match="'1'"):
        stage_rows(reading, [stated_row("2", {"name": "Compare"}), stated_row("1", {"name": "Robotdalen again"})])
    assert Record.objects.count() == 1


def test_a_party_is_one_mention_per_wording_and_source():
    collect_rows("a", {"1": {"name": "X", "funders": "VINNOVA | LTU"}, "2": {"name": "Y", "funders": "VINNOVA"}})
    collect_rows("b", {"1": {"name": "Z", "funders": "VINNOVA"}})
    mentions = Record.objects.filter(thing="mention").values_list("source__key", "row_key")
    assert sorted(mentions) == [("a", "mention/LTU"), ("a", "mention/VINNOVA"), ("b", "mention/VINNOVA")]


@pytest.mark.django_db(transaction=True)
def test_what_rows_say_of_a_reading_that_was_dropped_is_refused():
    reading = stage("a", {"1": {"name": "Robotdalen"}})
    sighted = sight_rows(reading, [stated_row("2", {"name": "Compare"})])
    drop_staged(reading)
    with pytest.raises(ReadingState):
        say_rows(sighted)
    assert orphan_statements() == 0


@pytest.mark.django_db(transaction=True)
def test_what_rows_say_does_not_wait_for_the_next_to_be_sighted():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: rows are sighted and said in one transaction there")
    reading = stage("a", {"1": {"name": "Robotdalen"}})
    sighted = sight_rows(reading, [stated_row("2", {"name": "Compare"})])

    def said() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        say_rows(sighted)
        connection.close()

    with ThreadPoolExecutor(1) as thread, transaction.atomic():
        sight_rows(reading, [stated_row("3", {"name": "Fiber Optic Valley"})])
        thread.submit(said).result()
    assert Statement.objects.filter(value="Compare").exists()


def test_the_sweep_takes_only_what_was_abandoned(monkeypatch):
    abandoned, alive = stage("a", {"1": {"name": "X"}}), stage("a", {"2": {"name": "Y"}})
    Reading.objects.filter(pk=abandoned).update(heartbeat_at="2020-01-01T00:00:00Z")
    assert sweep_abandoned() == 1
    assert list(Reading.objects.values_list("pk", flat=True)) == [alive]


def test_states_are_checked():
    reading = collect_rows("a", {"1": {"name": "X"}})
    with pytest.raises(ReadingState, match="published, expected staging"):
        publish_reading(reading, caller=OPERATOR)
    with pytest.raises(UnknownSource, match="'nobody'"):
        set_withdrawn("nobody", withdrawn=True, caller=OPERATOR)


def test_a_reader_may_not_collect_undo_or_withdraw():
    reading = collect_rows("a", {"1": {"name": "X"}})
    reader = Caller("someone", "reader")
    with pytest.raises(NotAllowed):
        ensure_source(SourceDetails(key="b", title_sv="b"), caller=reader)
    with pytest.raises(NotAllowed):
        undo_reading(reading, caller=reader)
    with pytest.raises(NotAllowed):
        set_withdrawn("a", withdrawn=True, caller=Caller("someone", "editor"))
