"""The next piece of a long work made in a thread of its own while the last one is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Piece = TypeVar("Piece")


def one_ahead(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces in their order. The next is made while the caller works with one, where both leave Python's lock.

    What the making raises is raised here. Who stops early waits for the piece that is being made.

    >>> list(one_ahead(str(number) for number in range(3)))
    ['0', '1', '2']
    """
    making = iter(pieces)
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(_next, making)
        while found := coming.result():
            coming = thread.submit(_next, making)
            yield from found


def _next(making: Iterator[Piece]) -> list[Piece]:
    """The next piece, in a list; an empty list at the end."""
    return list(islice(making, 1))
