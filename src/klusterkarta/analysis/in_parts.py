"""Work over many rows shared out among threads; the compiled loops called there let go of Python's lock."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

# Below this many units of work a thread costs more than it saves.
_WORTH_SHARING = 200_000


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parts(work: Callable[[int, int], object], rows: int, *, units: int) -> None:
    """Call `work(first, last)` for slices that make up all rows: one a core, or a single one for few `units` of work.

    >>> in_parts(lambda first, last: print(first, last), 10, units=10)
    0 10
    """
    parts = min(cores(), rows) if units >= _WORTH_SHARING else 1
    if parts <= 1:
        work(0, rows)
        return
    edges = [rows * part // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(parts) as threads:
        # list() waits, and raises what a part has raised.
        list(threads.map(work, edges[:-1], edges[1:]))


def at_once(work: Sequence[Callable[[], Any]], *, units: int) -> list[Any]:
    """What each piece of work gives, in their order; as many at a time as there are cores, or in turn for few units.

    Raises what the first piece that failed has raised.

    >>> at_once([lambda: 1, lambda: "two"], units=2)
    [1, 'two']
    """
    if len(work) < 2 or units < _WORTH_SHARING or cores() < 2:
        return [one() for one in work]
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(lambda one: one(), work))
