"""What was typed → what is asked: words, phrases, what must not be there, and fields; bounded, whatever comes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from klusterkarta.search.words import Word, small_words, words_of
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.documents import read_document

LONGEST = 400
MOST_WORDS = 24
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:(?P<field>[^\W\d_]+):)?(?:["“”](?P<phrase>[^"“”]*)(?:["“”]|$)|(?P<word>[^\s"“”]+))'
)
# How many letters a word needs before a slip in it is forgiven as you type.
FUZZY_FROM = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or phrase asked for. `field` limits where it must stand; `prefix`: only its beginning is known."""

    words: tuple[Word, ...]
    phrase: bool = False
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: `wanted` in order, `unwanted`, and what was done to the text on the way."""

    wanted: tuple[Piece, ...]
    unwanted: tuple[Piece, ...]
    notes: tuple[Reason, ...]


def read_query(text: str) -> Query:
    """The query in a text. Never raises: what cannot be used is left out, and a note says so.

    >>> query = read_query('namn:medicon -dansk "life science" skog*')
    >>> [piece.field for piece in query.wanted], [piece.phrase for piece in query.wanted], len(query.unwanted)
    (['name', '', ''], [False, True, False], 1)
    >>> [note.code for note in read_query("och i på").notes], [note.code for note in read_query("***").notes]
    (['search.only_small_words'], ['search.no_words'])
    """
    notes: list[Reason] = []
    pieces = list(_pieces(_clean(text, notes)))
    kept: list[tuple[bool, Piece]] = []
    count = 0
    for minus, piece in pieces:
        count += len(piece.words)
        if count > MOST_WORDS:
            notes.append(Reason("search.too_many_words", {"most": MOST_WORDS}))
            break
        kept.append((minus, piece))
    wanted = _without_small([piece for minus, piece in kept if not minus], notes)
    if not wanted and not any(note.code == "search.only_small_words" for note in notes):
        notes.append(Reason("search.no_words"))
    return Query(wanted, tuple(piece for minus, piece in kept if minus), tuple(notes))


@cache
def field_names() -> Mapping[str, str]:
    """What a field may be called in a query, folded → the field."""
    fields = read_document("search_words").body["fields"]
    return {fold(str(name)): str(field) for field, names in fields.items() for name in names}


def _clean(text: str, notes: list[Reason]) -> str:
    """The text without control characters, cut to what a query may be."""
    if len(text) > LONGEST:
        notes.append(Reason("search.cut", {"longest": LONGEST}))
    plain = unicodedata.normalize("NFC", text[:LONGEST])
    return "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in plain)


def _pieces(text: str) -> Iterator[tuple[bool, Piece]]:
    for found in _PIECE.finditer(text):
        field = field_names().get(fold(found["field"] or ""), "")
        said = found["phrase"] if found["phrase"] is not None else found["word"]
        if found["field"] and not field:
            said = f"{found['field']} {said}"
        phrase = found["phrase"] is not None
        prefix = not phrase and said.endswith("*")
        words = tuple(words_of(said))
        for part in [words] if phrase else [(word,) for word in words]:
            if part:
                yield bool(found["minus"]), Piece(part, phrase and len(part) > 1, field, prefix)


def _without_small(pieces: list[Piece], notes: list[Reason]) -> tuple[Piece, ...]:
    """The pieces that say something; a phrase keeps its small words."""
    telling = [
        piece
        for piece in pieces
        if piece.phrase or piece.words[0].folded not in small_words() or piece.words[0].capitals
    ]
    if pieces and not telling:
        notes.append(Reason("search.only_small_words"))
    return tuple(dict.fromkeys(telling))
