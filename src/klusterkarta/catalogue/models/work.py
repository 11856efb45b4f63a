"""The office's own work with an actor: never part of an export or an edition."""

from django.db import models


class Work(models.Model):
    """Work status, responsible person and internal note. Points at a record, so that it follows merges and splits."""

    record = models.OneToOneField("catalogue.Record", primary_key=True, on_delete=models.CASCADE, related_name="work")
    status = models.CharField(max_length=30, blank=True)
    responsible = models.CharField(max_length=150, blank=True, db_index=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
