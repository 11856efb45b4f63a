"""Criteria sets: what is asked of an initiative, on which scale, in which version; shipped ones and a user's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from klusterkarta.vocabularies.documents import DATA, Review
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.marked_yaml import Marked, read_marked

# How a set's criteria are answered: with a score on its scale, with yes or no, or with the level that evidence reaches.
ASKS = ("score", "test", "level")
_FOLDER = DATA / "criteria"
_MOST_SCORE = 10
_NEEDED_HEAD = {"score": ("scale", "met_at"), "test": (), "level": ("levels",)}
_REVIEW = ("definition", "source", "reviewed_on", "reviewer", "next_review")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A step of the scale and what it means."""

    score: int
    label: Label


@dataclass(frozen=True, slots=True)
class Indicator:
    """Guidance under a criterion: ticked where it is seen, never summed."""

    key: str
    title: Label


@dataclass(frozen=True, slots=True)
class Rule:
    """A test that values of the register can decide: `field` has at least so many; with 1, any value at all."""

    field: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked. `indirect`: described and not scored. `levels`: by level, the evidence that it asks for."""

    key: str
    title: Label
    definition: Label
    indirect: bool
    indicators: tuple[Indicator, ...]
    levels: Mapping[str, Label]
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """A set in one version. An assessment keeps the version that it was made with.

    `met_at`: the score from which a criterion counts as met; 0 where the set asks for no scores.
    """

    key: str
    version: str
    asks: str
    title: Label
    review: Review
    scale: tuple[Anchor, ...]
    met_at: int
    levels: Mapping[str, Label]
    criteria: tuple[Criterion, ...]

    @property
    def scored(self) -> tuple[Criterion, ...]:
        """The criteria that are answered; the indirect ones are only described."""
        return tuple(one for one in self.criteria if not one.indirect)


@lru_cache(maxsize=64)
def read_criteria_set(text: str, *, file: str) -> CriteriaSet:
    """The set in a document. Raises BadDocument, whose reason names the line.

    A set that asks for scores has a `scale` of described steps, each score once, and says from which score on a
    criterion is met (`met_at`); one that asks for levels has `levels`
    and every criterion says what each of them asks.
    """
    top = read_marked(text, file=file).keys(needed=("review", "set", "criteria"))
    head = top["set"].keys(needed=("key", "version", "asks", "title"), allowed=("scale", "met_at", "levels"))
    asks = head["asks"].one_of(ASKS)
    missing = [key for key in _NEEDED_HEAD[asks] if key not in head]
    if missing:
        raise top["set"].wrong("document.missing_key", key=missing[0])
    levels = {key: value.label() for key, value in _open(head.get("levels")).items()}
    return CriteriaSet(
        key=head["key"].text(),
        version=head["version"].text(),
        asks=asks,
        title=head["title"].label(),
        review=_review(top["review"]),
        scale=_scale(head.get("scale")),
        met_at=head["met_at"].number(least=1, most=_MOST_SCORE) if "met_at" in head else 0,
        levels=levels,
        criteria=_criteria(top["criteria"], levels),
    )


@cache
def criteria_sets() -> Mapping[str, CriteriaSet]:
    """The sets that are shipped, by key.

    >>> criteria_sets()["national-map"].criteria[1].title.en
    'Clear specialisation'
    """
    found = (read_criteria_set(path.read_text("utf-8"), file=path.name) for path in sorted(_FOLDER.glob("*.yaml")))
    return {one.key: one for one in found}


def _review(entry: Marked) -> Review:
    words = entry.keys(needed=_REVIEW)
    return Review(
        words["definition"].text(),
        words["source"].text(),
        _date(words["reviewed_on"]),
        words["reviewer"].text(),
        _date(words["next_review"]),
    )


def _date(entry: Marked) -> date:
    try:
        return date.fromisoformat(entry.text())
    except ValueError:
        raise entry.wrong("document.no_date", found=entry.text()) from None


def _open(entry: Marked | None) -> Mapping[str, Marked]:
    """A mapping whose keys the writer chooses."""
    if entry is None:
        return {}
    names = [str(key.value) for key, _ in getattr(entry.node, "value", ()) if hasattr(key, "value")]
    return entry.keys(needed=tuple(dict.fromkeys(names)))


def _scale(entry: Marked | None) -> tuple[Anchor, ...]:
    anchors: dict[int, Anchor] = {}
    for item in entry.items() if entry else ():
        step = item.keys(needed=("score", "title"))
        score = step["score"].number(least=0, most=_MOST_SCORE)
        if score in anchors:
            raise step["score"].wrong("document.key_twice", key=str(score))
        anchors[score] = Anchor(score, step["title"].label())
    return tuple(anchors[score] for score in sorted(anchors))


def _criteria(entry: Marked, levels: Mapping[str, Label]) -> tuple[Criterion, ...]:
    found: dict[str, Criterion] = {}
    for item in entry.items():
        criterion = _criterion(item, levels)
        if criterion.key in found:
            raise item.wrong("document.key_twice", key=criterion.key)
        found[criterion.key] = criterion
    return tuple(found.values())


def _criterion(entry: Marked, levels: Mapping[str, Label]) -> Criterion:
    allowed = ("indirect", "indicators", "rule", *(["levels"] if levels else []))
    words = entry.keys(needed=("key", "title", "definition"), allowed=allowed)
    if levels and "levels" not in words:
        raise entry.wrong("document.missing_key", key="levels")
    asked = words["levels"].keys(needed=tuple(levels)) if levels else {}
    return Criterion(
        key=words["key"].text(),
        title=words["title"].label(),
        definition=words["definition"].label(),
        indirect="indirect" in words and words["indirect"].one_of(("true", "false")) == "true",
        indicators=_indicators(words.get("indicators")),
        levels={level: text.label() for level, text in asked.items()},
        rule=_rule(words["rule"]) if "rule" in words else None,
    )


def _indicators(entry: Marked | None) -> tuple[Indicator, ...]:
    found: dict[str, Indicator] = {}
    for item in entry.items() if entry else ():
        words = item.keys(needed=("key", "title"))
        key = words["key"].text()
        if key in found:
            raise item.wrong("document.key_twice", key=key)
        found[key] = Indicator(key, words["title"].label())
    return tuple(found.values())


def _rule(entry: Marked) -> Rule:
    words = entry.keys(needed=("field", "at_least"))
    return Rule(words["field"].text(), words["at_least"].number(least=1, most=1_000_000))
