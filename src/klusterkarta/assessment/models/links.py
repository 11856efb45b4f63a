"""What those assessed say themselves, by a private link."""

from django.db import models

from klusterkarta.assessment.models.rounds import Candidate


class Link(models.Model):
    """A private link to an initiative's page in a round. The address itself is worked out, and stored nowhere."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="links")
    salt = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=models.Q(ended_at__isnull=True), name="one_link_at_a_time"
            )
        ]


class SelfScore(models.Model):
    """What an initiative says of itself on a criterion; stands beside the panel's scores and is never among them."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="self_scores")
    criterion = models.CharField(max_length=100)
    value = models.IntegerField(null=True)
    evidence = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    ticks = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "criterion"], name="self_score_once")]


class FactCheck(models.Model):
    """An initiative's answer on its facts and placement: right as they are, or what is wrong. The latest counts."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="fact_checks")
    confirmed = models.BooleanField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField()
