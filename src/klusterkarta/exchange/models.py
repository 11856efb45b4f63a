"""The shortlist of partners and what was said with them: the office's own work, in no edition and no export."""

from django.db import models


class Shortlisted(models.Model):
    """A partner that a region wants to talk to. It points at a record, so that it follows merges and splits."""

    region = models.CharField(max_length=200)
    record = models.ForeignKey("catalogue.Record", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "record"], condition=models.Q(removed_at__isnull=True), name="shortlisted_once"
            )
        ]


class Contact(models.Model):
    """A contact with a shortlisted partner on a day; nothing is overwritten, a wrong one is taken back."""

    entry = models.ForeignKey(Shortlisted, on_delete=models.CASCADE, related_name="contacts")
    on = models.DateField()
    way = models.CharField(max_length=20)
    role = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    interest = models.TextField(blank=True)
    confirms = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)


class LoggedSearch(models.Model):
    """A search on a platform, one's own or another's: what was asked, how much was found, when."""

    platform = models.CharField(max_length=100)
    query = models.CharField(max_length=500)
    priority = models.CharField(max_length=200, blank=True)
    hits = models.BigIntegerField()
    # YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known.
    on = models.CharField(max_length=10)
    source = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    taken_back_at = models.DateTimeField(null=True)
