"""The worker's side of a job: claim it, report, end it, and pick up what a dead worker left."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from klusterkarta.jobs.models import Job
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, reason_to_dict

STALE_AFTER = timedelta(minutes=2)
MOST_ATTEMPTS = 2
LONGEST_LOG = 200


class ClaimLost(RuntimeError):
    """The job is no longer held by this claim: it was given to another worker, or ended."""


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that this worker, and no other, is to do."""

    id: int
    claim: str
    verb: str
    arguments: dict[str, Any]
    caller: Caller


def claim_next() -> ClaimedJob | None:
    """Take the oldest queued job; None when the queue is empty.

    The conditional update is what makes it safe: of several workers that see the same job, one changes its row.
    """
    while True:
        job = Job.objects.filter(state=Job.QUEUED).order_by("pk").first()
        if job is None:
            return None
        claim, moment = secrets.token_hex(8), timezone.now()
        mine = Job.objects.filter(pk=job.pk, state=Job.QUEUED).update(
            state=Job.RUNNING, claim=claim, attempts=job.attempts + 1, started_at=moment, heartbeat_at=moment
        )
        if mine:
            caller = Caller(job.by, job.role, job.scope_kind, job.scope_value)
            return ClaimedJob(job.pk, claim, job.verb, job.arguments, caller)


def beat(job: ClaimedJob) -> bool:
    """Say that the worker lives; whether the job is to be stopped. ClaimLost when it is no longer this worker's."""
    if not _held(job).update(heartbeat_at=timezone.now()):
        raise ClaimLost(f"job {job.id} is no longer held by claim {job.claim}")
    return _held(job).filter(cancel_asked=True).exists()


def report_progress(job: ClaimedJob, *, done: int, total: int, message: Reason | None = None) -> bool:
    """Store how far the job has come; whether it is to be stopped. A new kind of message also goes into the log."""
    with transaction.atomic():
        row = _held(job).select_for_update().first()
        if row is None:
            raise ClaimLost(f"job {job.id} is no longer held by claim {job.claim}")
        values: dict[str, Any] = {"done": done, "total": total, "heartbeat_at": timezone.now()}
        if message is not None:
            values |= _message(message)
            if message.code != row.message_code:
                values["log"] = _longer(row.log, message)
        Job.objects.filter(pk=job.id).update(**values)
    return row.cancel_asked


def finish(job: ClaimedJob, result: dict[str, Any]) -> None:
    """The job has done what was asked; `result` is plain JSON."""
    _end(job, Job.DONE, Reason("job.done"), result=result)


def fail(job: ClaimedJob, why: Reason) -> None:
    """The job cannot be done."""
    _end(job, Job.FAILED, why)


def cancel(job: ClaimedJob) -> None:
    """The job was stopped because somebody asked."""
    _end(job, Job.CANCELLED, Reason("job.cancelled"))


def put_back(job: ClaimedJob) -> None:
    """The worker is told to stop: the job goes back into the queue, and this attempt does not count."""
    with transaction.atomic():
        row = _held(job).select_for_update().first()
        if row is not None:
            _queue_again(row, Reason("job.put_back"), attempts=row.attempts - 1)


def revive_stale() -> int:
    """Put jobs whose worker has been silent for two minutes back into the queue, once; then fail them. How many."""
    silent = Job.objects.filter(state=Job.RUNNING, heartbeat_at__lt=timezone.now() - STALE_AFTER)
    if not silent.exists():
        return 0
    with transaction.atomic():
        rows = list(silent.select_for_update())
        for row in rows:
            _revive(row)
    return len(rows)


def _revive(row: Job) -> None:
    if row.cancel_asked:
        _write_end(row, Job.CANCELLED, Reason("job.cancelled"))
    elif row.attempts < MOST_ATTEMPTS:
        _queue_again(row, Reason("job.worker_lost"), attempts=row.attempts)
    else:
        _write_end(row, Job.FAILED, Reason("job.worker_lost_again", {"attempts": row.attempts}))


def _queue_again(row: Job, why: Reason, *, attempts: int) -> None:
    values = _message(why) | {"log": _longer(row.log, why), "attempts": attempts, "done": 0, "total": 0, "claim": ""}
    Job.objects.filter(pk=row.pk).update(state=Job.QUEUED, started_at=None, heartbeat_at=None, **values)


def _end(job: ClaimedJob, state: str, why: Reason, *, result: dict[str, Any] | None = None) -> None:
    with transaction.atomic():
        row = _held(job).select_for_update().first()
        if row is None:
            raise ClaimLost(f"job {job.id} is no longer held by claim {job.claim}")
        _write_end(row, state, why, result=result)


def _write_end(row: Job, state: str, why: Reason, *, result: dict[str, Any] | None = None) -> None:
    values = _message(why) | {"log": _longer(row.log, why)}
    if result is not None:
        values["result"] = result
    Job.objects.filter(pk=row.pk).update(state=state, ended_at=timezone.now(), **values)


def _held(job: ClaimedJob) -> Any:
    return Job.objects.filter(pk=job.id, claim=job.claim, state=Job.RUNNING)


def _message(why: Reason) -> dict[str, Any]:
    return {"message_code": why.code, "message_parameters": dict(why.parameters)}


def _longer(log: list[dict[str, Any]], why: Reason) -> list[dict[str, Any]]:
    line = {"at": _instant(timezone.now())} | reason_to_dict(why)
    # Of a very long log the beginning and the end tell most.
    return [*log, line] if len(log) < LONGEST_LOG else [*log[: LONGEST_LOG // 2], *log[LONGEST_LOG // 2 + 1 :], line]


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
