"""The word lists of `report_words.yaml`."""

from collections.abc import Iterable, Mapping
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document


@cache
def folded_words(part: str) -> frozenset[str]:
    """One of the document's lists, folded.

    >>> "vd" in folded_words("roles"), "projektledare" in folded_words("roles")
    (True, False)
    """
    return frozenset(filter(None, map(fold, plain_words(part))))


@cache
def plain_words(part: str) -> tuple[str, ...]:
    """One of the document's lists as it is written, longest word first.

    >>> plain_words("suspended")[0]
    'respektive'
    """
    return tuple(sorted(_flat(read_document("report_words").body[part]), key=len, reverse=True))


@cache
def plural_heads() -> Mapping[str, str]:
    """Plural beginning of a list of bodies, folded → its singular.

    >>> plural_heads()["lansstyrelserna"]
    'Länsstyrelsen'
    """
    return {fold(many): one for many, one in read_document("report_words").body["plural_heads"].items()}


@cache
def language_words(lang: str) -> frozenset[str]:
    """Small words of one language, in small letters with their accents.

    >>> "är" in language_words("sv"), "the" in language_words("en")
    (True, True)
    """
    return frozenset(_flat(read_document("report_words").body["language"][lang]))


def _flat(entries: Iterable[str | list[str]]) -> list[str]:
    return [str(word) for entry in entries for word in (entry if isinstance(entry, list) else [entry])]
