"""A collect that is killed leaves the register as it was; one that waits for another writer is not told "locked"."""

import random
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from klusterkarta.catalogue.models import Reading, Record, Sighting, Statement
from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.services.readings import sweep_abandoned
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.refresh import rebuild
from tests.registers import canonical_state
from tests.sources import made_files as made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).parents[2]
ROWS = 400
KILLS = 15


def version(path: Path, letter: str) -> Path:
    """A file whose rows are the same in every version and whose values differ in all of them."""
    rows = [
        f"{n};Kluster {n};{letter}-stad;{letter} | Finansiär {n % 7};{2000 + ord(letter) % 10}" for n in range(ROWS)
    ]
    return made.csv(path / f"{letter}.csv", "Nr;Namn;Ort;Finansiärer;Startår\n" + "\n".join(rows))


def start_child(path: Path, source: str = "karta", *, stop_at: str = "") -> "subprocess.Popen[str]":
    """Begin a collect; the child goes no further than the step `stop_at`."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.workflow.collecting_child", database, source, str(path), stop_at]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def wait_for(child: "subprocess.Popen[str]", step: str) -> bool:
    """Whether the child came to that step."""
    return any(line.strip() == step for line in child.stdout)


def kill(child: "subprocess.Popen[str]") -> None:
    child.kill()
    child.wait()
    child.stdout.close()


def collect(path: Path, source: str = "karta") -> float:
    """Collect in this process; how long publishing took, in seconds."""
    began = [0.0]

    def progress(done, total, message):
        began[0] = time.monotonic()

    request = CollectRequest(path=path, source=SourceDetails(key=source, title_sv=source))
    collect_file(request, caller=OPERATOR, progress=progress)
    return time.monotonic() - began[0]


def visible_state() -> dict[str, object]:
    """All that anybody can see: what is live, by keys, and all that is derived from it."""
    live = live_frames()
    keys = dict(live.records.select("record", "key").iter_rows())
    said = sorted(
        (keys[record], *rest)
        for record, *rest in live.statements.select("record", "property", "language", "value", "place").iter_rows()
    )
    return canonical_state() | {"sources": live.sources.rows(), "said": said}


def test_killed_at_many_moments_the_register_is_as_before_or_as_after(tmp_path):
    """The moments are spread over staging and publishing; the first kill comes as it begins, the last after the end."""
    versions = [version(tmp_path, letter) for letter in "AB"]
    # Twice: parties that a version has named stay known when the next does not name them.
    states = []
    for path in versions * 2:
        takes = collect(path)
        states = [*states, visible_state()][-2:]
    assert states[0] != states[1]
    chance = random.Random(20261121)
    now, ended_as = 1, []
    for number in range(KILLS):
        child = start_child(versions[1 - now], stop_at="" if number else "collect.staging")
        step = "done" if number == KILLS - 1 else ("collect.staging", "collect.publishing")[number % 2]
        assert wait_for(child, step)
        time.sleep(chance.uniform(0, 1.2 * takes))
        kill(child)
        state = visible_state()
        assert state in states, f"kill number {number} left something between"
        ended_as.append(state == states[1 - now])
        now = states.index(state)
    # Both were met: otherwise the moments would show nothing.
    assert not ended_as[0]
    assert ended_as[-1]
    rebuild()
    assert visible_state() == states[now]
    # What the killed writers left is there, unseen, until it is swept.
    Reading.objects.filter(state=Reading.STAGING).update(heartbeat_at=timezone.now() - timedelta(days=1))
    assert sweep_abandoned() > 0
    assert visible_state() == states[now]
    assert not Statement.objects.filter(reading__state=Reading.STAGING).exists()
    assert not Record.objects.exclude(pk__in=Sighting.objects.values("record_id")).exists()


def test_a_killed_first_reading_leaves_no_source_to_be_seen(tmp_path):
    before = visible_state()
    child = start_child(version(tmp_path, "A"), source="ny")
    assert wait_for(child, "collect.publishing") or child.wait() == 0
    kill(child)
    if not Reading.objects.filter(state=Reading.PUBLISHED).exists():
        assert visible_state() == before


def test_a_second_writer_waits_and_both_are_in(tmp_path):
    """This process holds the database for a while; the child's every write has to wait for it."""
    child = start_child(version(tmp_path, "A"), source="ena")
    assert wait_for(child, "collect.taking_apart")
    with transaction.atomic():
        collect(version(tmp_path, "B"), source="andra")
        time.sleep(3)
    rest = child.stdout.read()
    assert child.wait() == 0
    assert "done" in rest.split()
    assert set(live_frames().records.filter(thing="actor")["source"]) == {"ena", "andra"}


def test_a_writer_that_finds_the_database_locked_tries_again(tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits by itself and never says that it is locked")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    release, holding = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Reading.objects.update(rows_read=0)
            holding.set()
            release.wait(60)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(60)
    heard = []

    def progress(done, total, message):
        heard.append(message.code)
        if message.code == "collect.waiting":
            release.set()

    path = made.csv(tmp_path / "a.csv", "Namn\nGlasriket\n")
    request = CollectRequest(path=path, source=SourceDetails(key="karta", title_sv="Kartan"))
    collect_file(request, caller=OPERATOR, progress=progress)
    thread.join()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 30000")
    assert "collect.waiting" in heard
    assert live_frames().records["key"].to_list() == ["karta:glasriket"]
