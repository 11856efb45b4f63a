"""A round: which set of criteria, which initiatives, which assessors."""

from django.db import models


class CriteriaVersion(models.Model):
    """A criteria set as its document was when a round took it into use. Never changed."""

    key = models.CharField(max_length=100)
    version = models.CharField(max_length=60)
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "sha256"], name="criteria_once")]


class Round(models.Model):
    """A round of assessment and the state it is in (vocabulary `round_states`)."""

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default="draft")
    criteria = models.ForeignKey(CriteriaVersion, on_delete=models.PROTECT, related_name="+")
    diary_number = models.CharField(max_length=100, blank=True)
    # Until when those assessed may correct facts.
    facts_until = models.CharField(max_length=10, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)


class Candidate(models.Model):
    """An initiative in a round. It points at a record, so that it follows merges and splits."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="candidates")
    record = models.ForeignKey("catalogue.Record", on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "record"], name="candidate_once")]


class Assessor(models.Model):
    """A user who scores in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessors")
    name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="assessor_once")]


class Conflict(models.Model):
    """An assessor's conflict of interest (jäv): no part in that initiative, whatever was scored before."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="conflicts")
    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="conflicts")
    why = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "assessor"], name="conflict_once")]
