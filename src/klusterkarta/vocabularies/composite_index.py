"""Composite indices as documents: groups of indicators, their weights, how they are made comparable, what may lack."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isfinite

from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.marked_yaml import Marked, read_marked

NORMALISATIONS = ("min_max", "z_score", "rank")
REFERENCES = ("mean", "median")
_FOLDER = DATA / "indices"
_REVIEW = ("definition", "source", "reviewed_on", "reviewer", "next_review")
_METHOD = ("outliers", "skew", "normalise", "least_share")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: its column in the data, whether more is better, and its weight within the group."""

    key: str
    title: Label
    more_is_better: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Group:
    """A driver: indicators that are averaged first; its weight in the whole."""

    key: str
    title: Label
    weight: float
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """`outliers`: pulled in to so many standard deviations from the mean (0: left); `skew`: from which skewness on the
    square root is taken (0: never); `least_share`: a group, and the whole, is told where at least this share of its
    weight is known. `spread`: rank intervals draw each weight from (1 - spread) to (1 + spread) times its own, and one
    of the `normalisations`.
    """

    outliers: float
    skew: float
    normalise: str
    least_share: float
    spread: float
    normalisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A performance class: from this many times the reference on."""

    key: str
    title: Label
    at_least: float


@dataclass(frozen=True, slots=True)
class CompositeIndex:
    """An index; `classes` from the highest down, perhaps none, against the `reference` (mean or median region).

    `origin`: where it is from and what in it is somebody else's than the source's, for readers; None where unsaid.
    """

    key: str
    title: Label
    method: Method
    groups: tuple[Group, ...]
    classes: tuple[Class, ...]
    reference: str
    origin: Label | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, group by group."""
        return tuple(one for group in self.groups for one in group.indicators)


@lru_cache(maxsize=64)
def read_index(text: str, *, file: str) -> CompositeIndex:
    """The index in a document. Raises BadDocument (`document.…`, `index.…`), whose reason names the line."""
    top = read_marked(text, file=file).keys(needed=("review", "index", "groups"), allowed=("classes",))
    top["review"].keys(needed=_REVIEW)
    head = top["index"].keys(needed=("key", "title", "method"), allowed=("origin",))
    seen: set[str] = set()
    reference, classes = _classes(top.get("classes"))
    return CompositeIndex(
        key=head["key"].text(),
        title=head["title"].label(),
        method=_method(head["method"]),
        groups=tuple(_group(entry, seen) for entry in top["groups"].items()),
        classes=classes,
        reference=reference,
        origin=head["origin"].label() if "origin" in head else None,
    )


@cache
def composite_indices() -> Mapping[str, CompositeIndex]:
    """The indices that are shipped, by key.

    >>> [len(group.indicators) for group in composite_indices()["malardalen"].groups]
    [4, 3, 4, 1]
    """
    found = (read_index(path.read_text("utf-8"), file=path.name) for path in sorted(_FOLDER.glob("*.yaml")))
    return {one.key: one for one in found}


def _method(entry: Marked) -> Method:
    words = entry.keys(needed=_METHOD, allowed=("spread", "normalisations"))
    known = words.get("normalisations")
    return Method(
        outliers=_decimal(words["outliers"], least=0, most=10),
        skew=_decimal(words["skew"], least=0, most=10),
        normalise=words["normalise"].one_of(NORMALISATIONS),
        least_share=_decimal(words["least_share"], least=0, most=1),
        spread=_decimal(words["spread"], least=0, most=1) if "spread" in words else 0.5,
        normalisations=tuple(one.one_of(NORMALISATIONS) for one in known.items()) if known else NORMALISATIONS,
    )


def _group(entry: Marked, seen: set[str]) -> Group:
    words = entry.keys(needed=("key", "title", "indicators"), allowed=("weight",))
    return Group(
        key=_new(words["key"], seen),
        title=words["title"].label(),
        weight=_weight(words.get("weight")),
        indicators=tuple(_indicator(one, seen) for one in words["indicators"].items()),
    )


def _indicator(entry: Marked, seen: set[str]) -> Indicator:
    words = entry.keys(needed=("key", "title"), allowed=("better", "weight", "definition"))
    if "definition" in words:
        words["definition"].label()
    return Indicator(
        key=_new(words["key"], seen),
        title=words["title"].label(),
        more_is_better="better" not in words or words["better"].one_of(("more", "less")) == "more",
        weight=_weight(words.get("weight")),
    )


def _classes(entry: Marked | None) -> tuple[str, tuple[Class, ...]]:
    if entry is None:
        return "mean", ()
    words = entry.keys(needed=("reference", "steps"))
    found: list[Class] = []
    for item in words["steps"].items():
        step = item.keys(needed=("key", "title", "at_least"))
        at_least = _decimal(step["at_least"], least=0, most=100)
        if found and at_least >= found[-1].at_least:
            raise step["at_least"].wrong("index.not_below", found=str(at_least))
        found.append(Class(step["key"].text(), step["title"].label(), at_least))
    return words["reference"].one_of(REFERENCES), tuple(found)


def _new(entry: Marked, seen: set[str]) -> str:
    """A key that no group or indicator has yet: each is a name in the results."""
    key = entry.text()
    if key in seen:
        raise entry.wrong("document.key_twice", key=key)
    seen.add(key)
    return key


def _weight(entry: Marked | None) -> float:
    if entry is None:
        return 1.0
    weight = _decimal(entry, least=0, most=1_000)
    if weight == 0:
        raise entry.wrong("index.no_weight")
    return weight


def _decimal(entry: Marked, *, least: float, most: float) -> float:
    text = entry.text()
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number) or not least <= number <= most:
        raise entry.wrong("index.no_decimal", found=text, least=str(least), most=str(most))
    return number
