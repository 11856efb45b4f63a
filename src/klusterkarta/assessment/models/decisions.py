"""What the panel decided."""

from django.db import models


class Decision(models.Model):
    """A dated decision on an initiative. The latest that is not taken back counts; taking back keeps the row."""

    candidate = models.ForeignKey("assessment.Candidate", on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=40)
    why = models.TextField(blank=True)
    # The criteria whose median lay below the threshold when it was decided: with one of these a reason is needed.
    unmet = models.JSONField(default=list)
    present = models.JSONField(default=list)
    # Decisions taken in one go share the block; "" where one was taken by itself.
    block = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=150, blank=True)
