"""Private links and what has been answered by them."""

from dataclasses import dataclass
from datetime import datetime

from klusterkarta.assessment.access import check_may, round_of
from klusterkarta.assessment.models import Candidate, Decision, FactCheck, Link, SelfScore
from klusterkarta.assessment.private import candidate_by_secret, facts_closed, initiative_may, secret_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import CriteriaSet, read_criteria_set


@dataclass(frozen=True, slots=True)
class SelfScoreView:
    """What an initiative says of itself on a criterion; `value` None: it cannot tell."""

    candidate: int
    criterion: str
    value: int | None
    evidence: str
    comment: str
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactCheckView:
    """An initiative's answer on its facts and placement."""

    candidate: int
    confirmed: bool
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """A live link: what stands in its address."""

    candidate: int
    secret: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a private link opens: the initiative, what it may do now, what it has answered, and its placement.

    `outcome` and `why` are "" before the round lets those assessed read them.
    """

    candidate: int
    record: int
    round: str
    criteria: CriteriaSet
    facts_until: str
    may_assess: bool
    may_check: bool
    may_read: bool
    outcome: str
    why: str
    said: tuple[SelfScoreView, ...]
    checks: tuple[FactCheckView, ...]


def opened_by(secret: str) -> Opened:
    """What the private link opens. Raises BadRound for one that opens nothing."""
    candidate = candidate_by_secret(secret)
    may_read = initiative_may(candidate, "read_placement")
    decision = _counting(candidate) if may_read else None
    row = candidate.round
    return Opened(
        candidate=candidate.pk,
        record=candidate.record_id,
        round=row.title,
        criteria=read_criteria_set(row.criteria.document, file=f"{row.criteria.key}.yaml"),
        facts_until=row.facts_until,
        may_assess=initiative_may(candidate, "self_assess"),
        may_check=initiative_may(candidate, "check_facts") and not facts_closed(candidate),
        may_read=may_read,
        outcome=decision.outcome if decision else "",
        why=decision.why if decision else "",
        said=tuple(_said(one) for one in SelfScore.objects.filter(candidate=candidate).order_by("criterion")),
        checks=tuple(_checked(one) for one in FactCheck.objects.filter(candidate=candidate).order_by("-pk")),
    )


def links_of(round_id: int, *, caller: Caller) -> list[LinkView]:
    """The live links of a round, in the order of its initiatives. Raises NotAllowed for all but its leader."""
    row = round_of(round_id)
    check_may(row, "send_links", caller=caller)
    rows = Link.objects.filter(candidate__round=row, ended_at__isnull=True).order_by("candidate__position")
    return [LinkView(one.candidate_id, secret_of(one), one.made_at) for one in rows]


def self_scores_of(round_id: int, *, caller: Caller) -> list[SelfScoreView]:
    """What the initiatives of a round say of themselves. Raises NotAllowed until the meeting is opened."""
    row = round_of(round_id)
    check_may(row, "read_all", caller=caller)
    rows = SelfScore.objects.filter(candidate__round=row).order_by("candidate__position", "criterion")
    return [_said(one) for one in rows]


def fact_checks_of(round_id: int, *, caller: Caller) -> list[FactCheckView]:
    """What initiatives have answered on their facts, the latest first. Raises NotAllowed for one outside the panel."""
    row = round_of(round_id)
    check_may(row, "read_all", caller=caller)
    return [_checked(one) for one in FactCheck.objects.filter(candidate__round=row).order_by("-pk")]


def _counting(candidate: Candidate) -> Decision | None:
    return candidate.decisions.filter(taken_back_at__isnull=True).order_by("-pk").first()


def _said(row: SelfScore) -> SelfScoreView:
    return SelfScoreView(row.candidate_id, row.criterion, row.value, row.evidence, row.comment, tuple(row.ticks))


def _checked(row: FactCheck) -> FactCheckView:
    return FactCheckView(row.candidate_id, row.confirmed, row.comment, row.at)
