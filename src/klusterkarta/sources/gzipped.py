"""A file that was packed by gzip, as statistics often come: unpacked within bounds."""

import zlib
from pathlib import Path

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.unreadable import unreadable

MAGIC = b"\x1f\x8b"
_BLOCK, _GZIP, _MEGABYTE = 1 << 20, 31, 1_000_000


def gunzipped(data: bytes, limits: Limits, *, file: str) -> bytes:
    """What was packed; several packed parts after each other are one.

    Raises UnreadableFile for a damaged or cut file (`file.damaged`), and as soon as more comes out than the limits
    allow (`file.zip_bomb`).

    >>> import gzip
    >>> gunzipped(gzip.compress(b"region;value"), Limits(), file="a.csv.gz")
    b'region;value'
    """
    parts: list[bytes] = []
    size, rest, name = 0, data, Path(file).name
    while rest:
        packed = zlib.decompressobj(_GZIP)
        while not packed.eof:
            try:
                part = packed.decompress(rest, _BLOCK)
            except zlib.error as problem:
                raise unreadable("file.damaged", file=name, why=str(problem)) from problem
            rest = packed.unconsumed_tail
            size += len(part)
            _check(size, len(data), limits, name)
            parts.append(part)
            if not part and not rest and not packed.eof:
                raise unreadable("file.damaged", file=name, why="gzip: EOF")
        rest = packed.unused_data.lstrip(b"\0")
    return b"".join(parts)


def beginning(data: bytes) -> bytes:
    """What the first bytes of a file say: themselves, or where they are packed by gzip, what can be unpacked of them.

    >>> import gzip
    >>> beginning(gzip.compress(b"region;value", mtime=0)[:-4]), beginning(b"region;value")
    (b'region;value', b'region;value')
    """
    if not data.startswith(MAGIC):
        return data
    try:
        return zlib.decompressobj(_GZIP).decompress(data, _BLOCK)
    except zlib.error:
        return b""


def _check(size: int, packed: int, limits: Limits, file: str) -> None:
    dense = size > limits.ratio_from_bytes and size > packed * limits.ratio
    if size > limits.unzipped_bytes or dense:
        found = {"megabytes": _megabytes(packed), "unzipped": _megabytes(size)}
        raise unreadable("file.zip_bomb", file=file, limit=_megabytes(limits.unzipped_bytes), **found)


def _megabytes(size: int) -> int:
    return -(-size // _MEGABYTE)
