"""What the register is asked for and worked out of it, in a thread beside the one that writes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from klusterkarta.catalogue.selectors.moment import in_transaction
from klusterkarta.values.ahead import one_ahead

Piece = TypeVar("Piece")


def alongside(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces in their order, each made while the caller works with the one before it (`values.ahead.one_ahead`).

    Their thread reaches the database over a connection of its own, which would not see what an open transaction has
    written: inside one the pieces are made as they are asked for.
    """
    return iter(pieces) if in_transaction() else one_ahead(_over_own_connection(pieces))


def behind(pieces: Iterable[Piece], write: Callable[[Piece], object]) -> Iterator[None]:
    """Write each piece while the next is made: another thread does, over a connection of its own.

    Steps on once for each piece. For databases with several writers; for what may be written apart from the pieces'
    making. What the writing raises is raised here, at the latest at the end.
    """
    with ThreadPoolExecutor(1) as thread:
        written: Future[object] | None = None
        try:
            for piece in pieces:
                if written is not None:
                    written.result()
                written = thread.submit(write, piece)
                yield
            if written is not None:
                written.result()
        finally:
            thread.submit(_close).result()


def _close() -> None:
    # Named in the thread: each has a connection of its own under this name.
    connection.close()


def _over_own_connection(pieces: Iterable[Piece]) -> Iterator[Piece]:
    try:
        yield from pieces
    finally:
        # Django opens one for each thread, and nobody else would close it.
        _close()
