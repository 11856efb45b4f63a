"""A PostgreSQL server for one test run, from the package pgserver; stopped and removed when the run ends."""

import logging
import tempfile
import warnings


def start() -> str:
    """Start a server in a temporary folder and return its address.

    Durability is switched off: the data live as long as the run. As root the server runs as a user of its own,
    which the package makes.
    """
    logging.getLogger("pgserver").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pgserver
    except ImportError as problem:
        raise RuntimeError(
            "pgserver has no package for this Python or machine; name a PostgreSQL server in TEST_DATABASE_URL, "
            "for example postgresql://postgres:password@localhost/postgres"
        ) from problem
    import psycopg

    # Not pytest's folder: the server's socket path has to be short and without spaces.
    folder = tempfile.mkdtemp(prefix="kk-pg-")
    address: str = pgserver.get_server(  # type: ignore[attr-defined]
        folder, cleanup_mode="delete"
    ).get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address
