"""Relations between actors: statements whose value names another record."""

from collections.abc import Collection

from klusterkarta.catalogue.models import Membership, Record, Statement

_AT_ONCE = 500


def targets_of(records: Collection[int]) -> dict[int, int]:
    """record id → actor id, for those of `records` that are live."""
    return dict(Membership.objects.filter(record__in=records).values_list("record_id", "actor_id"))


def naming_records(records: Collection[int]) -> list[int]:
    """The records that name one of `records` in a relation."""
    ordered, found = list(records), set[int]()
    for start in range(0, len(ordered), _AT_ONCE):
        chunk = ordered[start : start + _AT_ONCE]
        rows = Statement.objects.filter(target__in=chunk, mode="says", reading__state="published")
        found.update(rows.values_list("record_id", flat=True))
    return sorted(found)


def named_records(records: Collection[int]) -> list[int]:
    """The records that one of `records` names in a relation, in any reading."""
    rows = Statement.objects.filter(record__in=records, target__isnull=False)
    return sorted(set(rows.values_list("target_id", flat=True)))


def record_labels(records: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """record id → (source key, row key, thing)."""
    rows = Record.objects.filter(pk__in=records).select_related("source")
    return {row.pk: (row.source.key, row.row_key, row.thing) for row in rows}
