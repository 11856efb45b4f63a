"""How Django reaches the register on both databases."""

import pytest
from django.db import connection

from klusterkarta.database import POSTGRESQL_START, django_database
from klusterkarta.settings import Settings, SettingsError


def test_sqlite_lies_in_the_workspace(tmp_path):
    entry = django_database(Settings(workspace=tmp_path))
    assert entry["NAME"] == tmp_path / "register.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://kk:hem%40ligt@db.example.se:5433/karta?sslmode=require",
            ("karta", "kk", "hem@ligt", "db.example.se", "5433", {"sslmode": "require", "options": POSTGRESQL_START}),
        ),
        (
            # What the address asks for stands last, where PostgreSQL lets it have its way.
            "postgresql:///karta?host=/run/postgresql&options=-c%20jit%3Don",
            ("karta", "", "", "/run/postgresql", "", {"options": f"{POSTGRESQL_START} -c jit=on"}),
        ),
    ],
)
def test_postgresql_addresses_are_read_as_libpq_reads_them(address, expected):
    entry = django_database(Settings(database_url=address))
    assert tuple(entry[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


def test_a_malformed_address_is_refused_without_its_password():
    with pytest.raises(SettingsError) as caught:
        django_database(Settings(database_url="postgresql://kk:hemligt@db/karta?no-such-option=1"))
    assert "hemligt" not in str(caught.value)


@pytest.mark.django_db
def test_the_open_postgresql_register_has_its_settings():
    if connection.vendor != "postgresql":
        pytest.skip("these are PostgreSQL's own settings")
    with connection.cursor() as cursor:
        assert cursor.execute("SHOW jit").fetchone()[0] == "off"


@pytest.mark.django_db
def test_the_open_sqlite_register_has_its_pragmas():
    if connection.vendor != "sqlite":
        pytest.skip("these are SQLite's own settings")
    with connection.cursor() as cursor:
        values = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert values == PRAGMAS


# sqlite.org/pragma.html: synchronous 1 is NORMAL; busy_timeout is in milliseconds.
PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000}
