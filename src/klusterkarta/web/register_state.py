"""What every page says about the register: how much is in it, out of what, read when. Worked out once per change."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from klusterkarta.catalogue.selectors.actors import count_actors
from klusterkarta.catalogue.selectors.changes import latest_change
from klusterkarta.catalogue.selectors.editions import EditionView, list_editions
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.sources import SourceView, last_read_at, list_sources

EDITORS = "editor"

Version = tuple[int, datetime | None]

_held: ContextVar[list["RegisterState"] | None] = ContextVar("held", default=None)


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The register as of its latest change. `sources` are all sources by key, withdrawn and editors' own too."""

    version: Version
    actors: int
    sources: dict[str, SourceView]
    editions: tuple[EditionView, ...]
    read_at: datetime | None

    @property
    def counting_sources(self) -> int:
        """How many sources count: read, not withdrawn, and not the editors' own."""
        return sum(one.read and not one.withdrawn and one.kind != EDITORS for one in self.sources.values())


def register_version() -> Version:
    """The newest change: its number and moment. Equal versions mean an unchanged register."""
    return latest_change() or (0, None)


def register_state() -> RegisterState:
    """The state now; inside `steady_state` the state at the first question, which costs one query."""
    held = _held.get()
    if held is None:
        return _state(register_version())
    if not held:
        held.append(_state(register_version()))
    return held[0]


@contextmanager
def steady_state() -> Iterator[None]:
    """Answer every question inside with the same state: a page is about one moment, and asks once."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


@lru_cache(maxsize=4)
def _state(version: Version) -> RegisterState:
    return RegisterState(
        version=version,
        actors=count_actors(ActorFilter()),
        sources={one.key: one for one in list_sources()},
        editions=tuple(list_editions()),
        read_at=last_read_at(),
    )
