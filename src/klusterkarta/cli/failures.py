"""Errors into exit codes: what was wrong in words, 2 for bad input, 3 for what is not there."""

from klusterkarta.settings import SettingsError
from klusterkarta.vocabularies.explained import Explained, Missing
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.words import explain, say

WRONG, MISSING = 2, 3
# Errors of the registers, by name: naming their classes here would load Django for every verb.
_OURS = frozenset({"BadAccount", "BadJudgement", "ReadingState", "UnknownSource", "DocumentError"})
_NO_DATABASE = frozenset({"OperationalError"})


class NotThere(Missing):
    """A needed service or a usable workspace is not there."""


def explained_failure(problem: Exception, lang: str) -> tuple[int | None, str]:
    """(exit code, message) for an error that we can explain; (None, "") for a fault of the program itself."""
    if isinstance(problem, Missing):
        return MISSING, explain(problem.reason, lang)
    if isinstance(problem, Explained):
        # A file of decisions has a reason for each line that is wrong.
        every = (problem.reason, *getattr(problem, "faults", ()))
        return WRONG, "\n  ".join(explain(reason, lang) for reason in every)
    if isinstance(problem, SettingsError | NotAllowed) or type(problem).__name__ in _OURS:
        return WRONG, str(problem)
    if type(problem).__name__ in _NO_DATABASE:
        return MISSING, say("cli.no_database", lang, problem=str(problem))
    return None, ""


class BadCall(Explained):
    """The verb was called in a way that it cannot answer."""
