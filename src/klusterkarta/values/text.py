"""Forms of a text for comparing, sorting and addressing: `fold`, `swedish_sort_key`, `slug`."""

import re
import unicodedata

# Letters that Unicode does not take apart. Å, ä, æ → a and ö, ø → o as in Lucene's Scandinavian folding filter, so
# that "Själland" and "Sjælland", "Öresund" and "Øresund" meet.
_FOLDED = str.maketrans(
    {"æ": "a", "ø": "o", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ŋ": "n", "ŧ": "t", "ı": "i"}
)
# Å, ä, ö after z: the three ASCII characters that follow "z". Æ sorts as ä, ø and œ as ö, ü as y (Svenska skrivregler).
_ORDERED = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ü": "y"}
_TO_ORDERED = str.maketrans(_ORDERED)
_LARGEST_TABLE = 10_000
_NUMBER_OR_OTHER = re.compile(r"[0-9]+|[^0-9]+")


def fold(text: str) -> str:
    """The text in small letters without accents and punctuation, words parted by one space; for comparing.

    Letters outside the Latin alphabet are kept. Folding twice changes nothing. Without letters and digits it is "".

    >>> fold("  Øresund – FOOD, Network (ØFN) ")
    'oresund food network ofn'
    """
    return _plain(text, _FOLD)


def swedish_sort_key(text: str) -> str:
    """A key whose plain binary order is the Swedish alphabet's: å, ä, ö after z, no case, numbers by size.

    Made to be stored: the order is the same in SQLite (BINARY), in PostgreSQL ("C") and in Python. Punctuation sorts as
    a space; w is a letter of its own, after v (as in the Swedish Academy's list since 2006). Equal keys are possible.

    >>> sorted(["Östersund", "Åre", "Zinkgruvan", "ärlig", "Lista 10", "lista 9"], key=swedish_sort_key)
    ['lista 9', 'Lista 10', 'Zinkgruvan', 'Åre', 'ärlig', 'Östersund']
    """
    plain = _plain(text, _FOLD_FOR_ORDER)
    return "".join(_ordered_piece(piece) for piece in _NUMBER_OR_OTHER.findall(plain))


def slug(text: str, *, longest: int = 80) -> str:
    """The text as a part of an address: folded, ASCII, words joined by "-", cut between words at `longest` characters.

    A text without Latin letters and digits gives "", and a single longer word is cut inside.

    >>> slug("Skånes Livsmedelsakademi & Co")
    'skanes-livsmedelsakademi-co'
    """
    whole = "-".join(fold(text).encode("ascii", "ignore").decode("ascii").split())
    if len(whole) <= longest:
        return whole
    at_word, dash, _ = whole[: longest + 1].rpartition("-")
    return at_word if dash else whole[:longest]


class _Table(dict[int, str]):
    """Code point → plain form, worked out when first met; `str.translate` asks it for every character of a text."""

    def __missing__(self, code: int) -> str:
        plain = "".join(map(_plain_character, _decomposed(chr(code))))
        if len(self) < _LARGEST_TABLE:
            self[code] = plain
        return plain


_FOLD = _Table()
_FOLD_FOR_ORDER = _Table({ord(letter): letter for letter in _ORDERED})


_YES = frozenset({"ja", "yes", "true", "sant", "1", "x"})


def says_yes(text: str) -> bool:
    """Whether a cell says yes, as people write it in a column of consents.

    >>> says_yes("JA"), says_yes("x"), says_yes("nej"), says_yes("")
    (True, True, False, False)
    """
    return fold(text) in _YES


def _plain(text: str, table: _Table) -> str:
    return " ".join(unicodedata.normalize("NFC", text.casefold()).translate(table).split())


def _plain_character(character: str) -> str:
    """One decomposed character in its folded form; a space for what is neither letter, digit nor accent."""
    mapped = character.translate(_FOLDED)
    if mapped.isalnum():
        return mapped
    return "" if unicodedata.category(character) == "Mn" else " "


def _decomposed(character: str) -> str:
    # Taking apart may bring capitals back ("㎒" → "MHz"), and folding their case new compositions: twice is enough.
    once = unicodedata.normalize("NFKD", character).casefold()
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", once).casefold())


def _ordered_piece(piece: str) -> str:
    if piece[0] not in "0123456789":
        return piece.translate(_TO_ORDERED)
    digits = piece.lstrip("0") or "0"
    # The length goes first, written so that a longer number sorts later: 1…8, 90…98, 990…998.
    nines, rest = divmod(len(digits), 9)
    return "9" * nines + str(rest) + digits
