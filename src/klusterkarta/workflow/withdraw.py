"""Withdraw a source, and let it return. Judgements on its records sleep meanwhile."""

from klusterkarta.catalogue.services.sources import set_withdrawn
from klusterkarta.values.caller import Caller
from klusterkarta.workflow.refresh import writing
from klusterkarta.workflow.waiting import patiently


def withdraw(key: str, *, caller: Caller, why: str = "") -> None:
    """Let the source count no more; nothing of it is deleted. Raises UnknownSource, NotAllowed."""
    patiently(lambda: _set(key, withdrawn=True, caller=caller, why=why))


def restore(key: str, *, caller: Caller, why: str = "") -> None:
    """Let a withdrawn source count again. Raises UnknownSource, NotAllowed."""
    patiently(lambda: _set(key, withdrawn=False, caller=caller, why=why))


def _set(key: str, *, withdrawn: bool, caller: Caller, why: str) -> None:
    with writing() as touched:
        touched.add(set_withdrawn(key, withdrawn=withdrawn, caller=caller, why=why))
