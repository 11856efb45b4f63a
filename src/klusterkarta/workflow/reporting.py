"""A running job's line to the register: throttled progress, a heartbeat, and the wish that it stop."""

import time
from threading import Event, Thread
from types import TracebackType

from django.db import Error as DatabaseError
from django.db import OperationalError, connection

from klusterkarta.jobs import working
from klusterkarta.jobs.working import ClaimedJob, ClaimLost
from klusterkarta.values.reason import Reason

# A page asks about once a second; a job that reports each row must not write each row.
LEAST_SECONDS_BETWEEN = 0.5
SECONDS_BETWEEN_BEATS = 20.0


class CancelAsked(Exception):
    """Somebody asked for the job's end."""


class WorkerStopping(Exception):
    """The worker is to end; the job goes back into the queue."""


class Reporter:
    """The `progress` that a verb is given. As a context it beats in the background while the verb computes."""

    def __init__(self, job: ClaimedJob, stop: Event) -> None:
        self._job, self._stop = job, stop
        self._reported_at, self._code = float("-inf"), ""
        self._ended = Event()
        self._cancel, self._lost = Event(), Event()
        self._heart = Thread(target=self._beat, name=f"heart-of-job-{job.id}", daemon=True)

    def __enter__(self) -> "Reporter":
        self._heart.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._heart.join()

    def __call__(self, done: int, total: int, message: Reason) -> None:
        """Store how far the job has come, at most twice a second unless something new begins.

        Raises CancelAsked, WorkerStopping, and ClaimLost when the job was given to another worker.
        """
        if self._stop.is_set():
            raise WorkerStopping
        if self._lost.is_set():
            raise ClaimLost(f"job {self._job.id}")
        moment = time.monotonic()
        if message.code != self._code or moment - self._reported_at >= LEAST_SECONDS_BETWEEN:
            self._reported_at, self._code = moment, message.code
            self._report(done, total, message)
        if self._cancel.is_set():
            raise CancelAsked

    def _report(self, done: int, total: int, message: Reason) -> None:
        try:
            if working.report_progress(self._job, done=done, total=total, message=message):
                self._cancel.set()
        except OperationalError:
            # Another writer holds the database: the work goes on, and the next report tells where it is. Inside a
            # transaction the error has broken that, and the verb must know.
            if connection.in_atomic_block:
                raise

    def _beat(self) -> None:
        try:
            while not self._ended.wait(SECONDS_BETWEEN_BEATS):
                self._beat_once()
        finally:
            connection.close()

    def _beat_once(self) -> None:
        try:
            if working.beat(self._job):
                self._cancel.set()
        except ClaimLost:
            self._lost.set()
        except DatabaseError:
            # The next beat tries again; after two minutes without one the job is taken up anew.
            connection.close()
