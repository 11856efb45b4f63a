"""Names for sheets that every spreadsheet program takes."""

import re
from collections.abc import Iterable

LONGEST = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Excel keeps this name, in English whatever its own language, for its log of changes.
_KEPT = frozenset({"history"})


def sheet_names(titles: Iterable[str]) -> list[str]:
    """For each title a name of at most 31 legal characters, no two alike whatever their case; cut between words.

    A title without any usable character becomes "-".

    >>> sheet_names(["Mat/dryck", "mat dryck", "Avancerad specialtillverkning inom metall"])
    ['Mat dryck', 'mat dryck (2)', 'Avancerad specialtillverkning']
    """
    taken: set[str] = set(_KEPT)
    names = []
    for title in titles:
        name = _free(_legal(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _legal(title: str) -> str:
    return " ".join(_ILLEGAL.sub(" ", title).split()).strip("' ") or "-"


def _free(wanted: str, taken: set[str]) -> str:
    name, number = _cut(wanted, LONGEST), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = _cut(wanted, LONGEST - len(ending)) + ending
    return name


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    at_word, space, _ = name[: longest + 1].rpartition(" ")
    # A first word that fills most of the room is cut inside; a name that ends in "och" or "," reads as broken off.
    cut = at_word if space and len(at_word) >= longest // 2 else name[:longest]
    return re.sub(r"(?:\s+(?:och|samt|inom|för|av|i|and|in|for|of|the))+$", "", cut.rstrip(" ,-–'")).rstrip(" ,-–'")
