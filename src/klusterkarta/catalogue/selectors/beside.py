"""A second reader beside the first: both see the register at one and the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Protocol, TypeVar

from django.db import connection

from klusterkarta.catalogue.selectors.moment import in_transaction, one_moment

Read = TypeVar("Read")


class Beside(Protocol):
    """Has something read in another thread, or at once where there can be no other reader."""

    def __call__(self, read: Callable[[], Read], /) -> "Future[Read]":
        """What is read, or being read."""


@contextmanager
def one_moment_for_two() -> Iterator[Beside]:
    """As `one_moment`, and what it gives reads the same state in a thread, over a connection of its own.

    All is read in the caller's thread, as it is asked for, inside a transaction, which another connection could not
    see into, and where SQLite was written to just as the two began.
    """
    if in_transaction():
        yield _at_once
        return
    with ThreadPoolExecutor(1) as thread, ExitStack() as theirs:
        before = thread.submit(_written).result()
        with one_moment():
            state = _state()
            try:
                same = thread.submit(_joins, theirs, before, state).result()
                yield thread.submit if same else _at_once
            finally:
                thread.submit(_leave, theirs).result()


def _at_once(read: Callable[[], Read], /) -> "Future[Read]":
    done: Future[Read] = Future()
    done.set_result(read())
    return done


def _written() -> str:
    """SQLite's number of what others have written, as this connection sees it; there is no such thing elsewhere."""
    return _told("PRAGMA data_version") if connection.vendor == "sqlite" else ""


def _state() -> str:
    """A name that another connection can call the open moment's state by. On SQLite none: it begins with the asking."""
    return _written() if connection.vendor == "sqlite" else _told("SELECT pg_export_snapshot()")


def _joins(moment: ExitStack, before: str, state: str) -> bool:
    """Begin a moment of the same state in this thread; whether it is that one.

    On SQLite the other began in between: it sees the same if nothing was written from before it until now.
    """
    moment.enter_context(one_moment())
    if connection.vendor == "sqlite":
        return _written() == before
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION SNAPSHOT %s", [state])
    return True


def _leave(moment: ExitStack) -> None:
    moment.close()
    # Django opens one for each thread, and nobody else would close it.
    connection.close()


def _told(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])
