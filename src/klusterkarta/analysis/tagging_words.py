"""Which notions a text holds: its words in their dictionary form, as they stand or at either end of a compound."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

import polars as pl
import simplemma

SHORTEST_PART = 5
_SHORTEST_WORD = 4
_LONGEST_TEXT = 20_000
_TEXTS_AT_ONCE = 20_000
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

Words = tuple[str, ...]
"""A notion's wordings."""
Lemmas = tuple[tuple[str, str], ...]
"""Each word as written with its dictionary form."""


def notions_found(text: str, notions: frozenset[Words]) -> dict[Words, str]:
    """Of the notions those that the text holds, each with the words that are it, as they are written.

    >>> notions_found("Sågverken i norr", frozenset({("sågverk",), ("mat", "livsmedel")}))
    {('sågverk',): 'Sågverken'}
    """
    by_beginning = _by_beginning(notions)
    pieces: dict[str, str] = {}
    for chunk in text[:_LONGEST_TEXT].split():
        for piece, written in _telling(chunk, notions):
            pieces.setdefault(piece, written)
    near = dict.fromkeys(words for piece in pieces for words in by_beginning.get(piece, ()))
    found = ((words, _found(words, text, pieces)) for words in near)
    return {words: written for words, written in found if written}


def beginnings(notions: Iterable[Words]) -> frozenset[str]:
    """The first word of each wording in its dictionary form: a text with none of them has none of the notions."""
    return frozenset(wording[0] for words in notions for wording in _wordings(words))


def may_hold(texts: pl.Series, wanted: Collection[str]) -> pl.Series:
    """For each text whether a word of it, or the beginning or end of one, is among the dictionary forms `wanted`.

    Each different word is looked into once, and no text is read.

    >>> may_hold(pl.Series(["Ett sågverk, två", "Mat"]), ["sågverk"]).to_list()
    [True, False]
    """
    parts = [texts.slice(start, _TEXTS_AT_ONCE) for start in range(0, texts.len(), _TEXTS_AT_ONCE)]
    different = pl.concat([pl.Series(dtype=pl.String), *(_chunks(one).explode().unique() for one in parts)]).unique()
    telling = [chunk for chunk in different.drop_nulls().to_list() if _tells(chunk, wanted)]
    known = pl.Series(telling, dtype=pl.String).implode()
    marks = [_chunks(one).list.eval(pl.element().is_in(known)).list.any() for one in parts]
    return pl.concat([pl.Series(dtype=pl.Boolean), *marks])


def read_words(text: str) -> Lemmas:
    """Each word of a text as it is written, with its dictionary form in small letters.

    >>> read_words("Sågverken & AI")
    (('Sågverken', 'sågverk'), ('AI', 'ai'))
    """
    return tuple(pair for chunk in text[:_LONGEST_TEXT].split() for pair in _of_chunk(chunk))


def _chunks(texts: pl.Series) -> pl.Series:
    # Whatever else a text may be parted by stays inside a chunk, and is no part of a word.
    return texts.str.split(" ")


def _tells(chunk: str, wanted: Collection[str]) -> bool:
    return any(piece in wanted for _, lemma in read_words(chunk) for piece in _pieces(lemma))


def _pieces(lemma: str) -> Iterator[str]:
    """The word, its beginnings and its ends."""
    yield lemma
    for end in range(SHORTEST_PART, len(lemma)):
        yield lemma[:end]
    for begin in range(1, len(lemma) - SHORTEST_PART + 1):
        yield lemma[begin:]


def _found(words: Words, text: str, pieces: Mapping[str, str]) -> str:
    """The words of the text that are the first of the wordings which it holds; "" for none."""
    for wanted in _wordings(words):
        if any(one not in pieces for one in wanted):
            continue
        if len(wanted) == 1:
            return pieces[wanted[0]]
        lemmas = read_words(text)
        for at in range(len(lemmas) - len(wanted) + 1):
            part = lemmas[at : at + len(wanted)]
            if all(_is_word(lemma, want) for (_, lemma), want in zip(part, wanted, strict=True)):
                return " ".join(written for written, _ in part)
    return ""


def _is_word(lemma: str, wanted: str) -> bool:
    if lemma == wanted:
        return True
    return len(wanted) >= SHORTEST_PART and (lemma.startswith(wanted) or lemma.endswith(wanted))


@lru_cache(maxsize=8)
def _by_beginning(notions: frozenset[Words]) -> Mapping[str, tuple[Words, ...]]:
    found: defaultdict[str, dict[Words, None]] = defaultdict(dict)
    for words in notions:
        for beginning in beginnings([words]):
            found[beginning][words] = None
    return {beginning: tuple(of_it) for beginning, of_it in found.items()}


@lru_cache(maxsize=8)
def _words_in(notions: frozenset[Words]) -> frozenset[str]:
    return frozenset(word for words in notions for wording in _wordings(words) for word in wording)


@lru_cache(maxsize=5_000)
def _wordings(words: Words) -> tuple[tuple[str, ...], ...]:
    """Each wording as the dictionary forms of its words."""
    return tuple(found for word in words if (found := tuple(lemma for _, lemma in read_words(word))))


# The words of a register of 100 000 actors, which are asked about again after each change.
@lru_cache(maxsize=200_000)
def _telling(chunk: str, notions: frozenset[Words]) -> Lemmas:
    """The pieces of the chunk's words that stand in a notion, each with the word as it is written."""
    wanted = _words_in(notions)
    return tuple((piece, word) for word, lemma in _of_chunk(chunk) for piece in _pieces(lemma) if piece in wanted)


@lru_cache(maxsize=200_000)
def _of_chunk(chunk: str) -> Lemmas:
    return tuple((word, _lemma(word.lower())) for word in _WORD.findall(chunk))


@lru_cache(maxsize=100_000)
def _lemma(word: str) -> str:
    # Short words are mostly abbreviations; the dictionary makes a verb of "AI".
    if len(word) < _SHORTEST_WORD:
        return word
    return str(simplemma.lemmatize(word, lang=("sv", "en"))).lower()
