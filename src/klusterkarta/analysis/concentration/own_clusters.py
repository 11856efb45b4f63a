"""Industries joined to clusters by a definition, before anything is measured."""

import polars as pl

from klusterkarta.analysis.concentration.establishments import COUNT, EACH
from klusterkarta.analysis.grid import INDUSTRY, REGION, VALUE, YEAR, bad, check_once, check_rows
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.cluster_definitions import ClusterDefinitions

OTHER = "other"


def joined(
    cells: pl.DataFrame, definitions: ClusterDefinitions, *, first_row: int = 1
) -> tuple[pl.DataFrame, tuple[Reason, ...]]:
    """The cells with clusters for industries, and `other` for all that belong to none, so that shares keep their base.

    Figures of a region, year and cluster are summed; rows without a value are left out and noted, and so are clusters
    that no industry of the table belongs to. Rows of establishments stay rows. Raises BadCells, as `grids` does, and
    where no industry belongs to any cluster.

    >>> from klusterkarta.vocabularies.cluster_definitions import ClusterDefinitions
    >>> table = pl.DataFrame({"region": ["a"] * 3, "industry": ["101", "102", "62"], "value": [1.0, 2.0, 4.0]})
    >>> joined(table, ClusterDefinitions(("food",), {}, {"10": "food"}))[0].rows()
    [('a', 'food', 3.0), ('a', 'other', 4.0)]
    """
    check_rows(cells, first_row)
    codes = cells[INDUSTRY].cast(pl.String).unique().to_list()
    clusters = {code: definitions.cluster(code) for code in codes}
    if not any(clusters.values()):
        raise bad("cells.no_cluster", clusters=", ".join(definitions.keys[:5]), codes=", ".join(sorted(codes)[:5]))
    named = pl.col(INDUSTRY).cast(pl.String).replace_strict({code: one or OTHER for code, one in clusters.items()})
    notes = list(_notes(cells, definitions, set(clusters.values())))
    if EACH in cells.columns:
        return cells.with_columns(named), tuple(notes)
    check_once(cells, first_row)
    keys = [name for name in (YEAR, REGION, INDUSTRY) if name in cells.columns]
    summed = [pl.col(name).sum() for name in (VALUE, COUNT) if name in cells.columns]
    known = cells.filter(pl.col(VALUE).is_not_null()).with_columns(named)
    return known.group_by(keys, maintain_order=True).agg(summed), tuple(notes)


def _notes(cells: pl.DataFrame, definitions: ClusterDefinitions, found: set[str | None]) -> list[Reason]:
    notes = []
    if EACH not in cells.columns and (missing := cells[VALUE].null_count()):
        notes.append(Reason("cells.missing", {"count": missing}))
    if absent := [key for key in definitions.keys if key not in found]:
        notes.append(Reason("cells.absent_clusters", {"clusters": ", ".join(absent), "count": len(absent)}))
    return notes
