"""Several reads that see the register at one and the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see one state, whatever others write meanwhile; nobody waits for them.

    For reading only. Inside a transaction or moment that is open already nothing is added: what it sees, it gets.
    """
    if in_transaction():
        yield
    elif connection.vendor == "sqlite":
        with _reading_transaction():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def in_transaction() -> bool:
    """Whether a transaction or a moment is open."""
    return connection.in_atomic_block or _reading()


def several_may_write() -> bool:
    """Whether another connection may write beside this one: to SQLite, and beside an open transaction, none may."""
    return connection.vendor != "sqlite" and not in_transaction()


def _reading() -> bool:
    """Whether a moment is open on SQLite; PostgreSQL's is a transaction of Django's."""
    return connection.vendor == "sqlite" and connection.connection is not None and connection.connection.in_transaction


@contextmanager
def _reading_transaction() -> Iterator[None]:
    # Django's own transactions begin IMMEDIATE and would make every writer wait; DEFERRED takes no lock for reading.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
