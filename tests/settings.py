"""Django's settings for tests: a workspace of their own in a temporary folder, on SQLite or PostgreSQL.

The variable TEST_DATABASE chooses `sqlite` (as without it) or `postgres`; TEST_DATABASE_URL names a PostgreSQL server,
and without it one is started for this run. pytest-xdist's workers inherit the server, and work in folders of their own.
"""

import os
import tempfile
from pathlib import Path

from klusterkarta.settings import from_environment, use

ADDRESS = "TEST_DATABASE_URL"


def _workspace() -> Path:
    # The folder is made and removed in conftest.py: a type checker loads these settings too, and leaves nothing behind.
    name = f"klusterkarta-test-{os.getpid()}"
    whole = Path(os.environ.setdefault("TEST_WORKSPACE", str(Path(tempfile.gettempdir()) / name)))
    # Each worker has its own: two that make a search index in one folder take each other's files away.
    return whole / os.environ.get("PYTEST_XDIST_WORKER", "")


def _database_url() -> str:
    if os.environ.get("TEST_DATABASE", "sqlite") == "sqlite":
        return ""
    if ADDRESS not in os.environ:
        from tests.postgres import start

        os.environ[ADDRESS] = start()
    return os.environ[ADDRESS]


_folder = _workspace()
use(
    from_environment(
        {
            "KLUSTERKARTA_WORKSPACE": str(_folder),
            "KLUSTERKARTA_SECRET_KEY": "only for tests " * 4,
            "KLUSTERKARTA_ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
            "KLUSTERKARTA_LOG_LEVEL": "WARNING",
            "DATABASE_URL": _database_url(),
        }
    )
)

from klusterkarta.web.settings import *  # noqa: E402, F403
from klusterkarta.web.settings import DATABASES, KLUSTERKARTA  # noqa: E402

# A file, not memory: the site's own threads, a second process and a killed one then meet the real thing.
if not KLUSTERKARTA.database_url:
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
