"""What follows from live statements and judgements. Refreshed in the publishing transaction, never written by hand."""

from django.db import models


class Membership(models.Model):
    """Which actor a live record belongs to. The actor's id is the id of its oldest live record."""

    record = models.OneToOneField(
        "catalogue.Record", primary_key=True, on_delete=models.CASCADE, related_name="membership"
    )
    actor_id = models.BigIntegerField(db_index=True)


class Actor(models.Model):
    """An actor's shown values, ready for lists and pages."""

    id = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=310, db_index=True)
    thing = models.CharField(max_length=20)
    mention_only = models.BooleanField(default=False)
    name = models.TextField()
    sort_key = models.CharField(max_length=400)
    folded = models.TextField()
    kind = models.CharField(max_length=40)
    start_year = models.IntegerField(null=True)
    members = models.FloatField(null=True)
    # {property: {"shown": [value…], "conflict": bool}}, a value {value, language, statement, record, source, reason}.
    values = models.JSONField(default=dict)
    conflicts = models.IntegerField(default=0)
    contradiction = models.BooleanField(default=False)
    rule_version = models.CharField(max_length=20)
    refreshed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["thing", "mention_only", "sort_key", "id"], name="actor_by_name"),
            models.Index(fields=["thing", "mention_only", "start_year", "id"], name="actor_by_start"),
            models.Index(fields=["thing", "mention_only", "members", "id"], name="actor_by_members"),
        ]

    def __str__(self) -> str:
        return self.name


class Facet(models.Model):
    """One code an actor is found under, and how certain that is."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20)
    code = models.CharField(max_length=100)
    certainty = models.CharField(max_length=12, default="stated")

    class Meta:
        indexes = [models.Index(fields=["facet", "code", "actor"], name="facet_lookup")]
