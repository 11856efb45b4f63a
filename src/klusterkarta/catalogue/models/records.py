"""What one source says about one thing, value by value."""

from django.db import models


class Record(models.Model):
    """What one source says about one thing in one place. Actors are made of records; nothing is written to an actor."""

    source = models.ForeignKey("catalogue.Source", on_delete=models.PROTECT, related_name="records")
    row_key = models.CharField(max_length=200)
    thing = models.CharField(max_length=20, default="actor")
    # An editor's record is about another record and lives only while that one does.
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="comments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "row_key"], name="record_once_a_source")]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.row_key}"


class Sighting(models.Model):
    """A reading found a record, and where."""

    reading = models.ForeignKey("catalogue.Reading", on_delete=models.CASCADE, related_name="sightings")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="sightings")
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "reading"], name="sighting_once")]


class StatementBase(models.Model):
    """One value for one property, as said in one reading.

    A statement is only ever written beside a sighting of its record by its reading (`services.staging`), and whom it
    names is sighted too. The database checks the sighting's keys, and is spared asking for the statement's own.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    reading = models.ForeignKey("catalogue.Reading", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    property = models.CharField(max_length=60)
    language = models.CharField(max_length=5, blank=True)
    value = models.TextField()
    mode = models.CharField(max_length=6, default="says")
    place = models.CharField(max_length=200, blank=True)
    observed_on = models.CharField(max_length=10, blank=True)
    position = models.IntegerField(default=0)
    relation = models.CharField(max_length=30, blank=True)
    # Its index is that of the statements which have one: most have none.
    target = models.ForeignKey(
        Record, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


class Statement(StatementBase):
    """A statement that may be shown to everyone."""

    class Meta:
        # All that tells who names a party: of one that thousands name no row of the table is opened.
        indexes = [
            models.Index(
                fields=["target", "mode", "reading", "record", "relation", "property", "language"],
                condition=models.Q(target__isnull=False),
                name="statement_naming",
            )
        ]


class PersonalStatement(StatementBase):
    """The same, for personal data: returned only to a caller who holds the right, and in no edition."""

    class Meta:
        indexes = [
            models.Index(fields=["target"], condition=models.Q(target__isnull=False), name="personal_statement_naming")
        ]
