"""Which priorities an actor's own words speak for: notions found, words learned, a probability that can be looked into.

A plain model. What is found of a priority's notions is weighed by how rare they are; words that accepted actors use
more than others are added where there are enough; a logistic curve, fitted to what people decided, makes the sum a
probability.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, fsum, log

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.tagging_words import SHORTEST_PART, Words, notions_found, read_words

# A notion in the name tells more than one in the trade, and that more than one in running text.
FIELDS = {"name": 2.0, "sector": 1.5, "description": 1.0}
# Fewer decided actors than this with and without a priority teach nothing.
LEAST_DECIDED = 8
_LEAST_WORD, _MOST_LEARNED, _LEAST_ODDS, _MOST_ODDS = 3, 20, 1.0, 2.0
_UNSEEN = 20
_FOLDS, _STEPS, _PULL = 5, 60, 0.1


@dataclass(frozen=True, slots=True)
class Notion:
    """What a priority includes, or (`excluded`) does not mean, in all its words."""

    key: str
    words: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """An actor's own words, by field."""

    actor: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Support:
    """A word that speaks for (or, with a negative weight, against) a priority: as found, where, how much it weighs."""

    word: str
    field: str
    weight: float
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """p = 1 / (1 + e^-(intercept + slope × sum)). `decided` 0: not fitted, a first guess of the maker's."""

    intercept: float
    slope: float
    decided: int = 0

    def probability(self, total: float) -> float:
        """The probability for a sum of weights.

        >>> round(Curve(-2, 1).probability(2), 2)
        0.5
        """
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.intercept + self.slope * total))))


FIRST_GUESS = Curve(-3.0, 0.5)
"""Before anybody has decided: a rare notion in the name is likelier right than wrong, in the trade as likely as not."""


@dataclass(frozen=True, slots=True)
class Model:
    """Notions by priority, how rare each is, words learned by priority, and the curve. All of it can be read.

    `meant`: the wordings of a notion → the priorities that have it; `asked`: all these wordings.
    """

    notions: Mapping[str, Sequence[Notion]]
    rarity: Mapping[str, float]
    learned: Mapping[str, Mapping[str, float]]
    curve: Curve
    meant: Mapping[Words, frozenset[str]]
    asked: frozenset[Words]


Numbers = npt.NDArray[np.float64]
Decided = Mapping[int, frozenset[str]]
"""Actor → the priorities that people gave it, for every actor that people have looked at."""


def fit(texts: Sequence[Text], notions: Mapping[str, Sequence[Notion]], *, decided: Decided, silent: int = 0) -> Model:
    """The model for these actors. With too few decisions no word is learned, and with too few in all the curve stays.

    `silent`: how many more actors there are, undecided, with none of the notions in their words.

    Words are learned by smoothed log odds: ln((a + ½)/(A + 1)) − ln((b + ½)/(B + 1)), a of A actors with the priority
    and b of B without it use the word. The curve is fitted (Platt 1999) to sums that were worked out without the
    actor's own fold of five, so that what was learned from an actor does not vouch for it.
    """
    meant = _meant(notions)
    asked = _same(frozenset(meant))
    held = Counter(words for one in texts for words in _held(one, asked))
    bare = Model(notions, _rarity(held, notions, len(texts) + silent), {}, FIRST_GUESS, meant, asked)
    judged = [one for one in texts if one.actor in decided]
    learned = _learned(_lemmas_of(judged), notions, decided)
    return replace(bare, learned=learned, curve=_fitted(judged, bare, decided))


def spoken_for(model: Model, text: Text) -> frozenset[str]:
    """The priorities for or against which any word of the text speaks."""
    found = frozenset().union(*(model.meant[words] for words in _held(text, model.asked)))
    if not model.learned:
        return found
    lemmas = _all_lemmas(text)
    return found.union(priority for priority, words in model.learned.items() if not lemmas.isdisjoint(words))


def supports(model: Model, text: Text, *, priority: str) -> list[Support]:
    """The words that speak for and against a priority, the weightiest first; each notion once, where it weighs most."""
    held = _held(text, model.asked)
    found = []
    for notion in model.notions.get(priority, ()):
        if notion.words in held:
            field, word = held[notion.words]
            sign = -1 if notion.excluded else 1
            found.append(Support(word, field, sign * FIELDS[field] * model.rarity.get(notion.key, 1.0)))
    if learned := model.learned.get(priority):
        lemmas = _all_lemmas(text)
        found += [
            Support(word, "description", weight, learned=True) for word, weight in learned.items() if word in lemmas
        ]
    return sorted(found, key=lambda one: (-abs(one.weight), one.word))


def total(found: Iterable[Support]) -> float:
    """The sum of the weights."""
    return fsum(one.weight for one in found)


def reliability(pairs: Sequence[tuple[float, bool]], *, bins: int = 5) -> list[tuple[float, float, int]]:
    """(mean probability, share right, number) in bins of equal width; empty bins are left out."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in pairs:
        groups[min(bins - 1, int(probability * bins))].append((probability, right))
    return [
        (fsum(p for p, _ in rows) / len(rows), sum(right for _, right in rows) / len(rows), len(rows))
        for _, rows in sorted(groups.items())
    ]


def held_out(texts: Sequence[Text], model: Model, *, decided: Decided) -> list[tuple[float, bool]]:
    """(probability, whether people gave it) for each decided actor and priority, without the actor's own fold."""
    judged = [one for one in texts if one.actor in decided]
    sums, right = _sums(judged, model, decided)
    return [(model.curve.probability(one), bool(label)) for one, label in zip(sums, right, strict=True)]


def _meant(notions: Mapping[str, Sequence[Notion]]) -> Mapping[Words, frozenset[str]]:
    found: defaultdict[Words, set[str]] = defaultdict(set)
    for priority, own in notions.items():
        for notion in own:
            found[notion.words].add(priority)
    return {words: frozenset(priorities) for words, priorities in found.items()}


def _rarity(held: Mapping[Words, int], notions: Mapping[str, Sequence[Notion]], among: int) -> dict[str, float]:
    """ln((N + 20)/(n + 1)) + ½, at most 4: how telling a notion is, by how few of N texts have it (n).

    As if twenty more actors without it were known, so that a small register does not take every notion for common.
    """
    every = {one.key: one.words for of_priority in notions.values() for one in of_priority}
    return {key: min(4.0, log((among + _UNSEEN) / (held.get(words, 0) + 1)) + 0.5) for key, words in every.items()}


Lemmas = Mapping[int, frozenset[str]]


def _learned(lemmas: Lemmas, notions: Mapping[str, Sequence[Notion]], decided: Decided) -> dict[str, dict[str, float]]:
    used = Counter(word for own in lemmas.values() for word in own)
    return {priority: found for priority in notions if (found := _words_of(priority, lemmas, decided, used))}


def _words_of(priority: str, lemmas: Lemmas, decided: Decided, used: Mapping[str, int]) -> dict[str, float]:
    with_it = [own for actor, own in lemmas.items() if priority in decided[actor]]
    without = len(lemmas) - len(with_it)
    if min(len(with_it), without) < LEAST_DECIDED:
        return {}
    yes = Counter(word for own in with_it for word in own)
    odds = {
        word: log((count + 0.5) / (len(with_it) + 1)) - log((used[word] - count + 0.5) / (without + 1))
        for word, count in yes.items()
        if count >= _LEAST_WORD
    }
    best = sorted(((weight, word) for word, weight in odds.items() if weight >= _LEAST_ODDS), reverse=True)
    return {word: min(weight, _MOST_ODDS) for weight, word in best[:_MOST_LEARNED]}


def _fitted(judged: Sequence[Text], model: Model, decided: Decided) -> Curve:
    sums, right = _sums(judged, model, decided)
    if min(int(right.sum()), int((1 - right).sum())) < LEAST_DECIDED or len(set(sums.tolist())) == 1:
        return FIRST_GUESS

    intercept, slope = _newton(sums, right)
    if slope <= 0:
        # The sums say nothing, or the reverse, of what people decided: then only how common a tag is can be known.
        share = float(right.mean())
        return Curve(log(share / (1 - share)), 0.0, len(judged))
    return Curve(intercept, slope, len(judged))


def _newton(sums: Numbers, right: Numbers) -> tuple[float, float]:
    """The curve of greatest likelihood, by Newton's method.

    A pull towards the first guess, as strong as a tenth of a decision, keeps it finite where the sums part all cases.
    """
    guess = np.array([FIRST_GUESS.intercept, FIRST_GUESS.slope])
    design = np.column_stack([np.ones_like(sums), sums])
    found = guess.copy()
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (share - right) + _PULL * (found - guess)
        bend = (design * (share * (1 - share))[:, None]).T @ design + _PULL * np.eye(2)
        step = np.linalg.solve(bend, slope)
        # A long step may overshoot on so flat a curve; halves still arrive.
        found -= step / max(1.0, float(np.abs(step).max()))
    return float(found[0]), float(found[1])


def _sums(judged: Sequence[Text], model: Model, decided: Decided) -> tuple[Numbers, Numbers]:
    sums, right = [], []
    lemmas = _lemmas_of(judged)
    for fold_number in range(_FOLDS):
        rest = {one.actor: lemmas[one.actor] for at, one in enumerate(judged) if at % _FOLDS != fold_number}
        of_others = replace(model, learned=_learned(rest, model.notions, decided))
        for one in judged[fold_number::_FOLDS]:
            spoken = spoken_for(of_others, one)
            for priority in model.notions:
                sums.append(total(supports(of_others, one, priority=priority)) if priority in spoken else 0.0)
                right.append(priority in decided[one.actor])
    return np.array(sums, dtype=float), np.array(right, dtype=float)


def _held(text: Text, notions: frozenset[Words]) -> Mapping[Words, tuple[str, str]]:
    """The notions that the text holds → in which field, that which weighs most, and as which words."""
    return _held_by(_said(text), notions)


def _said(text: Text) -> tuple[str, ...]:
    return tuple(text.fields.get(field, "") for field in FIELDS)


# One text is asked about priority by priority.
@lru_cache(maxsize=1_000)
def _held_by(said: tuple[str, ...], notions: frozenset[Words]) -> Mapping[Words, tuple[str, str]]:
    found: dict[Words, tuple[str, str]] = {}
    for field, text in zip(FIELDS, said, strict=True):
        for words, written in notions_found(text, notions).items():
            found.setdefault(words, (field, written))
    return found


@lru_cache(maxsize=4)
def _same(notions: frozenset[Words]) -> frozenset[Words]:
    """Equal ones as one and the same, which is found again without being compared."""
    return notions


def _lemmas_of(texts: Iterable[Text]) -> Lemmas:
    return {one.actor: _all_lemmas(one) for one in texts}


def _all_lemmas(text: Text) -> frozenset[str]:
    return frozenset(lemma for one in _said(text) for _, lemma in read_words(one) if len(lemma) >= SHORTEST_PART)
