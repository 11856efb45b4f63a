"""What is computed for the register's derived tables: rows that the profile workshop makes and the register keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor's shown values. `values` maps a property to {"shown": [value…], "conflict": bool}."""

    id: int
    key: str
    thing: str
    mention_only: bool
    name: str
    sort_key: str
    folded: str
    kind: str
    start_year: int | None
    members: float | None
    values: dict[str, Any]
    conflicts: int
    contradiction: bool
    rule_version: str


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """Memberships (record, actor), actors, and facets (actor, facet, code, certainty)."""

    members: Sequence[tuple[int, int]] = field(default=())
    actors: Sequence[ActorRow] = field(default=())
    facets: Sequence[tuple[int, str, str, str]] = field(default=())
