"""A round for tests: three initiatives, two assessors, made through the same services as any user's."""

from collections.abc import Mapping
from dataclasses import dataclass

from klusterkarta.assessment.selectors.rounds import candidates_of
from klusterkarta.assessment.services.rounds import RoundDetails, add_assessors, add_candidates, move_round, open_round
from klusterkarta.assessment.services.scoring import Given, save_scores
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.documents import DATA
from tests.registers import collect_rows, record_id

LEADER = Caller("chair", "administrator")
ANNE, BO = Caller("anne", "assessor"), Caller("bo", "assessor")
OUTSIDER = Caller("eva", "editor")
DOCUMENT = (DATA / "criteria" / "national-map.yaml").read_text("utf-8")
CRITERIA = [one.key for one in criteria_sets()["national-map"].scored]
STEPS = {"draft": (), "scoring": ("start_scoring",), "meeting": ("start_scoring", "open_meeting")}


@dataclass(frozen=True)
class MadeRound:
    """The round's id and its initiatives' ids in order."""

    id: int
    candidates: tuple[int, ...]


def made_round(state: str = "scoring") -> MadeRound:
    """A round in a state (draft, scoring or meeting)."""
    collect_rows("lista", {key: {"name": name} for key, name in (("1", "Zink"), ("2", "Trä"), ("3", "Mat"))})
    found = open_round(RoundDetails(title="Våren", criteria=DOCUMENT, diary_number="2026/17"), caller=LEADER)
    add_candidates(found, [record_id(f"lista:{key}") for key in "123"], caller=LEADER)
    add_assessors(found, ["anne", "bo"], caller=LEADER)
    for step in STEPS[state]:
        move_round(found, step, caller=LEADER)
    return MadeRound(found, tuple(one.id for one in candidates_of(found)))


def score(candidate: int, values: Mapping[str, int | None], *, caller: Caller) -> None:
    """Let the caller score these criteria."""
    save_scores(candidate, [Given(criterion=key, value=value) for key, value in values.items()], caller=caller)
