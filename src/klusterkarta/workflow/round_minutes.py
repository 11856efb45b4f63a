"""The minutes of a round: everything that was decided, by whom, why, and who stood aside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.utils.timezone import localdate

from klusterkarta.assessment.selectors.links import fact_checks_of
from klusterkarta.assessment.selectors.rounds import (
    DecisionView,
    RoundView,
    candidates_of,
    conflicts_of,
    decisions_of,
    round_view,
)
from klusterkarta.publishing.minutes import MinutedDecision, Minutes, write_minutes
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.pair import names_of_records


def minutes_file(round_id: int, *, lang: str, caller: Caller) -> bytes:
    """The minutes as a DOCX file's content. Raises what `minutes_of` raises."""
    out = BytesIO()
    export_minutes(round_id, out, lang=lang, caller=caller)
    return out.getvalue()


def export_minutes(round_id: int, out: Path | BinaryIO, *, lang: str, caller: Caller) -> None:
    """Write the minutes as DOCX. Raises what `minutes_of` raises."""
    write_minutes(minutes_of(round_id, lang=lang, caller=caller), out, language=lang)


def minutes_of(round_id: int, *, lang: str, caller: Caller) -> Minutes:
    """The minutes, marked as a draft until the round is closed.

    Raises BadRound for an unknown round, NotAllowed for one outside the panel and before the meeting: conflicts of
    interest are for the panel and the archive.
    """
    view = round_view(round_id, caller=caller)
    if "read_all" not in view.allowed:
        raise NotAllowed(f"{caller.name} may not read the minutes of round {round_id}")
    candidates = candidates_of(round_id)
    by_record = names_of_records([one.record for one in candidates], lang)
    names = {one.id: by_record.get(one.record, "") for one in candidates}
    decisions = decisions_of(round_id, caller=caller)
    standing = sorted((one for one in decisions if one.counts), key=lambda one: _order(one, names))
    counts = Counter(one.outcome for one in standing)
    return Minutes(
        title=view.title,
        facts=_facts(view, len(candidates), lang),
        sittings=_sittings(decisions),
        conflicts=[(names[one], who, why) for one, who, why in conflicts_of(round_id)],
        lists=[(one.label.read(lang), counts[code]) for code, one in outcomes().items() if counts[code]],
        decisions=[_minuted(one, view, names, lang) for one in standing],
        taken_back=[_minuted(one, view, names, lang) for one in decisions if not one.counts],
        checks=_checks(round_id, names, lang, caller),
        draft=view.state != "closed",
    )


def _facts(view: RoundView, initiatives: int, lang: str) -> list[tuple[str, str]]:
    found = [
        (say("assessment.diary_number", lang), view.diary_number),
        (say("assessment.criteria", lang), f"{view.criteria.title.read(lang)}, {view.criteria.version}"),
        (say("assessment.assessors", lang), ", ".join(view.assessors)),
        (say("assessment.initiatives", lang), str(initiatives)),
        (say("assess.minutes_opened", lang), f"{localdate(view.opened_at).isoformat()}, {view.opened_by}"),
        (say("assess.minutes_closed", lang), localdate(view.closed_at).isoformat() if view.closed_at else ""),
    ]
    return [(term, text) for term, text in found if text]


def _sittings(decisions: Sequence[DecisionView]) -> list[tuple[str, list[str]]]:
    """Day → everybody who was present at a decision of that day, as they were first named."""
    found: dict[str, dict[str, None]] = {}
    for one in decisions:
        found.setdefault(localdate(one.at).isoformat(), {}).update(dict.fromkeys(one.present))
    return [(on, list(names)) for on, names in sorted(found.items())]


def _order(one: DecisionView, names: Mapping[int, str]) -> tuple[int, str]:
    return list(outcomes()).index(one.outcome), names[one.candidate].casefold()


def _minuted(one: DecisionView, view: RoundView, names: Mapping[int, str], lang: str) -> MinutedDecision:
    titles = {criterion.key: criterion.title.read(lang) for criterion in view.criteria.criteria}
    return MinutedDecision(
        names[one.candidate],
        outcomes()[one.outcome].label.read(lang),
        one.why,
        ", ".join(titles.get(key, key) for key in one.unmet),
        localdate(one.at).isoformat(),
    )


def _checks(round_id: int, names: Mapping[int, str], lang: str, caller: Caller) -> list[tuple[str, str, str, str]]:
    return [
        (
            names[one.candidate],
            say("assessment.facts_confirmed" if one.confirmed else "assessment.facts_wrong", lang),
            one.comment,
            localdate(one.at).isoformat(),
        )
        for one in reversed(fact_checks_of(round_id, caller=caller))
    ]
