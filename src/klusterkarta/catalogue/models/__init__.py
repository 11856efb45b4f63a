"""The tables of the register. Django finds models here, so this file alone among the package files imports."""

from klusterkarta.catalogue.models.derived import Actor, Facet, Membership, Move, Profile, Refresh
from klusterkarta.catalogue.models.judgements import Judgement, Proposal
from klusterkarta.catalogue.models.log import Change, Edition
from klusterkarta.catalogue.models.records import PersonalStatement, Record, Sighting, Statement
from klusterkarta.catalogue.models.sources import Reading, Source
from klusterkarta.catalogue.models.work import Work

__all__ = [
    "Actor",
    "Change",
    "Edition",
    "Facet",
    "Judgement",
    "Membership",
    "Move",
    "PersonalStatement",
    "Profile",
    "Proposal",
    "Reading",
    "Record",
    "Refresh",
    "Sighting",
    "Source",
    "Statement",
    "Work",
]
