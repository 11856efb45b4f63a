"""Databases for benchmarks on a PostgreSQL server: the one that DATABASE_URL names, or one started for the run."""

import logging
import secrets
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from klusterkarta.settings import current
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained


class NoServer(Explained):
    """There is no PostgreSQL server and none can be started."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server; one that was started is stopped and removed at the end.

    Its settings are PostgreSQL's own, with every write kept safe. Raises NoServer.
    """
    if given := current().database_url:
        yield given
        return
    logging.getLogger("pgserver").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pgserver
    except ImportError as problem:
        raise NoServer(Reason("benchmark.no_postgres")) from problem
    # The server's socket path has to be short and without spaces.
    started = pgserver.get_server(  # type: ignore[attr-defined]
        tempfile.mkdtemp(prefix="kk-pg-"), cleanup_mode="delete"
    )
    try:
        yield started.get_uri()
    finally:
        started.cleanup()


@contextmanager
def database(address: str) -> Iterator[str]:
    """An empty database of its own on the server, dropped at the end: nobody's register is written to."""
    import psycopg

    name = f"klusterkarta_benchmark_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
