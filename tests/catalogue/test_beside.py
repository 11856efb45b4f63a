"""Two readers of the register: one moment for both, whoever writes meanwhile, and no connection left open."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from klusterkarta.catalogue.models import Refresh
from klusterkarta.catalogue.selectors import beside as module
from klusterkarta.catalogue.selectors.beside import one_moment_for_two
from klusterkarta.catalogue.selectors.moment import in_transaction


def write_elsewhere() -> None:
    """One row more, written by another connection."""

    def write() -> None:
        Refresh.objects.create(heartbeat_at=timezone.now())
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(write).result()


def looking(used: list[tuple[int, Any]]) -> Callable[[], int]:
    """How many rows there are; notes the thread and its connection."""

    def look() -> int:
        used.append((threading.get_ident(), connections["default"]))
        return Refresh.objects.count()

    return look


@pytest.mark.django_db(transaction=True)
def test_both_see_the_state_at_the_beginning_and_the_other_connection_is_closed():
    write_elsewhere()
    used: list[tuple[int, Any]] = []
    with one_moment_for_two() as beside:
        write_elsewhere()
        first = beside(looking(used))
        write_elsewhere()
        assert [first.result(), Refresh.objects.count(), beside(looking(used)).result()] == [1, 1, 1]
    assert threading.get_ident() not in {thread for thread, _ in used}
    assert [other.connection for _, other in used] == [None, None]
    assert (Refresh.objects.count(), in_transaction()) == (3, False)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_between_the_two_beginnings_is_seen_by_both_or_neither(monkeypatch):
    begun = module._state

    def written_after_the_first() -> str:
        state = begun()
        write_elsewhere()
        return state

    monkeypatch.setattr(module, "_state", written_after_the_first)
    used: list[tuple[int, Any]] = []
    with one_moment_for_two() as beside:
        assert (Refresh.objects.count(), beside(looking(used)).result()) == (0, 0)
    # PostgreSQL hands the state over; SQLite cannot, and one connection reads all.
    assert (used[0][0] == threading.get_ident()) == (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_what_the_other_reader_raises_is_raised_and_both_moments_end():
    def stumble() -> None:
        raise ValueError("stumbled")

    with pytest.raises(ValueError, match="stumbled"), one_moment_for_two() as beside:
        beside(stumble).result()
    write_elsewhere()
    assert (Refresh.objects.count(), in_transaction()) == (1, False)


@pytest.mark.django_db
def test_inside_a_transaction_what_it_has_written_is_seen():
    Refresh.objects.create(heartbeat_at=timezone.now())
    used: list[tuple[int, Any]] = []
    with one_moment_for_two() as beside:
        assert beside(looking(used)).result() == 1
    assert used[0][0] == threading.get_ident()
