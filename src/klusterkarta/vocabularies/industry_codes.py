"""Codes of industries (NACE Rev. 2 / SNI 2007) as tables write them: their divisions, and their sector group."""

import re
from collections.abc import Mapping
from functools import cache

from klusterkarta.vocabularies.sector_groups import sector_groups

# The divisions of each section of NACE Rev. 2 / SNI 2007.
_SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47), "H": (49, 53),
    "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82), "O": (84, 84),
    "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
_CODE = re.compile(r"[A-U]?([0-9]{2})([0-9.]*)[A-Z]?")


def divisions_of(code: str) -> frozenset[str]:
    """The divisions (NACE Rev. 2 / SNI 2007) that an industry's code covers wholly; empty for a part of one or no code.

    >>> sorted(divisions_of("10-12")), sorted(divisions_of("D+E"))
    (['10', '11', '12'], ['35', '36', '37', '38', '39'])
    >>> divisions_of("26.3"), sorted(divisions_of("C26"))
    (frozenset(), ['26'])
    """
    found: set[int] = set()
    for part in re.split(r"[+,]", code.upper()):
        ends = [_span(end) for end in part.split("-")]
        if not ends or None in ends:
            return frozenset()
        spans = [end for end in ends if end]
        found |= set(range(spans[0][0], spans[-1][1] + 1))
    return frozenset(f"{number:02}" for number in found)


def code_figures(code: str) -> str:
    """The figures of one division or of a part of it, without point or letter; "" for anything wider.

    >>> code_figures("C26.3"), code_figures("62"), code_figures("10-12")
    ('263', '62', '')
    """
    found = _CODE.fullmatch(code.upper())
    return found[1] + found[2].replace(".", "") if found else ""


def group_of_industry(code: str) -> str:
    """The sector group of an industry; "" where its divisions are of several groups, or of none.

    Divisions that are of no group do not count: "10-12" is food, though tobacco (12) is nobody's. A division whose part
    is another group's ("26" beside ICT's 26.3) belongs to its own: see `groups_inside`.

    >>> group_of_industry("26"), group_of_industry("26.30"), group_of_industry("10-12"), group_of_industry("C")
    ('electronics', 'ict', 'food', '')
    """
    figures = code_figures(code)
    if figures:
        fitting = [one for one in _prefixes() if figures.startswith(one)]
        return _prefixes()[max(fitting, key=len)] if fitting else ""
    among = {group_of_industry(division) for division in divisions_of(code)} - {""}
    return among.pop() if len(among) == 1 else ""


def groups_inside(code: str) -> frozenset[str]:
    """The groups that have a part of an industry which its code does not show, so that figures by it lack them.

    >>> sorted(groups_inside("26")), groups_inside("26.3")
    (['ict', 'life_science'], frozenset())
    """
    divisions = divisions_of(code) or ({code_figures(code)} if code_figures(code) else set())
    own = group_of_industry(code)
    held = {group for one in divisions for prefix, group in _prefixes().items() if _is_part(prefix, one)}
    return frozenset(held - {own})


def _is_part(prefix: str, division: str) -> bool:
    return prefix != division and prefix.startswith(division)


@cache
def _prefixes() -> Mapping[str, str]:
    """Beginnings of codes without the point → group."""
    return {prefix.replace(".", ""): one.code for one in sector_groups().values() for prefix in one.nace}


def _span(end: str) -> tuple[int, int] | None:
    if end in _SECTIONS:
        return _SECTIONS[end]
    found = _CODE.fullmatch(end)
    return (int(found[1]), int(found[1])) if found and not found[2] else None
