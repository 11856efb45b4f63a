"""The next piece of a long work made in a thread of its own while the last one is being used."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")


def one_ahead(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces in their order. The next is made while the caller works with one, where both leave Python's lock.

    What the making raises is raised here. Who stops early waits for the piece that is being made; a generator is then
    closed in its thread.

    >>> list(one_ahead(str(number) for number in range(3)))
    ['0', '1', '2']
    """
    making = iter(pieces)
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(_next, making)
        try:
            while found := coming.result():
                coming = thread.submit(_next, making)
                yield from found
        finally:
            if isinstance(making, Generator):
                # What it cleans up may belong to its thread, as a connection to a database does.
                thread.submit(making.close).result()


def one_behind(pieces: Iterable[Piece], work: Callable[[Piece], Made]) -> Iterator[Made]:
    """What `work` makes of each piece, in their order: in a thread of its own while the caller's fetches the next.

    For pieces that only the caller's thread may fetch, as from its connection to a database. What the work raises is
    raised here.

    >>> list(one_behind([1, 2, 3], str))
    ['1', '2', '3']
    """
    with ThreadPoolExecutor(1) as thread:
        before = None
        for piece in pieces:
            coming = thread.submit(work, piece)
            if before is not None:
                yield before.result()
            before = coming
        if before is not None:
            yield before.result()


def _next(making: Iterator[Piece]) -> list[Piece]:
    """The next piece, in a list; an empty list at the end."""
    return list(islice(making, 1))
