"""What a row is called, so that it is the same row when the file is read again."""

import hashlib
import unicodedata
from collections.abc import Sequence

from klusterkarta.sources.sole_traders import hidden_key, looks_personal
from klusterkarta.values.stated import Stated

_LONGEST = 200
_DIGEST = 16
# The register's own keys for parties that a source only names.
_RESERVED = "mention/"
_NAME_ORDER = ("", "sv", "en")


def row_key_of(own: str, said: Sequence[Stated], *, sole_trader: bool, salt: str) -> str:
    """The key: the row's own mark, else its name and, where the row has one, its town; "" without mark and name.

    Case and spaces do not count in a name; a row whose name or town is spelled otherwise next time is another row. A
    sole trader's name, and a mark that is a personal number, are hidden (`sole_traders.hidden_key`). A key of more than
    200 characters is cut and ends in a digest of the whole.

    >>> row_key_of("", [Stated("name", "Sveriges  Glasrike"), Stated("town", "Nybro")], sole_trader=False, salt="")
    'sveriges glasrike/nybro'
    >>> row_key_of("17", [Stated("name", "Glasriket")], sole_trader=False, salt="")
    '17'
    """
    if own and not looks_personal(own):
        return _fitted(f"row/{own}" if own.startswith(_RESERVED) else own)
    name = _plain(own) or _name(said)
    if not name:
        return ""
    town = next((one.value for one in said if one.property == "town"), "")
    key = name if own or not town else f"{name}/{_plain(town)}"
    if own or sole_trader:
        return hidden_key(key, salt=salt)
    return _fitted(f"row/{key}" if key.startswith(_RESERVED) else key)


def _name(said: Sequence[Stated]) -> str:
    names = {one.language: one.value for one in reversed(said) if one.property == "name"}
    ordered = [*_NAME_ORDER, *sorted(set(names) - set(_NAME_ORDER))]
    return next((_plain(names[language]) for language in ordered if language in names), "")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _fitted(key: str) -> str:
    if len(key) <= _LONGEST:
        return key
    return key[: _LONGEST - _DIGEST - 1] + "-" + hashlib.sha256(key.encode()).hexdigest()[:_DIGEST]
