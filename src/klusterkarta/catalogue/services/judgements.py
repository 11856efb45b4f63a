"""Judgements on pairs of records. Merging and splitting are judgements, never edits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from klusterkarta.catalogue.models import Judgement, Proposal, Record
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.catalogue.services.sources import with_actor_mates
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed

VERDICTS = ("same", "different", "unsure")


class BadJudgement(ValueError):
    """The judgement cannot be recorded as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of two records. `origin` is `person`, or `rule:<code>` when the machine applied it."""

    left: int
    right: int
    verdict: str
    why: str = ""
    origin: str = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A pair that the machine found alike: score 0–1, reasons ({code, parameters}), what an answer would tell."""

    left: int
    right: int
    score: float
    reasons: list[dict[str, object]] = field(default_factory=list)
    information: float = 0


def judge(verdicts: list[Verdict], *, caller: Caller) -> list[int]:
    """Record judgements; the ids of the records that may move. Raises BadJudgement, and then records none.

    The latest judgement on a pair that is not taken back is the one that counts.
    """
    check_allowed(caller, "judge")
    _check(verdicts)
    moment = now()
    rows = [
        Judgement(
            left_id=min(said.left, said.right),
            right_id=max(said.left, said.right),
            verdict=said.verdict,
            why=said.why,
            origin=said.origin,
            by=caller.name,
            at=moment,
        )
        for said in verdicts
    ]
    touched = [record for row in rows for record in (row.left_id, row.right_id)]
    with transaction.atomic():
        Judgement.objects.bulk_create(rows, batch_size=500)
        for row in rows:
            Proposal.objects.filter(left_id=row.left_id, right_id=row.right_id).delete()
        append_change(caller, "judge", records=touched, detail=_summary(rows))
    return with_actor_mates(touched)


def take_back(judgement_id: int, *, caller: Caller) -> list[int]:
    """Take a judgement back; an earlier one on the pair counts again. The ids of the records that may move."""
    check_allowed(caller, "judge")
    with transaction.atomic():
        row = Judgement.objects.filter(pk=judgement_id, taken_back_at__isnull=True).first()
        if row is None:
            raise BadJudgement(f"there is no live judgement {judgement_id}")
        Judgement.objects.filter(pk=row.pk).update(taken_back_at=now(), taken_back_by=caller.name)
        touched = [row.left_id, row.right_id]
        append_change(caller, "take-back", records=touched, detail={"judgement": row.pk, "verdict": row.verdict})
    return with_actor_mates(touched)


def replace_proposals(proposals: Iterable[Proposed]) -> None:
    """Put the machine's present proposals in place of the earlier ones. Who holds a pair goes on holding it."""
    moment = now()
    with transaction.atomic():
        held = Proposal.objects.filter(held_until__gt=moment)
        holds = {(row.left_id, row.right_id): (row.held_by, row.held_until) for row in held}
        Proposal.objects.all().delete()
        Proposal.objects.bulk_create((_proposal(one, moment, holds) for one in proposals), batch_size=500)


def _proposal(
    one: Proposed, moment: datetime, holds: Mapping[tuple[int, int], tuple[str, datetime | None]]
) -> Proposal:
    left, right = min(one.left, one.right), max(one.left, one.right)
    held_by, held_until = holds.get((left, right), ("", None))
    return Proposal(
        left_id=left,
        right_id=right,
        score=one.score,
        reasons=one.reasons,
        information=one.information,
        made_at=moment,
        held_by=held_by,
        held_until=held_until,
    )


def _check(verdicts: list[Verdict]) -> None:
    ids = {record for said in verdicts for record in (said.left, said.right)}
    known = set(Record.objects.filter(pk__in=ids).values_list("pk", flat=True))
    for said in verdicts:
        if said.verdict not in VERDICTS:
            raise BadJudgement(f"'{said.verdict}' is no verdict; expected one of {', '.join(VERDICTS)}")
        if said.left == said.right:
            raise BadJudgement(f"record {said.left} cannot be judged against itself")
        if missing := {said.left, said.right} - known:
            raise BadJudgement(f"there is no record {min(missing)}")


def _summary(rows: list[Judgement]) -> dict[str, object]:
    if len(rows) == 1:
        return {"verdict": rows[0].verdict, "why": rows[0].why, "origin": rows[0].origin}
    return {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
