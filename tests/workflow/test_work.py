"""The worker: one job after the other, and the register whole whatever happens."""

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection

from klusterkarta.catalogue.selectors.editions import list_editions
from klusterkarta.jobs.models import Job
from klusterkarta.jobs.rights import ACTION_OF_VERB
from klusterkarta.jobs.selectors import job_view
from klusterkarta.jobs.services import request_cancel, start_job
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.reason import Reason
from klusterkarta.workflow import reporting, verbs, work
from klusterkarta.workflow.export import exported_file
from klusterkarta.workflow.work import run_worker
from tests.registers import collect_rows

STEP = Reason("job.exporting")
# Seconds that a busy machine gets for what takes a moment on an idle one.
PATIENCE = 60
# The heartbeat and the worker beside have connections of their own, so that what a test writes must be there for them.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_workspace")]


def comes_true(seen):
    """Whether something is seen before the patience ends."""
    ends = time.monotonic() + PATIENCE
    while not (found := seen()) and time.monotonic() < ends:
        time.sleep(0.01)
    return found


def with_verb(monkeypatch, verb):
    monkeypatch.setattr(work, "VERBS", {"resolve": verb})
    return start_job("resolve", {"n": 1}, caller=OPERATOR)


def test_a_freeze_and_an_export_are_done_and_the_files_are_there():
    collect_rows("karta", {"1": {"name": "Compare"}})
    frozen = start_job("freeze", {"name": "2010", "title_sv": "Kartan"}, caller=OPERATOR)
    exported = start_job("export_xlsx", {"language": "sv", "edition": "2010"}, caller=OPERATOR)
    text = start_job("export_csv", {"language": "en"}, caller=OPERATOR)
    assert run_worker(once=True) == 3
    assert [view.name for view in list_editions()] == ["2010"]
    assert job_view(frozen).result["sha256"] == list_editions()[0].sha256
    for job, ending in ((exported, "xlsx"), (text, "csv")):
        result = job_view(job).result
        assert result["actors"] == 1
        assert exported_file(result["file"]).suffix == f".{ending}"
        assert exported_file(result["file"]).stat().st_size == result["bytes"]
    assert "2010" in job_view(exported).result["file"]


def test_a_refusal_is_told_in_its_own_words():
    collect_rows("karta", {"1": {"name": "Compare"}})
    first, second = (start_job("freeze", {"name": "2010"}, caller=OPERATOR) for _ in range(2))
    run_worker(once=True)
    assert job_view(first).state == "done"
    view = job_view(second)
    assert (view.state, view.message) == ("failed", Reason("edition.exists", {"name": "2010"}))


def test_a_fault_is_told_in_words_and_written_to_the_log_file_only(monkeypatch, own_workspace, capfd):
    def broken(_arguments, *, caller, progress):
        raise RuntimeError("hemlig detalj")

    job = with_verb(monkeypatch, broken)
    run_worker(once=True)
    view = job_view(job)
    assert (view.state, view.message) == ("failed", Reason("job.failed_unexpectedly", {"error": "RuntimeError"}))
    assert "hemlig detalj" not in str((view.log, view.result))
    assert "hemlig" not in "".join(capfd.readouterr())
    log = (own_workspace / "logs" / "work.log").read_text(encoding="utf-8")
    assert "hemlig detalj" in log
    assert "Traceback" in log


def test_every_verb_that_can_be_started_can_be_done():
    assert set(verbs.VERBS) == set(ACTION_OF_VERB)


def test_the_worker_acts_with_the_rights_of_whoever_asked():
    job = start_job("freeze", {"name": "a"}, caller=OPERATOR)
    Job.objects.filter(pk=job).update(by="eva", role="editor")
    run_worker(once=True)
    assert job_view(job).message == Reason("job.not_allowed")
    assert list_editions() == []


def test_a_cancelled_job_stops_at_its_next_report(monkeypatch):
    reached = []

    def long(_arguments, *, caller, progress):
        progress(1, 3, STEP)
        request_cancel(job, caller=OPERATOR)
        reached.append("after the wish")
        progress(2, 3, Reason("job.freezing", {"name": "x"}))
        reached.append("after the report")

    job = with_verb(monkeypatch, long)
    run_worker(once=True)
    assert job_view(job).state == "cancelled"
    assert reached == ["after the wish"]


def test_a_worker_told_to_stop_puts_its_job_back(monkeypatch):
    stop = Event()

    def long(_arguments, *, caller, progress):
        stop.set()
        progress(1, 3, STEP)

    job = with_verb(monkeypatch, long)
    assert run_worker(stop=stop) == 1
    assert job_view(job).state == "queued"


@pytest.mark.parametrize("interrupted", [KeyboardInterrupt, reporting.WorkerStopping])
def test_an_interrupted_worker_ends_and_the_job_waits(monkeypatch, interrupted):
    def long(_arguments, *, caller, progress):
        raise interrupted

    job = with_verb(monkeypatch, long)
    run_worker(once=True)
    assert job_view(job).state == "queued"


def test_reports_are_written_at_most_twice_a_second(monkeypatch):
    written = []
    monkeypatch.setattr(reporting.working, "report_progress", lambda *_, **values: written.append(values["done"]))
    clock = iter(number / 100 for number in range(1000))
    monkeypatch.setattr(reporting.time, "monotonic", lambda: next(clock))

    def busy(_arguments, *, caller, progress):
        for done in range(200):
            progress(done, 200, STEP)

    with_verb(monkeypatch, busy)
    run_worker(once=True)
    # 200 reports, 0.01 s apart by the test's clock: every fiftieth.
    assert len(written) == 4
    assert [later - earlier for earlier, later in pairwise(written)] == [50, 50, 50]


def test_the_heart_beats_while_a_verb_computes(monkeypatch):
    monkeypatch.setattr(reporting, "SECONDS_BETWEEN_BEATS", 0.01)

    def silent(_arguments, *, caller, progress):
        started = Job.objects.get().heartbeat_at
        return {"beat": comes_true(lambda: Job.objects.get().heartbeat_at > started)}

    job = with_verb(monkeypatch, silent)
    run_worker(once=True)
    assert job_view(job).result == {"beat": True}


def test_a_job_that_another_worker_has_now_is_left_to_it(monkeypatch):
    def slow(_arguments, *, caller, progress):
        Job.objects.update(claim="another")
        progress(1, 2, STEP)

    job = with_verb(monkeypatch, slow)
    run_worker(once=True)
    assert job_view(job).state == "running"


def test_a_running_worker_takes_what_comes(monkeypatch):
    stop = Event()
    monkeypatch.setattr(work, "PAUSE", 0.01)
    monkeypatch.setattr(work, "VERBS", {"resolve": lambda *_, **__: {"done": True}})

    def worker():
        run_worker(stop=stop)
        connection.close()

    thread = Thread(target=worker)
    thread.start()
    try:
        job = start_job("resolve", {}, caller=OPERATOR)
        assert comes_true(lambda: job_view(job).ended)
        assert job_view(job).result == {"done": True}
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.parametrize("name", ["../register.sqlite3", "nowhere.xlsx", "", "a/b.xlsx", "/etc/passwd"])
def test_an_upload_lies_among_the_uploads(own_workspace, name):
    (own_workspace / "register.sqlite3").write_text("no upload")
    (own_workspace / "uploads").mkdir()
    with pytest.raises(verbs.BadArguments) as refused:
        verbs.upload_path(name)
    assert refused.value.reason.code == "job.no_upload"


def test_old_uploads_and_exports_go_and_new_ones_stay(own_workspace):
    week = 7 * 24 * 3600
    for folder in ("uploads", "exports"):
        (own_workspace / folder).mkdir()
        for name, age in (("old", week + 60), ("new", week - 60)):
            path = own_workspace / folder / name
            path.touch()
            os.utime(path, (time.time() - age,) * 2)
    run_worker(once=True)
    assert sorted(path.relative_to(own_workspace).as_posix() for path in own_workspace.glob("*ports/*")) == [
        "exports/new"
    ]
    assert [path.name for path in (own_workspace / "uploads").iterdir()] == ["new"]


def test_the_database_going_away_does_not_end_the_worker(monkeypatch):
    from django.db import OperationalError

    asked = []

    def next_job():
        asked.append(1)
        if len(asked) == 1:
            raise OperationalError("gone")

    monkeypatch.setattr(work, "PAUSE", 0.01)
    monkeypatch.setattr(work.working, "claim_next", next_job)
    stop = Event()
    thread = Thread(target=lambda: (run_worker(stop=stop), connection.close()))
    thread.start()
    try:
        assert comes_true(lambda: len(asked) > 3)
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


CLAIMER = """
import django, sys
django.setup()
from django.db import connections
from klusterkarta.jobs.working import claim_next, finish
connections.databases["default"]["NAME"] = sys.argv[1]


def take():
    job = claim_next()
    if job is not None:
        print(job.id, flush=True)
    return job


print("ready", flush=True)
sys.stdin.readline()
job = take()
sys.stdin.readline()
while job is not None:
    finish(job, {})
    job = take()
"""


def test_two_workers_never_take_the_same_job():
    """Two processes with connections of their own: each has one before either goes on to the others."""
    jobs = [start_job("resolve", {}, caller=Caller("eva", "editor")) for _ in range(60)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", CLAIMER, str(connection.settings_dict["NAME"])]
    workers = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]
    taken = []
    for _ in range(2):
        taken += [worker.stdout.readline() for worker in workers]
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
    assert taken[:2] == ["ready\n"] * 2
    taken = taken[2:] + [worker.communicate(timeout=PATIENCE)[0] for worker in workers]
    assert sorted(int(line) for lines in taken for line in lines.split()) == jobs
