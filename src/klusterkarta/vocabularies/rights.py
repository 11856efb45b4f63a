"""Who may do what: one table, read by every service."""

from functools import cache

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.documents import read_document


class NotAllowed(PermissionError):
    """The caller's role does not hold the right that the action asks for."""


@cache
def rights() -> dict[str, frozenset[str]]:
    """Action → the roles that may do it.

    >>> "editor" in rights()["collect"], "reader" in rights()["collect"]
    (True, False)
    """
    table = read_document("rights").body
    return {action: frozenset(roles) for action, roles in table["actions"].items()}


def check_allowed(caller: Caller, action: str, *, scope: str = "") -> None:
    """Raise NotAllowed unless the caller may do `action` (KeyError for an action that is not in the table).

    `scope` is the code of the county, initiative or organisation that is acted on; a caller narrowed to another is
    refused.
    """
    if caller.role not in rights()[action]:
        raise NotAllowed(f"{caller.name} ({caller.role}) may not {action}")
    if caller.scope_kind and scope and scope != caller.scope_value:
        raise NotAllowed(f"{caller.name} may {action} only for {caller.scope_kind} {caller.scope_value}")


def is_allowed(caller: Caller, action: str, *, scope: str = "") -> bool:
    """Whether `check_allowed` would pass.

    >>> is_allowed(Caller("anna", "reader"), "judge")
    False
    """
    try:
        check_allowed(caller, action, scope=scope)
    except NotAllowed:
        return False
    return True
