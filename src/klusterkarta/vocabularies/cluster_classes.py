"""The published ways to call a region's part in an industry a cluster, each with its source; and one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite

from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.marked_yaml import Marked, read_marked

MEASURES = ("size", "specialisation", "focus", "productivity", "growth", "establishments")
_BASES = ("industry", "all")
_REVIEW = ("definition", "source", "reviewed_on", "reviewer", "next_review")
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test: a measure, and either its least value or the share of the best that counts (`beyond`: more than its
    edge). `where_known`: left out, and not failed, where the figures are not there.
    """

    measure: str
    at_least: float | None = None
    top: float | None = None
    of: str = "industry"
    beyond: bool = False
    where_known: bool = False


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
    """Every published method by its name.

    >>> cluster_methods()["european_stars_1"].criteria[1].at_least
    2.0
    """
    path = DATA / "cluster_classes.yaml"
    return read_methods(path.read_text(encoding="utf-8"), file=path.name)


def read_methods(text: str, *, file: str) -> Mapping[str, ClusterMethod]:
    """The methods of a document by their names. Raises BadDocument, whose reason names the line.

    >>> own = "methods:\\n- {key: mine, criteria: [{measure: size, at_least: 50}]}"
    >>> read_methods(own, file="own.yaml")["mine"].criteria[0].at_least
    50.0
    """
    top = read_marked(text, file=file).keys(needed=("methods",), allowed=("review",))
    if "review" in top:
        top["review"].keys(needed=_REVIEW)
    found: dict[str, ClusterMethod] = {}
    for entry in top["methods"].items():
        words = entry.keys(needed=("key", "criteria"), allowed=("source", "seen", "checked", "together"))
        name = words["key"].text()
        if name in found:
            raise words["key"].wrong("document.key_twice", key=name)
        found[name] = ClusterMethod(
            name,
            words["source"].text() if "source" in words else "",
            tuple(_criterion(one) for one in words["criteria"].items()),
            _truth(words.get("together")),
            # Nobody but the writer can check one's own thresholds.
            _truth(words.get("checked")) or "source" not in words,
        )
    return found


def _criterion(entry: Marked) -> Criterion:
    words = entry.keys(needed=("measure",), allowed=("at_least", "top", "of", "beyond", "where_known"))
    if ("at_least" in words) == ("top" in words):
        raise entry.wrong("document.one_of_two", first="at_least", second="top")
    return Criterion(
        words["measure"].one_of(MEASURES),
        _decimal(words["at_least"], most=1e12) if "at_least" in words else None,
        _decimal(words["top"], most=1.0) if "top" in words else None,
        words["of"].one_of(_BASES) if "of" in words else "industry",
        _truth(words.get("beyond")),
        _truth(words.get("where_known")),
    )


def _truth(entry: Marked | None) -> bool:
    return entry is not None and _TRUTH[entry.one_of(_TRUTH)]


def _decimal(entry: Marked, *, most: float) -> float:
    text = entry.text()
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number) or not 0 <= number <= most:
        raise entry.wrong("index.no_decimal", found=text, least="0", most=f"{most:g}")
    return number
