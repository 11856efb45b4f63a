"""Which language a text is written in, told by its small words."""

import re
from collections.abc import Iterable

from klusterkarta.sources.reports.words import language_words

_WORD = re.compile(r"[^\W\d_]+")
_LANGUAGES = ("sv", "en")
# The letters that the other language lacks count as much as this share of a small word.
_SWEDISH_LETTERS = re.compile("[åäöÅÄÖ]")
_PER_LETTER = 0.2
_FEWEST_WORDS = 3
# Running text has some 30 % small words, a document of tables alone some 5 %.
_FEWEST_OF_DOCUMENT, _LEAST_SHARE = 60, 0.01
_SHORT_PARAGRAPH = 60


def detect_language(text: str) -> str:
    """`sv`, `en`, or "" when the text has too few words to tell or as many of one as of the other.

    >>> detect_language("Vi arbetar för tillväxt."), detect_language("We work for growth."), detect_language("VTC")
    ('sv', 'en', '')
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return ""
    scores = {lang: float(sum(word in language_words(lang) for word in words)) for lang in _LANGUAGES}
    scores["sv"] += _PER_LETTER * len(_SWEDISH_LETTERS.findall(text))
    if scores["sv"] == scores["en"]:
        return ""
    return max(_LANGUAGES, key=scores.__getitem__)


def detect_languages(paragraphs: Iterable[str]) -> list[str]:
    """The languages of the paragraphs in order, without repeats; short paragraphs follow the others.

    >>> detect_languages(["A network that creates business for the whole region and its companies.", "Vision"])
    ['en']
    """
    all_paragraphs = list(paragraphs)
    long = [text for text in all_paragraphs if len(text) >= _SHORT_PARAGRAPH]
    found = dict.fromkeys(filter(None, map(detect_language, long)))
    return list(found or filter(None, [detect_language(" ".join(all_paragraphs))]))


def is_familiar(texts: Iterable[str]) -> bool:
    """Whether a document has the small words of a known language, or is too short to tell.

    >>> is_familiar(["Gps tubsubcps vudhnbsb uxp lpnnvofs"] * 40), is_familiar(["Glas och trä i Nybro"] * 40)
    (False, True)
    """
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    small = sum(any(word in language_words(lang) for lang in _LANGUAGES) for word in words)
    return len(words) < _FEWEST_OF_DOCUMENT or small >= len(words) * _LEAST_SHARE
