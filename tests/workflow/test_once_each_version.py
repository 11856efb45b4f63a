"""What is worked out of the whole register: once for each version, one at a time, and not by all threads waiting."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from klusterkarta.workflow import once_each_version as rooms
from klusterkarta.workflow.once_each_version import PLACES, StillWorking, once_each_version, one_at_a_time
from tests.turns import turn_taken


def test_who_asks_at_once_waits_for_one_answer():
    barrier, worked_out = Barrier(PLACES), []

    @once_each_version(keep=1)
    def answer(version: int) -> object:
        worked_out.append(version)
        return object()

    def ask(_at: int) -> object:
        barrier.wait()
        return answer(7)

    with ThreadPoolExecutor(PLACES) as threads:
        answers = list(threads.map(ask, range(PLACES)))
    assert worked_out == [7]
    assert len(set(answers)) == 1


def test_two_different_answers_are_never_worked_out_at_once():
    inside, most = [], []

    def work(version: int) -> int:
        inside.append(version)
        most.append(len(inside))
        Event().wait(0.01)
        inside.remove(version)
        return version

    several = [once_each_version(keep=1)(work) for _ in range(PLACES)]
    with ThreadPoolExecutor(PLACES) as threads:
        assert list(threads.map(lambda at: several[at](at), range(PLACES))) == list(range(PLACES))
    assert most == [1] * PLACES


def test_more_than_there_are_places_for_are_turned_away_at_once():
    go, kept = Event(), once_each_version(keep=1)(lambda version: version)

    def hold(_at: int) -> None:
        with one_at_a_time():
            go.wait()

    with ThreadPoolExecutor(PLACES) as threads:
        held = [threads.submit(hold, at) for at in range(PLACES)]
        while rooms._places._value:
            Event().wait(0.001)
        with pytest.raises(StillWorking):
            kept(1)
        go.set()
        assert [one.result() for one in held] == [None] * PLACES
    assert kept(1) == 1


def test_who_has_waited_long_enough_is_turned_away_but_what_is_kept_is_given(monkeypatch):
    monkeypatch.setattr(rooms, "PATIENCE", 0.001)
    kept = once_each_version(keep=1)(lambda version: version)
    kept(1)
    with turn_taken():
        assert kept(1) == 1
        with pytest.raises(StillWorking):
            kept(2)
    assert kept(2) == 2


def test_a_fault_keeps_nothing_and_leaves_room_for_the_next():
    faults = [ValueError("first")]

    @once_each_version(keep=1)
    def answer(version: int) -> int:
        if faults:
            raise faults.pop()
        return version

    with pytest.raises(ValueError, match="first"):
        answer(1)
    assert answer(1) == 1


def test_inside_nothing_is_waited_for_and_the_oldest_goes():
    asked = []

    @once_each_version(keep=2)
    def part(version: int) -> int:
        asked.append(version)
        return version

    whole = once_each_version(keep=1)(lambda version: part(version) + part(version))
    assert [whole(at) for at in (1, 2, 3)] == [2, 4, 6]
    assert [part(at) for at in (3, 2, 1)] == [3, 2, 1]
    assert asked == [1, 2, 3, 1]
