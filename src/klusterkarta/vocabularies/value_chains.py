"""What industries buy of each other: shares of an industry's output, from a national input-output table."""

import csv
from collections.abc import Collection, Mapping
from functools import cache

from klusterkarta.vocabularies.documents import DATA, read_document
from klusterkarta.vocabularies.labels import Label, read_label

Links = Mapping[tuple[str, str], float]


@cache
def value_chain_links() -> Links:
    """(supplier, user) → purchases as a share of the user's output; industries as NACE divisions or runs of them.

    >>> value_chain_links()["01", "10-12"]
    0.158
    """
    with (DATA / "value_chains.csv").open(encoding="utf-8", newline="") as file:
        return {(row["supplier"], row["user"]): float(row["share"]) for row in csv.DictReader(file)}


def industry_of(division: str) -> str | None:
    """The industry of the table that a division ("10") belongs to; None for a division that it does not have.

    >>> industry_of("11"), industry_of("04")
    ('10-12', None)
    """
    return _industries().get(division)


def industries_of(divisions: Collection[str]) -> frozenset[str]:
    """The industries of several divisions; those without one are left out.

    >>> sorted(industries_of(["10", "11", "16"]))
    ['10-12', '16']
    """
    return frozenset(industry for one in divisions if (industry := industry_of(one)) is not None)


def value_chain_title() -> Label:
    """The table's name, to be shown beside every number from it."""
    return read_label(read_document("value_chains").body["title"])


def value_chain_note() -> Label:
    """What the table does not say."""
    return read_label(read_document("value_chains").body["note"])


@cache
def _industries() -> Mapping[str, str]:
    every = {industry for link in value_chain_links() for industry in link}
    return {division: industry for industry in every for division in _divisions(industry)}


def _divisions(industry: str) -> list[str]:
    first, _, last = industry.partition("-")
    return [f"{number:02}" for number in range(int(first), int(last or first) + 1)]
