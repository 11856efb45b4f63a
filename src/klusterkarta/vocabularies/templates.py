"""A sentence with gaps: `{name}`, `{name:plain}` and `{count|one:actor|other:actors}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from klusterkarta.vocabularies.numerals import format_date, format_number

Value = str | int | float | Decimal | date
_GAP = re.compile(r"\{(\w+)(?::(plain)|\|one:([^|{}]*)\|other:([^|{}]*))?\}")
# Whole numbers under these names are marks and not amounts: 2023 and not 2,023.
_MARKS = re.compile(r"(?:.*_)?(?:year|id|page|port|line|row)")


class TemplateError(ValueError):
    """A sentence with gaps is written wrongly."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: a value to be written, or the choice of a form by a count."""

    name: str
    plain: bool
    one: str | None
    other: str | None


@lru_cache(maxsize=4096)
def parse_template(template: str) -> tuple[str | Gap, ...]:
    """The template as pieces of text and gaps. TemplateError when a brace stands outside a gap.

    >>> [piece.name for piece in parse_template("{count} {count|one:källa|other:källor}") if isinstance(piece, Gap)]
    ['count', 'count']
    """
    pieces: list[str | Gap] = []
    end = 0
    for found in _GAP.finditer(template):
        pieces += [template[end : found.start()], _gap(found)]
        end = found.end()
    pieces.append(template[end:])
    if any(isinstance(piece, str) and ("{" in piece or "}" in piece) for piece in pieces):
        raise TemplateError(f"in {template!r} a brace stands outside a gap {{name}} or {{count|one:…|other:…}}")
    return tuple(piece for piece in pieces if piece)


def gaps(template: str) -> frozenset[str]:
    """The names of the template's gaps.

    >>> sorted(gaps("{name} i {place}"))
    ['name', 'place']
    """
    return frozenset(piece.name for piece in parse_template(template) if isinstance(piece, Gap))


def fill(template: str, values: Mapping[str, Value], *, lang: str) -> str:
    """The sentence with its gaps filled; values without a gap are left out. KeyError for a gap without a value.

    Numbers and dates are written as the language has them; a whole number is written bare after `:plain` and under
    names that end in year, id, page, port, line or row. A count of exactly 1 takes the form `one`, all else `other`, in
    Swedish as in English (CLDR plural rules); "#" in a form stands for the count. A value that ends in "." or "…" takes
    the full stop behind its gap with it.

    >>> fill("{count|one:# actor|other:# actors} in {year}", {"count": 12000, "year": 2023}, lang="en")
    '12,000 actors in 2023'
    >>> fill("Left out: {codes}.", {"codes": "A, B …"}, lang="en")
    'Left out: A, B …'
    """
    pieces = parse_template(template)
    written = [one if isinstance(one, str) else _filled(one, lang, values[one.name]) for one in pieces]
    for at, piece in enumerate(written[1:], start=1):
        if piece.startswith(".") and isinstance(pieces[at], str) and written[at - 1].endswith((".", "…")):
            written[at] = piece[1:]
    return "".join(written)


def _gap(found: re.Match[str]) -> Gap:
    name, plain, one, other = found.groups()
    return Gap(name, bool(plain) or bool(_MARKS.fullmatch(name)), one, other)


def _filled(gap: Gap, lang: str, value: Value) -> str:
    written = _written(gap, lang, value)
    if gap.one is None or gap.other is None:
        return written
    return (gap.one if value == 1 else gap.other).replace("#", written)


def _written(gap: Gap, lang: str, value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return format_date(value)
    return str(value) if gap.plain else format_number(value, lang)
