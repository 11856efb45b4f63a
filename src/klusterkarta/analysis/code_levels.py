"""Tells where a table holds a whole beside its parts, so that the same figures would count twice."""

import re
from collections.abc import Iterable, Iterator

import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, named
from klusterkarta.values.beginnings import longest_beginning
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.industry_codes import industries_within

_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_COUNTRY = 2


def nested_codes(cells: pl.DataFrame) -> list[Reason]:
    """A reason for each column, region and industry, in which one code lies within another.

    Told by NUTS codes (FR10 lies in FR1) and by NACE/SNI (`industries_within`); of other codes nothing is known. Only a
    note: a table may be meant so, as one that compares a country with its parts. Cost: the number of different codes.

    >>> table = pl.DataFrame({"region": ["FR1", "FR10"], "industry": ["62", "62"], "value": [2, 2]})
    >>> [reason.parameters["examples"] for reason in nested_codes(table)]
    ['FR10 < FR1']
    """
    found = []
    for column, pairs in ((REGION, _regions_within), (INDUSTRY, industries_within)):
        codes = cells[column].unique().cast(pl.String).drop_nulls().sort().to_list()
        inside = [f"{inner} < {outer}" for inner, outer in pairs(codes)]
        if inside:
            found.append(Reason("cells.nested", {"column": column, "count": len(inside), "examples": named(inside)}))
    return found


def _regions_within(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = {code for code in codes if _NUTS.fullmatch(code)}
    for code in sorted(known):
        if outer := longest_beginning(code, known, least=_COUNTRY):
            yield code, outer
