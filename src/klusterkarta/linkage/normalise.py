"""A name into the forms in which it is compared: its words by how much they tell, its places, its legal form."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from klusterkarta.linkage.place_phrases import read_places
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.field_words import (
    body_words,
    compass_words,
    general_words,
    is_field_compound,
    small_words,
    stem,
)
from klusterkarta.vocabularies.known_names import known_name
from klusterkarta.vocabularies.legal_forms import without_legal_form
from klusterkarta.vocabularies.sector_groups import keywords

Part = Literal["telling", "compound", "trade", "general", "place", "compass", "number", "body"]
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
_WORD = re.compile(r"[^\W_]+")
_DASH = re.compile(r"\s+[-–—]\s+")
_NUMERAL = re.compile(r"[0-9]+|[ivx]{2,}")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 8
_LONGEST_NAME = 400
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared. Words are stems (`vocabularies.field_words.stem`), sets unless their order counts.

    `key`: all words in alphabetical order, places by their usual name, without legal form and small words; `joined`:
    the same in the name's order and without spaces; `closed`: the same with the endings; `parts`: each word, what it
    is, and the folded wording behind it. `raw`: the folded words as written; `naming`: the words that may tell which
    one is meant (telling, compound, trade).
    """

    text: str
    folded: str
    raw: tuple[str, ...]
    key: str
    joined: str
    closed: str
    parts: tuple[tuple[str, Part, str], ...]
    legal: frozenset[str]
    acronym: str
    initials: frozenset[str]
    known: str
    kinds: Mapping[Part, frozenset[str]]
    naming: Mapping[str, Part]

    def of(self, *parts: Part) -> frozenset[str]:
        """The words of these kinds."""
        if len(parts) == 1:
            return self.kinds.get(parts[0], _NO_WORDS)
        return _NO_WORDS.union(*(self.kinds[part] for part in parts if part in self.kinds))

    @property
    def tells(self) -> bool:
        """Whether the name alone says which one is meant: a telling word, a known name, a kind of body with a place."""
        named_body = "body" in self.kinds and ("place" in self.kinds or "compass" in self.kinds)
        return "telling" in self.kinds or bool(self.known) or named_body or len(self.of("trade")) > 1

    @property
    def is_name(self) -> bool:
        """Whether it is a name at all, and not a kind or a number of parties ("4 kommuner", "privata företag")."""
        return bool(self.of("telling", "compound", "trade", "place"))

    def written(self, words: Collection[str]) -> str:
        """These words of the name as its text writes them, in its order, parted by commas.

        >>> read_name("Länsstyrelsen i Västra Götalands län").written({"vastra gotaland"})
        'Västra Götalands'
        """
        spelled = {fold(word): word for word in _WORD.findall(self.text)}
        phrases = [phrase.split() for word, _, phrase in self.parts if word in words]
        return ", ".join(" ".join(spelled.get(one, one) for one in phrase) for phrase in phrases)


@lru_cache(maxsize=150_000)
def read_name(text: str) -> NameForm:
    """The name in its compared form. Only the first 400 characters count; a name without letters gives empty forms.

    >>> form = read_name("Stiftelsen Compare i Karlstad")
    >>> form.key, sorted(form.of("telling")), sorted(form.of("place")), sorted(form.legal)
    ('compar karlstad', ['compar'], ['karlstad'], ['foundation'])
    >>> read_name("Skånes Livsmedelsakademi").key == read_name("Livsmedelsakademien, Skåne").key
    True
    """
    short = text[:_LONGEST_NAME]
    folded = fold(short)
    raw = tuple(folded.split())
    bare = without_legal_form(raw)
    parts = tuple(_parts(bare.words))
    words = [word for word, *_ in parts]
    return NameForm(
        text=text,
        folded=folded,
        raw=raw,
        key=" ".join(sorted(words)),
        joined="".join(words).replace(" ", ""),
        closed="".join(word for word in bare.words if word not in small_words()),
        parts=parts,
        legal=bare.groups,
        acronym=_acronym(short),
        initials=_initials(bare.words),
        known=known_name(short),
        kinds=_by_kind(parts),
        naming={word: part for word, part, _ in parts if part in ("telling", "compound", "trade")},
    )


@lru_cache(maxsize=150_000)
def said_names(text: str) -> tuple[str, ...]:
    """The name, and the two names in it where it gives its own abbreviation in brackets or beside a dash.

    >>> said_names("IFOR - Intelligenta Fordon Off-Road")
    ('IFOR - Intelligenta Fordon Off-Road', 'Intelligenta Fordon Off-Road', 'IFOR')
    >>> said_names("Restauranghögskolan (Örebro Universitet)")
    ('Restauranghögskolan (Örebro Universitet)',)
    """
    for one, other in _halves(text):
        for short, full in ((other, one), (one, other)):
            if _abbreviates(short, full):
                return text, full, short
    return (text,)


def _halves(text: str) -> Iterable[tuple[str, str]]:
    bracket = _BRACKET.search(text)
    if bracket:
        yield " ".join(_BRACKET.sub(" ", text, count=1).split()), bracket[1].strip()
    pieces = _DASH.split(text)
    if len(pieces) == 2:
        yield pieces[0].strip(), pieces[1].strip()


def _abbreviates(short: str, full: str) -> bool:
    """One word with two capitals whose letters stand in the full name in that order, the first at the beginning."""
    if not short.isalnum() or len(short) > _LONGEST_ACRONYM or sum(map(str.isupper, short)) < 2:
        return False
    letters, rest = fold(short), iter(fold(full).replace(" ", ""))
    return len(full.split()) > 1 and fold(full)[:1] == letters[:1] and all(letter in rest for letter in letters)


def _parts(words: Sequence[str]) -> Iterable[tuple[str, Part, str]]:
    at = 0
    pieces = [piece for piece in read_places(words) if piece[1] or piece[0] not in small_words()]
    stems = tuple("" if place else stem(phrase) for phrase, place in pieces)
    while at < len(pieces):
        phrase, place = pieces[at]
        if place:
            yield place, "place", phrase
            at += 1
        elif taken := _body_at(stems, at):
            yield " ".join(stems[at : at + taken]), "body", " ".join(one for one, _ in pieces[at : at + taken])
            at += taken
        else:
            yield stems[at], _kind_of(phrase, stems[at]), phrase
            at += 1


def _by_kind(parts: Iterable[tuple[str, Part, str]]) -> Mapping[Part, frozenset[str]]:
    found: defaultdict[Part, set[str]] = defaultdict(set)
    for word, part, _ in parts:
        found[part].add(word)
    return {part: frozenset(words) for part, words in found.items()}


def _body_at(stems: tuple[str, ...], at: int) -> int:
    bodies = body_words()
    for taken in (3, 2, 1):
        phrase = stems[at : at + taken]
        first = at == 0 and len(stems) > 1 and phrase in bodies.first
        if len(phrase) == taken and (first or phrase in bodies.anywhere):
            return taken
    return 0


def body_kinds(form: NameForm) -> frozenset[str]:
    """The kinds of body that a name's body words mean.

    >>> sorted(body_kinds(read_name("Länsstyrelsen Dalarna")))
    ['county_board']
    """
    if "body" not in form.kinds:
        return _NO_WORDS
    bodies = body_words()
    phrases = (tuple(word.split()) for word in form.of("body"))
    return frozenset(bodies.anywhere.get(phrase) or bodies.first[phrase] for phrase in phrases)


def _kind_of(word: str, stemmed: str) -> Part:
    if _NUMERAL.fullmatch(word):
        return "number"
    if word in compass_words():
        return "compass"
    if stemmed in general_words():
        return "general"
    if stemmed in _trade_words():
        return "trade"
    return "compound" if is_field_compound(stemmed) else "telling"


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(stem(keyword.words[0]) for keyword in keywords() if len(keyword.words) == 1)


def _acronym(text: str) -> str:
    bare = text.strip()
    long_enough = _SHORTEST_ACRONYM <= len(bare) <= _LONGEST_ACRONYM
    return fold(bare) if long_enough and bare.isalpha() and sum(map(str.isupper, bare)) > 1 else ""


def _initials(words: Sequence[str]) -> frozenset[str]:
    telling = [word for word in words if word not in small_words()]
    spelled = ("".join(word[0] for word in some) for some in (words, telling))
    return frozenset(initials for initials in spelled if len(initials) >= _SHORTEST_ACRONYM)
