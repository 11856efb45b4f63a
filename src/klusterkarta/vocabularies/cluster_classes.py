"""The published ways to call a region's part in an industry a cluster, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from klusterkarta.vocabularies.documents import read_document


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test: a measure, and either its least value or the share of the best that counts."""

    measure: str
    at_least: float | None = None
    top: float | None = None
    of: str = "industry"


@dataclass(frozen=True, slots=True)
class ClusterMethod:
    """A way to class: one star a criterion, or with `together` a class of those that meet all."""

    name: str
    source: str
    criteria: tuple[Criterion, ...]
    together: bool = False
    checked: bool = False


@cache
def cluster_methods() -> Mapping[str, ClusterMethod]:
    """Every method by its name.

    >>> cluster_methods()["european_stars_1"].criteria[1].at_least
    2.0
    """
    methods = read_document("cluster_classes").body["methods"]
    return {
        name: ClusterMethod(
            name, one["source"], tuple(Criterion(**criterion) for criterion in one["criteria"]),
            one.get("together", False), one["checked"],
        )
        for name, one in methods.items()
    }  # fmt: skip
