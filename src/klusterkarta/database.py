"""How Django reaches the register: SQLite in the workspace, or the PostgreSQL that DATABASE_URL names."""

from typing import Any

from klusterkarta.settings import Settings, SettingsError

BUSY_SECONDS = 30
# Django switches foreign keys on by itself. WAL lets readers go on during a write; with it NORMAL loses nothing when
# the program dies, and at most the last commits, never consistency, when the machine does. A large write touches the
# same pages of the indexes again and again: it is cheaper to bring 32 MB of the log home at once than 4 MB.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000;"
)

# Our questions are many and small: compiling one costs more than it gains, and what they ask for lies in memory.
POSTGRESQL_START = "-c jit=off -c random_page_cost=1.1"


def django_database(settings: Settings) -> dict[str, Any]:
    """Return Django's entry for the default database.

    Raises SettingsError where DATABASE_URL is not a valid PostgreSQL connection address.
    """
    entry = _postgresql(settings.database_url) if settings.database_url else _sqlite(settings)
    return {**entry, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}


def _sqlite(settings: Settings) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": settings.register_path,
        # IMMEDIATE takes the write lock when a transaction begins, so that a second writer waits there instead of
        # being refused half-way, when its snapshot has become too old to write from.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, "init_command": SQLITE_START},
    }


def _postgresql(address: str) -> dict[str, Any]:
    # Imported here: on SQLite nobody pays for loading the client library.
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError:
        # The library's own message repeats the address, and with it the password.
        raise SettingsError(
            "DATABASE_URL is not a valid PostgreSQL address; expected postgresql://user:password@host:5432/database"
        ) from None
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, Any] = {django: parts.pop(libpq, "") for libpq, django in names.items()}
    # What the address itself asks for comes after, and has the last word.
    parts["options"] = f"{POSTGRESQL_START} {parts.get('options') or ''}".rstrip()
    return {"ENGINE": "django.db.backends.postgresql", **entry, "OPTIONS": parts}
