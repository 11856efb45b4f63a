"""Who has done something, as a page says it."""

from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.words import say


def doer(name: str, lang: str) -> str:
    """A user by name; the operator, who has no account, as the command line.

    >>> doer("operator", "sv"), doer("bo", "sv")
    ('kommandoraden', 'bo')
    """
    return say("accounts.by_operator", lang) if name == OPERATOR.name else name
