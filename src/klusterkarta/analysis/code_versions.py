"""Refuses tables whose codes come from two versions of one classification, and names the table between them."""

from collections.abc import Sequence

import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, YEAR, bad, named
from klusterkarta.vocabularies.code_breaks import Which, mixed_codes

VERSION = "version"
_COLUMNS: Sequence[tuple[str, Which]] = ((REGION, "regions"), (INDUSTRY, "industries"))


def check_versions(cells: pl.DataFrame, *, across_years: bool = False) -> None:
    """Raise BadCells where a year mixes versions; with `across_years` also where the years differ.

    Told by a column `version`, where there is one, and by codes that only one version has (`code_breaks.yaml`: NUTS 2
    and NACE/SNI divisions). Years are compared with each other by shift-share and by entries and exits; other measures
    take each year by itself.

    >>> check_versions(pl.DataFrame({"region": ["SE11", "SE12"], "industry": ["10", "46"], "value": [1, 2]}))
    """
    parts = [cells] if across_years or YEAR not in cells.columns else cells.partition_by(YEAR)
    for part in parts:
        year = "" if YEAR not in part.columns or across_years else str(part[YEAR][0])
        _check_named(part, year)
        for column, which in _COLUMNS:
            codes = part[column].unique().cast(pl.String).drop_nulls().to_list()
            mixed = mixed_codes(codes, which=which)
            if mixed:
                raise bad(
                    "cells.mixed_versions", column=f"{column} {year}".strip(), earlier=mixed.earlier, later=mixed.later,
                    old=named(mixed.old), new=named(mixed.new), crosswalk=mixed.crosswalk,
                )  # fmt: skip


def _check_named(part: pl.DataFrame, year: str) -> None:
    if VERSION not in part.columns:
        return
    versions = sorted(part[VERSION].unique().cast(pl.String).drop_nulls().to_list())
    if len(versions) > 1:
        raise bad("cells.several_versions", column=f"{VERSION} {year}".strip(), versions=", ".join(versions))
