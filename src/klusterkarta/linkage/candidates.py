"""Which names are worth comparing: blocks of names that share something telling, each block bounded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from klusterkarta.linkage.normalise import NameForm, body_kinds
from klusterkarta.linkage.words_shared import SHORTEST_JOINED, is_slip

# A block of this many names gives 300 pairs; the names of a larger one are compared with their neighbours only.
MOST_IN_BLOCK = 25
NEIGHBOURS = 3
# Initials of more names than this are a chance.
_MOST_OF_INITIALS = 10
_SHORTEST_SLIP = 6

Blocks = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions in the list of forms (frame: left < right), how many blocks were cut, the largest size."""

    pairs: pl.DataFrame
    cut: int
    largest: int


@dataclass(frozen=True, slots=True)
class _Index:
    """Positions of the names: by what is the same in them, by telling word, and by each spelling of such a word."""

    blocks: Blocks
    words: Blocks
    spelled: Blocks


def candidate_forms(forms: Sequence[NameForm]) -> Candidates:
    """Pairs of different names that share their words, a telling word, a word but for a slip, a body and a place, or
    initials. Every pair once; the number of pairs grows with the number of names, not with its square.

    >>> from klusterkarta.linkage.normalise import read_name
    >>> names = ["Idea plant", "Föreningen Idea plant", "Robotdalen", "Robotdahlen"]
    >>> candidate_forms([read_name(name) for name in names]).pairs.rows()
    [(0, 1), (2, 3)]
    """
    index = _index(forms)
    blocks = _blocks(index, forms)
    cut = {key: block for key, block in blocks.items() if len(block) > MOST_IN_BLOCK}
    single = _frame({*_initials(forms), *_slips(index, forms), *_neighbours(cut, forms)})
    pairs = pl.concat([_within(blocks), single]).unique().sort("left", "right")
    return Candidates(pairs, len(cut), max(map(len, cut.values()), default=0))


def bounded_pairs(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a block in order, or of a large block only those of neighbours.

    >>> len(list(bounded_pairs(range(10)))), len(list(bounded_pairs(range(1000))))
    (45, 2994)
    """
    ordered = sorted(members)
    if len(ordered) <= MOST_IN_BLOCK:
        yield from combinations(ordered, 2)
        return
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield one, other


def _index(forms: Sequence[NameForm]) -> _Index:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    spelled: defaultdict[str, set[int]] = defaultdict(set)
    for position, form in enumerate(forms):
        for key in set(_keys(form)):
            blocks[key].append(position)
        for word, phrase in _words(form):
            words[word].append(position)
            spelled[word].add(position)
            spelled[phrase].add(position)
    return _Index(blocks, words, {word: sorted(block) for word, block in spelled.items()})


def _blocks(index: _Index, forms: Sequence[NameForm]) -> Blocks:
    blocks = dict(index.blocks)
    for word, block in index.words.items():
        blocks[f"word:{word}"] = block
        if len(block) > MOST_IN_BLOCK:
            # The names that share a frequent word are compared where they share another word too.
            parts = _by_other_word(block, forms)
            blocks |= {f"word:{word}+{part}": among for part, among in parts.items() if 2 * len(among) <= len(block)}
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _keys(form: NameForm) -> Iterator[str]:
    if form.key:
        yield f"key:{form.key}"
    if len(form.joined) >= SHORTEST_JOINED:
        yield from (f"joined:{form.joined}", f"joined:{form.closed}")
    if form.known:
        yield f"known:{form.known}"
    yield from (f"trades:{one} {other}" for one, other in combinations(sorted(form.of("trade")), 2))
    yield from (f"body:{kind} {place}" for kind in body_kinds(form) for place in form.of("place"))


def _words(form: NameForm) -> list[tuple[str, str]]:
    """The telling words with the wordings behind them; without any the places, since a misspelt place is a word."""
    telling = [(word, phrase) for word, part, phrase in form.parts if part in ("telling", "compound")]
    return list(dict(telling or [(word, phrase) for word, part, phrase in form.parts if part == "place"]).items())


def _by_other_word(block: Iterable[int], forms: Sequence[NameForm]) -> Blocks:
    """The block by the words of its names; a name of one word stands under itself."""
    finer: defaultdict[str, list[int]] = defaultdict(list)
    for position in block:
        for word in _other_words(forms[position]):
            finer[word].append(position)
    return finer


def _other_words(form: NameForm) -> Collection[str]:
    return {word for word, part, _ in form.parts if part != "number"} if len(form.parts) > 1 else {""}


def _initials(forms: Sequence[NameForm]) -> Iterator[tuple[int, int]]:
    """Each abbreviation with the names of which it is the initials."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, form in enumerate(forms):
        for initials in form.initials:
            found[initials].append(position)
    for position, form in enumerate(forms):
        full = found.get(form.acronym, ())
        if len(full) <= _MOST_OF_INITIALS:
            yield from (_ordered(position, other) for other in full)


def _slips(index: _Index, forms: Sequence[NameForm]) -> Iterator[tuple[int, int]]:
    """Names of which one has a word that is a word of the other with a slip.

    Where many have it, the slip of a frequent word, only those that share another word or have no other.
    """
    finer: dict[str, Blocks] = {}
    for pair in _slip_pairs(index.spelled):
        rare, frequent = sorted(pair, key=lambda word: (len(index.spelled[word]), word))
        few, many = index.spelled[rare], index.spelled[frequent]
        if len(few) * len(many) <= MOST_IN_BLOCK:
            yield from (_ordered(one, other) for one in few for other in many if one != other)
            continue
        parts = finer.setdefault(frequent, _by_other_word(many, forms) if frequent not in finer else {})
        for one in few[:MOST_IN_BLOCK]:
            among = {other for word in _other_words(forms[one]) for other in parts.get(word, ())[:MOST_IN_BLOCK]}
            yield from (_ordered(one, other) for other in among if one != other)


def _slip_pairs(vocabulary: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words of which one is the other with a slip: both give the same word when one letter is left out."""
    shortened: defaultdict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        if len(word) >= _SHORTEST_SLIP - 1:
            for left_out in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                shortened[left_out].append(word)
    near = (sorted(words) for words in shortened.values() if 1 < len(words) <= MOST_IN_BLOCK)
    alike = {pair for words in near for pair in combinations(words, 2)}
    return (pair for pair in sorted(alike) if is_slip(*pair))


def _within(blocks: Blocks) -> pl.DataFrame:
    small = [block for block in blocks.values() if len(block) <= MOST_IN_BLOCK]
    block = pl.Series("block", [at for at, one in enumerate(small) for _ in one], dtype=pl.Int64)
    form = pl.Series("left", [position for one in small for position in one], dtype=pl.Int64)
    rows = pl.DataFrame([block, form])
    pairs = rows.join(rows.rename({"left": "right"}), on="block").filter(pl.col("left") < pl.col("right"))
    return pairs.select("left", "right").unique()


def _neighbours(blocks: Blocks, forms: Sequence[NameForm]) -> Iterator[tuple[int, int]]:
    """Of a block that is too large, each name with the next ones in the order of their words."""
    for block in blocks.values():
        ordered = sorted(block, key=lambda position: (forms[position].key, forms[position].text))
        for at, one in enumerate(ordered):
            yield from (_ordered(one, other) for other in ordered[at + 1 : at + 1 + NEIGHBOURS])


def _frame(pairs: Iterable[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(sorted(pairs), schema={"left": pl.Int64, "right": pl.Int64}, orient="row")


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
