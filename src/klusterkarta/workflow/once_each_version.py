"""What takes much of the register is worked out once for each version of it, by one request at a time."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore, Lock, local
from typing import TypeVar, TypeVarTuple

PATIENCE = 20.0
"""Seconds that a request waits for its turn, and after which one that was turned away may ask again."""
PLACES = 4
"""As many requests work and wait at once: a server has eight threads, and the others answer what is quick."""

Answer = TypeVar("Answer")
Key = TypeVarTuple("Key")

_places = BoundedSemaphore(PLACES)
_turn = Lock()
_here = local()


class StillWorking(RuntimeError):
    """Others work out as much as the machine is to hold at once; to be asked again after `PATIENCE`."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one thread of the process in, whatever it works out; `PLACES` less one may wait for it.

    A whole snapshot of 100 000 actors takes two gigabytes, and eight threads of a site would take eight of them. Raises
    StillWorking where all places are taken, or the turn does not come within `PATIENCE`. Inside, nothing is waited for.
    """
    if getattr(_here, "inside", False):
        yield
        return
    if not _places.acquire(blocking=False):
        raise StillWorking
    try:
        if not _turn.acquire(timeout=PATIENCE):
            raise StillWorking
        _here.inside = True
        try:
            yield
        finally:
            _here.inside = False
            _turn.release()
    finally:
        _places.release()


def once_each_version(*, keep: int) -> Callable[[Callable[[*Key], Answer]], Callable[[*Key], Answer]]:
    """Keep a function's answers, the last `keep`, and let `one_at_a_time` work one out.

    Its arguments are the version that the answer follows from and what is asked; they are hashable. Who waited for an
    answer is given it. What was kept longest goes before the next is worked out. Raises as `one_at_a_time`, and what
    the function raises, of which nothing is kept.

    >>> asked = []
    >>> @once_each_version(keep=1)
    ... def doubled(version: int) -> int:
    ...     asked.append(version)
    ...     return 2 * version
    >>> doubled(1), doubled(1), doubled(2), asked
    (2, 2, 4, [1, 2])
    """

    def keeping(work_out: Callable[[*Key], Answer]) -> Callable[[*Key], Answer]:
        kept: dict[Hashable, tuple[Answer]] = {}

        @wraps(work_out)
        def answer(*key: *Key) -> Answer:
            if found := kept.get(key):
                return found[0]
            with one_at_a_time():
                found = kept.get(key)
                if found is None:
                    while len(kept) >= keep:
                        del kept[next(iter(kept))]
                    found = kept[key] = (work_out(*key),)
                return found[0]

        return answer

    return keeping
