"""What is known about jobs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from klusterkarta.jobs.models import Job
from klusterkarta.values.reason import Reason, reason_from_dict


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One thing that happened in a job, and when (UTC)."""

    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A job as it stands. `progress` is 0 to 100; a job that cannot tell how much remains stays at 0 until it ends."""

    id: int
    verb: str
    arguments: dict[str, Any]
    state: str
    by: str
    progress: int
    done: int
    total: int
    message: Reason | None
    log: tuple[LogLine, ...]
    result: dict[str, Any]
    cancel_asked: bool
    created_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen in this job."""
        return self.state in (Job.DONE, Job.FAILED, Job.CANCELLED)


def list_jobs(*, limit: int = 50, before: int | None = None, by: str | None = None) -> list[JobView]:
    """Jobs, newest first: at most `limit` with numbers below `before`, of one person where `by` names one."""
    rows = Job.objects.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if by is not None:
        rows = rows.filter(by=by)
    return [_view(row) for row in rows[:limit]]


def job_view(job_id: int) -> JobView | None:
    """One job, or None when no job has that number."""
    row = Job.objects.filter(pk=job_id).first()
    return None if row is None else _view(row)


def _view(row: Job) -> JobView:
    return JobView(
        id=row.pk,
        verb=row.verb,
        arguments=row.arguments,
        state=row.state,
        by=row.by,
        progress=_percent(row),
        done=row.done,
        total=row.total,
        message=Reason(row.message_code, row.message_parameters) if row.message_code else None,
        log=tuple(LogLine(at=datetime.fromisoformat(line["at"]), reason=reason_from_dict(line)) for line in row.log),
        result=row.result,
        cancel_asked=row.cancel_asked,
        created_at=row.created_at,
        started_at=row.started_at,
        heartbeat_at=row.heartbeat_at,
        ended_at=row.ended_at,
    )


def _percent(row: Job) -> int:
    if row.state == Job.DONE:
        return 100
    # Whole hundred is kept for the end: what follows the last row (publishing, refreshing) is part of the work.
    return min(99, 100 * row.done // row.total) if row.total > 0 else 0
