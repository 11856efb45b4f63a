"""The tables of assessments. Django finds models here, so this file alone among the package files imports."""

from klusterkarta.assessment.models.decisions import Decision
from klusterkarta.assessment.models.links import FactCheck, Link, SelfScore
from klusterkarta.assessment.models.rounds import Assessor, Candidate, Conflict, CriteriaVersion, Round
from klusterkarta.assessment.models.scores import Score, Tick

__all__ = [
    "Assessor", "Candidate", "Conflict", "CriteriaVersion", "Decision", "FactCheck", "Link", "Round", "Score",
    "SelfScore", "Tick",
]  # fmt: skip
