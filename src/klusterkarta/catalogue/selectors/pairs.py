"""Pairs of records: their keys, what was judged of them, and which proposals still wait."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from klusterkarta.catalogue.models import Judgement, Membership, Proposal, Record
from klusterkarta.catalogue.selectors.judgements import JudgementView, ProposalView

_AT_ONCE = 400
Pair = tuple[int, int]


def records_by_key(keys: Collection[str]) -> dict[str, int]:
    """`source key:row key` → record id, for those that some published reading has seen."""
    wanted = sorted({key.partition(":")[2] for key in keys})
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Record.objects.filter(row_key__in=wanted[start : start + _AT_ONCE]).exclude(sightings=None)
        seen = rows.filter(~Q(sightings__reading__state="staging")).distinct()
        found |= {f"{source}:{row_key}": pk for pk, source, row_key in seen.values_list("pk", "source__key", "row_key")}
    return {key: found[key] for key in keys if key in found}


def judged_among(pairs: Iterable[Pair]) -> set[Pair]:
    """Those of the pairs (left < right) that were ever judged."""
    wanted = set(pairs)
    return {(row.left, row.right) for row in _judgements(wanted)} & wanted


def standing_judgements(pairs: Iterable[Pair]) -> dict[Pair, JudgementView]:
    """The judgement that counts for each of the pairs (left < right): the latest that is not taken back."""
    wanted = set(pairs)
    found = {(row.left, row.right): row for row in _judgements(wanted) if row.taken_back_at is None}
    return {pair: row for pair, row in found.items() if pair in wanted}


def waiting_proposals(limit: int = 50) -> list[ProposalView]:
    """Proposals, those that tell most first, without those whose records are gone or have come into one actor since."""
    found: list[ProposalView] = []
    moment = timezone.now()
    start, step = 0, max(limit, 1) * 2
    while len(found) < limit:
        rows = list(Proposal.objects.order_by("-information", "-score", "pk")[start : start + step])
        actors = _actors(side for row in rows for side in (row.left_id, row.right_id))
        for row in rows:
            left, right = actors.get(row.left_id), actors.get(row.right_id)
            if left and right and left != right:
                held_by = row.held_by if row.held_until is not None and row.held_until > moment else ""
                found.append(ProposalView(row.pk, row.left_id, row.right_id, row.score, row.reasons, held_by))
        if len(rows) < step:
            break
        start += step
    return found[:limit]


def _judgements(pairs: Collection[Pair]) -> Iterable[JudgementView]:
    """Every judgement that has the left record of one of the pairs, oldest first."""
    lefts = sorted({left for left, _ in pairs})
    for start in range(0, len(lefts), _AT_ONCE):
        for row in Judgement.objects.filter(left__in=lefts[start : start + _AT_ONCE]).order_by("pk"):
            yield JudgementView(
                row.pk, row.left_id, row.right_id, row.verdict, row.by, row.at, row.why, row.origin, row.taken_back_at
            )


def _actors(records: Iterable[int]) -> dict[int, int]:
    return dict(Membership.objects.filter(record__in=set(records)).values_list("record_id", "actor_id"))
