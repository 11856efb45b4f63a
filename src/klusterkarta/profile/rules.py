"""The choosing rule, read from its reviewed YAML page."""

from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.fields import profile_fields


@dataclass(frozen=True, slots=True)
class ChoosingRule:
    """The rule's version, the properties whose differences are no contradiction, and those that hold several values."""

    version: str
    no_conflict: frozenset[str]
    many: frozenset[str]


@cache
def choosing_rule() -> ChoosingRule:
    """The rule in force.

    >>> "start_year" in choosing_rule().no_conflict
    False
    """
    page = read_document("choosing_rule").body
    many = frozenset(code for code, field in profile_fields().items() if field.many)
    return ChoosingRule(str(page["version"]), frozenset(page["differences_are_no_conflict"]), many)
