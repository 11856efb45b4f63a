"""Which priorities an actor's own words speak for: notions found, words learned, a probability that can be looked into.

A plain model. What is found of a priority's notions is weighed by how rare they are; words that accepted actors use
more than others are added where there are enough; a logistic curve, fitted to what people decided, makes the sum a
probability.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, log

import numpy as np
import numpy.typing as npt
import simplemma

# A notion in the name tells more than one in the trade, and that more than one in running text.
FIELDS = {"name": 2.0, "sector": 1.5, "description": 1.0}
# Fewer decided actors than this with and without a priority teach nothing.
LEAST_DECIDED = 8
_LEAST_WORD, _MOST_LEARNED, _LEAST_ODDS, _MOST_ODDS = 3, 20, 1.0, 2.0
_UNSEEN = 20
_FOLDS, _STEPS, _PULL = 5, 60, 0.1
_SHORTEST_WORD, _SHORTEST_PART = 4, 5
_LONGEST_TEXT = 20_000
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


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
    """Notions by priority, how rare each is, words learned by priority, and the curve. All of it can be read."""

    notions: Mapping[str, Sequence[Notion]]
    rarity: Mapping[str, float]
    learned: Mapping[str, Mapping[str, float]]
    curve: Curve


Numbers = npt.NDArray[np.float64]
Decided = Mapping[int, frozenset[str]]
"""Actor → the priorities that people gave it, for every actor that people have looked at."""


def fit(texts: Sequence[Text], notions: Mapping[str, Sequence[Notion]], *, decided: Decided) -> Model:
    """The model for these actors. With too few decisions no word is learned, and with too few in all the curve stays.

    Words are learned by smoothed log odds: ln((a + ½)/(A + 1)) − ln((b + ½)/(B + 1)), a of A actors with the priority
    and b of B without it use the word. The curve is fitted (Platt 1999) to sums that were worked out without the
    actor's own fold of five, so that what was learned from an actor does not vouch for it.
    """
    rarity = _rarity(texts, notions)
    judged = [one for one in texts if one.actor in decided]
    curve = _fitted(judged, notions, rarity, decided)
    return Model(notions, rarity, _learned(judged, notions, decided), curve)


def supports(model: Model, text: Text, *, priority: str) -> list[Support]:
    """The words that speak for and against a priority, the weightiest first; each notion once, where it weighs most."""
    found = []
    for notion in model.notions.get(priority, ()):
        hits = [(field, word) for field in FIELDS if (word := _found(notion, text.fields.get(field, "")))]
        if hits:
            field, word = max(hits, key=lambda hit: FIELDS[hit[0]])
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
    sums, right = _sums(judged, model.notions, model.rarity, decided)
    return [(model.curve.probability(one), bool(label)) for one, label in zip(sums, right, strict=True)]


def _rarity(texts: Sequence[Text], notions: Mapping[str, Sequence[Notion]]) -> dict[str, float]:
    """ln((N + 20)/(n + 1)) + ½, at most 4: how telling a notion is, by how few of N texts have it (n).

    As if twenty more actors without it were known, so that a small register does not take every notion for common.
    """
    every = {one.key: one for of_priority in notions.values() for one in of_priority}
    number = {
        key: sum(any(_found(notion, one.fields.get(field, "")) for field in FIELDS) for one in texts)
        for key, notion in every.items()
    }
    return {key: min(4.0, log((len(texts) + _UNSEEN) / (count + 1)) + 0.5) for key, count in number.items()}


def _learned(
    judged: Sequence[Text], notions: Mapping[str, Sequence[Notion]], decided: Decided
) -> dict[str, dict[str, float]]:
    words = {one.actor: _all_lemmas(one) for one in judged}
    return {priority: found for priority in notions if (found := _words_of(priority, words, decided))}


def _words_of(priority: str, words: Mapping[int, frozenset[str]], decided: Decided) -> dict[str, float]:
    with_it = [own for actor, own in words.items() if priority in decided[actor]]
    without = [own for actor, own in words.items() if priority not in decided[actor]]
    if min(len(with_it), len(without)) < LEAST_DECIDED:
        return {}
    yes, no = Counter(w for own in with_it for w in own), Counter(w for own in without for w in own)
    odds = {
        word: log((count + 0.5) / (len(with_it) + 1)) - log((no[word] + 0.5) / (len(without) + 1))
        for word, count in yes.items()
        if count >= _LEAST_WORD
    }
    best = sorted(((weight, word) for word, weight in odds.items() if weight >= _LEAST_ODDS), reverse=True)
    return {word: min(weight, _MOST_ODDS) for weight, word in best[:_MOST_LEARNED]}


def _fitted(
    judged: Sequence[Text], notions: Mapping[str, Sequence[Notion]], rarity: Mapping[str, float], decided: Decided
) -> Curve:
    sums, right = _sums(judged, notions, rarity, decided)
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


def _sums(
    judged: Sequence[Text], notions: Mapping[str, Sequence[Notion]], rarity: Mapping[str, float], decided: Decided
) -> tuple[Numbers, Numbers]:
    sums, right = [], []
    for fold_number in range(_FOLDS):
        rest = [one for at, one in enumerate(judged) if at % _FOLDS != fold_number]
        model = Model(notions, rarity, _learned(rest, notions, decided), FIRST_GUESS)
        for one in judged[fold_number::_FOLDS]:
            for priority in notions:
                sums.append(total(supports(model, one, priority=priority)))
                right.append(priority in decided[one.actor])
    return np.array(sums, dtype=float), np.array(right, dtype=float)


def _found(notion: Notion, text: str) -> str:
    """The words of the text that are the notion, "" for none: inflected, or as the beginning or end of a compound."""
    if not text:
        return ""
    lemmas, pieces = _read(text)
    if pieces.keys().isdisjoint(_beginnings(notion.words)):
        return ""
    for wanted in _wordings(notion.words):
        if any(one not in pieces for one in wanted):
            continue
        if len(wanted) == 1:
            return pieces[wanted[0]]
        for at in range(len(lemmas) - len(wanted) + 1):
            part = lemmas[at : at + len(wanted)]
            if all(_is_word(lemma, want) for (_, lemma), want in zip(part, wanted, strict=True)):
                return " ".join(written for written, _ in part)
    return ""


def _is_word(lemma: str, wanted: str) -> bool:
    if lemma == wanted:
        return True
    return len(wanted) >= _SHORTEST_PART and (lemma.startswith(wanted) or lemma.endswith(wanted))


def _all_lemmas(text: Text) -> frozenset[str]:
    return _lemmas_in(tuple(text.fields.get(field, "") for field in FIELDS))


@lru_cache(maxsize=20_000)
def _lemmas_in(texts: tuple[str, ...]) -> frozenset[str]:
    read = (_read(one)[0] for one in texts)
    return frozenset(lemma for lemmas in read for _, lemma in lemmas if len(lemma) >= _SHORTEST_PART)


@lru_cache(maxsize=5_000)
def _wordings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Each wording as the dictionary forms of its words."""
    return tuple(found for word in words if (found := tuple(lemma for _, lemma in _read(word)[0])))


@lru_cache(maxsize=5_000)
def _beginnings(words: tuple[str, ...]) -> frozenset[str]:
    """The first word of each wording: a text with none of them has none of the wordings."""
    return frozenset(wording[0] for wording in _wordings(words))


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Each word as written with its dictionary form; and each form, its beginnings and ends → the first such word."""
    lemmas = tuple((word, _lemma(word.lower())) for word in _WORD.findall(text[:_LONGEST_TEXT]))
    pieces: dict[str, str] = {}
    for written, lemma in lemmas:
        for piece in (lemma, *_parts(lemma)):
            pieces.setdefault(piece, written)
    return lemmas, pieces


@lru_cache(maxsize=100_000)
def _parts(lemma: str) -> tuple[str, ...]:
    starts = (lemma[:end] for end in range(_SHORTEST_PART, len(lemma)))
    return (*starts, *(lemma[begin:] for begin in range(1, len(lemma) - _SHORTEST_PART + 1)))


@lru_cache(maxsize=100_000)
def _lemma(word: str) -> str:
    # Short words are mostly abbreviations; the dictionary makes a verb of "AI".
    if len(word) < _SHORTEST_WORD:
        return word
    return str(simplemma.lemmatize(word, lang=("sv", "en"))).lower()
