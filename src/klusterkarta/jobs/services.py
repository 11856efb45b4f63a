"""What the site and the command line do with jobs: start one, ask for its end."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from klusterkarta.jobs.models import Job
from klusterkarta.jobs.rights import check_may_cancel, check_may_start
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained


class UnknownJob(Explained):
    """No job has that number."""


def start_job(verb: str, arguments: Mapping[str, Any], *, caller: Caller) -> int:
    """Put a job into the queue and return its number; a worker takes it within a second or two.

    `arguments` is plain JSON. Raises UnknownVerb, NotAllowed, and TypeError for what JSON cannot carry.
    """
    check_may_start(caller, verb)
    job = Job(
        verb=verb,
        arguments=dict(arguments),
        by=caller.name,
        role=caller.role,
        scope_kind=caller.scope_kind,
        scope_value=caller.scope_value,
        created_at=timezone.now(),
    )
    job.save(force_insert=True)
    return job.pk


def request_cancel(job_id: int, *, caller: Caller) -> bool:
    """Ask a job to end. A queued one ends now, a running one at its next report; False for one that has ended.

    Raises UnknownJob, and NotAllowed unless the caller started it or may stop every job.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None:
            raise UnknownJob(Reason("job.unknown", {"job_id": job_id}))
        check_may_cancel(caller, started_by=job.by)
        waiting = Job.objects.filter(pk=job_id, state=Job.QUEUED)
        if waiting.update(
            state=Job.CANCELLED, cancel_asked=True, ended_at=timezone.now(), message_code="job.cancelled"
        ):
            return True
        return bool(Job.objects.filter(pk=job_id, state=Job.RUNNING).update(cancel_asked=True))
