"""What is made beside the writer: the same as made in turn, over a connection that is closed again."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from klusterkarta.catalogue.models import Refresh
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow import ahead
from klusterkarta.workflow.alongside import alongside, behind
from klusterkarta.workflow.refresh import rebuild
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import canonical_state, collect_rows, say

ROWS = {str(number): {"name": f"Kluster {number}", "geography": "Skåne", "funders": "Almi"} for number in range(9)}


def asking(asked: list[tuple[int, Any]]) -> Iterator[int]:
    """Three times how many refreshes there are; notes the thread and its connection."""
    for _ in range(3):
        count = Refresh.objects.count()
        asked.append((threading.get_ident(), connections["default"]))
        yield count


@pytest.mark.django_db
def test_inside_a_transaction_all_is_made_in_its_own_thread_and_sees_what_it_has_written():
    Refresh.objects.create(pk=1, heartbeat_at=timezone.now())
    asked: list[tuple[int, Any]] = []
    assert list(alongside(asking(asked))) == [1, 1, 1]
    assert {thread for thread, _ in asked} == {threading.get_ident()}


@pytest.mark.django_db(transaction=True)
def test_outside_one_another_thread_makes_it_and_leaves_no_connection_open():
    Refresh.objects.create(pk=1, heartbeat_at=timezone.now())
    asked: list[tuple[int, Any]] = []
    assert list(alongside(asking(asked))) == [1, 1, 1]
    stopped = alongside(asking(asked))
    assert next(stopped) == 1
    stopped.close()  # type: ignore[attr-defined]
    assert threading.get_ident() not in {thread for thread, _ in asked}
    assert [used.connection for _, used in asked] == [None] * len(asked)
    assert connection.connection is not None, "the caller's own stays"
    with one_moment():
        list(alongside(asking(asked)))
    assert asked[-1][0] == threading.get_ident(), "a moment holds for what is made in its own thread only"


@pytest.mark.django_db(transaction=True)
def test_what_is_written_behind_is_written_in_order_over_a_connection_that_is_closed():
    used: list[tuple[int, Any]] = []

    def write(number: int) -> None:
        Refresh.objects.create(pk=number, heartbeat_at=timezone.now())
        used.append((number, connections["default"]))

    assert list(behind(iter([1, 2, 3]), write)) == [None] * 3
    assert [number for number, _ in used] == [1, 2, 3]
    assert {one.connection for _, one in used} == {None}
    with pytest.raises(IntegrityError):
        # The second of one number is refused while the third is made.
        list(behind(iter([4, 4, 5]), write))
    assert set(Refresh.objects.values_list("pk", flat=True)) == {1, 2, 3, 4}


@pytest.mark.django_db(transaction=True)
def test_what_threads_work_out_is_what_a_rebuild_gives(monkeypatch):
    monkeypatch.setattr(ahead, "_FEW", 0)
    monkeypatch.setattr("klusterkarta.workflow.refresh.BATCH_RECORDS", 4)
    collect_rows("a", ROWS)
    collect_rows("b", {"1": {"name": "Kluster 1", "geography": "Blekinge"}})
    say("a:1", "b:1")
    before = canonical_state()
    for verb in (withdraw, restore):
        verb("a", caller=OPERATOR)
        found = canonical_state()
        rebuild()
        assert found == canonical_state()
    assert found == before
    assert not Refresh.objects.exists()
