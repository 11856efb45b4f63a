"""Withdraw a source, and let it return. Judgements on its records sleep meanwhile."""

from functools import partial

from klusterkarta.catalogue.selectors.sources import record_ids_of_source
from klusterkarta.catalogue.selectors.supposed import Supposed
from klusterkarta.catalogue.services.sources import set_withdrawn
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.ahead import Planned, carry_out


def withdraw(key: str, *, caller: Caller, why: str = "") -> None:
    """Let the source count no more; nothing of it is deleted. Raises UnknownSource, NotAllowed."""
    _set(key, withdrawn=True, caller=caller, why=why)


def restore(key: str, *, caller: Caller, why: str = "") -> None:
    """Let a withdrawn source count again. Raises UnknownSource, NotAllowed."""
    _set(key, withdrawn=False, caller=caller, why=why)


def _set(key: str, *, withdrawn: bool, caller: Caller, why: str) -> None:
    check_allowed(caller, "withdraw_source")
    verb = partial(set_withdrawn, key, withdrawn=withdrawn, caller=caller, why=why)
    carry_out(Planned(verb, partial(record_ids_of_source, key), Supposed(withdrawn=(key, withdrawn))))
