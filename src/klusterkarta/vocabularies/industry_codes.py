"""Codes of industries (NACE Rev. 2 / SNI 2007) as tables write them: divisions, what lies in what, sector group."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from klusterkarta.values.beginnings import longest_beginning
from klusterkarta.vocabularies.sector_groups import sector_groups

# The divisions of each section of NACE Rev. 2 / SNI 2007.
_SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47), "H": (49, 53),
    "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82), "O": (84, 84),
    "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
_CODE = re.compile(r"[A-U]?([0-9]{2})([0-9.]*)[A-Z]?")
_DIVISION = 2


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


def industries_within(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each code that lies within another, and the narrowest that it lies in: 26.3 in 26, 10-12 in C, 35 in D.

    Nothing for a list of plain numbers from below 10 on, which is no NACE, and for codes of which nothing is known.

    >>> list(industries_within(["C", "10-12", "26", "26.3"]))
    [('26', 'C'), ('26.3', '26'), ('10-12', 'C')]
    """
    known = sorted(set(codes))
    if any(code.isdecimal() and len(code) < _DIVISION for code in known):
        return
    by_figures, by_divisions = defaultdict[str, list[str]](list), defaultdict[frozenset[str], list[str]](list)
    for code in known:
        if figures := code_figures(code):
            by_figures[figures].append(code)
        elif divisions := divisions_of(code):
            by_divisions[divisions].append(code)
    for figures, same in sorted(by_figures.items()):
        wider = longest_beginning(figures, by_figures, least=_DIVISION)
        holders = by_figures[wider] if wider else _narrowest(by_divisions, frozenset({figures[:_DIVISION]}))
        yield from product(same, holders)
    for divisions, same in by_divisions.items():
        wider_ones = {held: those for held, those in by_divisions.items() if held != divisions}
        yield from product(same, _narrowest(wider_ones, divisions))


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


def _narrowest(by_divisions: Mapping[frozenset[str], list[str]], divisions: frozenset[str]) -> list[str]:
    """The codes that hold the divisions and as few others as possible."""
    return by_divisions.get(min((held for held in by_divisions if held >= divisions), key=len, default=divisions), [])


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
