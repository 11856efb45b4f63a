"""What the register is asked for and worked out of it, in a thread beside the one that writes."""

from collections.abc import Iterable, Iterator
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


def _over_own_connection(pieces: Iterable[Piece]) -> Iterator[Piece]:
    try:
        yield from pieces
    finally:
        # Django opens one for each thread, and nobody else would close it.
        connection.close()
