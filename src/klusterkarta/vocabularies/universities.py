"""Universities and university colleges behind the many ways in which sources write them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.terms import Term, match_term, terms

# One letter wrong or missing in a name of at least this length is a slip; a shorter one may be another abbreviation.
_SHORTEST_MISSPELT = 9


@lru_cache(maxsize=10_000)
def match_university(text: str) -> Term | None:
    """The institution that a text means; None when it names none, or more than one.

    Exact names and abbreviations first, then a name inside a longer wording, then one slip of spelling.

    >>> [
    ...     match_university(one).code
    ...     for one in ("CTH", "Mälardalen Högskola", "Restauranghögskolan (Örebro Universitet)")
    ... ]
    ['cth', 'mdu', 'oru']
    >>> match_university("Bergsskolan") is None
    True
    """
    code = match_term(text, "universities", contained=True).code or _misspelt(fold(text))
    return terms("universities")[code] if code else None


def _misspelt(folded: str) -> str | None:
    if len(folded) < _SHORTEST_MISSPELT:
        return None
    near = {
        code
        for length in (len(folded) - 1, len(folded), len(folded) + 1)
        for name, code in _names_of_length().get(length, ())
        if Levenshtein.distance(folded, name, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


@cache
def _names_of_length() -> Mapping[int, Sequence[tuple[str, str]]]:
    """Folded names with their codes, by length: one slip makes a name one letter longer or shorter at most."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for term in terms("universities").values():
        for name in (term.label.sv, term.label.en, *term.synonyms):
            folded = fold(name)
            found[len(folded)].append((folded, term.code))
    return found
