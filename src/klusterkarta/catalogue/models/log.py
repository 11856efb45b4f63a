"""What was done to the register, and its frozen copies."""

from django.db import models


class Change(models.Model):
    """One write: audit trail, feed and cache key in one. Rows are only ever added."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=40)
    records = models.JSONField(default=list)
    detail = models.JSONField(default=dict)


class Edition(models.Model):
    """A dated, frozen copy of the register; the files lie in the workspace."""

    name = models.CharField(max_length=60, unique=True)
    title_sv = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    actors = models.IntegerField()
    statements = models.IntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)
