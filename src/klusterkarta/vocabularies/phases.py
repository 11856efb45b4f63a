"""The phases of an initiative in their four-step and five-step form."""

from typing import Literal

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.terms import Term, TermMatch, match_term, terms

Form = Literal["four", "five"]


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
