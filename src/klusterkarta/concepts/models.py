"""Wordings of concepts, as editors gave them: rows are only ever added; the newest of a concept is in force."""

from django.db import models


class Write(models.Model):
    """One change by a person: one concept, or all that a file brought. `step`: what was done."""

    step = models.CharField(max_length=20)
    why = models.CharField(max_length=500, blank=True)
    file = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class Wording(models.Model):
    """A concept as it was from a write on; `content` is empty where it was retired, or taken back to not being."""

    write = models.ForeignKey(Write, on_delete=models.PROTECT, related_name="wordings")
    key = models.CharField(max_length=60, db_index=True)
    scheme = models.CharField(max_length=60)
    content = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["write", "key"], name="worded_once_a_write")]


class SchemeHead(models.Model):
    """A scheme of the workspace's own, as it was called from a write on."""

    write = models.ForeignKey(Write, on_delete=models.PROTECT, related_name="heads")
    key = models.CharField(max_length=60, db_index=True)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
