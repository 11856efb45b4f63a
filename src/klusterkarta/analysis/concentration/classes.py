"""Cluster classes: which parts of regions in industries meet the tests of a published method or one's own."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.concentration.location import location_quotient
from klusterkarta.analysis.concentration.shares import own_shares
from klusterkarta.analysis.grid import Floats
from klusterkarta.vocabularies.cluster_classes import ClusterMethod, Criterion

Mask = npt.NDArray[np.bool_]
# 0.15 / 0.1 is less than 1.5 in binary, and is 1.5.
_ROUNDED = 1 - 1e-12


def cluster_class(values: Floats, method: ClusterMethod, *, further: Mapping[str, Floats] | None = None) -> Floats:
    """The number of criteria that each pair of region and industry meets; with `together` 1 where it meets all, else 0.

    `values` is regions × industries (persons employed), `further` holds matrices of the same shape for criteria that
    do not follow from it (productivity, growth, establishments). A criterion without its matrix cannot be met, but one
    that counts only where it is known: `criteria_lacking` names them all. Where there is nobody nothing is met.

    >>> from klusterkarta.vocabularies.cluster_classes import cluster_methods
    >>> table = np.array([[90.0, 10.0], [10.0, 390.0]])
    >>> cluster_class(table, cluster_methods()["european_stars_1"]).tolist()
    [[2.0, 0.0], [0.0, 2.0]]
    """
    measures = {"size": values, "specialisation": location_quotient(values), "focus": own_shares(values)}
    measures |= dict(further or {})
    met = [_met(one, measures[one.measure], values > 0) for one in method.criteria if one.measure in measures]
    if method.together:
        whole = all(one.measure in measures or one.where_known for one in method.criteria)
        return np.asarray(np.logical_and.reduce([values > 0, *met]) & whole, dtype=np.float64)
    return np.asarray(np.sum([np.zeros_like(values), *met], axis=0), dtype=np.float64)


def criteria_lacking(method: ClusterMethod, *, further: Mapping[str, Floats] | None = None) -> list[str]:
    """The measures that the method asks for and that are not there.

    >>> from klusterkarta.vocabularies.cluster_classes import cluster_methods
    >>> criteria_lacking(cluster_methods()["european_stars_2"])
    ['productivity', 'growth']
    """
    known = {"size", "specialisation", "focus", *(further or {})}
    return [one.measure for one in method.criteria if one.measure not in known]


def _met(criterion: Criterion, measure: Floats, there: Mask) -> Mask:
    if criterion.at_least is not None:
        return np.asarray(there & (measure >= criterion.at_least * _ROUNDED))
    known = np.where(there & np.isfinite(measure), measure, np.nan)
    edge = 1 - (criterion.top or 0)
    if criterion.of == "all":
        bound = np.nanquantile(known, edge) if np.isfinite(known).any() else np.float64("nan")
    else:
        empty = np.isnan(known).all(axis=0)
        bound = np.nanquantile(np.where(empty, 0.0, known), edge, axis=0)
    return np.asarray(there & ((known > bound) if criterion.beyond else (known >= bound)))
