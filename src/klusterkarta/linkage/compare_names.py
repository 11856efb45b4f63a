"""How alike two names are: the strongest likeness between them, and what takes away from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from klusterkarta.linkage.evidence import Evidence, Said, find
from klusterkarta.linkage.normalise import NameForm, body_kinds
from klusterkarta.linkage.place_phrases import places_overlap
from klusterkarta.linkage.words_shared import LEAST_SHARED, Rarity, SharedWords, is_same_but_for_spaces, shared_words

# A name of ten letters and more may have one slip anywhere, spaces not counted.
_SLIP_IN_WHOLE_FROM = 10
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """What the names alone say: the findings, strongest likeness first, and their sum in bits."""

    bits: float
    findings: tuple[Evidence, ...]

    @property
    def code(self) -> str:
        """The code of the likeness."""
        return self.findings[0].code


def compare_names(left: NameForm, right: NameForm, *, rarity: Rarity) -> NameLikeness:
    """The likeness of two names. The same whichever comes first, but for the sides in the findings' parameters.

    >>> from klusterkarta.linkage.normalise import read_name
    >>> likeness = compare_names(
    ...     read_name("Skånes Livsmedelsakademi"), read_name("Livsmedelsakademien"), rarity=lambda word: 1
    ... )
    >>> likeness.bits, [one.code for one in likeness.findings]
    (2.65, ['contained', 'more_places'])
    """
    words = shared_words(left, right)
    whole = _whole(left, right)
    if whole:
        findings = [whole, *_legal(left, right)]
    else:
        findings = [_partial(left, right, words, rarity), *_taken(left, right, words)]
    return NameLikeness(sum(one.bits for one in findings), tuple(findings))


def _whole(left: NameForm, right: NameForm) -> Evidence | None:
    """A likeness of the names as wholes, from which differing words take nothing away."""
    if left.folded and left.folded == right.folded:
        return find("same_name", lambda: {"name": left.text})
    if is_same_but_for_spaces(left, right) or (left.key and left.key == right.key):
        return find("same_words", _sides(left, right))
    if left.known and left.known == right.known:
        return find("known_name", lambda: {"name": left.known, "left": left.text, "right": right.text})
    if (left.acronym and left.acronym in right.initials) or (right.acronym and right.acronym in left.initials):
        return find("acronym", _sides(left, right))
    return None


def _partial(left: NameForm, right: NameForm, words: SharedWords, rarity: Rarity) -> Evidence:
    weight = min(1.0, words.weight(rarity))
    if _is_misspelt(left, right, words):
        return find("spelling", _sides(left, right))
    if _is_same_body(left, right, words):
        return find("same_body", _sides(left, right))
    if not weight:
        return find("no_word")
    contained = weight >= LEAST_SHARED and not (words.only_left and words.only_right)
    named = [*(word for word, _ in words.shared), *(one for one, _ in words.slips)]
    return find("contained" if contained else "shared_words", lambda: {"words": left.written(named)}, times=weight)


def _is_misspelt(left: NameForm, right: NameForm, words: SharedWords) -> bool:
    whole = min(len(left.joined), len(right.joined)) >= _SLIP_IN_WHOLE_FROM
    if whole and OSA.distance(left.joined, right.joined, score_cutoff=1) <= 1:
        # A letter that makes it another place or another number is no slip.
        same_numbers = left.of("number", "compass") == right.of("number", "compass")
        return same_numbers and words.places_left == words.places_right
    return bool(words.slips) and not words.only_left and not words.only_right


def _is_same_body(left: NameForm, right: NameForm, words: SharedWords) -> bool:
    both = words.places_left & words.places_right
    return bool(both and body_kinds(left) & body_kinds(right)) and not (words.only_left or words.only_right)


def _taken(left: NameForm, right: NameForm, words: SharedWords) -> Iterable[Evidence]:
    if words.shared or words.slips:
        yield from _more_words(left, right, words)
    yield from _places(left, right, words)
    yield from _numbers(left, right)
    yield from _bodies(left, right)
    if _is_possessive(left, right) or _is_possessive(right, left):
        yield find("possessive", _sides(left, right))
    yield from _legal(left, right)


def _more_words(left: NameForm, right: NameForm, words: SharedWords) -> Iterable[Evidence]:
    if words.only_left and words.only_right:
        yield find(
            "other_words", lambda: {"left": left.written(words.only_left), "right": right.written(words.only_right)}
        )
    elif more := words.only_left | words.only_right:
        yield _more("more_telling_words", left, right, more)
    if general := left.of("general", "body") ^ right.of("general", "body"):
        yield _more("more_general_words", left, right, general)


def _places(left: NameForm, right: NameForm, words: SharedWords) -> Iterable[Evidence]:
    ours, theirs = words.places_left, words.places_right
    directions, others = left.of("compass"), right.of("compass")
    if directions and others and not directions & others:
        yield find(
            "other_places", lambda: {"left": left.written(directions | ours), "right": right.written(others | theirs)}
        )
    elif ours and theirs and not places_overlap(ours, theirs):
        yield find("other_places", lambda: {"left": left.written(ours), "right": right.written(theirs)})
    elif alone := (ours ^ theirs) | (directions ^ others):
        yield find("more_places", lambda: {"places": _only_one(left, right, alone)})


def _numbers(left: NameForm, right: NameForm) -> Iterable[Evidence]:
    ours, theirs = left.of("number"), right.of("number")
    if ours and theirs and ours != theirs:
        yield find("other_numbers", lambda: {"left": left.written(ours), "right": right.written(theirs)})
    elif ours != theirs:
        yield _more("more_telling_words", left, right, ours ^ theirs)


def _bodies(left: NameForm, right: NameForm) -> Iterable[Evidence]:
    ours, theirs = left.of("body"), right.of("body")
    if ours and theirs and not body_kinds(left) & body_kinds(right):
        yield find("other_body", lambda: {"left": left.written(ours), "right": right.written(theirs)})


def _legal(left: NameForm, right: NameForm) -> Iterable[Evidence]:
    if left.legal and right.legal and not left.legal & right.legal:
        yield find("other_legal_form", _sides(left, right))


def _sides(left: NameForm, right: NameForm) -> Said:
    return lambda: {"left": left.text, "right": right.text}


def _more(code: str, left: NameForm, right: NameForm, words: frozenset[str]) -> Evidence:
    return find(code, lambda: {"words": _only_one(left, right, words)}, times=min(len(words), _MOST_WORDS))


def _only_one(left: NameForm, right: NameForm, words: frozenset[str]) -> str:
    return ", ".join(filter(None, sorted((left.written(words), right.written(words)))))


def _is_possessive(owner: NameForm, owned: NameForm) -> bool:
    """Whether the one is "Nutek" and the other "Nuteks klusterprogram"."""
    inside = set(owned.raw[:-1])
    return any(part == "telling" and f"{word}s" in inside and word in owner.raw for word, part, _ in owner.parts)
