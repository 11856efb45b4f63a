"""Which words two names share, in spite of a slip of the pen, and which only one of them has."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from klusterkarta.linkage.normalise import NameForm, Part

Rarity = Callable[[str], float]
"""How rare a word is among the actors at hand: 1 for a word of a few names, towards 0 for one of many."""

# What a shared word counts by what it is; a compound of the field or a word of a trade alone says little.
_TELLS = {"telling": 1.0, "compound": 0.7, "trade": 0.4}
# So much must shared words tell to be a likeness by themselves: one telling word, or two words of trades.
LEAST_SHARED = 0.6
SHORTEST_JOINED = 5
# A slip in a word of six letters, two from ten; shorter words must be right ("mat" and "mar" are two words).
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 6, 10


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Words of two names that tell something: shared, alike but for a slip (pairs), only in the left or the right.

    `places_left` and `places_right` are the places of each name, without those that are a slip of a word of the other.
    """

    shared: tuple[tuple[str, Part], ...]
    slips: tuple[tuple[str, str], ...]
    only_left: frozenset[str]
    only_right: frozenset[str]
    places_left: frozenset[str]
    places_right: frozenset[str]

    def weight(self, rarity: Rarity) -> float:
        """How much the shared words tell: 1 for one telling, rare word.

        A word with a slip counts as a telling one, since the slip makes it no longer a word of a trade.
        """
        whole = sum(_TELLS[part] * rarity(word) for word, part in self.shared)
        return whole + sum(min(rarity(one), rarity(other)) for one, other in self.slips)


def shared_words(left: NameForm, right: NameForm) -> SharedWords:
    """The words of two names side by side.

    >>> from klusterkarta.linkage.normalise import read_name
    >>> found = shared_words(read_name("Safty and Rescue Region"), read_name("Safety and Rescue Region"))
    >>> found.slips, found.only_left
    ((('safty', 'safety'),), frozenset())
    """
    ours, theirs = left.naming, right.naming
    shared = tuple(sorted((word, part) for word, part in ours.items() if word in theirs))
    places, other_places = left.of("place"), right.of("place")
    slips = _slips(left, right)
    matched, other_matched = {one for one, _ in slips}, {other for _, other in slips}
    return SharedWords(
        shared=shared,
        slips=slips,
        only_left=frozenset(ours.keys() - theirs.keys() - matched),
        only_right=frozenset(theirs.keys() - ours.keys() - other_matched),
        places_left=places - matched,
        places_right=other_places - other_matched,
    )


def are_apart(left: NameForm, right: NameForm, *, rarity: Rarity) -> bool:
    """Whether two names surely are two. A quick look that spares most pairs the full comparison.

    They are neither alike as wholes nor is there a slip between them, and either each has a word of its own or the
    words that they share are too common to tell.

    >>> from klusterkarta.linkage.normalise import read_name
    >>> are_apart(read_name("Svensson Bygg"), read_name("Svensson Plåt"), rarity=lambda word: 1)
    True
    """
    if left.key == right.key or (left.known and left.known == right.known) or is_same_but_for_spaces(left, right):
        return False
    ours, theirs = left.naming, right.naming
    same_words = ours.keys() == theirs.keys()
    if left.acronym or right.acronym or (same_words and left.of("body") and right.of("body")):
        return False
    if OSA.distance(left.joined, right.joined, score_cutoff=1) <= 1 or _slips(left, right):
        return False
    if not (ours.keys() <= theirs.keys() or theirs.keys() <= ours.keys()):
        return True
    return sum(_TELLS[part] * rarity(word) for word, part in ours.items() if word in theirs) < LEAST_SHARED


def is_same_but_for_spaces(left: NameForm, right: NameForm) -> bool:
    """Whether two names are equal when their words are joined, with or without endings; a very short name never is.

    >>> from klusterkarta.linkage.normalise import read_name
    >>> is_same_but_for_spaces(read_name("Internet Bay"), read_name("InternetBay"))
    True
    """
    long_enough = min(len(left.joined), len(right.joined)) >= SHORTEST_JOINED
    return long_enough and (left.joined == right.joined or left.closed == right.closed)


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by no more letters than a slip of the pen changes (optimal string alignment).

    >>> is_slip("stangnas", "strangnas"), is_slip("food", "wood")
    (True, False)
    """
    longer = max(len(one), len(other))
    slips = (longer >= _ONE_SLIP_FROM) + (longer >= _TWO_SLIPS_FROM)
    return bool(slips) and OSA.distance(one, other, score_cutoff=slips) <= slips


def _slips(left: NameForm, right: NameForm) -> tuple[tuple[str, str], ...]:
    """Words of the two names that are a slip of one another, nearest first, each word once.

    The wordings behind the words count too: what looks like an ending may belong to a misspelt word. Two places are
    never a slip of one another.
    """
    ours = left.naming.keys() - right.naming.keys() | left.of("place") - right.of("place")
    theirs = right.naming.keys() - left.naming.keys() | right.of("place") - left.of("place")
    if not ours or not theirs:
        return ()
    spelled, spelled_there = _spelled(left, ours), _spelled(right, theirs)
    pairs = [
        (OSA.distance(one, other), min(one, other), max(one, other), one, other)
        for one, phrase, part in spelled
        for other, phrase_there, part_there in spelled_there
        if not part == part_there == "place" and (is_slip(one, other) or is_slip(phrase, phrase_there))
    ]
    return tuple(_each_once(sorted(pairs))) if pairs else ()


def _spelled(form: NameForm, words: Collection[str]) -> list[tuple[str, str, Part]]:
    return [(word, phrase, part) for word, part, phrase in form.parts if word in words]


def _each_once(pairs: Iterable[tuple[int, str, str, str, str]]) -> Iterable[tuple[str, str]]:
    taken: set[tuple[str, bool]] = set()
    for *_, one, other in pairs:
        if not {(one, False), (other, True)} & taken:
            taken |= {(one, False), (other, True)}
            yield one, other
