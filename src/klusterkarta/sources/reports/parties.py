"""Lists of parties taken apart, with what the writer left out put back."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from klusterkarta.sources.reports.words import plain_words, plural_heads
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.field_words import body_words, stem
from klusterkarta.vocabularies.known_names import known_name
from klusterkarta.vocabularies.legal_forms import without_legal_form
from klusterkarta.vocabularies.places import interpret_places

# Outside brackets.
_COMMA = re.compile(r"[,;|](?![^()]*\))")
_AND = re.compile(r"\s+(?:och|samt|and|&)\s+(?![^()]*\))")
_DASH = re.compile(r"[-–—]\s*")
_SLASHES = re.compile(r"(?P<names>[^\s/]+(?:/[^\s/]+)+)(?P<tail>(?:\s+\S+)*)")
_LONGEST_ABBREVIATION = 6
_LONGEST = 2_000


def read_parties(text: str) -> list[str]:
    """The parties of a list, each by itself, in the source's spelling.

    >>> read_parties("VINNOVA, länsstyrelsen Västerbotten, - Norrbotten, 4 Kommuner")
    ['VINNOVA', 'länsstyrelsen Västerbotten', 'länsstyrelsen Norrbotten', '4 Kommuner']
    >>> read_parties("Luleå näringsliv, Umeå/Luleå/Skellefteå kommun")
    ['Luleå näringsliv', 'Umeå kommun', 'Luleå kommun', 'Skellefteå kommun']
    >>> read_parties("Länsstyrelserna Dalarna, Gävleborg, Peak Business and Sports AB, etc.")
    ['Länsstyrelsen Dalarna', 'Länsstyrelsen Gävleborg', 'Peak Business and Sports AB']
    """
    parties: list[str] = []
    head, several = "", False
    for piece in _pieces(text[:_LONGEST]):
        dash = _DASH.match(piece)
        if dash and head:
            parties.append(f"{head} {piece[dash.end() :]}")
            continue
        if head and _is_bare_place(piece) and (several or parties[-1] == head):
            # After a plural every place is one more; after a head alone the first place belongs to it.
            parties = [*(parties[:-1] if parties[-1] == head else parties), f"{head} {piece}"]
            continue
        head, several = _head(piece)
        parties.append(_with_head(piece, head) if several else piece)
    return list(dict.fromkeys(parties))


def _pieces(text: str) -> Iterator[str]:
    for piece in _COMMA.split(text):
        whole = " ".join(_unended(piece).split()).rstrip(".")
        for part in _at_repeated_bodies(whole) if whole else ():
            yield from _at_joins(part)


def _unended(piece: str) -> str:
    """The piece without "etc." at its end."""
    return _rest().sub("", piece)


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{'|'.join(map(re.escape, plain_words('rest')))})\s*$", re.IGNORECASE)


def _at_repeated_bodies(piece: str) -> Iterator[str]:
    """ "Karlstads Kommun Hammarö Kommun" are two, though the comma between them was lost."""
    words = piece.split()
    ends = [place for place, word in enumerate(words, start=1) if fold(word) == fold(words[-1]) and _is_body(word)]
    begins = [0, *ends[:-1]] if len(ends) > 1 and not _AND.search(piece) else [0]
    stops = ends if len(begins) > 1 else [len(words)]
    return (" ".join(words[begin:stop]) for begin, stop in zip(begins, stops, strict=True))


def _at_joins(piece: str) -> list[str]:
    slashes = _SLASHES.fullmatch(piece)
    if slashes:
        return _at_slashes(slashes["names"].split("/"), slashes["tail"].strip())
    parts = _AND.split(piece)
    if len(parts) == 1:
        return parts
    last = parts[-1].split()
    tail = " ".join(last[1:])
    if tail and _is_body(last[-1]) and all(_lacks_tail(part, tail) for part in parts[:-1]):
        return [*(f"{part.rstrip('-‐–')} {tail}" for part in parts[:-1]), parts[-1]]
    head, _ = _head(parts[0])
    if head and all(map(_is_bare_place, parts[1:])):
        return [parts[0], *(f"{head} {part}" for part in parts[1:])]
    return parts if all(map(_is_party, parts)) else [piece]


def _at_slashes(names: list[str], tail: str) -> list[str]:
    if tail and _is_body(tail.split()[-1]) and all(_is_bare_place(name) for name in names):
        return [f"{name} {tail}" for name in names]
    parts = [*names[:-1], f"{names[-1]} {tail}".strip()]
    return parts if all(map(_is_party, parts)) else ["/".join(parts)]


def _lacks_tail(part: str, tail: str) -> bool:
    """Whether a part shares the end of the last one: "Norrköpings-", a place, or any one name before "kommun"."""
    if part.endswith(("-", "‐", "–")):
        return True
    alone = len(part.split()) == 1 and not _is_party(part)
    return _is_bare_place(part) or (alone and part[0].isupper() and fold(tail).startswith("kommun"))


def _head(piece: str) -> tuple[str, bool]:
    """The word for a body that a party's name begins with, in the singular, and whether it was a plural."""
    first = piece.split()[0]
    singular = plural_heads().get(fold(first))
    if singular:
        return singular, True
    return (first if _is_body(first) or _stems(first) in body_words().first else ""), False


def _with_head(piece: str, head: str) -> str:
    return " ".join([head, *piece.split()[1:]])


@lru_cache(maxsize=10_000)
def _is_bare_place(text: str) -> bool:
    """Whether a text is the name of places and nothing else, and names no body itself."""
    if _head(text)[0] or any(map(_is_body, text.split())):
        return False
    reading = interpret_places(text)
    return bool(reading.places) and not reading.unread


def _is_party(text: str) -> bool:
    words = text.split()
    capitals = len(words) == 1 and text.isupper() and 1 < len(text) <= _LONGEST_ABBREVIATION
    folded = fold(text).split()
    formed = bool(folded) and bool(without_legal_form(folded).groups)
    named = any(map(_is_body, words)) or bool(_head(text)[0]) if words else False
    return capitals or formed or named or bool(known_name(text))


def _is_body(word: str) -> bool:
    return _stems(word) in body_words().anywhere


def _stems(words: str) -> tuple[str, ...]:
    return tuple(map(stem, fold(words).split()))
