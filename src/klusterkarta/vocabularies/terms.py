"""Small vocabularies: a code, its label in both languages and the other words people write for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import Label, read_label, words_of

How = Literal["exact", "contained", "ambiguous", "unknown"]
# A shorter word is too often the end of another one ("hubb" in "klubb"); such words must stand alone.
_SHORTEST_HEAD = 5
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary. `plural` and `definition` may be absent."""

    code: str
    label: Label
    plural: Label | None
    definition: Label | None
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """Which term a text means: `code` is None when none or several do; `candidates` then lists the several."""

    code: str | None
    how: How
    candidates: tuple[str, ...] = ()


@cache
def terms(vocabulary: str) -> Mapping[str, Term]:
    """The terms of `lists`, `phases`, `source_kinds`, `work_status`, `things`, `languages` or `actor_kinds`, by code.

    The order is the document's own. DocumentError for a vocabulary that does not exist.

    >>> terms("work_status")["waiting"].label.sv
    'Väntar på svar'
    """
    entries = read_document(vocabulary).body["terms"]
    return {term.code: term for term in map(_read_term, entries)}


def match_term(text: str, vocabulary: str, *, contained: bool = False) -> TermMatch:
    """The term that a text means: its code, label, plural or a synonym, whatever its case, accents and punctuation.

    With `contained` a text that equals none may hold one as a word or as the end of a compound; two in one text are
    ambiguous. Leave it off where a word before can turn the meaning round ("has left the exploring phase"). A text over
    500 characters is no term.

    >>> match_term("  NEDLAGT ", "phases")
    TermMatch(code='closed', how='exact', candidates=())
    >>> match_term("lämnat sonderingsfasen", "phases").how
    'unknown'
    """
    folded = fold(text) if len(text) <= _LONGEST else ""
    code = _words(vocabulary).get(folded)
    if code is not None:
        return TermMatch(code, "exact")
    if not contained or not folded:
        return TermMatch(None, "unknown")
    return _match_contained(folded, vocabulary)


# A register says the same few things of a hundred thousand actors.
@lru_cache(maxsize=4096)
def _match_contained(folded: str, vocabulary: str) -> TermMatch:
    found = tuple(dict.fromkeys(_contained(folded, vocabulary)))
    if len(found) == 1:
        return TermMatch(found[0], "contained")
    return TermMatch(None, "ambiguous" if found else "unknown", found)


def _read_term(entry: Mapping[str, Any]) -> Term:
    return Term(
        str(entry["code"]),
        read_label(entry["label"]),
        read_label(entry["plural"]) if "plural" in entry else None,
        read_label(entry["definition"]) if "definition" in entry else None,
        words_of(entry.get("synonyms", {})),
    )


@cache
def _words(vocabulary: str) -> Mapping[str, str]:
    return {fold(word): term.code for term in terms(vocabulary).values() for word in _all_words(term)}


def _all_words(term: Term) -> Iterable[str]:
    labels = (term.label, term.plural) if term.plural else (term.label,)
    return (term.code, *term.synonyms, *(word for label in labels for word in (label.sv, label.en)))


def _contained(folded: str, vocabulary: str) -> Iterable[str]:
    """Codes of the words in the text, longest word first; what a longer word covers no shorter one may claim."""
    rest = folded
    for word, pattern, code in _patterns(vocabulary):
        # Few texts hold the word at all, and seeing that takes a hundredth of what the pattern takes.
        if word in rest:
            rest, times = pattern.subn(" ", rest)
            if times:
                yield code


@cache
def _patterns(vocabulary: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Each word as a word of its own, or as the end of a compound where it is long enough; longest first."""
    words = sorted(_words(vocabulary), key=len, reverse=True)
    heads = (r"\w*" if len(word) >= _SHORTEST_HEAD else "" for word in words)
    return tuple(
        (word, re.compile(rf"\b{head}{re.escape(word)}\b"), _words(vocabulary)[word])
        for head, word in zip(heads, words, strict=True)
    )
