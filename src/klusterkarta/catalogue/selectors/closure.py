"""Which records a write may move: those that share an actor now, or may after it."""

from collections.abc import Iterable

from django.db.models import Q

from klusterkarta.catalogue.models import Judgement, Membership, Record

_AT_ONCE = 400


def affected_records(touched: Iterable[int]) -> list[int]:
    """`touched`, all that share an actor with them, and all that judgements or edits tie to them, however far."""
    reached: set[int] = set()
    edge = set(touched)
    while edge:
        reached |= edge
        edge = _neighbours(edge) - reached
    return sorted(reached)


def _neighbours(records: set[int]) -> set[int]:
    ordered = sorted(records)
    found: set[int] = set()
    for start in range(0, len(ordered), _AT_ONCE):
        chunk = ordered[start : start + _AT_ONCE]
        actors = set(Membership.objects.filter(record__in=chunk).values_list("actor_id", flat=True))
        found.update(Membership.objects.filter(actor_id__in=actors).values_list("record_id", flat=True))
        tied = Judgement.objects.filter(
            Q(left__in=chunk) | Q(right__in=chunk), verdict="same", taken_back_at__isnull=True
        )
        found.update(side for pair in tied.values_list("left_id", "right_id") for side in pair)
        edits = Record.objects.filter(Q(about__in=chunk) | Q(pk__in=chunk, about__isnull=False))
        found.update(side for pair in edits.values_list("pk", "about_id") for side in pair)
    return found
