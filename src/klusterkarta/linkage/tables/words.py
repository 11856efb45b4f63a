"""The words of many names at once: spelled alike in every language, weighed by how rare they are in the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Floats, Ints
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.field_words import body_words, general_words, small_words, stem
from klusterkarta.vocabularies.known_names import known_names
from klusterkarta.vocabularies.legal_forms import legal_form_wordings
from klusterkarta.vocabularies.translations import branch_words, part_words, translations

MOST_WORDS = 6
# Shares of organisations with such a word in their name, at least: general words of the field, trades, places.
_GENERAL, _TRADE, _PLACE = 1 / 30, 1 / 1_000, 1 / 3_000
LIKE_A_TABLE_OF, _OF_ONE_ACTOR = 30_000, 3
LONGEST_NAME = 400
_SHORTEST_PART, _SHORTEST_COMPOUND, _LONGEST_INITIALS = 3, 7, 6
_SPELLINGS = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("w", "v"), ("ph", "f"), ("ck", "k"))


@dataclass(frozen=True, slots=True)
class NameTable:
    """The different names of a table, each with its number.

    `words`: spelled words by number; `written`: how each is mostly written, folded; `rarity`: how much each tells, in
    bits; `held`: for each name its words by number, the rarest first, -1 beyond them; `joined`: all words in order and
    without spaces; `joined_key`: equal for equal ones; `initials`: a key of the first letters of three words and more
    in any order, or of the letters of a name of one short word, 0 for none; `key`: equal for names of the same words;
    `legal`: the place of the legal form among `legal_groups`, -1 for none; `is_place` and `is_part`: which words are
    places and parts of bodies, with a 0 more at the end for the word -1; `bodies`: the kinds of body of a name as bits.
    """

    words: Sequence[str]
    written: Sequence[str]
    rarity: Floats
    held: Ints
    joined: Sequence[str]
    joined_key: Ints
    initials: Ints
    key: Ints
    legal: Ints
    legal_groups: Sequence[str]
    is_place: Ints
    is_part: Ints
    bodies: Ints

    @property
    def weights(self) -> Floats:
        """The rarity of every held word; 0 where there is none."""
        return np.where(self.held >= 0, self.rarity[self.held], np.float32(0)).astype(np.float32)


def folded_names(names: Sequence[str]) -> list[str]:
    """Names as their folded words, of at most 400 characters; a known abbreviation as the full name it stands for."""
    known = {fold(other): fold(first) for other, first in known_names().items()}
    folded = (fold(name[:LONGEST_NAME]) for name in names)
    return [known.get(name, name) for name in folded]


def name_table(folded: Sequence[str], *, records: Sequence[int], places: Iterable[str]) -> NameTable:
    """The table of different folded names; `records`: how many records bear each; `places`: folded words of places."""
    columns = {"name": range(len(folded)), "text": folded, "records": records}
    frame = pl.DataFrame(columns, schema={"name": pl.Int32, "text": pl.String, "records": pl.Int64})
    bare = _without_legal(frame)
    split = bare.select("name", "records", pl.col("text").str.split(" ").alias("word"))
    said = split.explode("word", empty_as_null=True)
    said = said.filter(pl.col("word").is_not_null() & (pl.col("word") != ""))
    spelled_places = {spell(place) for place in places} - {*_concepts(), *_concepts().values()}
    spelled = _spelled(said["word"].unique().to_list(), spelled_places)
    rows = said.with_row_index("at").join(spelled, on="word", maintain_order="left").explode("spelled")
    joined = rows.unique("at").group_by("name").agg(pl.col("whole").sort_by("at").str.join("").alias("joined"))
    held = rows.with_columns((pl.col("small").all().over("name")).alias("only_small"))
    held = held.filter(~pl.col("small") | pl.col("only_small")).unique(["name", "spelled"])
    counted = held.group_by("spelled").agg(pl.col("records").sum(), pl.col("word").sort_by("records", "word").last())
    counted = counted.sort("spelled").with_row_index("word_id")
    counted = counted.with_columns(_bits(counted, int(frame["records"].sum()), spelled_places).alias("bits"))
    matrix = _matrix(held.join(counted.drop("records"), on="spelled"), len(folded))
    texts = frame.select("name").join(joined, on="name", how="left", maintain_order="left")["joined"].fill_null("")
    return NameTable(
        words=counted["spelled"].to_list(),
        written=counted["word"].to_list(),
        rarity=np.append(counted["bits"].to_numpy().astype(np.float32), np.float32(0)),
        held=matrix,
        joined=texts.to_list(),
        joined_key=text_keys(texts),
        initials=_initials(matrix, counted["spelled"].to_list()),
        key=_keys(matrix, len(folded)),
        legal=bare.sort("name")["legal"].to_numpy(),
        legal_groups=_legal_groups(),
        bodies=_bodies(matrix, counted["spelled"].to_list()),
        is_part=np.append(counted["spelled"].is_in(_parts_of_bodies()).to_numpy(), False).astype(np.int8),
        is_place=np.append(counted["spelled"].is_in(spelled_places).to_numpy(), False).astype(np.int8),
    )


def _bits(counted: pl.DataFrame, total: int, places: set[str]) -> pl.Series:
    """How much each word tells, in bits: −log2 of the share of records that hold it.

    In a small table a word that one or two records hold is taken as one of a larger table, and words of the field are
    never rarer than they are in the world.
    """
    general = {spell(word) for word in general_words()} | {_concepts().get(spell(word), "") for word in general_words()}
    word, held = pl.col("spelled"), pl.col("records")
    in_world = (
        pl.when(word.is_in(list(general))).then(_GENERAL)
        .when(word.is_in(list({*_concepts().values()}))).then(_TRADE)
        .when(word.is_in(list(places))).then(_PLACE).otherwise(0.0)
    )  # fmt: skip
    here = (held - _OF_ONE_ACTOR).clip(lower_bound=0) / max(total, 1)
    share = pl.max_horizontal(held / max(total, LIKE_A_TABLE_OF), here, in_world)
    return counted.select((-share.log(2)).clip(lower_bound=0.01).alias("bits"))["bits"]


@cache
def spell(word: str) -> str:
    """A folded word without endings, doubled letters and the letters that people write for å, ä, ö.

    >>> spell("foervaltningen") == spell("forvaltning"), spell("klubben"), spell("golffklub")
    (True, 'klub', 'golfklub')
    """
    shorter = stem(word)
    for written, read in _SPELLINGS:
        shorter = shorter.replace(written, read)
    before = " " + shorter
    return "".join(letter for last, letter in zip(before, shorter, strict=False) if letter != last or letter.isdigit())


def concept(word: str) -> str:
    """The word that stands for a folded word in all languages and spellings.

    >>> concept("food") == concept("livsmedel")
    True
    """
    return _concepts().get(spell(word), spell(word))


@cache
def _concepts() -> Mapping[str, str]:
    """Spelled word → spelled first word of its line in the table of translations."""
    found: dict[str, str] = {}
    for line in translations():
        first = spell(fold(line[0]))
        for word in line:
            found.setdefault(spell(fold(word)), first)
    return found


def _parts_of_bodies() -> list[str]:
    spelled = (spell(fold(word)) for word in part_words())
    return sorted({_concepts().get(word, word) for word in spelled})


@cache
def _body_bits() -> Mapping[str, int]:
    """Spelled word for a kind of body → the kind's bit."""
    phrases = {**body_words().first, **body_words().anywhere}
    bits = {kind: 1 << at for at, kind in enumerate(sorted(set(phrases.values())))}
    found = {spell(phrase[0]): bits[kind] for phrase, kind in phrases.items() if len(phrase) == 1}
    return {_concepts().get(word, word): bit for word, bit in found.items()}


def _bodies(matrix: Ints, words: Sequence[str]) -> Ints:
    bits = np.array([*(_body_bits().get(word, 0) for word in words), 0], dtype=np.int32)
    found: Ints = np.bitwise_or.reduce(bits[matrix], axis=1)
    return found


def _spelled(words: Sequence[str], places: set[str]) -> pl.DataFrame:
    concepts, small = {**_concepts(), **{place: place for place in places}}, small_words() | branch_words()
    own = {spell(word) for word in words if len(word) >= _SHORTEST_PART}
    parts = [_parts(spell(word), concepts, own) for word in words]
    return pl.DataFrame(
        {"word": words, "spelled": parts, "whole": list(map(spell, words)), "small": [word in small for word in words]},
        schema={"word": pl.String, "spelled": pl.List(pl.String), "whole": pl.String, "small": pl.Boolean},
    )


def _parts(word: str, concepts: Mapping[str, str], own: set[str]) -> list[str]:
    """The word as its concept; a compound as its parts, one a known concept, the other that or a word of the table."""
    if word in concepts or len(word) < _SHORTEST_COMPOUND:
        return [concepts.get(word, word)]
    for at in range(len(word) - _SHORTEST_PART - 1, _SHORTEST_PART - 1, -1):
        head, tail = word[:at], word[at:]
        bare = head.removesuffix("s")
        known = next((one for one in (head, bare) if one in concepts), "")
        if tail in concepts and (known or head in own or bare in own or len(bare) > _SHORTEST_PART):
            return [concepts[known] if known else bare if bare in own else head, concepts[tail]]
        if head in concepts and len(head) > _SHORTEST_PART and tail in own:
            return [concepts[head], tail]
    return [word]


def _without_legal(frame: pl.DataFrame) -> pl.DataFrame:
    """The names without legal forms at the ends, and the number of the group of the last one."""
    ends, starts = legal_form_wordings("end"), legal_form_wordings("start")
    groups = {group: at for at, group in enumerate(_legal_groups())}
    last, first = _alternatives(ends), _alternatives(starts)
    text = pl.col("text")
    after = text.str.extract(rf" ({last})$").replace_strict({**ends}, default=None, return_dtype=pl.String)
    before = text.str.extract(rf"^({first}) ").replace_strict({**starts}, default=None, return_dtype=pl.String)
    group = pl.coalesce(after, before).replace_strict(groups, default=-1, return_dtype=pl.Int8)
    bare = text.str.replace(rf"(?: (?:{last}))+$", "").str.replace(rf"^(?:(?:{first}) )+", "")
    return frame.with_columns(group.alias("legal"), bare.alias("text"))


def _legal_groups() -> list[str]:
    return sorted({*legal_form_wordings("end").values(), *legal_form_wordings("start").values()})


def _alternatives(wordings: Mapping[str, str]) -> str:
    return "|".join(sorted(wordings, key=len, reverse=True))


def _matrix(held: pl.DataFrame, names: int) -> Ints:
    """For each name its rarest words by number, in that order."""
    ordered = held.sort("name", "bits", "word_id", descending=[False, True, False])
    placed = ordered.with_columns(pl.int_range(pl.len()).over("name").alias("at")).filter(pl.col("at") < MOST_WORDS)
    matrix = np.full((names, MOST_WORDS), -1, dtype=np.int32)
    matrix[placed["name"].to_numpy(), placed["at"].to_numpy()] = placed["word_id"].to_numpy()
    return matrix


def _keys(matrix: Ints, names: int) -> Ints:
    ordered = np.sort(matrix, axis=1)
    frame = pl.DataFrame(ordered, schema=[f"w{at}" for at in range(MOST_WORDS)])
    keys: Ints = frame.hash_rows(seed=11).to_numpy()
    return keys if names else np.zeros(0, dtype=np.uint64)


def text_keys(texts: pl.Series) -> Ints:
    """A key of 64 bits for each text; 0 for ""."""
    keys: Ints = texts.hash(seed=31).to_numpy()
    return np.where((texts == "").to_numpy(), np.uint64(0), keys | np.uint64(1))


def _initials(matrix: Ints, words: Sequence[str]) -> Ints:
    """Sums of spread letters: the same in any order."""
    spread = np.random.default_rng(17).integers(1, 2**62, size=128, dtype=np.uint64)
    codes = [[min(127, ord(letter)) for letter in word[:_LONGEST_INITIALS]] for word in words]
    first = np.array([*(spread[letters[0]] if letters else 0 for letters in codes), 0], dtype=np.uint64)
    short = [2 < len(word) <= _LONGEST_INITIALS for word in words]
    all_letters = [spread[letters].sum() if is_short else 0 for letters, is_short in zip(codes, short, strict=True)]
    whole = np.array([*all_letters, 0], dtype=np.uint64)
    count = (matrix >= 0).sum(axis=1)
    initials: Ints = np.where(count > 2, first[matrix].sum(axis=1), np.where(count == 1, whole[matrix[:, 0]], 0))
    return initials.astype(np.uint64)
