"""Relations between actors: statements whose value names another record."""

from collections.abc import Collection

from klusterkarta.catalogue.models import Membership, Record, Statement


def targets_of(records: Collection[int]) -> dict[int, int]:
    """record id → actor id, for those of `records` that are live."""
    return dict(Membership.objects.filter(record__in=records).values_list("record_id", "actor_id"))


def naming_records(records: Collection[int]) -> list[int]:
    """The records that name one of `records` in a relation."""
    rows = Statement.objects.filter(target__in=records, mode="says", reading__state="published")
    return sorted(set(rows.values_list("record_id", flat=True)))


def record_labels(records: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """record id → (source key, row key, thing)."""
    rows = Record.objects.filter(pk__in=records).select_related("source")
    return {row.pk: (row.source.key, row.row_key, row.thing) for row in rows}
