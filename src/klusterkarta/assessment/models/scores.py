"""What each assessor says alone."""

from django.db import models


class Score(models.Model):
    """One assessor's score on one criterion of one initiative. No value: "cannot tell", which is no zero."""

    candidate = models.ForeignKey("assessment.Candidate", on_delete=models.CASCADE, related_name="scores")
    assessor = models.ForeignKey("assessment.Assessor", on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=100)
    value = models.IntegerField(null=True)
    evidence = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "assessor", "criterion"], name="score_once")]


class Tick(models.Model):
    """An indicator that an assessor has seen. Guidance under the criterion, never summed."""

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="ticks")
    indicator = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["score", "indicator"], name="tick_once")]
