"""Words that were misspelled, and words that are not finished: completed by the words of register and concepts."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from klusterkarta.search.query import FUZZY_FROM
from klusterkarta.search.words import Word, base_forms, is_known
from klusterkarta.values.text import fold

# From so many letters on two slips are forgiven instead of one.
_TWO_SLIPS_FROM = 8
_MOST_BEGINNINGS = 8
# A word of so many letters or more that so few documents have may be a slip for one that so many times more have.
_NEAR_FROM, _HARDLY, _TIMES = 6, 2, 3
_SHORTEST_BEGINNING = 2


class Corrector:
    """Knows the words that documents and concepts use, and how many documents have each."""

    def __init__(self, written: Mapping[str, int], others: frozenset[str]) -> None:
        counts: dict[str, int] = defaultdict(int)
        spelled: dict[str, tuple[int, str]] = {}
        for word, count in written.items():
            folded = fold(word).replace(" ", "")
            counts[folded] += count
            spelled[folded] = max(spelled.get(folded, (0, "")), (count, word))
        self._counts = dict(counts)
        self._spelled = {folded: word for folded, (_, word) in spelled.items()}
        self._others = others
        self._ordered = sorted(self._counts)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for folded in {*self._counts, *others}:
            self._by_length[len(folded)].append(folded)
        self.corrected = lru_cache(maxsize=4096)(self._corrected)

    def known(self, word: Word) -> bool:
        """Whether a document or a concept has the word in some form."""
        return any(form in self._counts or form in self._others for form in (word.folded, *base_forms(word.written)))

    def count(self, folded: str) -> int:
        """How many documents have the word as it is written."""
        return self._counts.get(folded, 0)

    def beginning(self, folded: str) -> list[str]:
        """The most used words that begin so, other than the word itself."""
        if len(folded) < _SHORTEST_BEGINNING:
            return []
        start, end = bisect_left(self._ordered, folded), bisect_left(self._ordered, f"{folded}\U0010ffff")
        found = [word for word in self._ordered[start : min(end, start + 5_000)] if word != folded]
        return sorted(found, key=lambda word: (-self._counts[word], word))[:_MOST_BEGINNINGS]

    def near(self, word: Word) -> list[str]:
        """Words as written, one slip from a word that hardly any document has: words that several times as many use.

        Where no dictionary has the word ("safty"), a word of the concepts is near enough, however few use it.
        """
        count = self.count(word.folded)
        odd = not is_known(word.written)
        least = FUZZY_FROM + 1 if odd else _NEAR_FROM
        if not 0 < count <= _HARDLY or len(word.folded) < least or not word.folded.isalpha():
            return []
        sizes = range(len(word.folded) - 1, len(word.folded) + 2)
        likely = [one for size in sizes for one in self._by_length.get(size, ()) if one[0] == word.folded[0]]
        found = process.extract(word.folded, likely, scorer=OSA.distance, score_cutoff=1, limit=10)
        bases = set(base_forms(word.written))
        return [
            said
            for one, distance, _ in found
            if distance
            and (self.count(one) >= _TIMES * count or (odd and one in self._others))
            and bases.isdisjoint(base_forms(said := self._spelled.get(one, one)))
        ]

    def _corrected(self, word: Word) -> str:
        """The word as it is, or the nearest and most used one within the slips that its length allows."""
        length = len(word.folded)
        if length < FUZZY_FROM or not word.folded.isalpha() or self.known(word):
            return word.written
        slips = 2 if length >= _TWO_SLIPS_FROM else 1
        near = [one for size in range(length - slips, length + slips + 1) for one in self._by_length.get(size, ())]
        found = process.extract(word.folded, near, scorer=OSA.distance, score_cutoff=slips, limit=20)
        # A word that a dictionary has is only taken for another that differs by one letter at most and is used.
        allowed = [(distance, one) for one, distance, _ in found if not is_known(word.written)]
        ranked = sorted(
            allowed, key=lambda pair: (pair[1][0] != word.folded[0], pair[0], -self.count(pair[1]), pair[1])
        )
        return self._spelled.get(ranked[0][1], ranked[0][1]) if ranked else word.written
