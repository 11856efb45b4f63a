"""Free text about a trade → sector groups, with the words that decided."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.industry_codes import group_of_industry
from klusterkarta.vocabularies.sector_groups import Keyword, Strength, keywords
from klusterkarta.vocabularies.word_forms import find_stem, joining_words

_LONGEST = 2_000
_WORD = re.compile(r"[^\W_]+")
# What ends a phrase. A hyphen inside a word, or one that leaves the rest of a compound open ("Gruv- och"), does not.
_BREAK = re.compile(r"[,;:/|&()\[\]\n.+•]|\s[-–—]\s")
# "SNI 62.010", "NACE Rev. 2: 26.6", or a cell that begins with such a code.
_CODE = re.compile(
    r"\b(?:SNI|NACE)\s*(?:2007|rev\.?\s*2)?[^\d,;|]{0,20}(\d{2}(?:\.?\d{1,3})*)\b|^\s*(\d{2}\.\d{1,3}|\d{5})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DecidingWord:
    """A word of the text, the group it points to, and whether it names, is general for or touches that group."""

    text: str
    group: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class SectorReading:
    """`narrow`: the one main group, or None; `wide`: every group touched, the main one first; and what decided."""

    narrow: str | None
    wide: tuple[str, ...]
    deciding_words: tuple[DecidingWord, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A keyword found: first and last word, the letters in its last word, and the phrase it stands in."""

    first: int
    last: int
    begin: int
    end: int
    phrase: int
    keyword: Keyword

    def covers(self, other: "_Hit") -> bool:
        """Whether `other` lies inside this hit and is not the same stretch of text."""
        mine, theirs = (self.first, self.begin, self.last, self.end), (other.first, other.begin, other.last, other.end)
        return mine != theirs and mine[:2] <= theirs[:2] and theirs[2:] <= mine[2:]


def read_sectors(text: str) -> SectorReading:
    """The sector groups a text points to, in Swedish or English.

    Narrow: the first phrase that names a trade decides, and in it the last word that does; without a naming word the
    general words decide the same way. A stated SNI or NACE code comes before all words. An empty text, or one without
    any known word, reads as nothing; of a text over 2,000 characters the beginning is read.

    >>> reading = read_sectors("Glasbruk, Turism")
    >>> reading.narrow, reading.wide
    ('glass', ('glass', 'tourism'))
    >>> [(word.text, word.group) for word in read_sectors("Plast- och komposittillverkning").deciding_words]
    [('Plast', 'materials'), ('komposittillverkning', 'materials'), ('komposittillverkning', 'manufacturing')]
    >>> read_sectors("SNI 62.010").narrow
    'ict'
    """
    return _read(text[:_LONGEST])


@lru_cache(maxsize=8192)
def _read(text: str) -> SectorReading:
    tokens = list(_WORD.finditer(text))
    hits = _without_covered(list(_hits(text, tokens)))
    coded = tuple(_coded(text))
    narrow = coded[0].group if coded else _narrow(hits)
    words = (*coded, *_deciding(text, tokens, hits))
    wide = dict.fromkeys((*([narrow] if narrow else []), *(word.group for word in words)))
    return SectorReading(narrow, tuple(wide), words)


def _coded(text: str) -> Iterator[DecidingWord]:
    for found in _CODE.finditer(text):
        if group := group_of_industry(found[1] or found[2]):
            yield DecidingWord(found[0].strip(), group, "names")


def _hits(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[_Hit]:
    folded = [fold(token[0]).replace(" ", "") for token in tokens]
    phrases = _phrases(text, tokens, folded)
    for at, word in enumerate(folded):
        for keyword, begin, end in (*_words_in(word), *_phrases_at(folded, at)):
            if not keyword.capitals or _in_capitals(text, tokens[at]):
                yield _Hit(at, at + len(keyword.words) - 1, begin, end, phrases[at], keyword)


@lru_cache(maxsize=65536)
def _words_in(word: str) -> tuple[tuple[Keyword, int, int], ...]:
    """The keywords of one word that stand in a folded word, and where."""
    likely = (keyword for keyword in keywords() if len(keyword.words) == 1 and keyword.words[0] in word)
    found = ((keyword, _span(word, keyword)) for keyword in likely)
    return tuple((keyword, *span) for keyword, span in found if span)


def _phrases_at(folded: Sequence[str], at: int) -> Iterator[tuple[Keyword, int, int]]:
    """The keywords of several words that begin here; their last word may be inflected or begin a compound."""
    for keyword in _phrases_by_first_word().get(folded[at], ()):
        *before, _ = keyword.words
        end = at + len(before)
        span = _span(folded[end], keyword) if end < len(folded) and folded[at:end] == before else None
        if span:
            yield keyword, 0, span[1]


@cache
def _phrases_by_first_word() -> Mapping[str, list[Keyword]]:
    found: dict[str, list[Keyword]] = {}
    for keyword in keywords():
        if len(keyword.words) > 1:
            found.setdefault(keyword.words[0], []).append(keyword)
    return found


def _span(word: str, keyword: Keyword) -> tuple[int, int] | None:
    stem = keyword.words[-1]
    if keyword.capitals:
        return (0, len(stem)) if word == stem else None
    return find_stem(word, stem, lang=keyword.lang)


def _in_capitals(text: str, token: re.Match[str]) -> bool:
    """Whether the word is written "IT", or "it" before a hyphen as in "it-företag"."""
    return token[0].isupper() or text[token.end() : token.end() + 1] == "-"


def _phrases(text: str, tokens: Sequence[re.Match[str]], folded: Sequence[str]) -> list[int]:
    """The number of the phrase each word stands in."""
    numbers, phrase = [], 0
    for at, token in enumerate(tokens):
        between = text[tokens[at - 1].end() : token.start()] if at else ""
        phrase += bool(_BREAK.search(between)) or folded[at] in joining_words()
        numbers.append(phrase)
    return numbers


def _without_covered(hits: Sequence[_Hit]) -> list[_Hit]:
    """Longer finds hide shorter ones inside them; one that only touches a group decides nothing and hides nothing."""
    hiding = [hit for hit in hits if any(strength != "touches" for _, strength in hit.keyword.groups)]
    shown = [hit for hit in hits if not any(other.covers(hit) for other in hiding)]
    return sorted(shown, key=lambda hit: (hit.first, hit.begin))


def _narrow(hits: Sequence[_Hit]) -> str | None:
    for strength in ("names", "general"):
        deciding = [hit for hit in hits if _groups(hit, strength)]
        if deciding:
            first = min(hit.phrase for hit in deciding)
            head = max((hit for hit in deciding if hit.phrase == first), key=lambda hit: (hit.last, hit.end))
            return _groups(head, strength)[0]
    return None


def _groups(hit: _Hit, strength: str) -> list[str]:
    return [group for group, how in hit.keyword.groups if how == strength]


def _deciding(text: str, tokens: Sequence[re.Match[str]], hits: Sequence[_Hit]) -> Iterator[DecidingWord]:
    words = {
        DecidingWord(text[tokens[hit.first].start() : tokens[hit.last].end()], group, strength): None
        for hit in hits
        for group, strength in hit.keyword.groups
    }
    yield from words
