"""Pairs into groups of records, with a guard against chains: a group grows only where its members speak for it."""

import numpy as np

from klusterkarta.linkage.clusters import Clusters
from klusterkarta.linkage.tables.arrays import Floats, Ints

# What a pair that was not compared speaks against its being one, in bits beside the threshold.
_NOT_COMPARED = -4.0
_MOST = 12.0


def group_records(left: Ints, right: Ints, *, weights: Floats, threshold: float, records: int) -> Ints:
    """The group of each record, known by its smallest member.

    Pairs are taken from the heaviest down to `threshold`; two groups become one where the weights over the threshold
    of all pairs between them sum to more than 0, a pair that was not compared counting against it.
    """
    known = {
        (one, other): min(weight, _MOST)
        for one, other, weight in zip(left.tolist(), right.tolist(), (weights - threshold).tolist(), strict=True)
    }
    strong = np.flatnonzero(weights >= threshold)
    order = strong[np.lexsort((right[strong], left[strong], -weights[strong]))]
    clusters = Clusters()
    members: dict[int, list[int]] = {}
    for one, other in zip(left[order].tolist(), right[order].tolist(), strict=True):
        root, other_root = clusters.root(one), clusters.root(other)
        if root == other_root:
            continue
        ours, theirs = members.get(root, [root]), members.get(other_root, [other_root])
        if _between(ours, theirs, known) > 0:
            clusters.join(root, other_root)
            members[clusters.root(root)] = ours + theirs
    return np.array([clusters.root(one) for one in range(records)], dtype=np.int32)


def _between(ours: list[int], theirs: list[int], known: dict[tuple[int, int], float]) -> float:
    return sum(
        known.get((one, other) if one < other else (other, one), _NOT_COMPARED) for one in ours for other in theirs
    ) + (1e-9 if len(ours) == len(theirs) == 1 else 0)
