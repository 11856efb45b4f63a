"""Texts as they may stand in the cells of a workbook's XML (ECMA-376, part 1, 18.3.1.4 and 22.9.2.19)."""

import re
from dataclasses import dataclass

import polars as pl

from klusterkarta.values.json_text import joined

# What XML cannot hold, and texts that would be read as the escape of it.
_UNWRITABLE = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9a-fA-F]{4}_"
_RARE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
_BETWEEN = "\x1f"
_AT_ONCE = 10_000
_XML_SPACES = " \t\n"
# The last byte begins what stands around U+FFFE and U+FFFF, which is rare altogether.
_TOUCHED = b"&<>\xef" + bytes({*range(0x20)} - {*b"\t\n"})


@dataclass(frozen=True, slots=True)
class Care:
    """What a column's texts need: `escaped` some characters, `spaced` the spaces at their ends kept."""

    escaped: bool
    spaced: bool


def care_for(texts: pl.Series) -> Care:
    """What some of the texts need: most columns need nothing, and many texts are looked at in one go.

    >>> care_for(pl.Series(["a", None, "å"])), care_for(pl.Series(["a&b", " c"]))
    (Care(escaped=False, spaced=False), Care(escaped=True, spaced=True))
    """
    if texts.null_count() == texts.len():
        return Care(escaped=False, spaced=False)
    needs = [_needs(texts.slice(start, _AT_ONCE)) for start in range(0, texts.len(), _AT_ONCE)]
    return Care(any(escaped for escaped, _ in needs), any(spaced for _, spaced in needs))


def _needs(texts: pl.Series) -> tuple[bool, bool]:
    """Whether characters have to be escaped, and whether spaces have to be kept."""
    whole = joined(texts, _BETWEEN)
    between = max(texts.len() - texts.null_count() - 1, 0)
    touched = len(whole) - len(whole.translate(None, _TOUCHED)) != between
    spaced = (texts.str.strip_chars(_XML_SPACES) != texts).any()
    return touched or (b"_" in whole and b"_x" in whole), bool(spaced)


def escaped(texts: pl.Series) -> pl.Series:
    """Texts as they may stand in XML; what XML cannot hold becomes the standard's _xHHHH_.

    >>> escaped(pl.Series(["a<b _x0041_ \\x0b", None])).to_list()
    ['a&lt;b _x005F_x0041_ _x000B_', None]
    """
    marked = texts.str.replace_all("&", "&amp;", literal=True)
    marked = marked.str.replace_all("<", "&lt;", literal=True).str.replace_all(">", "&gt;", literal=True)
    if not marked.str.contains(_UNWRITABLE).any():
        return marked
    return pl.Series([None if one is None else _RARE.sub(_as_escape, one) for one in marked.to_list()], dtype=pl.String)


def _as_escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
