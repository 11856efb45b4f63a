"""Who asks: passed to every write and to every read that may show personal data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """A person or a command on whose behalf something is done.

    `name` goes into the change log; `role` is one of `public`, `reader`, `editor`, `assessor`, `administrator`,
    `operator` (the command line). `scope_kind` and `scope_value` narrow the rights to a county, an initiative
    or an organisation; an empty kind means no narrowing.

    >>> Caller("operator", "operator").role
    'operator'
    """

    name: str
    role: str
    scope_kind: str = ""
    scope_value: str = ""


PUBLIC = Caller("public", "public")
OPERATOR = Caller("operator", "operator")
