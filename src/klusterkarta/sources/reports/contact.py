"""Who is the contact: name, role, e-mail and telephone out of one value."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from klusterkarta.sources.reports.emails import find_emails, mend_breaks
from klusterkarta.sources.reports.joining import join_texts
from klusterkarta.sources.reports.phones import find_phones
from klusterkarta.sources.reports.words import folded_words, plain_words
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.field_words import body_words, stem

# What parts one piece of a value from the next: signs, a stroke between spaces, and where something was taken out.
_PARTING = re.compile(r"[,;:|()\[\]\n\x00]+|\s[-–—]\s|\s[-–—]$|^[-–—]\s|\.(?=\s|$)")
_NAME_WORD = re.compile(r"[^\W\d_]+\.?(?:[-’'][^\W\d_]+)*")
_PARTICLES = frozenset({"von", "af", "av", "de", "der", "den", "la", "van", "zu", "le"})
_MOST_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Contact:
    """The persons of one value with their titles, addresses and numbers, each in the order of the text."""

    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def read_contact(lines: Sequence[str]) -> Contact:
    """The contact in the lines of a value. What is neither name, role, address nor number is left out.

    >>> read_contact(["Anna Ek, VD: Tel 070 591 63 80", "anna.ek@x.se"])
    Contact(names=('Anna Ek',), roles=('VD',), emails=('anna.ek@x.se',), phones=('070 591 63 80',))
    >>> read_contact(["VD/Processledare - Bo Alm"]).roles
    ('VD/Processledare',)
    """
    text = join_texts(mend_breaks(lines))
    emails = find_emails(text)
    text = _without(text, [(email.start, email.end) for email in emails])
    numbers = find_phones(text)
    text = _without(text, [number.span() for number in numbers])
    pieces = [piece for piece in map(_trimmed, _PARTING.split(_labels().sub("\0", text))) if piece]
    names, roles = _names_and_roles(pieces)
    return Contact(
        tuple(names),
        tuple(roles),
        tuple(email.address for email in emails if email.address),
        tuple(" ".join(number[0].split()) for number in numbers),
    )


def is_person(text: str) -> bool:
    """Whether a text may be a person's name: two to five words with capitals, none of them of a title or a body.

    >>> is_person("Per-Gunnar Ek"), is_person("Umeå University"), is_person("Managing Director")
    (True, False, False)
    """
    words = text.split()
    return 1 < len(words) <= _MOST_NAME_WORDS and _is_name_like(words)


def _names_and_roles(pieces: Iterable[str]) -> tuple[list[str], list[str]]:
    names: list[str] = []
    roles: list[str] = []
    for piece in pieces:
        name, role = _taken_apart(piece)
        if name:
            names.append(name)
        if role:
            roles.append(role)
        if not name and not role and not names and _is_name_like(piece.split()):
            names.append(piece)
        elif not name and not role and names and not piece[0].isupper():
            roles.append(piece)
    return names, roles


def _taken_apart(piece: str) -> tuple[str, str]:
    """Name and role of a piece: one of them, or both where a title stands at either end of a name."""
    if is_person(piece):
        return piece, ""
    words = piece.split()
    if not any(map(_is_role_word, words)):
        return "", ""
    for cut in range(1, len(words)):
        first, last = words[:cut], words[cut:]
        if is_person(" ".join(first)) and all(map(_belongs_to_role, last)):
            return " ".join(first), " ".join(last)
        if is_person(" ".join(last)) and all(map(_belongs_to_role, first)):
            return " ".join(last), " ".join(first)
    return "", piece


def _is_name_like(words: Sequence[str]) -> bool:
    return all(
        word in _PARTICLES or (_NAME_WORD.fullmatch(word) is not None and word[0].isupper() and not _is_other(word))
        for word in words
    )


def _is_other(word: str) -> bool:
    return _belongs_to_role(word) or (stem(fold(word)),) in body_words().anywhere


def _belongs_to_role(word: str) -> bool:
    return fold(word) in folded_words("role_modifiers") or _is_role_word(word)


def _is_role_word(word: str) -> bool:
    return any(
        part in folded_words("roles") or part.endswith(tuple(folded_words("role_endings")))
        for part in map(fold, re.split(r"[/-]", word))
    )


def _without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(stretches, reverse=True):
        text = text[:start] + "\0" + text[end:]
    return text


def _trimmed(piece: str) -> str:
    return " ".join(piece.split()).strip(" ./-–—&")


@cache
def _labels() -> re.Pattern[str]:
    """Labels before a number or an address; a label of one letter only before a colon."""
    words = plain_words("contact_labels")
    long = "|".join(re.escape(word.rstrip(".")) for word in words if len(word) > 1)
    short = "|".join(re.escape(word) for word in words if len(word) == 1)
    return re.compile(rf"(?<![\w-])(?:(?:{long})\b[.:]*|(?:{short}):)", re.IGNORECASE)
