"""The same register on SQLite and on PostgreSQL freezes to the same edition."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

MAKER = """
import json, sys
from datetime import UTC, datetime
import django
from django.utils import timezone
timezone.now = lambda: datetime(2026, 11, 21, 2, 8, 0, 123456, tzinfo=UTC)
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.editions import edition_folder, freeze
from klusterkarta.workflow.edition_files import read_manifest
from tests.registers import collect_rows, say
collect_rows("karta", {
    str(n): {"name": f"Åkeri {n}", "geography": "Karlstad | Bergslagen", "start_year": str(1990 + n),
             "funders": "Region Värmland | VINNOVA", "description": "rad\\nmed å ä ö 😀", "priorities": "FoodTechj"}
    for n in range(25)
}, trust=60, published_on="2010")
collect_rows("bok", {"a": {"name": "Åkeri ett", "start_year": "2002"}, "b": {"name": "Annan"}})
collect_rows("s3", {"P1": {"name": "FoodTech"}}, thing="priority")
collect_rows("karta", {"3": {"name": "Åkeri 3", "start_year": "2001"}}, trust=60, published_on="2010")
say("karta:1", "bok:a")
say("karta:2", "bok:b", "different")
freeze("e", caller=OPERATOR)
print(json.dumps(read_manifest(edition_folder("e")).tables | {"whole": read_manifest(edition_folder("e")).sha256}))
"""


def frozen(workspace, address):
    workspace.mkdir()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "klusterkarta.web.settings",
        "KLUSTERKARTA_WORKSPACE": str(workspace),
        "KLUSTERKARTA_SECRET_KEY": "only for tests " * 4,
        "DATABASE_URL": address,
    }
    root = Path(__file__).parents[2]
    made = subprocess.run([sys.executable, "-c", MAKER], capture_output=True, text=True, env=environment, cwd=root)
    assert made.returncode == 0, made.stderr
    files = {path.name: path.read_bytes() for path in (workspace / "editions" / "e").iterdir()}
    return json.loads(made.stdout), files


@pytest.fixture
def postgres():
    """A database of its own on the run's PostgreSQL, or on one that is started for it."""
    if "TEST_DATABASE_URL" in os.environ:
        address = os.environ["TEST_DATABASE_URL"]
    else:
        pytest.importorskip("pgserver", reason="no PostgreSQL here: set TEST_DATABASE_URL to compare the two databases")
        from tests.postgres import start

        address = start()
    name = f"kk_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = psycopg.conninfo.conninfo_to_dict(address)
    host, port, user, password = (parts.get(key) or "" for key in ("host", "port", "user", "password"))
    yield f"postgresql:///{name}?host={host}&port={port or 5432}&user={user}&password={password}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_both_databases_freeze_to_the_same_edition(tmp_path, postgres):
    light, lite_files = frozen(tmp_path / "lite", "")
    heavy, heavy_files = frozen(tmp_path / "pg", postgres)
    assert light == heavy
    assert light["statements"]["rows"] > 100
    # With one clock and one program the files are equal too, byte by byte.
    assert [name for name in lite_files if lite_files[name] != heavy_files[name]] == []
