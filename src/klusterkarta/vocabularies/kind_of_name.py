"""What kind of actor a bare name means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.universities import match_university


# A register of 100 000 actors names some ten thousand parties, and all are asked about again after each change.
@lru_cache(maxsize=50_000)
def kind_of_name(text: str) -> str:
    """The code of the kind that a name tells of; "" where it tells none. An interpretation, never a source's word.

    Universities first, then the first kind of `kind_words.yaml` that has one of the name's words or endings.

    >>> [kind_of_name(one) for one in ("KTH", "Luleå kommun", "Region Dalarna", "Biofuel Region")]
    ['university', 'public_body', 'public_body', '']
    """
    if match_university(text) is not None:
        return "university"
    words = fold(text).split()
    return next((one.kind for one in _tellings() if one.fits(words)), "") if _any_kind().fits(words) else ""


@dataclass(frozen=True, slots=True)
class _Telling:
    kind: str
    words: frozenset[str]
    first: frozenset[str]
    endings: tuple[str, ...]

    def fits(self, words: Sequence[str]) -> bool:
        begins = bool(words) and words[0] in self.first
        return begins or any(word in self.words or word.endswith(self.endings) for word in words)


@cache
def _any_kind() -> _Telling:
    """What all of them look for: most names tell nothing, and are asked about once."""
    every = _tellings()
    return _Telling(
        "",
        frozenset().union(*(one.words for one in every)),
        frozenset().union(*(one.first for one in every)),
        tuple(ending for one in every for ending in one.endings),
    )


@cache
def _tellings() -> tuple[_Telling, ...]:
    entries = read_document("kind_words").body["kinds"]
    return tuple(
        _Telling(
            str(entry["kind"]),
            frozenset(map(fold, entry["words"])),
            frozenset(map(fold, entry.get("first", ()))),
            tuple(map(fold, entry["endings"])),
        )
        for entry in entries
    )
