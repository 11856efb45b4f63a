"""Found documents in their order, each with what put it there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import cast

from klusterkarta.search.asking import WORTH, Asked, Unit, Way
from klusterkarta.search.documents import FIELDS
from klusterkarta.search.retrieval import fields_of, worth
from klusterkarta.values.reason import Reason

# Every further tag of an actor that is found by a tag takes this much from what one tag alone would say of it.
_TAG_SHARE = 0.1
_LEAST_FOCUS = 0.45
# What a tag is worth that nothing in the actor's own words speaks for.
_BARE = 0.75
# A party that is only named by others is found after those that somebody describes.
_MENTION = 0.6
_MISSED = 1.6
# What a unit weighs that only says where, beside those that say what.
_WHERE = 0.5
# How much of a unit one of its parts answers.
_PART = 0.5
_TAGS = ("tag", "tag_bare")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index keeps of a document. `tokens`: field → set of tokens."""

    id: int
    name: str
    mention: bool
    tags: int
    tokens: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """How a document answers a unit: by which way, in which field ("" where it does not), and how much of it."""

    unit: Unit
    way: Way | None
    field: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One actor found, its score, and why it is there and why at that place."""

    id: int
    name: str
    score: float
    why: tuple[Reason, ...]


def kept_of(read: Mapping[str, object]) -> Kept:
    """What `index.read_kept` read, typed."""
    tokens = cast("dict[str, str]", read["tokens"])
    sets = {field: frozenset(said.split()) for field, said in tokens.items()}
    return Kept(int(str(read["id"])), str(read["name"]), bool(read["mention"]), int(str(read["tags"])), sets)


def scored(kept: Kept, bm25: float, *, asked: Asked, rarity: Sequence[float]) -> tuple[float, tuple[Match, ...]]:
    """The score BM25 × coverage^1.6 × focus, and how each unit is answered.

    Coverage: the share of the units answered, each weighted by how rare it is (ln(1 + N / n), n documents of N), and
    half of that where the unit only says where.
    Focus: 1 for an actor without tags or found by its own words; 1 − 0.1 for every tag beyond the first where a tag
    is what answers (never under 0.45); 0.75 of that where the actor's own words do not speak for the tag; 0.6 of it for
    a party that is only mentioned.
    """
    matches = tuple(match_of(kept, unit) for unit in asked.units)
    weights = [weight * (_WHERE if unit.where else 1.0) for weight, unit in zip(rarity, asked.units, strict=True)]
    whole = sum(weights)
    told = sum(weight * match.share for weight, match in zip(weights, matches, strict=True) if match.field)
    coverage = told / whole if whole else 1.0
    return bm25 * coverage**_MISSED * focus(kept, matches), matches


def focus(kept: Kept, matches: Sequence[Match]) -> float:
    """How much the actor lives by what was asked for: tags among many say less."""
    by_tag = any(match.field in _TAGS for match in matches)
    share = max(_LEAST_FOCUS, 1 - _TAG_SHARE * (kept.tags - 1)) if by_tag and kept.tags else 1.0
    bare = _BARE if any(match.field == "tag_bare" for match in matches) else 1.0
    return share * bare * (_MENTION if kept.mention else 1.0)


def rarity(documents: int, frequency: int) -> float:
    """ln(1 + N / n); a word that nobody has counts as one that a single document has."""
    return log(1 + documents / max(1, frequency))


def match_of(kept: Kept, unit: Unit) -> Match:
    """The best way in which the document answers the unit."""
    best = Match(unit, None, "")
    value = 0.0
    for way in unit.ways:
        for field in fields_of(unit, way):
            here = worth(unit, way, field=field)
            if here > value and way.token in kept.tokens.get(field, ()):
                best, value = Match(unit, way, field), here
    if best.way is None and len(unit.together) > 1:
        parts = [match_of(kept, part) for part in unit.together]
        if all(part.field for part in parts):
            way = Way("", "together", WORTH["together"], ", ".join(part.unit.text for part in parts))
            return Match(unit, way, parts[0].field)
    if best.way is None and unit.said:
        return Match(unit, None, _where_said(kept, unit))
    if best.way is None:
        parts = [match for part in unit.partly if (match := match_of(kept, part)).field]
        return Match(parts[0].unit, parts[0].way, parts[0].field, _PART) if parts else best
    return best


def reasons(kept: Kept, matches: Sequence[Match], *, labels: Mapping[str, str], asked: Asked) -> tuple[Reason, ...]:
    """Why the actor is there, unit by unit, and what moved it: tags among many, words not found, only mentioned."""
    found = [_reason(match, labels) for match in matches if match.field]
    missed = [match.unit.text for match in matches if not match.field]
    if missed:
        found.append(Reason("search.missed", {"words": ", ".join(missed)}))
    if any(match.field in _TAGS for match in matches) and kept.tags > 1:
        found.append(Reason("search.among_tags", {"count": kept.tags}))
    if any(match.field == "tag_bare" for match in matches):
        found.append(Reason("search.bare_tag"))
    if kept.mention:
        found.append(Reason("search.mention"))
    found += [Reason("search.corrected", {"typed": typed, "taken": taken}) for typed, taken in asked.corrected]
    return tuple(found)


def _reason(match: Match, labels: Mapping[str, str]) -> Reason:
    said = {"word": match.unit.text, "field": match.field}
    if match.way is None:
        return Reason("search.why_phrase", said)
    via = match.way.via
    return Reason(f"search.why_{match.way.how}", {**said, "via": labels.get(via, via), "concept": via})


def _where_said(kept: Kept, unit: Unit) -> str:
    """The first field that has all words of the phrase; that they stand side by side the index has seen."""
    holding = (field for field in FIELDS if set(unit.said) <= kept.tokens.get(field, frozenset()))
    return next(holding, "text")
