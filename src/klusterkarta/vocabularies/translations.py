"""Words of the field in the languages that sources write, so that names in two languages can be compared."""

from functools import cache

from klusterkarta.vocabularies.documents import read_document


@cache
def translations() -> tuple[tuple[str, ...], ...]:
    """Lines of words that mean the same; the first stands for all.

    >>> next(line for line in translations() if "food" in line)[0]
    'livsmedel'
    """
    return tuple(tuple(map(str, line)) for line in read_document("translations").body["words"])


@cache
def part_words() -> frozenset[str]:
    """Words of parts, mothers and sisters of an organisation.

    >>> "holding" in part_words()
    True
    """
    return frozenset(map(str, read_document("translations").body["parts"]))


@cache
def branch_words() -> frozenset[str]:
    """Words that introduce the place of a branch.

    >>> "filial" in branch_words()
    True
    """
    return frozenset(map(str, read_document("translations").body["branches"]))
