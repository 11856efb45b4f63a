"""Which records are the same actor: the certain cases are applied as judgements, the rest is proposed to people."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl
from django.db import transaction

from klusterkarta.catalogue.selectors.judgements import ProposalView, judged_pairs
from klusterkarta.catalogue.selectors.live import LiveFrames, live_frames
from klusterkarta.catalogue.selectors.pairs import judged_among, standing_judgements, waiting_proposals
from klusterkarta.catalogue.services.judgements import Proposed, Verdict, judge, replace_proposals
from klusterkarta.linkage.certain import MOST_IN_GROUP, RULES, CertainPair, CertainPairs, certain_pairs
from klusterkarta.linkage.information import expected_information
from klusterkarta.linkage.parties import Parties, parties_of
from klusterkarta.linkage.precision import trusted_rules
from klusterkarta.linkage.propose import ProposedPair, propose_pairs
from klusterkarta.profile.actors import connected_records
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, reason_to_dict
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.judge import RULE
from klusterkarta.workflow.progress import Progress, silent
from klusterkarta.workflow.refresh import writing
from klusterkarta.workflow.waiting import patiently

# So many judgements are written, with all that follows from them, in one transaction.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """What was done: judgements applied by each rule, pairs that wait for a person, mentions that name no known actor.

    `notes` say where the work was bounded.
    """

    applied: Mapping[str, int]
    proposed: int
    open_mentions: int
    notes: tuple[Reason, ...]


def resolve(*, caller: Caller, progress: Progress = silent) -> ResolveReport:
    """Apply the certain cases and propose the rest. Doing it again changes nothing more.

    A pair that was ever judged is decided by no rule, also where the judgement was taken back. Raises NotAllowed, and
    what `progress` raises to stop it; the judgements applied until then are whole and stay.
    """
    check_allowed(caller, "judge")
    progress(0, 0, Reason("linkage.reading"))
    live = live_frames()
    certain = certain_pairs(_parties(live), judged_pairs(), rules=trusted_rules())
    applied = _apply(certain.pairs, caller=caller, progress=progress)
    progress(0, 0, Reason("linkage.comparing"))
    joined = _parties(live, applied)
    proposed = propose_pairs(joined, _decided(live))
    sizes = Counter(joined.records["actor"].to_list())
    actor_of = dict(joined.records.select("record", "actor").iter_rows())
    settled = [(pair, sizes[actor_of[pair.left]] * sizes[actor_of[pair.right]]) for pair in proposed.pairs]
    kept = patiently(lambda: _replace(settled), progress=progress)
    counts = Counter(pair.rule for pair in applied)
    notes = (*_large_groups(certain), *proposed.notes)
    return ResolveReport({rule: counts[rule] for rule in RULES}, kept, _open_mentions(joined), notes)


def next_proposals(limit: int = 50) -> list[ProposalView]:
    """The pairs that wait for a person, those whose answer tells most first; those settled since are left out.

    `reasons` are {code, parameters}; the parameter `bits` is above zero where a reason speaks for the pair.
    """
    return waiting_proposals(limit)


def _parties(live: LiveFrames, applied: Sequence[CertainPair] = ()) -> Parties:
    columns = {"left": pl.Int64, "right": pl.Int64, "verdict": pl.String}
    fresh = pl.DataFrame([(one.left, one.right, "same") for one in applied], schema=columns, orient="row")
    judged = pl.concat([live.judgements.select(list(columns)), fresh])
    return parties_of(live.records, live.statements, members=connected_records(live.records, judged))


def _apply(pairs: Sequence[CertainPair], *, caller: Caller, progress: Progress) -> list[CertainPair]:
    applied: list[CertainPair] = []
    for start in range(0, len(pairs), CHUNK):
        progress(start, len(pairs), Reason("linkage.applying", {"done": start, "total": len(pairs)}))
        chunk = pairs[start : start + CHUNK]
        applied += patiently(partial(_apply_chunk, chunk, caller), progress=progress)
    return applied


def _apply_chunk(pairs: Sequence[CertainPair], caller: Caller) -> list[CertainPair]:
    with writing() as touched:
        # Somebody may have decided one of them since the register was read; a person's word stands.
        judged = judged_among((one.left, one.right) for one in pairs)
        fresh = [one for one in pairs if (one.left, one.right) not in judged]
        if fresh:
            touched.add(judge([_verdict(one) for one in fresh], caller=caller))
    return fresh


def _verdict(pair: CertainPair) -> Verdict:
    return Verdict(left=pair.left, right=pair.right, verdict="same", why=pair.name, origin=f"{RULE}{pair.rule}")


def _decided(live: LiveFrames) -> Collection[tuple[int, int]]:
    """Pairs of records on which a judgement stands."""
    return list(live.judgements.select("left", "right").iter_rows())


def _replace(settled: Sequence[tuple[ProposedPair, int]]) -> int:
    """Put these pairs, each with how many pairs of records its answer settles, in place of the earlier ones."""
    with transaction.atomic():
        judged = standing_judgements((one.left, one.right) for one, _ in settled)
        rows = [_waiting(one, times) for one, times in settled if (one.left, one.right) not in judged]
        replace_proposals(rows)
    return len(rows)


def _waiting(pair: ProposedPair, settled: int) -> Proposed:
    return Proposed(
        left=pair.left,
        right=pair.right,
        score=pair.score,
        reasons=[reason_to_dict(reason) for reason in pair.reasons],
        information=expected_information(pair.score, settled=settled),
    )


def _large_groups(certain: CertainPairs) -> list[Reason]:
    count = sum(certain.too_large.values())
    return [Reason("linkage.group_too_large", {"count": count, "bound": MOST_IN_GROUP})] if count else []


def _open_mentions(parties: Parties) -> int:
    with_row = parties.records.filter(pl.col("thing") == "actor").select("actor")
    return parties.records.join(with_row, on="actor", how="anti")["actor"].n_unique()
