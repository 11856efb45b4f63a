"""Statements that lost what they belong to: PostgreSQL is spared checking their keys one by one as they are written."""

from django.db.models import Exists, OuterRef

from klusterkarta.catalogue.models import PersonalStatement, Sighting, Statement


def orphan_statements() -> int:
    """How many statements, personal ones too, say something of a record that their reading has not seen, or name one.

    None in a register that is whole: the database itself holds that a sighting's reading and record are there. They
    would count nowhere, and stay. Looks at all statements: some seconds for a million.
    """
    return sum(_orphans(model) for model in (Statement, PersonalStatement))


def _orphans(model: type[Statement | PersonalStatement]) -> int:
    said = model.objects.order_by()
    seen = Sighting.objects.filter(reading=OuterRef("reading_id"))
    unseen = said.filter(~Exists(seen.filter(record=OuterRef("record_id"))))
    # Counted apart: of two conditions in one question the database would look each statement up by itself.
    named = said.filter(Exists(seen.filter(record=OuterRef("record_id"))), target__isnull=False)
    return unseen.count() + named.filter(~Exists(seen.filter(record=OuterRef("target_id")))).count()
