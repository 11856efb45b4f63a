"""A cube of statistics as it was read: what it counts, by whom it was published, and where its figures lie."""

from django.db import models


class Cube(models.Model):
    """One reading of a table. A later reading under the same key is a row of its own; the last one counts."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    source = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200)
    read_on = models.CharField(max_length=10)
    updated = models.CharField(max_length=60, blank=True)
    population = models.CharField(max_length=10)
    industry_version = models.CharField(max_length=40, blank=True)
    place_year = models.PositiveIntegerField()
    first_year = models.PositiveIntegerField()
    last_year = models.PositiveIntegerField()
    breaks = models.JSONField(default=dict)
    cells = models.PositiveIntegerField()
    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    comparison_published_at = models.DateTimeField(null=True)
    # Where a service was asked: which, for what, and how (filters, addresses, instant); "" for a file.
    service = models.CharField(max_length=40, blank=True)
    dataset = models.CharField(max_length=200, blank=True)
    query = models.JSONField(default=dict)
    unit = models.CharField(max_length=200, blank=True)
    # The source's marks on its figures: mark → how many.
    marks = models.JSONField(default=dict)
    # The language of the title and the licence, "" where it is not known, and both in English where somebody gave them.
    language = models.CharField(max_length=2, blank=True)
    title_en = models.CharField(max_length=500, blank=True)
    licence_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="cube_version_once")]
