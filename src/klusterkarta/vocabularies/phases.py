"""The phases of an initiative in their four-step and five-step form, and what a source's words say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import words_of
from klusterkarta.vocabularies.terms import Term, TermMatch, match_term, terms

Form = Literal["four", "five"]
FORMS: tuple[Form, ...] = ("four", "five")
STALLED, CLOSED = "stalled", "closed"


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """The phases that a text leaves open, from the earliest to the latest; both the same where it names one.

    Stalled and closed are states: then both are that state.
    """

    first: str
    last: str

    @property
    def is_state(self) -> bool:
        """Whether it is a state that can follow any phase."""
        return self.first in (STALLED, CLOSED)


def phases(form: Form) -> tuple[Term, ...]:
    """The phases of one form in their order. Stalled and closed are states that can follow any of them.

    The five-step form puts prospecting before exploring (Sörmland county's follow-up of 2003).

    >>> [phase.code for phase in phases("four")]
    ['exploring', 'starting', 'growing', 'maturing']
    """
    entries = read_document("phases").body["terms"]
    return tuple(terms("phases")[entry["code"]] for entry in entries if form in entry["steps"])


def match_phase(text: str) -> TermMatch:
    """The phase that a text names as a whole; "has left the exploring phase" names none.

    >>> match_phase("Genomförande och tillväxt").code
    'growing'
    """
    return match_term(text, "phases")


def read_phase(text: str) -> PhaseSpan | None:
    """The phases that a text leaves open, in the five-step form; None where it says nothing of either form.

    "Has left", "has not left", "at least" and "at most" before a phase make a stretch of it; before the last phase
    "has left" leaves nothing, and says nothing.

    >>> read_phase("lämnat sonderingsfasen")
    PhaseSpan(first='starting', last='maturing')
    >>> read_phase("krympt") is None
    True
    """
    code = match_phase(text).code
    if code is not None:
        return PhaseSpan(code, code)
    folded = fold(text)
    for words, turn in _turns():
        if folded.startswith(f"{words} "):
            return _turned(turn, match_phase(folded.removeprefix(f"{words} ")).code)
    return None


def in_form(span: PhaseSpan, form: Form) -> PhaseSpan:
    """The span in a form's own steps: the four-step form has nothing before exploring, so prospecting counts to it.

    >>> in_form(PhaseSpan("prospecting", "starting"), "four")
    PhaseSpan(first='exploring', last='starting')
    """
    steps = [one.code for one in phases(form)]
    return span if span.is_state else PhaseSpan(*(one if one in steps else steps[0] for one in (span.first, span.last)))


def _turned(turn: str, code: str | None) -> PhaseSpan | None:
    steps = [one.code for one in phases("five")]
    if code not in steps:
        return None
    if turn == "up_to":
        return PhaseSpan(steps[0], code)
    left: Sequence[str] = steps[steps.index(code) + (turn == "after") :]
    return PhaseSpan(left[0], left[-1]) if left else None


@cache
def _turns() -> tuple[tuple[str, str], ...]:
    """Folded words and the turn they make, the longest first."""
    turns = read_document("phases").body["turns"]
    pairs = [(fold(word), turn) for turn, words in turns.items() for word in words_of(words)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
