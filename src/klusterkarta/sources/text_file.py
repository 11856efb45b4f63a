"""The text of a file whose encoding nobody has told us."""

import re
from dataclasses import dataclass

from klusterkarta.sources.unreadable import unreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Letters of northern Europe as UTF-8 writes them, and what they become when such bytes are read as Windows text.
_UTF8_PAIRS = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–©¼¸¦]")
# å ä ö Å Ä Ö of DOS (code pages 437 and 850) between letters, read as Windows text.
_DOS_LETTERS = re.compile(r"[A-Za-z][†„”Ž™][a-z]")
_MANY_NULLS = 0.2


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, the encoding it was read by, and the line (0: none) where letters look twice encoded."""

    text: str
    encoding: str
    garbled_line: int = 0


def decode(data: bytes, *, name: str) -> Text:
    """The text of the bytes: UTF-8, UTF-16 or Windows-1252 (which Western spreadsheet programs write as "CSV").

    UnreadableFile when it is none of them: half-way wrong UTF-8, DOS text and binary data are refused, not guessed.

    >>> decode("Norrköping".encode("cp1252"), name="a.csv").encoding
    'cp1252'
    """
    encoding = next((code for bom, code in _BOMS if data.startswith(bom)), "") or _wide(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding != "utf-8" or _mostly_utf8(data):
            raise _undecodable(data, problem.start, name, encoding) from problem
        text, encoding = _windows(data, name), "cp1252"
    if "\0" in text:
        raise unreadable("file.binary", file=name, line=_line(text, text.index("\0")))
    garbled = _TWICE_ENCODED.search(text)
    return Text(text, encoding, _line(text, garbled.start()) if garbled else 0)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows as a zero in every other byte."""
    head = data[:4000]
    if head.count(0) < len(head) * _MANY_NULLS:
        return ""
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _mostly_utf8(data: bytes) -> bool:
    pairs = len(_UTF8_PAIRS.findall(data))
    return pairs > 0 and pairs * 4 > len(_HIGH.findall(data))


def _windows(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as problem:
        raise _undecodable(data, problem.start, name, "cp1252") from problem
    dos = _DOS_LETTERS.search(text)
    if dos:
        raise unreadable("file.dos_text", file=name, line=_line(text, dos.start()), found=text[dos.start() : dos.end()])
    return text


def _undecodable(data: bytes, position: int, name: str, encoding: str) -> Exception:
    line = data.count(b"\n", 0, position) + 1
    return unreadable("file.undecodable", file=name, line=line, byte=f"{data[position]:02X}", encoding=encoding)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
