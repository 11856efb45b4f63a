"""Panels that score in a spreadsheet: a workbook for each assessor, and the workbooks taken in again."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from klusterkarta.assessment.access import bad_round
from klusterkarta.assessment.selectors.rounds import CandidateView, RoundView, candidates_of, conflicts_of, round_view
from klusterkarta.assessment.selectors.scores import ScoreView, own_scores, panel_scores
from klusterkarta.assessment.services.scoring import Given, Sheet, take_in_sheets
from klusterkarta.publishing.returned_scores import BadScores, FormFacts, form_facts, returned_scores
from klusterkarta.publishing.score_form import FormRow, FormScore, ScoreForm
from klusterkarta.publishing.score_workbook import write_score_workbook
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.rights import NotAllowed, is_allowed
from klusterkarta.workflow.collect_reading import tables_of
from klusterkarta.workflow.pair import names_of_records

__all__ = ["BadScores", "TakenIn", "export_sheets", "import_sheets", "score_form", "write_sheet"]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A workbook that was taken in: how many initiatives it answers in full, in part, and leaves for jäv."""

    file: str
    round_id: int
    assessor: str
    complete: int
    in_part: int
    conflicts: int
    initiatives: int


def export_sheets(round_id: int, assessors: Sequence[str], *, folder: Path, lang: str, caller: Caller) -> list[Path]:
    """Write a workbook for each of these assessors into a folder; their paths. Raises what `score_form` raises."""
    forms = [score_form(round_id, one, lang=lang, caller=caller) for one in assessors]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in forms:
        written.append(folder / f"{round_id}-{file_name_part(form.assessor)}.xlsx")
        write_score_workbook(form, written[-1], language=lang)
    return written


def write_sheet(round_id: int, assessor: str, *, out: BinaryIO, lang: str, caller: Caller) -> None:
    """Write the workbook of one assessor. Raises what `score_form` raises."""
    write_score_workbook(score_form(round_id, assessor, lang=lang, caller=caller), out, language=lang)


def file_name_part(name: str) -> str:
    """A name as a part of a file's name: letters and figures, the rest as `-`.

    >>> file_name_part("Anna-Lisa Ö/..")
    'Anna-Lisa-Ö'
    """
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "assessor"


def score_form(round_id: int, assessor: str, *, lang: str, caller: Caller) -> ScoreForm:
    """The workbook's content. What has been scored so far stands in it only where the caller may read it.

    So the leader's workbooks are empty until the meeting is opened. Raises BadRound for an unknown round or assessor,
    NotAllowed for one who neither leads the round nor is this assessor.
    """
    view = round_view(round_id, caller=caller)
    if assessor not in view.assessors:
        raise bad_round("assess.no_assessor", name=assessor, known=", ".join(view.assessors))
    if caller.name != assessor and not is_allowed(caller, "lead_round"):
        raise NotAllowed(f"{caller.name} may not have the workbook of {assessor}")
    candidates = candidates_of(round_id)
    names = names_of_records([one.record for one in candidates], lang)
    away = {candidate: why for candidate, name, why in conflicts_of(round_id) if name == assessor}
    rows = [
        FormRow(
            one.id, names.get(one.record, ""), _given(view, one, assessor=assessor, caller=caller), away.get(one.id, "")
        )
        for one in candidates
    ]
    digest = hashlib.sha256(view.criteria_document.encode()).hexdigest()
    return ScoreForm(
        round_id=round_id, title=view.title, assessor=assessor, criteria=view.criteria, digest=digest, rows=rows
    )


def import_sheets(paths: Sequence[Path], *, caller: Caller, round_id: int | None = None) -> list[TakenIn]:
    """Take in workbooks of one round or several, or of the one that is named: all or none.

    Raises UnreadableFile, BadScores with the sheet and cell of everything that is wrong, BadRound (two workbooks of one
    assessor, one who is no assessor of the round, a round that takes no scores now), NotAllowed.
    """
    read = [_read(path, round_id, caller) for path in paths]
    by_round: dict[int, list[Sheet]] = {}
    for facts, rows in read:
        sheets = by_round.setdefault(facts.round_id, [])
        if facts.assessor in {one.assessor for one in sheets}:
            raise bad_round("assess.two_files", name=facts.assessor)
        sheets.append(_sheet(facts, rows))
    take_in_sheets(by_round, caller=caller)
    return [_taken_in(path, facts, rows, caller) for path, (facts, rows) in zip(paths, read, strict=True)]


def _read(path: Path, round_id: int | None, caller: Caller) -> tuple[FormFacts, list[FormRow]]:
    with _in_file(path):
        tables = tables_of(path)
        facts = form_facts(tables)
        view = round_view(facts.round_id, caller=caller)
        if round_id not in (None, facts.round_id):
            raise BadScores(Reason("assess.other_round", {"title": view.title if view.allowed else ""}))
        if hashlib.sha256(view.criteria_document.encode()).hexdigest() != facts.digest:
            raise BadScores(Reason("assess.other_criteria", {"title": view.title}))
        return facts, returned_scores(tables, view.criteria, facts=facts)


@contextmanager
def _in_file(path: Path) -> Iterator[None]:
    """Say first of all which file is wrong: several are taken in at once."""
    try:
        yield
    except BadScores as fault:
        raise BadScores(Reason("assess.in_file", {"file": path.name}), [fault.reason, *fault.faults]) from fault


def _given(view: RoundView, candidate: CandidateView, *, assessor: str, caller: Caller) -> dict[str, FormScore]:
    said: list[ScoreView] = []
    if "read_all" in view.allowed:
        said = [one for one in panel_scores(candidate.id, caller=caller) if one.assessor == assessor]
    elif "read_own" in view.allowed and caller.name == assessor:
        said = own_scores(candidate.id, caller=caller)
    return {one.criterion: FormScore(one.value, one.evidence, one.comment, one.ticks) for one in said}


def _sheet(facts: FormFacts, rows: Sequence[FormRow]) -> Sheet:
    return Sheet(
        assessor=facts.assessor,
        given={row.candidate: [_one(key, said) for key, said in row.given.items()] for row in rows if row.given},
        conflicts={row.candidate: row.conflict for row in rows if row.conflict},
    )


def _one(criterion: str, said: FormScore) -> Given:
    return Given(criterion=criterion, value=said.value, evidence=said.evidence, comment=said.comment, ticks=said.ticks)


def _taken_in(path: Path, facts: FormFacts, rows: Sequence[FormRow], caller: Caller) -> TakenIn:
    asked = len(round_view(facts.round_id, caller=caller).criteria.scored)
    answered = [len(row.given) for row in rows if row.given]
    complete = answered.count(asked)
    conflicts = sum(bool(row.conflict) for row in rows)
    return TakenIn(
        path.name, facts.round_id, facts.assessor, complete, len(answered) - complete, conflicts, len(facts.names)
    )
