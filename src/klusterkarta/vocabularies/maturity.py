"""The proxies that an initiative's maturity is read from: definitions, steps and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.marked_yaml import Marked, read_marked

# How each proxy's evidence is counted is code (`analysis.maturity_evidence`), so a document may choose among these.
KEYS = ("age", "members", "label", "distinctions", "staff", "funding", "activity")
_HEAD = ("review", "version", "most_points", "about_share_percent", "fewest_known", "proxies")
_NEEDED = ("key", "reads", "weight", "fresh_years", "title", "definition", "source", "steps")
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """From `at_least` on, a proxy gives so many points."""

    at_least: Decimal
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """One trace of maturity.

    `reads`: the profile field. `fresh_years`: a value older than this leaves one step more open for each further such
    period; 0 where age does no harm. `levels`: folded words and the rank they mean, for labels and distinctions;
    `level_titles` what a rank is called.
    """

    key: str
    reads: str
    weight: int
    fresh_years: int
    title: Label
    definition: Label
    source: str
    levels: Mapping[str, int]
    level_titles: Mapping[int, Label]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """All proxies in one version.

    Each gives 0 to `most_points`; `about_share` is how far an approximate amount may lie off; `fewest_known` is how
    many must be known before a single number is given.
    """

    version: str
    most_points: int
    about_share: Decimal
    fewest_known: int
    proxies: tuple[Proxy, ...]


@cache
def proxies() -> Proxies:
    """The proxies that are shipped.

    >>> [one.key for one in proxies().proxies][:3], proxies().most_points
    (['age', 'members', 'label'], 4)
    """
    path = DATA / "maturity.yaml"
    return read_proxies(path.read_text(encoding="utf-8"), file=path.name)


@lru_cache(maxsize=16)
def read_proxies(text: str, *, file: str) -> Proxies:
    """The proxies in a document, the shipped one or one's own. Raises BadDocument, whose reason names the line.

    Steps stand in order: each asks more than the one before, and gives more points.
    """
    top = read_marked(text, file=file).keys(needed=_HEAD)
    most = top["most_points"].number(least=1, most=10)
    found: dict[str, Proxy] = {}
    for item in top["proxies"].items():
        one = _proxy(item, most)
        if one.key in found:
            raise item.wrong("document.key_twice", key=one.key)
        found[one.key] = one
    return Proxies(
        version=top["version"].text(),
        most_points=most,
        about_share=Decimal(top["about_share_percent"].number(least=0, most=100)) / 100,
        fewest_known=top["fewest_known"].number(least=1, most=len(found)),
        proxies=tuple(found.values()),
    )


def _proxy(item: Marked, most: int) -> Proxy:
    words = item.keys(needed=_NEEDED, allowed=("levels",))
    levels = _levels(words["levels"]) if "levels" in words else []
    return Proxy(
        key=words["key"].one_of(KEYS),
        reads=words["reads"].text(),
        weight=words["weight"].number(least=1, most=_MOST),
        fresh_years=words["fresh_years"].number(least=0, most=_MOST),
        title=words["title"].label(),
        definition=words["definition"].label(),
        source=words["source"].text(),
        levels={word: rank for rank, _, found in levels for word in found},
        level_titles={rank: title for rank, title, _ in levels},
        steps=_steps(words["steps"], most),
    )


def _levels(entry: Marked) -> list[tuple[int, Label, tuple[str, ...]]]:
    """(rank, what it is called, folded words that mean it)."""
    every = [item.keys(needed=("rank", "title", "words")) for item in entry.items()]
    return [
        (
            one["rank"].number(least=1, most=_MOST),
            one["title"].label(),
            tuple(fold(word.text()) for word in one["words"].items()),
        )
        for one in every
    ]


def _steps(entry: Marked, most: int) -> tuple[Step, ...]:
    found: list[Step] = []
    for item in entry.items():
        words = item.keys(needed=("at_least", "points"))
        points = words["points"].number(least=found[-1].points + 1 if found else 1, most=most)
        found.append(Step(_amount(words["at_least"], found), points))
    return tuple(found)


def _amount(entry: Marked, before: list[Step]) -> Decimal:
    least = before[-1].at_least if before else Decimal(0)
    try:
        amount = Decimal(entry.text())
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount <= least:
        raise entry.wrong("document.not_more", found=entry.text(), least=str(least))
    return amount
