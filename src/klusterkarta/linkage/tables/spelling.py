"""Slips of the pen and abbreviations in millions of pairs of words: a cheap look first, then the distance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cpdist

from klusterkarta.linkage.tables.arrays import Flags, Ints
from klusterkarta.linkage.tables.words import NameTable

Scorer = Callable[..., int]
_SHORTEST_SLIP, _TWO_SLIPS_FROM, _SHORTEST_ABBREVIATION = 5, 9, 3
_SHORTEST_WHOLE, _SLIP_IN_WHOLE = 8, 0.88


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts with their lengths, the set of their letters as bits, and their first three letters as a number."""

    texts: Sequence[str]
    length: Ints
    letters: Ints
    start: Ints


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words and the joined names of a table, ready for comparing."""

    words: _Texts
    wholes: _Texts

    def are_slips(self, left: Ints, right: Ints) -> Flags:
        """Whether words differ by a slip of the pen, or one is the other cut short."""
        words = self.words
        shorter = np.minimum(words.length[left], words.length[right])
        longer = np.maximum(words.length[left], words.length[right])
        allowed = (longer >= _SHORTEST_SLIP).astype(np.int32) + (longer >= _TWO_SLIPS_FROM)
        # Each slip puts at most one letter in the place of another: two letters that only one word has.
        apart = np.bitwise_count(words.letters[left] ^ words.letters[right])
        found = np.zeros(len(left), dtype=bool)
        near = np.flatnonzero((longer - shorter <= allowed) & (apart <= 2 * allowed) & (allowed > 0))
        distance = _compared(words, left[near], right[near], scorer=OSA.distance)
        found[near] = distance <= allowed[near]
        begins = (words.start[left] == words.start[right]) & (shorter >= _SHORTEST_ABBREVIATION) & (longer > shorter)
        for at in np.flatnonzero(begins & ~found).tolist():
            one, other = words.texts[left[at]], words.texts[right[at]]
            found[at] = one.startswith(other) or other.startswith(one)
        return found

    def are_misspelt(self, left: Ints, right: Ints, *, asked: Flags) -> Flags:
        """Whether whole names without spaces are nearly equal, for the pairs that are asked."""
        wholes = self.wholes
        lengths, others = wholes.length[left], wholes.length[right]
        apart = np.bitwise_count(wholes.letters[left] ^ wholes.letters[right])
        long_enough = np.minimum(lengths, others) >= _SHORTEST_WHOLE
        near = np.flatnonzero(asked & long_enough & (np.abs(lengths - others) <= 2) & (apart <= 6))
        distance = _compared(wholes, left[near], right[near], scorer=Levenshtein.distance)
        found = np.zeros(len(left), dtype=bool)
        found[near] = distance <= (1 - _SLIP_IN_WHOLE) * np.maximum(lengths[near], others[near])
        return found


def spelling_of(names: NameTable) -> Spelling:
    """The words and joined names of a table."""
    return Spelling(_texts(names.written), _texts(names.joined))


def _texts(texts: Sequence[str]) -> _Texts:
    length = np.fromiter(map(len, texts), dtype=np.int32, count=len(texts))
    letters = np.fromiter(map(_letter_bits, texts), dtype=np.uint64, count=len(texts))
    start = np.fromiter((hash(text[:3]) for text in texts), dtype=np.int64, count=len(texts))
    return _Texts(texts, length, letters, start)


def _letter_bits(text: str) -> int:
    bits = 0
    for letter in set(text):
        bits |= 1 << (ord(letter) & 63)
    return bits


def _compared(texts: _Texts, left: Ints, right: Ints, *, scorer: Scorer) -> Ints:
    if not len(left):
        return np.zeros(0, dtype=np.int32)
    ours, theirs = [texts.texts[at] for at in left.tolist()], [texts.texts[at] for at in right.tolist()]
    distance: Ints = cpdist(ours, theirs, scorer=scorer, score_cutoff=3, dtype=np.int32)
    return distance
