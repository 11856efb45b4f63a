"""Words by which the organisation is found in a researcher's address."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document


@cache
def organisation_ranks() -> tuple[tuple[str, ...], ...]:
    """Words of organisations, the surest first.

    >>> "university" in organisation_ranks()[0]
    True
    """
    return tuple(tuple(fold(str(word)) for word in rank) for rank in read_document("affiliation_words").body["ranks"])


@cache
def parts_of_universities() -> tuple[str, ...]:
    """Names of schools and hospitals that belong to the university beside which they stand, the longest first."""
    words = (fold(str(word)) for word in read_document("affiliation_words").body["cut"])
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def organisation_aliases() -> Mapping[str, str]:
    """Folded other name → folded usual name.

    >>> organisation_aliases()["ucl"]
    'university college london'
    """
    entries = read_document("affiliation_words").body["aliases"]
    return {fold(str(other)): fold(str(name)) for name, others in entries.items() for other in others}
