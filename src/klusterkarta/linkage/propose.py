"""Pairs of actors that may be one, with likelihood and reasons, for a person to decide."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.linkage.candidates import MOST_IN_BLOCK, bounded_pairs, candidate_forms
from klusterkarta.linkage.compare import Held, NamePair, compare_actors, held_marks
from klusterkarta.linkage.compare_names import NameLikeness, compare_names
from klusterkarta.linkage.evidence import likelihood, needed_bits, threshold
from klusterkarta.linkage.normalise import NameForm, read_name, said_names
from klusterkarta.linkage.parties import Parties
from klusterkarta.linkage.words_shared import Rarity, are_apart
from klusterkarta.values.reason import Reason

# More are no use to a person; the likeliest are kept.
MOST_PROPOSALS = 10_000
# Words of up to this many actors are rare; in a register of a million of up to a hundred.
_RARE = 3
_MARKS = ("number", "domain")


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """Two records whose actors may be one; `left` < `right`, `score` from 0 to 1."""

    left: int
    right: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ProposedPairs:
    """The pairs, the likeliest first, and what was left out to keep the work bounded."""

    pairs: list[ProposedPair]
    notes: list[Reason]


@dataclass(frozen=True, slots=True)
class _Names:
    """The different names, who bears each, and the records that say it of an actor, with their sources."""

    forms: Sequence[NameForm]
    bearers: Sequence[Sequence[int]]
    of_actor: Mapping[int, Sequence[int]]
    says: Mapping[tuple[int, int], Sequence[int]]
    sources: Mapping[int, str]


def propose_pairs(parties: Parties, decided: Collection[tuple[int, int]]) -> ProposedPairs:
    """Pairs of actors over the threshold, without those that have records on which a judgement stands (`decided`).

    Each pair of actors comes once, as the two records that bear the likest names. The order of rows does not matter.
    """
    names, held = _names(parties), held_marks(parties)
    actor_of = dict(parties.records.select("record", "actor").iter_rows())
    done = {_ordered(actor_of[a], actor_of[b]) for a, b in decided if a in actor_of and b in actor_of}
    rarity = _rarity(names)
    found = candidate_forms(names.forms)
    likest = _likest(names, found.pairs.iter_rows(), rarity)
    for left, right in _by_marks(parties):
        if (left, right) not in likest:
            likest[left, right] = _best(names, left, right, rarity)
    likely = sorted(
        (-score, left, right)
        for (left, right), named in likest.items()
        if (left, right) not in done
        and (score := likelihood(compare_actors(left, right, names=named, held=held))) >= threshold()
    )
    shown = likely[:MOST_PROPOSALS]
    pairs = [_proposed(left, right, likest[left, right], names=names, held=held) for _, left, right in shown]
    return ProposedPairs(pairs, list(_notes(found.cut, found.largest, names, len(likely))))


def _names(parties: Parties) -> _Names:
    position: dict[str, int] = {}
    says: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    # Rows of their own come before mentions, and these before edits.
    ordered = parties.names.join(parties.records.drop("actor"), on="record").sort("name", "edit", "thing", "record")
    for record, actor, text in ordered.select("record", "actor", "name").iter_rows():
        for name in said_names(text):
            if read_name(name).folded:
                says[actor, position.setdefault(name, len(position))].append(record)
    bearers: list[list[int]] = [[] for _ in position]
    of_actor: defaultdict[int, list[int]] = defaultdict(list)
    for actor, at in sorted(says):
        bearers[at].append(actor)
        of_actor[actor].append(at)
    sources = dict(parties.records.select("record", "source").iter_rows())
    return _Names([read_name(name) for name in position], bearers, of_actor, says, sources)


def _rarity(names: _Names) -> Rarity:
    count = Counter(
        word
        for forms in names.of_actor.values()
        for word in {word for at in forms for word, *_ in names.forms[at].parts}
    )
    rare = max(_RARE, len(names.of_actor) ** (1 / 3))
    weights = {word: min(1.0, rare / times) for word, times in count.items()}
    return lambda word: weights.get(word, 1.0)


def _likest(names: _Names, pairs: Iterable[tuple[int, int]], rarity: Rarity) -> dict[tuple[int, int], NamePair]:
    """For each pair of actors the pair of names with the most bits, where these are worth looking at."""
    found: dict[tuple[int, int], NamePair] = {}
    enough = needed_bits()
    for at, form in enumerate(names.forms):
        if len(names.bearers[at]) > 1:
            same = NamePair(form, form, compare_names(form, form, rarity=rarity), len(names.bearers[at]))
            _keep(found, bounded_pairs(names.bearers[at]), same)
    keys = _bearers_by_key(names)
    for one, other in pairs:
        left, right = names.forms[one], names.forms[other]
        if are_apart(left, right, rarity=rarity):
            continue
        likeness = compare_names(left, right, rarity=rarity)
        if likeness.bits >= enough:
            bearers = len(keys[left.key]) if left.key == right.key else 2
            crossed = _crossed(names.bearers[one], names.bearers[other])
            _keep(found, crossed, NamePair(left, right, likeness, bearers))
    return found


def _bearers_by_key(names: _Names) -> Mapping[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for at, form in enumerate(names.forms):
        found[form.key].update(names.bearers[at])
    return found


def _crossed(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each bearer of one name with each of another; of frequent names only the first few, in order."""
    few = max(1, MOST_IN_BLOCK // max(len(left), len(right), 1))
    ours, theirs = (left, right) if len(left) * len(right) <= MOST_IN_BLOCK**2 else (left[:few], right[:few])
    return ((one, other) for one in ours for other in theirs if one != other)


def _keep(found: dict[tuple[int, int], NamePair], actors: Iterable[tuple[int, int]], pair: NamePair) -> None:
    for left, right in actors:
        low, high = _ordered(left, right)
        turned = pair if low == left else NamePair(pair.right, pair.left, _turned(pair.likeness), pair.bearers)
        known = found.get((low, high))
        if known is None or _rank(turned) > _rank(known):
            found[low, high] = turned


def _rank(pair: NamePair) -> tuple[float, str, str]:
    return pair.likeness.bits, pair.left.text, pair.right.text


def _turned(likeness: NameLikeness) -> NameLikeness:
    return NameLikeness(likeness.bits, tuple(one.turned() for one in likeness.findings))


def _best(names: _Names, left: int, right: int, rarity: Rarity) -> NamePair:
    """The likest names of two actors that share a mark. An actor without a name has an empty one."""
    ours = [names.forms[at] for at in names.of_actor.get(left, ())] or [read_name("")]
    theirs = [names.forms[at] for at in names.of_actor.get(right, ())] or [read_name("")]
    pairs = (NamePair(one, other, compare_names(one, other, rarity=rarity)) for one in ours for other in theirs)
    return max(pairs, key=_rank)


def _by_marks(parties: Parties) -> Iterator[tuple[int, int]]:
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for actor, mark, value in parties.marks.iter_rows():
        if mark in _MARKS:
            holders[mark, value].append(actor)
    return iter({pair for actors in holders.values() for pair in bounded_pairs(actors)})


def _proposed(left: int, right: int, named: NamePair, *, names: _Names, held: Held) -> ProposedPair:
    findings = compare_actors(left, right, names=named, held=held)
    score = round(likelihood(findings), 4)
    one, other = _records(_saying(names, left, named.left), _saying(names, right, named.right), names.sources)
    if one > other:
        findings = [finding.turned() for finding in findings]
    return ProposedPair(min(one, other), max(one, other), score, tuple(finding.reason() for finding in findings))


def _records(left: Sequence[int], right: Sequence[int], sources: Mapping[int, str]) -> tuple[int, int]:
    """Of the records that say the names the first two of one source: such a decision holds without other sources."""
    pairs = ((one, other) for one in left for other in right if sources[one] == sources[other])
    return next(pairs, (left[0], right[0]))


def _saying(names: _Names, actor: int, form: NameForm) -> Sequence[int]:
    """The records that say this name of the actor; the actor's first where none does."""
    at = next((at for at in names.of_actor.get(actor, ()) if names.forms[at].text == form.text), None)
    return [actor] if at is None else names.says[actor, at]


def _ordered(left: int, right: int) -> tuple[int, int]:
    return (left, right) if left < right else (right, left)


def _notes(cut: int, largest: int, names: _Names, found: int) -> Iterator[Reason]:
    frequent = [len(actors) for actors in names.bearers if len(actors) > MOST_IN_BLOCK]
    if cut or frequent:
        count = cut + len(frequent)
        yield Reason(
            "linkage.blocks_cut", {"count": count, "largest": max([largest, *frequent]), "bound": MOST_IN_BLOCK}
        )
    if found > MOST_PROPOSALS:
        yield Reason("linkage.proposals_cut", {"count": found, "kept": MOST_PROPOSALS})
