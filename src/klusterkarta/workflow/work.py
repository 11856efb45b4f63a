"""The worker: takes jobs one after the other, does them, and leaves the register whole whatever happens."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event

from django.db import Error as DatabaseError
from django.db import close_old_connections

from klusterkarta.catalogue.services.readings import sweep_abandoned
from klusterkarta.jobs import working
from klusterkarta.jobs.working import ClaimedJob, ClaimLost
from klusterkarta.settings import current
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.editions import sweep_unfinished
from klusterkarta.workflow.plain_json import as_json
from klusterkarta.workflow.reporting import CancelAsked, Reporter, WorkerStopping
from klusterkarta.workflow.verbs import VERBS
from klusterkarta.workflow.waiting import patiently

PAUSE = 0.5
TIDY_EVERY = 60.0
KEPT_FILES = timedelta(days=7)
LOG_FILE = "work.log"
_log = logging.getLogger("klusterkarta.work")


def run_worker(*, once: bool = False, stop: Event | None = None) -> int:
    """Do jobs until `stop` is set, or with `once` until none waits; how many were taken.

    When told to stop in the middle of a job it puts that job back into the queue. Several workers may run at a time.
    """
    with _log_file(current().workspace / "logs"):
        try:
            return _work(stop or Event(), once=once)
        except KeyboardInterrupt:
            return 0


def _work(stop: Event, *, once: bool) -> int:
    taken, tidied = 0, float("-inf")
    while not stop.is_set():
        if time.monotonic() - tidied >= TIDY_EVERY and _tidied():
            tidied = time.monotonic()
        job = _next_job()
        if job is not None:
            _do(job, stop)
            taken += 1
        elif once:
            break
        else:
            stop.wait(PAUSE)
    return taken


def why_failed(error: Exception) -> Reason:
    """The reason to show for an error: the one it carries, or that the program itself is at fault."""
    carried = getattr(error, "reason", None)
    if isinstance(carried, Reason):
        return carried
    if isinstance(error, NotAllowed):
        return Reason("job.not_allowed")
    return Reason("job.failed_unexpectedly", {"error": type(error).__name__})


def _do(job: ClaimedJob, stop: Event) -> None:
    with Reporter(job, stop) as reporter:
        try:
            result = VERBS[job.verb](job.arguments, caller=job.caller, progress=reporter)
            done = as_json(result)
            patiently(lambda: working.finish(job, done))
        except CancelAsked:
            patiently(lambda: working.cancel(job))
        except (WorkerStopping, KeyboardInterrupt):
            stop.set()
            patiently(lambda: working.put_back(job))
        except ClaimLost:
            _log.warning("job %s was given to another worker", job.id)
        except Exception as error:  # noqa: BLE001 - one broken job must not end the worker
            _fail(job, error)


def _next_job() -> ClaimedJob | None:
    try:
        return working.claim_next()
    except DatabaseError:
        _database_is_silent()
        return None


def _tidied() -> bool:
    """Take up what dead workers left, remove what nobody needs; False when the database does not answer."""
    try:
        working.revive_stale()
        sweep_abandoned()
    except DatabaseError:
        _database_is_silent()
        return False
    _sweep_old(current().workspace / "exports")
    _sweep_old(current().workspace / "uploads")
    sweep_unfinished()
    return True


def _sweep_old(folder: Path) -> None:
    """Remove files that nobody has asked for in a week; uploads may hold personal data."""
    oldest = time.time() - KEPT_FILES.total_seconds()
    for path in folder.glob("*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _database_is_silent() -> None:
    _log.warning("the database does not answer; trying again", exc_info=True)
    close_old_connections()


def _fail(job: ClaimedJob, error: Exception) -> None:
    """The page gets words; how it came about is for whoever keeps the installation."""
    _log.error("job %s (%s) failed", job.id, job.verb, exc_info=error)
    try:
        patiently(lambda: working.fail(job, why_failed(error)))
    except (ClaimLost, DatabaseError):
        _log.warning("the end of a job could not be written; it will be taken up again", exc_info=True)


@contextmanager
def _log_file(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    # Opened at the first line: several workers may share the folder without holding the file.
    handler = RotatingFileHandler(folder / LOG_FILE, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.propagate = False
    try:
        yield
    finally:
        _log.removeHandler(handler)
        handler.close()
