"""Which of a workspace's own priorities a text means, in spite of shortening and slips of the pen."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from klusterkarta.values.text import fold

How = Literal["exact", "prefix", "spelling", "ambiguous", "unknown"]
_BRACKET = re.compile(r"\s*\(([^()]*)\)?\s*$")
_COUNT = re.compile(r"(\d+)\s*(?:st\.?\s*)?org", re.IGNORECASE)
_SMALL_WORDS = frozenset({"och", "and", "samt", "inom", "av", "i", "for", "of", "in", "the", "with", "med"})
# Letters a word must have for one and for two slips; shorter words must be right ("sol" and "sal" are two words).
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 5, 9
# One word of a long name is too little to go by, unless it is the whole name.
_FEWEST_WORDS = 2
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class PriorityTerm:
    """A priority of the workspace: its code and all its names (Swedish, English, short forms)."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriorityMatch:
    """`code` is None when no priority or several fit. `organisations`: a count in brackets; `note`: another bracket."""

    code: str | None
    organisations: int | None
    how: How
    note: str = ""
    candidates: tuple[str, ...] = ()


def match_priority(text: str, priorities: Sequence[PriorityTerm]) -> PriorityMatch:
    """The priority whose name the text is, begins, or misspells.

    A beginning needs two words, one of them in no other priority's name, or the whole name. A misspelling may have one
    slip in a word of five letters and two from nine; a slip is a letter too many, too few, wrong or swapped (optimal
    string alignment). If several priorities fit equally well, none is chosen. A text over 500 characters fits none.

    >>> own = [PriorityTerm("food", ("FoodTech",)), PriorityTerm("forest", ("Skoglig bioekonomi",))]
    >>> match_priority("FoodTechj (2 organisationer)", own)
    PriorityMatch(code='food', organisations=2, how='spelling', note='', candidates=())
    >>> match_priority("Skoglig", own).how
    'unknown'
    """
    wording, organisations, note = _without_bracket(text if len(text) <= _LONGEST else "")
    for how, fits in _WAYS:
        codes = tuple(term.code for term in priorities if fits(wording, term, priorities))
        if len(codes) == 1:
            return PriorityMatch(codes[0], organisations, how, note)
        if codes:
            return PriorityMatch(None, organisations, "ambiguous", note, codes)
    return PriorityMatch(None, organisations, "unknown", note)


def _without_bracket(text: str) -> tuple[str, int | None, str]:
    """The wording without its last bracket, the count in that bracket, or else what the bracket says."""
    found = _BRACKET.search(text)
    if not found:
        return text, None, ""
    count = _COUNT.match(found[1].strip())
    return text[: found.start()], int(count[1]) if count else None, "" if count else found[1].strip()


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in _SMALL_WORDS]


def _is_name(wording: str, term: PriorityTerm, _: Sequence[PriorityTerm]) -> bool:
    joined = "".join(_words(wording))
    return bool(joined) and any(joined == "".join(_words(name)) for name in term.names)


def _begins_name(wording: str, term: PriorityTerm, priorities: Sequence[PriorityTerm]) -> bool:
    given = _words(wording)
    return any(_words(name)[: len(given)] == given and _tells(given, name, term, priorities) for name in term.names)


def _misspells(wording: str, term: PriorityTerm, priorities: Sequence[PriorityTerm]) -> bool:
    given = _words(wording)
    return any(_close_beginning(given, name, term, priorities) for name in term.names)


def _close_beginning(given: list[str], name: str, term: PriorityTerm, priorities: Sequence[PriorityTerm]) -> bool:
    meant = _words(name)[: len(given)]
    close = len(meant) == len(given) and all(map(_is_close, given, meant))
    return close and _tells(meant, name, term, priorities)


def _is_close(given: str, meant: str) -> bool:
    slips = (len(meant) >= _ONE_SLIP_FROM) + (len(meant) >= _TWO_SLIPS_FROM)
    return OSA.distance(given, meant, score_cutoff=slips) <= slips


def _tells(words: list[str], name: str, term: PriorityTerm, priorities: Sequence[PriorityTerm]) -> bool:
    """Whether these words are enough: the whole name, or two words of which no other priority has one."""
    if words == _words(name):
        return bool(words)
    others = _all_words(other for other in priorities if other is not term)
    return len(words) >= _FEWEST_WORDS and any(word not in others for word in words)


def _all_words(priorities: Iterable[PriorityTerm]) -> set[str]:
    return {word for term in priorities for name in term.names for word in _words(name)}


_Fits = Callable[[str, PriorityTerm, Sequence[PriorityTerm]], bool]
# From the surest to the least sure way; the first that gives an answer decides.
_WAYS: tuple[tuple[How, _Fits], ...] = (("exact", _is_name), ("prefix", _begins_name), ("spelling", _misspells))
