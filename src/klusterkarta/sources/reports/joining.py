"""Lines put together again: wrapped values, hyphenated words, paragraphs."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from klusterkarta.sources.reports.page_text import Line
from klusterkarta.sources.reports.words import folded_words, plain_words
from klusterkarta.values.text import fold

_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "‐", "‑")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def join_texts(texts: Iterable[str]) -> str:
    """Stretches of text on one line, with single spaces; a word hyphenated at the end of a stretch is one word again.

    A hyphen stays before a capital, a figure or a sign, and before "och" and "and".

    >>> join_texts(["till- ", "sammans med Nord-", "Europa, skogs-", "och 0371-", "160 52"])
    'tillsammans med Nord-Europa, skogs- och 0371-160 52'
    """
    parts: list[str] = []
    for text in texts:
        part = " ".join(text.split())
        if part and parts:
            parts[-1:] = _joined(parts[-1], part)
        elif part:
            parts.append(part)
    return "".join(parts)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines as paragraphs: a new one after a blank line, unless it cuts a sentence, and at each item of a list.

    >>> paragraphs([Line(text="Vi finns.", page=1, number=1), Line(text="Vi gör.", page=1, number=2, gap=True)])
    ['Vi finns.', 'Vi gör.']
    """
    groups: list[list[str]] = []
    for line in lines:
        begins = (
            line.heading or is_item(line.text) or (line.gap and not (groups and goes_on(groups[-1][-1], line.text)))
        )
        if not groups or begins:
            groups.append([])
        groups[-1].append(line.text)
    return [join_texts(group) for group in groups]


def goes_on(before: str, after: str) -> bool:
    """Whether a text plainly goes on after a space that a program put in: no end before it, or a small letter after it.

    >>> goes_on("Smart caring och", "FoodTech"), goes_on("genom vårt", "centrum."), goes_on("Klart.", "Nytt")
    (True, True, False)
    """
    last = before.rstrip()
    ends_open = last.endswith((",", "(", "/", *_HYPHENS)) or fold(last.rpartition(" ")[2]) in folded_words("suspended")
    return not is_item(after) and (ends_open or after.lstrip()[:1].islower())


def is_item(text: str) -> bool:
    """Whether a line begins an item of a list.

    >>> is_item("• Galicien"), is_item("- mat"), is_item("och mat")
    (True, True, False)
    """
    return _item().match(text) is not None


def without_bullet(text: str) -> str:
    """The text without the sign of a list item before it.

    >>> without_bullet("• Galicien: FoodTech")
    'Galicien: FoodTech'
    """
    found = _item().match(text)
    return text[found.end() :].strip() if found else text.strip()


@cache
def _item() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in plain_words("bullets"))
    return re.compile(rf"\s*(?:(?:{signs})\s+|[•●▪‣◦\uf0b7\uf0a7])")


def _joined(before: str, after: str) -> tuple[str, str]:
    """Two stretches as they stand beside one another, with the space between them or without the hyphen."""
    if before.endswith(_SOFT_HYPHEN):
        return before[:-1], after
    if not before.endswith(_HYPHENS) or not before[-2:-1].isalnum():
        return f"{before} ", after
    word = _FIRST_WORD.match(after)
    if word and fold(word[0]) in folded_words("suspended"):
        return f"{before} ", after
    if after[0].islower() and before[-2].isalpha():
        return before[:-1], after
    return before, after
