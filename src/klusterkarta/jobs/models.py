"""The one table of background work."""

from django.db import models


class Job(models.Model):
    """One piece of long work: what was asked, by whom, how far it has come, what came out."""

    QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"

    verb = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=QUEUED)
    # Who asked: the worker acts with exactly these rights.
    by = models.CharField(max_length=150)
    role = models.CharField(max_length=20)
    scope_kind = models.CharField(max_length=20, blank=True)
    scope_value = models.CharField(max_length=100, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    message_code = models.CharField(max_length=60, blank=True)
    message_parameters = models.JSONField(default=dict)
    # [{"at": instant, "code": …, "parameters": {…}}]: codes, so that each reader gets the lines in the own language.
    log = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    cancel_asked = models.BooleanField(default=False)
    # Which claim holds the job, and how many there have been: a report from a lost claim changes nothing.
    claim = models.CharField(max_length=32, blank=True)
    attempts = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.state}"
