"""What a master list said when it left: kept in the file itself, so that a return can be compared anywhere.

The rows stand as JSON, packed and written as text into the cells of a hidden sheet; a digest of what they say tells
whether they are whole. A file that comes back without them can still be collected as any other.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from isal import isal_zlib

from klusterkarta.values.json_text import joined, json_pieces, slices_of
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

BASE_SHEET = "klusterkarta"
BASE_HEAD = "klusterkarta-master-list/1"
# A cell holds 32 767 characters; one of them keeps the rest from looking like a formula or a number. Three bytes are
# four characters of base 64.
_PIECE = 24_000
_LARGEST = 200_000_000
_ID = 12
_LEVEL = 2
_SHEETS = {"sheet": pl.String, "priority": pl.String, "key": pl.String, "weak": pl.Boolean}


class BrokenBase(Explained):
    """The file does not carry what it said when it left, or no longer whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedBase:
    """A master list as it left.

    `rows`: `record_key` and a text column for each column of the list, one row an actor. `sheets`: one row for each
    actor on each sheet (`sheet`, `priority` by name or "" for the sheet of all, `key`, `weak`).
    """

    language: str
    rows: pl.DataFrame
    sheets: pl.DataFrame
    digest: str = ""

    @property
    def export(self) -> str:
        """The id of the export, the same for the same content; "" before it is `digested`."""
        return self.digest[:_ID]


def digested(base: ExportedBase) -> ExportedBase:
    """The same with a digest of what it says: nothing has to be packed to know it."""
    hashed = hashlib.sha256(json.dumps([base.language, base.rows.columns]).encode())
    for frame in (base.rows, base.sheets):
        for column in frame.get_columns():
            for part in slices_of(column.cast(pl.String)):
                hashed.update(_lengths(part))
                if part.null_count() < part.len():
                    hashed.update(joined(part, ""))
    return replace(base, digest=hashed.hexdigest())


def pack_base(base: ExportedBase) -> list[str]:
    """The texts for the cells of the hidden sheet from the second on; the first is `BASE_HEAD`."""
    return [base.digest, *pack_rows(base)]


def pack_rows(base: ExportedBase) -> list[str]:
    """Those behind the digest, which need not be known yet."""
    packed = _packed(base)
    pieces = (packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE))
    return ["b" + base64.b64encode(piece).decode("ascii") for piece in pieces]


def read_base(cells: Iterable[str | None]) -> ExportedBase:
    """What the cells of the hidden sheet hold. BrokenBase when a cell is missing or changed.

    >>> rows = pl.DataFrame({"record_key": ["a:1"], "name": ["Åre"]})
    >>> sheets = pl.DataFrame({"sheet": ["Alla"], "priority": [""], "key": ["a:1"], "weak": [False]})
    >>> base = digested(ExportedBase(language="sv", rows=rows, sheets=sheets))
    >>> read_base([BASE_HEAD, *pack_base(base)]).rows.rows()
    [('a:1', 'Åre')]
    """
    head, digest, *pieces = [*(text.strip() for text in cells if text), "", ""]
    if head != BASE_HEAD:
        raise BrokenBase(Reason("return.other_format", {"found": head[:60]}))
    try:
        packed = base64.b64decode("".join(piece[1:] for piece in pieces), validate=True)
        unpacking = zlib.decompressobj()
        base = digested(_from_document(json.loads(unpacking.decompress(packed, _LARGEST))))
        if base.digest != digest or unpacking.unconsumed_tail:
            raise BrokenBase(Reason("return.base_damaged"))
        return base
    except (ValueError, zlib.error, KeyError, TypeError, RecursionError, pl.exceptions.PolarsError) as problem:
        raise BrokenBase(Reason("return.base_damaged")) from problem


def _lengths(texts: pl.Series) -> bytes:
    """How many bytes each text has, -1 for one that is missing: eight bytes for each."""
    if texts.null_count() == texts.len():
        lengths = np.full(texts.len(), -1)
    else:
        lengths = (
            texts.to_frame().select(pl.first().str.len_bytes().cast(pl.Int64).fill_null(-1)).to_series().to_numpy()
        )
    return lengths.astype("<i8").tobytes()


def _packed(base: ExportedBase) -> bytearray:
    """The JSON of the base, packed column by column: texts that are alike stand together, and few are held at once."""
    packing, packed = isal_zlib.compressobj(_LEVEL), bytearray()
    # Here and not in a thread: making and packing a piece are so short that handing it over would take longer.
    for piece in _pieces(base):
        packed += packing.compress(piece)
    return packed + packing.flush()


def _pieces(base: ExportedBase) -> Iterator[bytes]:
    yield b"[" + json.dumps({"language": base.language, "columns": base.rows.columns}).encode()
    for frame in (base.rows, base.sheets):
        for at, column in enumerate(frame.get_columns()):
            yield b",[" if at == 0 else b","
            yield from json_pieces(column)
        yield b"]"
    yield b"]"


def _from_document(document: Any) -> ExportedBase:
    head, rows, sheets = document
    schema = dict.fromkeys(_texts(head["columns"]), pl.String)
    return ExportedBase(
        language=str(head["language"]),
        rows=pl.DataFrame(dict(zip(schema, rows, strict=True)), schema=schema),
        sheets=pl.DataFrame(dict(zip(_SHEETS, sheets, strict=True)), schema=_SHEETS),
    )


def _texts(found: Sequence[Any]) -> list[str]:
    if "record_key" not in found or not all(isinstance(one, str) for one in found):
        raise KeyError("record_key")
    return list(found)
