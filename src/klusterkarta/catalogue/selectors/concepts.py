"""The workspace's own concepts: priorities that its sources have brought."""

from collections.abc import Sequence

from klusterkarta.catalogue.models import Record, Statement


def priority_names() -> list[str]:
    """The name of every live priority, in the order it came."""
    rows = Statement.objects.filter(
        record__thing="priority", property="name", reading__state="published", record__source__withdrawn=False
    )
    return list(dict.fromkeys(rows.order_by("pk").values_list("value", flat=True)))


def names_priorities(records: Sequence[int]) -> bool:
    """Whether one of the records is a priority."""
    return Record.objects.filter(pk__in=list(records), thing="priority").exists()
