"""Pairs of records compared: for each kind of evidence the level that the pair reaches (`levels`)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from klusterkarta.linkage.tables.arrays import Flags, Floats, Ints
from klusterkarta.linkage.tables.levels import LEGAL, MARK, NAME, PLACE, WEB, WHERE, level_number
from klusterkarta.linkage.tables.records import Records
from klusterkarta.linkage.tables.spelling import Spelling, spelling_of
from klusterkarta.linkage.tables.words import NameTable, spell

CHUNK = 200_000
# A site of more records is the site of many organisations, a town of a larger share a frequent one.
_MANY, _FREQUENT_TOWN = 12, 0.004
_INFO_EDGES = np.array([-6, -3, 0, 3], dtype=np.float32)
_FEW_BEARERS = 6
_PARTIAL_EDGES = np.array([0.3, 0.5, 0.7], dtype=np.float32)
_SMALL_REST, _SMALL_TABLE = 0.36, 1_000


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two names share and what only one has, in bits, for every pair of a chunk; places apart."""

    shared: Floats
    slipped: Floats
    left: Floats
    right: Floats
    place_left: Ints
    place_right: Ints
    town_named: Flags
    part: Flags


@dataclass(frozen=True, slots=True)
class Comparer:
    """The records with what is counted once for all pairs."""

    records: Records
    weights: Floats
    bearers: Ints
    holders: Ints
    town_share: Floats
    town_word: Ints
    spelling: Spelling

    def levels(self, left: Ints, right: Ints) -> Mapping[str, Ints]:
        """The level of each comparison for every pair, in chunks that bound the memory."""
        starts = range(0, max(1, len(left)), CHUNK)
        parts = [self._chunk(left[at : at + CHUNK], right[at : at + CHUNK]) for at in starts]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    def _chunk(self, left: Ints, right: Ints) -> dict[str, Ints]:
        marks, names = self.records.marks, self.records.name
        shared = _shared_words(self, names[left], names[right], towns=self.town_word[marks["city"][left]])
        return {
            NAME: self._name_levels(names[left], names[right], shared),
            PLACE: self._place_levels(left, right, shared),
            WHERE: self._where_levels(left, right, shared),
            WEB: self._web_levels(left, right),
            LEGAL: self._legal_levels(names[left], names[right]),
            **{mark: _agreement(marks[mark], left, right) for mark in MARK},
        }

    def _name_levels(self, left: Ints, right: Ints, words: _Shared) -> Ints:
        table = self.records.names
        said = words.shared + words.slipped
        info = np.digitize(said - np.float32(np.log2(max(_SMALL_TABLE, len(self.records)))), _INFO_EDGES)
        likeness = said / np.maximum(said + words.left + words.right, np.float32(1e-6))
        rest = np.minimum(words.left, words.right)
        more = np.maximum(words.left, words.right) / np.maximum(said, np.float32(1e-6))
        kind = 7 + np.digitize(likeness, _PARTIAL_EDGES)
        kind[(rest < 0.01) & (said > 0)] = 5
        kind[(rest < 0.01) & (said > 0) & (more < _SMALL_REST)] = 4
        kind[(rest < 0.01) & (said > 0) & words.part] = 6
        kind[(rest < 0.01) & (said > 0) & (more < 0.01)] = 3
        kind[self.spelling.are_misspelt(left, right, asked=kind >= 5)] = 3
        bodies, others = table.bodies[left], table.bodies[right]
        kind[(bodies > 0) & (others > 0) & (bodies & others == 0)] = 7
        spelled = self._joined[left] == self._joined[right]
        kind[spelled] = 2
        kind[said <= 0] = 11
        kind[_are_initials(self, left, right) & (kind >= 5)] = 12
        same = table.key[left] == table.key[right]
        kind[same] = np.where(self.bearers[left[same]] > _FEW_BEARERS, 1, 0)
        info[kind >= 11] = 0
        return level_number(kind, info)

    def _place_levels(self, left: Ints, right: Ints, words: _Shared) -> Ints:
        city = self.records.marks["city"]
        ours, theirs = words.place_left, words.place_right
        towns, others = self.town_word[city[left]], self.town_word[city[right]]
        alone = np.where(ours >= 0, ours, theirs)
        other_town = np.where(ours >= 0, others, towns)
        own_town = np.where(ours >= 0, towns, others)
        known = np.where(ours >= 0, city[right], city[left]) >= 0
        level = np.where(known, 3, 2)
        level[alone == own_town] = 4
        level[alone == other_town] = 1
        level[(ours < 0) & (theirs < 0)] = 0
        level[(ours >= 0) & (theirs >= 0)] = 5
        return level.astype(np.int8)

    def _where_levels(self, left: Ints, right: Ints, words: _Shared) -> Ints:
        marks = self.records.marks
        city = _agreement(marks["city"], left, right)
        postal, area = _agreement(marks["postal"], left, right), _agreement(marks["area"], left, right)
        code = np.where(postal == 1, 3, np.where(postal == 0, 0, np.where(area == 1, 2, 1)))
        frequent = (city == 1) & (self.town_share[marks["city"][left]] > _FREQUENT_TOWN)
        town = np.where((city == 1) & words.town_named, 4, np.where(frequent, 3, city))
        levels: Ints = (town * 4 + code).astype(np.int8)
        return levels

    def _legal_levels(self, left: Ints, right: Ints) -> Ints:
        legal, groups = self.records.names.legal, self.records.names.legal_groups
        one, other = legal[left], legal[right]
        level = np.where(one == other, 1, 2)
        alone = np.maximum(one, other)
        level[(one < 0) | (other < 0)] = 5
        for at, group in ((3, "limited"), (4, "foundation")):
            level[(np.minimum(one, other) < 0) & (alone == groups.index(group))] = at
        level[alone < 0] = 0
        return level.astype(np.int8)

    def _web_levels(self, left: Ints, right: Ints) -> Ints:
        marks = self.records.marks
        level = np.zeros(len(left), dtype=np.int8)
        sites = [
            (marks[f"{a}_site"][left], marks[f"{b}_site"][right]) for a in ("web", "mail") for b in ("web", "mail")
        ]
        labels = [
            (marks[f"{a}_label"][left], marks[f"{b}_label"][right]) for a in ("web", "mail") for b in ("web", "mail")
        ]
        known = np.logical_or.reduce([(one >= 0) & (other >= 0) for one, other in sites])
        level[known] = 1
        level[np.logical_or.reduce([(one >= 0) & (one == other) for one, other in labels])] = 2
        mail = marks["mail"]
        level[(mail[left] >= 0) & (mail[left] == mail[right])] = 3
        for one, other in sites:
            same = (one >= 0) & (one == other)
            level[same] = np.maximum(level[same], np.where(self.holders[one[same]] > _MANY, 4, 5))
        return level

    @property
    def _joined(self) -> Ints:
        return self.records.names.joined_key


def comparer(records: Records) -> Comparer:
    """The records ready for comparing: how many bear each name, hold each site, work in each town."""
    names, marks = records.names, records.marks
    _, inverse, count = np.unique(names.key[records.name], return_inverse=True, return_counts=True)
    bearers = np.zeros(len(names.joined), dtype=np.int64)
    bearers[records.name] = count[inverse]
    sites = np.concatenate(
        [marks["web_site"], np.where(marks["mail_site"] == marks["web_site"], -1, marks["mail_site"])]
    )
    holders = np.bincount(np.maximum(sites, 0), minlength=1)
    share = np.bincount(np.maximum(marks["city"], 0), minlength=len(records.cities) + 1) / max(1, len(records))
    numbers = {word: at for at, word in enumerate(names.words)}
    words = [-2, *(_town_word(city, numbers) for city in records.cities)]
    return Comparer(
        records, names.weights, bearers, holders, share.astype(np.float32), np.array([*words, -2]), spelling_of(names)
    )


def _town_word(city: str, numbers: Mapping[str, int]) -> int:
    return next((numbers[spell(word)] for word in city.split() if spell(word) in numbers), -2)


def _agreement(mark: Ints, left: Ints, right: Ints) -> Ints:
    """0 where one says nothing, 1 where both say the same, 2 where they differ."""
    one, other = mark[left], mark[right]
    return np.where((one < 0) | (other < 0), 0, np.where(one == other, 1, 2)).astype(np.int8)


def _shared_words(comparer: Comparer, left: Ints, right: Ints, *, towns: Ints) -> _Shared:
    table = comparer.records.names
    ours, theirs = table.held[left], table.held[right]
    same = (ours[:, :, None] == theirs[:, None, :]) & (ours >= 0)[:, :, None]
    weights, others = comparer.weights[left], comparer.weights[right]
    matched, other_matched = same.any(axis=2), same.any(axis=1)
    shared = np.where(matched, weights, 0).sum(axis=1, dtype=np.float32)
    rest, other_rest = np.where(matched, 0, weights), np.where(other_matched, 0, others)
    slipped = _match_slips(comparer, (ours, rest), (theirs, other_rest))
    is_place, other_is_place = table.is_place[ours] > 0, table.is_place[theirs] > 0
    return _Shared(
        shared=shared,
        slipped=slipped,
        left=np.where(is_place, 0, rest).sum(axis=1, dtype=np.float32),
        right=np.where(other_is_place, 0, other_rest).sum(axis=1, dtype=np.float32),
        place_left=_rarest_place(ours, rest, is_place),
        place_right=_rarest_place(theirs, other_rest, other_is_place),
        town_named=(matched & (ours == towns[:, None])).any(axis=1),
        part=_has_part(ours, rest, table) | _has_part(theirs, other_rest, table),
    )


def _has_part(held: Ints, rest: Floats, table: NameTable) -> Flags:
    """Whether this name alone has a word of a part or a mother."""
    found: Flags = np.asarray(((rest > 0) & (table.is_part[held] > 0)).any(axis=1))
    return found


def _rarest_place(held: Ints, rest: Floats, is_place: Flags) -> Ints:
    """The rarest place that only this name has; -1 where it has none."""
    only = (rest > 0) & is_place
    at = only.argmax(axis=1)
    return np.where(only.any(axis=1), held[np.arange(len(held)), at], -1)


def _match_slips(comparer: Comparer, left: tuple[Ints, Floats], right: tuple[Ints, Floats]) -> Floats:
    """The bits of words that are alike but for a slip or an abbreviation; they are taken out of the rests.

    Of each name the two rarest words that the other lacks are looked at.
    """
    (ours, rest), (theirs, other_rest) = left, right
    slipped = np.zeros(len(ours), dtype=np.float32)
    rows = np.flatnonzero((rest > 0).any(axis=1) & (other_rest > 0).any(axis=1))
    order, other_order = _first_two(rest[rows]), _first_two(other_rest[rows])
    for one, other in ((0, 0), (0, 1), (1, 0), (1, 1)):
        at, there = order[one], other_order[other]
        both = np.flatnonzero((rest[rows, at] > 0) & (other_rest[rows, there] > 0))
        alike = comparer.spelling.are_slips(ours[rows[both], at[both]], theirs[rows[both], there[both]])
        found, at, there = rows[both[alike]], at[both[alike]], there[both[alike]]
        slipped[found] += np.minimum(rest[found, at], other_rest[found, there])
        rest[found, at] = 0
        other_rest[found, there] = 0
    return slipped


def _first_two(rest: Floats) -> tuple[Ints, Ints]:
    """Where the first and the second word stand that are left; the first again where there is no second."""
    left = rest > 0
    first = left.argmax(axis=1)
    left[np.arange(len(left)), first] = False
    second = left.argmax(axis=1)
    return first, np.where(left.any(axis=1), second, first)


def _are_initials(comparer: Comparer, left: Ints, right: Ints) -> Flags:
    initials, single = comparer.records.names.initials, comparer.records.names.held[:, 1] < 0
    same = (initials[left] > 0) & (initials[left] == initials[right])
    found: Flags = same & (single[left] != single[right])
    return found
