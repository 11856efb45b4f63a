"""The turn to work out what takes much of the register, held by somebody else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from klusterkarta.workflow.once_each_version import one_at_a_time


@contextmanager
def turn_taken() -> Iterator[None]:
    """Another thread has the turn while the block runs, and has given it back after it."""
    go, begun = Event(), Event()

    def hold() -> None:
        with one_at_a_time():
            begun.set()
            go.wait()

    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(hold)
        begun.wait()
        try:
            yield
        finally:
            go.set()
            held.result()
