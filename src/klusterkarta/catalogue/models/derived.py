"""What follows from live statements and judgements. Refreshed in the publishing transaction, never written by hand."""

from typing import Any

from django.db import models

from klusterkarta.values.derived import read_profile


class Membership(models.Model):
    """Which actor a live record belongs to. The actor's id is the id of its oldest live record."""

    record = models.OneToOneField(
        "catalogue.Record", primary_key=True, on_delete=models.CASCADE, related_name="membership"
    )
    actor_id = models.BigIntegerField(db_index=True)


class Actor(models.Model):
    """What lists sort and filter actors by. A narrow row: 100 000 are walked through in some ten milliseconds.

    `profile` is the number under which the actor's shown values and facets are kept. They are written ahead, under a
    number that no actor has yet, so that the step in which a large reading begins to count is short.
    """

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
    conflicts = models.IntegerField(default=0)
    contradiction = models.BooleanField(default=False)
    rule_version = models.CharField(max_length=20)
    profile = models.ForeignKey(
        "catalogue.Profile", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    refreshed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["thing", "sort_key", "id"], name="actor_by_sort_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def values(self) -> dict[str, Any]:
        """The actor's shown values: one query more, unless the profile is at hand."""
        return read_profile(self.profile.shown)


class Profile(models.Model):
    """An actor's shown values, apart from the row that lists walk through. It counts while an actor has its number."""

    id = models.BigIntegerField(primary_key=True)
    # The numbers of the public statements that are shown, by spaces: a list of all actors needs no more of it.
    statements = models.TextField(default="")
    # As `values.derived.read_profile` reads it.
    shown = models.JSONField(default=dict)


class Facet(models.Model):
    """One code an actor is found under, and how certain that is. It counts while an actor has its profile."""

    profile = models.ForeignKey(Profile, on_delete=models.DO_NOTHING, db_constraint=False, related_name="facets")
    facet = models.CharField(max_length=20)
    code = models.CharField(max_length=100)
    certainty = models.CharField(max_length=12, default="stated")

    class Meta:
        # Certainty and profile are in the index, so that finding who has a code never opens the table.
        indexes = [models.Index(fields=["facet", "code", "certainty", "profile"], name="facet_covering")]


class Refresh(models.Model):
    """A run of profiles written ahead. Its profiles have the numbers from `id` times 2^24 on; the row goes at its end.

    A row that stays and whose heartbeat has stopped is of a writer that was killed: its profiles are swept.
    """

    heartbeat_at = models.DateTimeField()


class Move(models.Model):
    """One time that actors were put in place: the ids of those that were made, changed or taken away.

    Whoever keeps something about all actors reads only these anew. None: too many to be named. Rows are only ever
    added.
    """

    at = models.DateTimeField()
    actors = models.JSONField(null=True)
