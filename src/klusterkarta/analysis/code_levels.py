"""Tells where a table holds a whole beside its parts, so that the same figures would count twice."""

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, named
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.industry_codes import code_figures, divisions_of

_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_COUNTRY, _DIVISION = 2, 2


def nested_codes(cells: pl.DataFrame) -> list[Reason]:
    """A reason for each column, region and industry, in which one code lies within another.

    Told by NUTS codes (FR10 lies in FR1) and by NACE/SNI (10-12 in C, 26.3 in 26); of other codes nothing is known.
    Lists of plain numbers are no NACE. Only a note: a table may be meant so, as one that compares a country with its
    parts. Cost: the number of different codes.

    >>> table = pl.DataFrame({"region": ["FR1", "FR10"], "industry": ["62", "62"], "value": [2, 2]})
    >>> [reason.parameters["examples"] for reason in nested_codes(table)]
    ['FR10 < FR1']
    """
    found = []
    for column, pairs in ((REGION, _regions_within), (INDUSTRY, _industries_within)):
        codes = cells[column].unique().cast(pl.String).drop_nulls().sort().to_list()
        inside = [f"{inner} < {outer}" for inner, outer in pairs(codes)]
        if inside:
            found.append(Reason("cells.nested", {"column": column, "count": len(inside), "examples": named([*inside])}))
    return found


def _regions_within(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = {code for code in codes if _NUTS.fullmatch(code)}
    for code in sorted(known):
        outer = _longest(code, known, least=_COUNTRY)
        if outer:
            yield code, outer


def _industries_within(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    codes = list(codes)
    if any(code.isdecimal() and len(code) < _DIVISION for code in codes):
        return
    by_figures = {code_figures(code): code for code in codes if code_figures(code)}
    wide = {code: held for code in codes if not code_figures(code) and (held := divisions_of(code))}
    for figures, code in sorted(by_figures.items()):
        outer = by_figures.get(_longest(figures, by_figures, least=_DIVISION)) or _holding({figures[:2]}, wide)
        if outer:
            yield code, outer
    for code, divisions in wide.items():
        outer = _holding(divisions, {one: held for one, held in wide.items() if one != code and held != divisions})
        if outer:
            yield code, outer


def _longest(code: str, known: Iterable[str], *, least: int) -> str:
    """The longest beginning of the code that is a code itself; "" for none."""
    return next((code[:end] for end in range(len(code) - 1, least - 1, -1) if code[:end] in known), "")


def _holding(divisions: Iterable[str], wide: Mapping[str, frozenset[str]]) -> str:
    """The narrowest of the wide codes that holds all of the divisions; "" for none."""
    fitting = [code for code, held in wide.items() if held >= frozenset(divisions)]
    return min(fitting, key=lambda code: len(wide[code]), default="")
