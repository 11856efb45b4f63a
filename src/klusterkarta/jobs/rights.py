"""Which right starts which kind of job, and who may stop one."""

from collections.abc import Mapping

from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import NotAllowed, check_allowed

ACTION_OF_VERB: Mapping[str, str] = {
    "collect": "collect",
    "read_report": "collect",
    "fetch_figures": "collect",
    "resolve": "judge",
    "freeze": "freeze_edition",
    "export_xlsx": "export",
    "export_csv": "export",
    "hand_over": "edit_work",
}
STOPS_ALL = frozenset({"administrator", "operator"})


class UnknownVerb(Explained):
    """No job does that."""


def check_may_start(caller: Caller, verb: str) -> None:
    """Raise UnknownVerb for a verb that no job does, NotAllowed when the caller may not start it, or may follow no job.

    >>> check_may_start(Caller("anna", "reader"), "freeze")
    Traceback (most recent call last):
        ...
    klusterkarta.vocabularies.rights.NotAllowed: anna (reader) may not freeze_edition
    """
    if verb not in ACTION_OF_VERB:
        raise UnknownVerb(Reason("job.unknown_verb", {"verb": verb, "verbs": ", ".join(sorted(ACTION_OF_VERB))}))
    check_allowed(caller, ACTION_OF_VERB[verb])
    check_allowed(caller, "read_jobs")


def check_may_cancel(caller: Caller, *, started_by: str) -> None:
    """Raise NotAllowed unless the caller started the job or may stop every job."""
    if caller.role not in STOPS_ALL and caller.name != started_by:
        raise NotAllowed(f"{caller.name} ({caller.role}) may not stop a job of somebody else")
