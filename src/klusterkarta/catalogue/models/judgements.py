"""Whether two records are the same actor: what was decided, and what is proposed."""

from django.db import models


class Judgement(models.Model):
    """Two records are the same, different, or it is unsure: by whom, when, why. Taking back keeps the row."""

    left = models.ForeignKey("catalogue.Record", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("catalogue.Record", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    origin = models.CharField(max_length=60, default="person")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(left__lt=models.F("right")), name="judgement_ordered_pair"),
        ]
        indexes = [models.Index(fields=["left", "right"], name="judgement_pair")]


class Proposal(models.Model):
    """A pair that the machine found alike and a person has not decided.

    `information` is what a person's answer is expected to tell. Whoever looks at the pair holds it for a while, so that
    two persons do not get the same one.
    """

    left = models.ForeignKey("catalogue.Record", on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("catalogue.Record", on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    information = models.FloatField(default=0)
    made_at = models.DateTimeField()
    held_by = models.CharField(max_length=150, blank=True)
    held_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="proposal_once")]
