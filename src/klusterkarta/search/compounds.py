"""Compounds taken apart at words that the register itself uses."""

from collections.abc import Collection

from klusterkarta.search.words import base_forms, remember, swedish_base
from klusterkarta.values.text import fold

# Letters that join the parts of a Swedish compound, folded.
_LINKS = ("s", "e", "o", "a", "u")
SHORTEST_PART = 3
# A head that nobody in the register uses by itself is one where a Swedish dictionary has it and it is as long as this.
_SHORTEST_HEAD = 5
SHORTEST_WHOLE = 7
_LONGEST_WHOLE = 60
_DEEPEST = 3


class Splitter:
    """Splits words at `known` folded base forms; a word in `whole` stays whole, and no head is one of `endings`.

    >>> splitter = Splitter({"kluster", "mat", "livsmedel", "skog", "industri"})
    >>> splitter.parts("livsmedelskluster"), splitter.parts("matklustret"), splitter.parts("skogsindustrin")
    (('livsmedel', 'kluster'), ('mat', 'kluster'), ('skog', 'industri'))
    """

    def __init__(self, known: Collection[str], *, whole: Collection[str] = (), endings: Collection[str] = ()) -> None:
        self._known = frozenset(word for word in known if len(word) >= SHORTEST_PART)
        self._whole = frozenset(whole)
        self._endings = frozenset(endings)
        self._met: dict[str, tuple[str, ...]] = {}

    def parts(self, written: str) -> tuple[str, ...]:
        """The folded base forms of the parts, the head last; () for what is no compound of known words."""
        known = self._met.get(written)
        return remember(self._met, written, found=self._parts(written)) if known is None else known

    def _parts(self, written: str) -> tuple[str, ...]:
        folded = fold(written).replace(" ", "")
        likely = SHORTEST_WHOLE <= len(folded) <= _LONGEST_WHOLE and len(folded) == len(written)
        if not likely or not self._whole.isdisjoint((folded, *base_forms(written))):
            return ()
        return self._split(written, folded, _DEEPEST)

    def _split(self, written: str, folded: str, deepest: int) -> tuple[str, ...]:
        """The split with the longest head: what stands last says what the thing is."""
        for at in range(SHORTEST_PART, len(folded) - SHORTEST_PART + 1):
            first = self._modifier(written[:at], folded[:at], deepest)
            head = self._head(written[at:], folded[at:]) if first else ""
            if head:
                return (*first, head)
        return ()

    def _modifier(self, written: str, folded: str, deepest: int) -> tuple[str, ...]:
        if folded in self._known:
            return (folded,)
        for link in _LINKS:
            bare = folded.removesuffix(link)
            if bare != folded and bare in self._known:
                return (bare,)
        return self._split(written, folded, deepest - 1) if deepest > 1 else ()

    def _head(self, written: str, folded: str) -> str:
        """The known base form of a word's end, inflected or not; "" for none."""
        if folded in self._endings:
            return ""
        if folded in self._known:
            return folded
        return next((form for form in base_forms(written) if form in self._known), "") or _swedish_noun(written)


def _swedish_noun(written: str) -> str:
    """The folded base form of a word that a Swedish dictionary has; "" for none, and for a short one."""
    return swedish_base(written) if len(written) >= _SHORTEST_HEAD else ""
