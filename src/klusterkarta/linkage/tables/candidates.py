"""Which records of a table are compared: those that share something telling, within a bound that is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Ints, distinct
from klusterkarta.linkage.tables.records import Records
from klusterkarta.linkage.tables.words import text_keys

# The largest block of which every pair is compared; the first that keeps the whole within the budget is taken.
BOUNDS = (800, 400, 200, 100, 50, 25)
FEWEST_PAIRS, PAIRS_PER_RECORD = 3_000_000, 40
# In a larger block each record is compared with so many that follow it in the order of names and towns.
NEIGHBOURS = 4
_TELLING = 4
_SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions, left < right, every pair once; blocks over the bound, the largest one, and the bound."""

    left: Ints
    right: Ints
    cut: int
    largest: int
    bound: int


@dataclass(frozen=True, slots=True)
class _Block:
    """Records in the order of their keys: `start` marks the first of each block, `size` is its block's size."""

    records: Ints
    size: Ints
    last: Ints


def candidate_pairs(records: Records, *, first: int | None = None) -> Candidates:
    """The pairs worth comparing: one name, one site, number or telephone, rare words together or beside a place, one
    beginning in one place, one joined spelling. The number of pairs grows with the records, not with their square.
    """
    order = _reading_order(records)
    blocks = [block for keys in _keys(records) if len((block := _block(keys, order)).records)]
    bound = _bound(blocks, len(records))
    packed = distinct(np.concatenate([_pairs(block, bound) for block in blocks] or [np.zeros(0, np.uint64)]))
    if first is not None:
        packed = packed[(packed >> np.uint64(32) < first) & (packed & np.uint64(0xFFFFFFFF) >= first)]
    sizes = [block.size[block.last & (block.size > bound)] for block in blocks]
    cut = np.concatenate(sizes) if sizes else np.zeros(0, np.int64)
    left, right = (packed >> np.uint64(32)).astype(np.int32), (packed & np.uint64(0xFFFFFFFF)).astype(np.int32)
    return Candidates(left, right, len(cut), int(cut.max(initial=0)), bound)


def _reading_order(records: Records) -> Ints:
    """For each record its place in the order of name, town and postal code, so that neighbours are alike."""
    marks = records.marks
    order = np.lexsort((marks["postal"], marks["city"], marks["web_site"], records.names.key[records.name]))
    place = np.empty(len(records), dtype=np.int64)
    place[order] = np.arange(len(records))
    return place


def _keys(records: Records) -> Iterator[Ints]:
    """For each way of blocking a key a record; 0 where it takes no part."""
    marks, names = records.marks, records.names
    has_name = names.held[:, 0] >= 0
    yield _of_names(np.where(has_name, names.key, np.uint64(0)), records)
    yield _of_names(names.joined_key, records)
    yield _of_names(text_keys(_bones(names.joined)), records)
    yield _both_sites(marks)
    for mark in ("number", "phone", "mail"):
        yield _of_mark(marks[mark])
    held = names.held[:, :_TELLING]
    words = [_mixed(held[:, at], 3) for at in range(_TELLING)]
    for at in range(3):
        yield _of_names(words[at], records)
        for other in range(at + 1, _TELLING):
            pair = np.where((words[at] > 0) & (words[other] > 0), words[at] ^ words[other], np.uint64(0))
            yield _of_names(pair, records)
        for mark, salt in (("city", 5), ("area", 7)):
            yield _beside(_of_names(words[at], records), _mixed(marks[mark], salt))
    starts, bones = _starts(names.words), np.append(text_keys(_bones(names.written)), np.uint64(0))
    for at in range(2):
        consonants = _of_names(np.where(held[:, at] >= 0, bones[held[:, at]], np.uint64(0)), records)
        yield _beside(consonants, _mixed(marks["city"], 37))
        if not at:
            yield consonants
        start = _of_names(np.where(held[:, at] >= 0, starts[held[:, at]], np.uint64(0)), records)
        for mark, salt in (("city", 11), ("postal", 13)):
            yield _beside(start, _mixed(marks[mark], salt))
    initials = _of_names(names.initials, records)
    yield _beside(initials, _mixed(marks["city"], 17))
    yield _beside(initials, _mixed(marks["web_site"], 19))


def _both_sites(marks: Mapping[str, Ints]) -> Ints:
    # The records stand twice in this block, once with the web domain and once with that of the e-mail address.
    web, mail = marks["web_site"], marks["mail_site"]
    return np.concatenate([_mixed(web, 23), np.where(web == mail, np.uint64(0), _mixed(mail, 23))])


def _of_names(keys: Ints, records: Records) -> Ints:
    return keys[records.name]


def _of_mark(mark: Ints) -> Ints:
    return _mixed(mark, 29)


def _beside(keys: Ints, other: Ints) -> Ints:
    return np.where((keys > 0) & (other > 0), keys * np.uint64(0x9E3779B97F4A7C15) ^ other, np.uint64(0))


def _mixed(numbers: Ints, salt: int) -> Ints:
    """A well-spread key of 64 bits for each number (the finaliser of SplitMix64); 0 for -1."""
    with np.errstate(over="ignore"):
        mixed = (numbers.astype(np.int64).astype(np.uint64) + np.uint64(salt << 40)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return np.where(numbers >= 0, mixed | np.uint64(1), np.uint64(0))


def _bones(joined: Sequence[str]) -> pl.Series:
    """The first letter and the consonants: what most slips leave alone."""
    texts = pl.Series("text", joined, dtype=pl.String)
    return texts.str.slice(0, 1) + texts.str.slice(1).str.replace_all("[aeiouyh]", "")


def _starts(words: Sequence[str]) -> Ints:
    starts = pl.Series("word", words, dtype=pl.String).str.slice(0, _SHORTEST_START)
    return np.append(text_keys(starts), np.uint64(0))


def _block(keys: Ints, order: Ints) -> _Block:
    """The records with a key that others have too, block by block."""
    count = len(order)
    known = np.flatnonzero(keys > 0)
    sort = np.lexsort((order[known % count], keys[known]))
    known, sorted_keys = known[sort], keys[known[sort]]
    if not len(known):
        return _Block(known, known, known.astype(bool))
    last = np.append(sorted_keys[1:] != sorted_keys[:-1], True)
    ends = np.flatnonzero(last)
    lengths = np.diff(ends, prepend=-1)
    size = np.repeat(lengths, lengths)
    several = size > 1
    return _Block((known[several] % count).astype(np.int32), size[several].astype(np.int32), last[several])


def _bound(blocks: list[_Block], records: int) -> int:
    budget = max(FEWEST_PAIRS, PAIRS_PER_RECORD * records)
    sizes = np.concatenate([block.size[block.last] for block in blocks] or [np.zeros(0, np.int32)]).astype(np.int64)
    for bound in BOUNDS:
        inside = sizes[sizes <= bound]
        if int((inside * (inside - 1) // 2).sum()) <= budget:
            return bound
    return BOUNDS[-1]


def _pairs(block: _Block, bound: int) -> Ints:
    """All pairs within the blocks; of blocks over the bound each record with the few that follow it."""
    reach = np.where(block.size > bound, NEIGHBOURS, block.size - 1)
    ends = np.flatnonzero(block.last)
    last_of = np.repeat(ends, np.diff(ends, prepend=-1))
    at = np.arange(len(block.records))
    reach = np.minimum(reach, last_of - at)
    found, step = [], 1
    at = at[reach >= step]
    while len(at):
        one, other = block.records[at], block.records[at + step]
        low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
        found.append(((low << np.uint64(32)) | high)[low != high])
        step += 1
        at = at[reach[at] >= step]
    return distinct(np.concatenate(found)) if found else np.zeros(0, np.uint64)
