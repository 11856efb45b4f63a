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
def test_the_open_register_has_its_settings():
    expected = SETTINGS[connection.vendor]
    asking = {"sqlite": "PRAGMA", "postgresql": "SHOW"}[connection.vendor]
    with connection.cursor() as cursor:
        found = {}
        for name in expected:
            cursor.execute(f"{asking} {name}")
            (found[name],) = cursor.fetchone()
    assert found == expected


SETTINGS = {
    # sqlite.org/pragma.html: synchronous 1 is NORMAL; busy_timeout is in milliseconds.
    "sqlite": {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000},
    "postgresql": {"jit": "off", "random_page_cost": "1.1"},
}
