"""Serving: the worker lives beside the site and never outlives it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from klusterkarta.settings import current
from klusterkarta.workflow import serve
from klusterkarta.workflow.serve import CannotServe, worker_beside

ROOT = Path(__file__).parents[2]
# Seconds that a busy machine gets for what takes a moment on an idle one.
PATIENCE = 60
# A worker that says where it is in a file of the folder it is given, and ends as the real one does.
WORKER = """
import os, sys, time
from pathlib import Path
from threading import Event
from klusterkarta.workflow.serve import _watch_parent
folder, stop = Path(sys.argv[1]), Event()
(folder / str(os.getpid())).touch()
_watch_parent(stop)
(folder / f"ended-{os.getpid()}").touch()
"""
PARENT = """
import sys, time
from pathlib import Path
from klusterkarta.settings import Settings
from klusterkarta.workflow import serve
serve.worker_command = lambda _: [sys.executable, "-c", sys.argv[1], sys.argv[2]]
with serve.worker_beside(Settings()):
    time.sleep(60)
"""


def until(found):
    """What `found` gives as soon as it gives something."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if result := found():
            return result
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def workers(folder):
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())


def ended(folder, number):
    return (folder / f"ended-{number}").exists()


@pytest.fixture
def command(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "worker_command", lambda _: [sys.executable, "-c", WORKER, str(tmp_path)])
    monkeypatch.setattr(serve, "RESTART_AFTER", 0.05)
    monkeypatch.setattr(serve, "WAIT_FOR_WORKER", float(PATIENCE))


def test_the_worker_ends_with_the_block(tmp_path, command):
    with worker_beside(current()):
        (number,) = until(lambda: workers(tmp_path))
        assert not ended(tmp_path, number)
    assert ended(tmp_path, number)


def test_a_worker_that_dies_is_started_anew(tmp_path, command):
    with worker_beside(current()):
        (first,) = until(lambda: workers(tmp_path))
        os.kill(first, signal.SIGTERM)
        both = until(lambda: len(workers(tmp_path)) == 2 and workers(tmp_path))
    assert not ended(tmp_path, first)
    (second,) = set(both) - {first}
    assert ended(tmp_path, second)


def test_the_worker_ends_when_its_parent_is_killed(tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, WORKER, str(tmp_path)], cwd=ROOT)
    try:
        (number,) = until(lambda: workers(tmp_path))
        parent.kill()
        until(lambda: ended(tmp_path, number))
    finally:
        parent.kill()
        parent.wait()


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_address_is_refused_with_what_to_do(taken):
    with pytest.raises(CannotServe, match="--port") as refused:
        serve.serve(port=taken, with_worker=False)
    assert refused.value.reason.parameters["port"] == taken


# The site on a port that is free when it takes it; it says which.
SITE = """
import django
django.setup()
from klusterkarta.workflow import serve
made = serve._server


def told(*arguments, **named):
    server = made(*arguments, **named)
    print(server.effective_port, flush=True)
    return server


serve._server = told
serve.serve(port=0, with_worker=False)
"""


def test_the_site_answers_and_ends_when_told():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    site = subprocess.Popen([sys.executable, "-c", SITE], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    try:
        port = int(site.stdout.readline())
        # Any answer will do: which pages there are is tested elsewhere.
        assert until(lambda: status(port)) in range(200, 600)
        site.terminate()
        assert site.wait(PATIENCE) == 0
    finally:
        site.kill()
        site.communicate()


def status(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/none", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return None
