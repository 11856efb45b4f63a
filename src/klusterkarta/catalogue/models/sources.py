"""Where statements come from: a source, and each time it was read."""

from django.db import models


class Source(models.Model):
    """A report, a workbook, a web page, an editor: whoever says something."""

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40, default="workbook")
    title_sv = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    note_sv = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    trust = models.IntegerField(default=50)
    withdrawn = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Reading(models.Model):
    """One time a source was read. Its statements count only while the state is `published`."""

    STAGING, PUBLISHED, UNDONE = "staging", "published", "undone"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="readings")
    state = models.CharField(max_length=10, default=STAGING, db_index=True)
    # Publishing order: of two readings of one source, the later published speaks for what it covers.
    sequence = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=300, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    # The properties this reading covers: a covered property without a statement is missing in the source.
    properties = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    rows_read = models.IntegerField(default=0)
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.source_id}/{self.pk} {self.state}"
