"""Texts of a frame as JSON strings, whole columns at a time: a million values never become Python's own objects."""

import json
from collections.abc import Iterator

import polars as pl

_AT_ONCE = 5_000
# What JSON does not take as it stands (RFC 8259, 7): the quotation mark, the backslash and the control characters.
_UNQUOTABLE = ['"', "\\", *map(chr, range(0x20))]
_QUOTED = [json.dumps(one)[1:-1] for one in _UNQUOTABLE]
_UNQUOTABLE_BYTES = "".join(_UNQUOTABLE).encode()
# Two of the control characters: no text in which nothing has to be quoted holds them.
_BETWEEN, _MISSING = "\x1f", "\x1e"


def quoted(texts: pl.Series) -> pl.Series:
    """Each text as a JSON string; a missing one stays missing.

    >>> quoted(pl.Series(['a"b', None, "line\\n"])).to_list()
    ['"a\\\\"b"', None, '"line\\\\n"']
    """
    safe = texts
    if texts.str.contains_any(_UNQUOTABLE).any():
        safe = texts.str.replace_many(_UNQUOTABLE, _QUOTED)
    return pl.select('"' + pl.lit(safe) + '"').to_series().alias(texts.name)


def json_pieces(column: pl.Series) -> Iterator[bytes]:
    """A column of texts or truth values as a JSON array, in pieces; a missing value is null.

    >>> b"".join(json_pieces(pl.Series(["a", None]))), b"".join(json_pieces(pl.Series([True, False])))
    (b'["a",null]', b'[true,false]')
    """
    yield b"["
    for number, part in enumerate(slices_of(column)):
        yield b"," if number else b""
        yield _flags(part) if part.dtype == pl.Boolean else _texts(part)
    yield b"]"


def joined(texts: pl.Series, between: str) -> bytes:
    """The texts that are there as one, in UTF-8; as Python's own text it would be written twice more.

    >>> joined(pl.Series(["a", None, "å"]), "|")
    b'a|\\xc3\\xa5'
    """
    return bytes(texts.str.join(between).cast(pl.Binary).item() or b"")


def slices_of(column: pl.Series) -> Iterator[pl.Series]:
    """A column in slices of some thousand rows: what is made of each takes little room.

    >>> [part.len() for part in slices_of(pl.Series(range(12_000)))]
    [5000, 5000, 2000]
    """
    return (column.slice(start, _AT_ONCE) for start in range(0, column.len(), _AT_ONCE))


def _flags(part: pl.Series) -> bytes:
    return joined(part.cast(pl.String).fill_null("null"), ",")


def _texts(part: pl.Series) -> bytes:
    if part.null_count() == part.len():
        return b",".join([b"null"] * part.len())
    whole = joined(part.fill_null(_MISSING) if part.null_count() else part, _BETWEEN)
    ours = part.len() - 1 + part.null_count()
    if len(whole) - len(whole.translate(None, _UNQUOTABLE_BYTES)) == ours:
        # Nothing but what was put in here would have to be quoted.
        inside = whole.replace(_BETWEEN.encode(), b'","')
        return b'"' + inside + b'"' if not part.null_count() else _with_nulls(b'"' + inside + b'"')
    return joined(quoted(part).fill_null("null"), ",")


def _with_nulls(texts: bytes) -> bytes:
    return texts.replace(b'"' + _MISSING.encode() + b'"', b"null")
