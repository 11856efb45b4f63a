"""The few cases in which a rule, without a person, takes two records for the same actor. When in doubt it does not.

- `same_row`: two rows of one source with one name; of companies, which may share a name, with another mark in common.
- `named_actor`: a mention whose wording is the name of exactly one actor, of its own source or else of all.
- `same_mention`: two mentions with one wording that is nobody's name.
- `same_name_and_site`: rows of different sources with one name, legal form aside, and one web domain that no other name
  has.

A group is left to people as a whole when two of its actors contradict each other (registration numbers, web domains,
counties, municipalities, kinds or, in one source, addresses with nothing in common), when somebody has judged a pair of
them before, and when it is large.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from klusterkarta.linkage.clusters import Clusters
from klusterkarta.linkage.normalise import NameForm, read_name
from klusterkarta.linkage.parties import Parties, kind_family

SAME_ROW, NAMED_ACTOR, SAME_MENTION, SAME_SITE = "same_row", "named_actor", "same_mention", "same_name_and_site"
RULES = (SAME_ROW, SAME_SITE, NAMED_ACTOR, SAME_MENTION)
# More rows of one name than this are rather a filled-in default ("okänd") than one actor.
MOST_IN_GROUP = 50
# A longer abbreviation is a name; a shorter one may be anybody's in another source.
_LONGEST_SHORTHAND = 4
_CONTRADICTING = ("number", "domain", "county", "municipality", "kind")
# What rows on companies of one name must have in common.
_AGREEING = ("number", "domain", "municipality", "address")
_COMPANIES = frozenset({"limited", "partnership", "sole_trader"})
# Two rows of one source with different addresses are branches; between sources the address may have changed.
_CONTRADICTING_ROWS = (*_CONTRADICTING, "address")


@dataclass(frozen=True, slots=True)
class CertainPair:
    """Two records that a rule takes for the same actor, and the wording it went by."""

    left: int
    right: int
    rule: str
    name: str


@dataclass(frozen=True, slots=True)
class CertainPairs:
    """The pairs that rules decide; `too_large`: for each rule, how many groups were larger than MOST_IN_GROUP."""

    pairs: list[CertainPair]
    too_large: Mapping[str, int]


def certain_pairs(
    parties: Parties, judged: Collection[tuple[int, int]], *, rules: Collection[str] = RULES
) -> CertainPairs:
    """What these rules decide. `judged`: every pair of records ever judged, also where it was taken back.

    The pairs are enough to connect each group; the order of the frames' rows does not matter.
    """
    state = _state(parties, judged)
    decided = -1
    while len(state.found) > decided:
        # What one rule joins may bring to another what it lacked, a web domain for example.
        decided = len(state.found)
        state.too_large.clear()
        for rule in (one for one in RULES if one in rules):
            _RULE_STEPS[rule](state)
    return CertainPairs(state.found, dict(state.too_large))


@dataclass(frozen=True, slots=True)
class _Named:
    """One name of one record."""

    record: int
    source: str
    thing: str
    edit: bool
    code: str
    text: str

    @property
    def folded(self) -> str:
        return read_name(self.text).folded


@dataclass(slots=True)
class _State:
    named: list[_Named]
    marks: dict[int, dict[str, frozenset[str]]]
    clusters: Clusters
    has_actor: set[int]
    found: list[CertainPair] = field(default_factory=list)
    too_large: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def _state(parties: Parties, judged: Collection[tuple[int, int]]) -> _State:
    clusters = Clusters()
    for record, actor in parties.records.select("record", "actor").iter_rows():
        clusters.join(record, actor)
    known = set(parties.records["record"].to_list())
    for left, right in judged:
        if left in known and right in known:
            clusters.keep_apart(left, right)
    rows = parties.names.join(parties.records.drop("actor"), on="record").sort("record", "property", "name")
    columns = ("record", "source", "thing", "edit", "property", "name")
    named = [_Named(*row) for row in rows.select(columns).iter_rows()]
    actors = parties.records.filter(pl.col("thing") == "actor")["record"].to_list()
    marks = _marks(parties.marks, clusters)
    return _State(named, marks, clusters, {clusters.root(one) for one in actors})


def _marks(marks: pl.DataFrame, clusters: Clusters) -> dict[int, dict[str, frozenset[str]]]:
    found: dict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    for actor, mark, value in marks.filter(pl.col("mark").is_in(_CONTRADICTING_ROWS)).iter_rows():
        read = kind_family(value) if mark == "kind" else value
        if read:
            known = found[clusters.root(actor)]
            known[mark] = known.get(mark, frozenset()) | {read}
    return found


def _rows_by_name(state: _State) -> Mapping[Hashable, list[_Named]]:
    groups: defaultdict[Hashable, list[_Named]] = defaultdict(list)
    for one in state.named:
        if one.thing == "actor" and not one.edit and one.code == "name" and read_name(one.text).is_name:
            groups[one.source, one.folded].append(one)
    return groups


def _rows_by_site(state: _State) -> Mapping[Hashable, list[_Named]]:
    """Rows by name and domain, of domains that one name alone has: others are a group's, a chain's or a portal's."""
    groups: defaultdict[tuple[str, str], list[_Named]] = defaultdict(list)
    for one in state.named:
        if one.thing == "actor" and not one.edit and one.code == "name" and (form := read_name(one.text)).is_name:
            for domain in state.marks.get(state.clusters.root(one.record), {}).get("domain", ()):
                groups[domain, form.key].append(one)
    names = Counter(domain for domain, _ in groups)
    return {key: group for key, group in groups.items() if names[key[0]] == 1 and _is_across_sources(group)}


def _is_across_sources(group: list[_Named]) -> bool:
    forms = [legal for one in group if (legal := read_name(one.text).legal)]
    agree = not forms or bool(frozenset.intersection(*forms))
    return agree and len({one.source for one in group}) > 1


def _name_actors(state: _State) -> None:
    clusters = state.clusters
    targets: defaultdict[str, list[_Named]] = defaultdict(list)
    for one in state.named:
        if one.thing == "actor":
            targets[one.folded].append(one)
    meant: defaultdict[int, list[_Named]] = defaultdict(list)
    by_mention: defaultdict[int, list[_Named]] = defaultdict(list)
    for mention in _open_mentions(state):
        if found := _actors_named(mention, targets[mention.folded]):
            meant[clusters.root(mention.record)] += found
            by_mention[clusters.root(mention.record)].append(mention)
    mentions: defaultdict[int, list[_Named]] = defaultdict(list)
    for root, found in meant.items():
        actors = {clusters.root(one.record) for one in found}
        if len(actors) == 1 and not clusters.are_apart(root, found[0].record):
            mentions[min(actors)].append(by_mention[root][0])
    for actor, named in mentions.items():
        bearers: dict[str, list[_Named]] = {one.folded: [] for one in named}
        for one in (one for wording in bearers for one in targets[wording] if clusters.root(one.record) == actor):
            bearers[one.folded].append(one)
        _join(state, NAMED_ACTOR, [(_nearest(bearers[one.folded], one.source), one) for one in named])


def _nearest(bearers: list[_Named], source: str) -> _Named:
    """The bearer in the mention's own source, so that the two stay together without other sources; else the first."""
    return next((one for one in bearers if one.source == source), bearers[0])


def _actors_named(mention: _Named, targets: list[_Named]) -> list[_Named]:
    """The actors' names that the mention means: those of its own source, else others where the wording is telling."""
    form = read_name(mention.text)
    own = [one for one in targets if one.source == mention.source]
    if own:
        return own if form.is_name else []
    return targets if _is_telling(form) else []


def _open_mentions(state: _State) -> list[_Named]:
    return [
        one for one in state.named if one.thing == "mention" and state.clusters.root(one.record) not in state.has_actor
    ]


def _open_mentions_by_wording(state: _State) -> Mapping[Hashable, list[_Named]]:
    taken = {one.folded for one in state.named if one.thing == "actor"}
    groups: defaultdict[Hashable, list[_Named]] = defaultdict(list)
    for one in _open_mentions(state):
        form = read_name(one.text)
        if form.is_name and one.folded not in taken:
            groups[one.folded if _is_telling(form) else (one.source, one.folded)].append(one)
    return groups


def _is_telling(form: NameForm) -> bool:
    """Whether the wording means the same in another source: it tells and is no short abbreviation unless well known."""
    shorthand = len(form.raw) == 1 and len(form.folded) <= _LONGEST_SHORTHAND
    return form.tells and (bool(form.known) or not shorthand)


def _join_groups(state: _State, rule: str, groups: Mapping[Hashable, list[_Named]]) -> None:
    for group in groups.values():
        if len(group) > MOST_IN_GROUP:
            state.too_large[rule] += 1
        elif len(group) > 1:
            _join(state, rule, [(group[0], one) for one in group[1:]])


def _join(state: _State, rule: str, pairs: list[tuple[_Named, _Named]]) -> None:
    """Connect the pairs' records, unless that would bring together what must stay apart."""
    clusters = state.clusters
    group = [one for pair in pairs for one in pair]
    roots = sorted({clusters.root(one.record) for one in group})
    if not _may_be_one(state, rule, group, roots):
        return
    for hub, one in pairs:
        if clusters.root(one.record) != clusters.root(hub.record):
            clusters.join(hub.record, one.record)
            low, high = sorted((hub.record, one.record))
            state.found.append(CertainPair(low, high, rule, one.text))
    _gather(state, roots)


def _may_be_one(state: _State, rule: str, group: list[_Named], roots: list[int]) -> bool:
    marks = [state.marks.get(root, {}) for root in roots]
    weighed = _CONTRADICTING_ROWS if rule == SAME_ROW else _CONTRADICTING
    if state.clusters.any_apart(roots) or _contradict(marks, weighed):
        return False
    return rule != SAME_ROW or not _is_of_companies(state, group) or _agree(marks)


def _is_of_companies(state: _State, group: list[_Named]) -> bool:
    """Whether these are rows on companies, of which a register holds several of one name."""
    kinds = (state.marks.get(state.clusters.root(one.record), {}).get("kind", frozenset()) for one in group)
    return any("company" in kind for kind in kinds) or any(read_name(one.text).legal & _COMPANIES for one in group)


def _agree(marks: Collection[Mapping[str, frozenset[str]]]) -> bool:
    """Whether all actors have something beside the name in common."""
    return any(frozenset.intersection(*(one.get(mark, frozenset()) for one in marks)) for mark in _AGREEING)


def _contradict(marks: Collection[Mapping[str, frozenset[str]]], weighed: Collection[str]) -> bool:
    """Whether two of the actors both have a mark of one of these kinds and nothing in common there."""
    for mark in weighed:
        held = [one[mark] for one in marks if one.get(mark)]
        if any(not left & right for at, left in enumerate(held) for right in held[at + 1 :]):
            return True
    return False


def _gather(state: _State, roots: Iterable[int]) -> None:
    """After a join: marks and the presence of an actor belong to the new set."""
    for old in roots:
        new = state.clusters.root(old)
        if new == old:
            continue
        into = state.marks.setdefault(new, {})
        for mark, values in state.marks.pop(old, {}).items():
            into[mark] = into.get(mark, frozenset()) | values
        if old in state.has_actor:
            state.has_actor.add(new)


def _by_row(state: _State) -> None:
    _join_groups(state, SAME_ROW, _rows_by_name(state))


def _by_site(state: _State) -> None:
    _join_groups(state, SAME_SITE, _rows_by_site(state))


def _by_mention(state: _State) -> None:
    _join_groups(state, SAME_MENTION, _open_mentions_by_wording(state))


_RULE_STEPS = {SAME_ROW: _by_row, SAME_SITE: _by_site, NAMED_ACTOR: _name_actors, SAME_MENTION: _by_mention}
