"""The workspace's own concepts: priorities that its sources have brought."""

from collections.abc import Sequence

from klusterkarta.catalogue.models import Record, Statement
from klusterkarta.catalogue.selectors.supposed import AS_IT_IS, Supposed

_AT_ONCE = 10_000


def priority_names(supposed: Supposed = AS_IT_IS) -> list[str]:
    """The name of every live priority, in the order it came."""
    rows = Statement.objects.filter(record__thing="priority", property="name").order_by("pk")
    columns = ("value", "reading_id", "reading__state", "record__source__key", "record__source__withdrawn")
    return list(
        dict.fromkeys(
            name
            for name, reading, state, key, withdrawn in rows.values_list(*columns)
            if supposed.reading_counts(reading, state) and not supposed.source_sleeps(key, withdrawn=withdrawn)
        )
    )


def names_priorities(records: Sequence[int]) -> bool:
    """Whether one of the records is a priority."""
    ordered = list(records)
    chunks = (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
    return any(Record.objects.filter(pk__in=chunk, thing="priority").exists() for chunk in chunks)
