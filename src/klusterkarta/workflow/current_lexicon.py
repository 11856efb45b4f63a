"""The words of the concepts in force, as search knows them: made anew when somebody has changed a concept."""

from functools import lru_cache

from klusterkarta.concepts.selectors import (
    Version,
    concepts_as_of,
    concepts_version,
    latest_writes,
    workspace_concepts,
)
from klusterkarta.search.index import concepts_mark
from klusterkarta.search.lexicon import Lexicon, shipped_lexicon

# After so many writes without anybody bringing the index up to date it is made anew.
_LOOKED_BACK = 5


def current_lexicon() -> Lexicon:
    """The workspace's concepts as a lexicon; the shipped one where nobody has changed any."""
    version = concepts_version()
    return _lexicon(version) if version else shipped_lexicon()


def lexicon_marked(mark: str) -> Lexicon | None:
    """The lexicon that has this mark: of the concepts as they are, or were before one of the latest writes; or None."""
    version = concepts_version()
    if concepts_mark(current_lexicon()) == mark:
        return current_lexicon()
    earlier = (_earlier(one.id - 1, version) for one in latest_writes(_LOOKED_BACK))
    return next((one for one in earlier if concepts_mark(one) == mark), None)


@lru_cache(maxsize=_LOOKED_BACK)
def _earlier(write: int, _version: Version | None) -> Lexicon:
    return Lexicon(concepts_as_of(write))


@lru_cache(maxsize=2)
def _lexicon(_version: Version) -> Lexicon:
    return Lexicon(workspace_concepts())
