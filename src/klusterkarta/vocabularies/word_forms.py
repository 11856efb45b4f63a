"""Whether a word of a text is a keyword: inflected, or as part of a compound."""

from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.labels import words_of
from klusterkarta.vocabularies.sector_groups import compound_parts, keywords

# Up to this length a stem also begins or ends words of other trades (massa in massage, sport in transport).
_SHORT_STEM, _RISKY_STEM = 4, 5
_SHORTEST_HEAD = 4


def find_stem(word: str, stem: str, *, lang: str) -> tuple[int, int] | None:
    """Where the stem stands in the folded word, or None when the word is another one.

    The stem may be the whole word with an ending, the first part of a compound, its last part or, when long, a middle
    part. A stem of up to five letters counts in a compound only beside another keyword or a part that says nothing of
    the trade, and English stems of up to four letters not at all.

    >>> find_stem("matkluster", "mat", lang="sv"), find_stem("automat", "mat", lang="sv")
    ((0, 3), None)
    >>> find_stem("cars", "car", lang="en"), find_stem("care", "car", lang="en")
    ((0, 4), None)
    """
    if word == stem or (word.startswith(stem) and word[len(stem) :] in _endings(stem, lang)):
        return 0, len(word)
    if lang == "en" and len(stem) <= _SHORT_STEM:
        return None
    return _as_first_part(word, stem) or _as_last_part(word, stem, lang) or _as_middle_part(word, stem)


@cache
def joining_words() -> frozenset[str]:
    """Small words that end a phrase ("och", "för", "with"), folded.

    >>> "för" in joining_words(), "for" in joining_words()
    (False, True)
    """
    return frozenset(map(fold, words_of(read_document("word_forms").body["joining"])))


def _endings(stem: str, lang: str) -> frozenset[str]:
    return _endings_of(lang, "short_endings" if len(stem) <= _SHORT_STEM else "endings")


@cache
def _endings_of(lang: str, kind: str) -> frozenset[str]:
    return frozenset(read_document("word_forms").body[kind][lang])


@cache
def _links() -> tuple[str, ...]:
    return ("", *read_document("word_forms").body["links"])


def _as_first_part(word: str, stem: str) -> tuple[int, int] | None:
    if not word.startswith(stem):
        return None
    rest = word[len(stem) :]
    if len(stem) > _RISKY_STEM or any(_begins_known(rest.removeprefix(link)) for link in _links()):
        return 0, len(stem)
    return None


def _as_last_part(word: str, stem: str, lang: str) -> tuple[int, int] | None:
    at = word.rfind(stem)
    if at <= 0 or len(stem) < _SHORTEST_HEAD or word[at + len(stem) :] not in _endings(stem, lang) | {""}:
        return None
    before = word[:at]
    if len(stem) > _RISKY_STEM or any(_is_known(before.removesuffix(link)) for link in _links()):
        return at, len(word)
    return None


def _as_middle_part(word: str, stem: str) -> tuple[int, int] | None:
    at = word.find(stem)
    return (at, at + len(stem)) if at > 0 and len(stem) > _RISKY_STEM else None


def _begins_known(rest: str) -> bool:
    return rest.startswith(_beginnings())


def _is_known(part: str) -> bool:
    return part in _wholes()


@cache
def _beginnings() -> tuple[str, ...]:
    return (*compound_parts(), *(stem for stem in _stems() if len(stem) >= _SHORTEST_HEAD))


@cache
def _wholes() -> frozenset[str]:
    return frozenset((*compound_parts(), *_stems()))


def _stems() -> tuple[str, ...]:
    return tuple(keyword.words[0] for keyword in keywords() if len(keyword.words) == 1 and not keyword.capitals)
