"""Work over many rows shared out among threads; the compiled loops called there let go of Python's lock."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
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
    parts = max(min(cores(), rows), 1) if units >= _WORTH_SHARING else 1
    edges = [rows * part // parts for part in range(parts + 1)]
    at_once([partial(work, first, last) for first, last in pairwise(edges)], units=units)


def at_once(work: Sequence[Callable[[], Any]], *, units: int) -> list[Any]:
    """What each piece of work gives, in their order; as many at a time as there are cores, or in turn for few units.

    The first is done by the thread that asks: what it takes of memory is used again, while that of a thread goes back
    and is asked for anew. So put the piece first that makes the most. Raises what the first piece that failed raised.

    >>> at_once([lambda: 1, lambda: "two"], units=2)
    [1, 'two']
    """
    if len(work) < 2 or units < _WORTH_SHARING or cores() < 2:
        return [one() for one in work]
    with ThreadPoolExecutor(cores() - 1) as threads:
        others = [threads.submit(one) for one in work[1:]]
        return [work[0](), *(one.result() for one in others)]
