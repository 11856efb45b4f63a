"""Which profile field each column of a table means, judged by its header alone."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import OSA

from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.terms import match_term

How = Literal["synonym", "numbered", "proposed", "conflict", "unknown", "empty"]
Claim = tuple[str, str]  # field and language
# What may follow a header without being part of the field's name: a bracket, a year.
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\b(?:19|20)[0-9]{2})\s*$")
# Longer cells are text and not headers; nothing resembles them.
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
# One slip in short headers, two in long ones; a header of four letters is too short for any ("Sida", "Sort").
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 5, 9


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column: `field` is None unless the header decides it; `proposal` is what a person may confirm instead.

    `how` is `synonym` (equal after folding), `numbered` ("Finansiär 2"), `proposed` (close spelling, or equal but for a
    bracket or a year at the end; not applied), `conflict` (another column claims the same single field; neither is
    applied), `unknown` or `empty`.
    """

    position: int
    header: str
    field: str | None
    language: str = ""
    how: How = "unknown"
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """All columns in their order, and what a person should know before the table is read."""

    columns: tuple[HeaderColumn, ...]
    problems: tuple[Reason, ...]

    def applied(self) -> dict[int, HeaderColumn]:
        """The columns whose field is decided, by position."""
        return {column.position: column for column in self.columns if column.field}


def match_headers(headers: Sequence[str]) -> HeaderMatch:
    """The profile field and language of each header.

    Case, accents, spaces and punctuation do not count. A close spelling is proposed and not applied. Two headers for
    one single field leave both open and are reported (`header.conflict`); two for a field with many values are both
    read and reported (`header.repeated`); the rest of the reports are `header.proposed` and `header.unknown`.

    >>> columns = match_headers(["Namn", "Description (Swedish)", "Hemsdia"]).columns
    >>> [(column.field, column.language, column.proposal) for column in columns]
    [('name', '', None), ('description', 'sv', None), (None, '', 'url')]
    """
    columns = [_match_one(position, header) for position, header in enumerate(headers)]
    shared = _shared_claims(columns)
    clashes = {claim for claim in shared if not profile_fields()[claim[0]].many}
    columns = [_left_open(column) if _claim(column) in clashes else column for column in columns]
    return HeaderMatch(tuple(columns), (*_claim_problems(shared, clashes), *_column_problems(columns)))


def header_key(header: str) -> str:
    """What of a header counts in comparing: its letters and digits, folded, without spaces.

    >>> header_key("Org.nr") == header_key("ORG NR")
    True
    """
    return fold(header).replace(" ", "")


@cache
def _field_of() -> Mapping[str, str]:
    return {header_key(header): code for code, field in profile_fields().items() for header in field.headers}


def _match_one(position: int, header: str) -> HeaderColumn:
    column = HeaderColumn(position, header, None)
    if len(header) > _LONGEST:
        return column
    key = header_key(header)
    if not key:
        return replace(column, how="empty")
    if key in _field_of():
        return replace(column, field=_field_of()[key], how="synonym")
    return _with_language(column) or _numbered(column, key) or _proposed(column, key)


def _with_language(column: HeaderColumn) -> HeaderColumn | None:
    """`Beskrivning (svenska)`, `description_sv`, `Name in English`: the last one or two words name a language."""
    words = _WORD.findall(column.header)
    for taken in (2, 1):
        language = match_term(" ".join(words[-taken:]), "languages").code
        code = _field_of().get(header_key("".join(words[:-taken])))
        if language and code and profile_fields()[code].multilingual:
            return replace(column, field=code, language=language, how="synonym")
    return None


def _numbered(column: HeaderColumn, key: str) -> HeaderColumn | None:
    code = _field_of().get(key.rstrip("0123456789"))
    if code and profile_fields()[code].many:
        return replace(column, field=code, how="numbered")
    return None


def _proposed(column: HeaderColumn, key: str) -> HeaderColumn:
    bare = _field_of().get(header_key(_REMARK.sub("", column.header)))
    near = {bare} if bare else _close_to(key)
    if len(near) == 1:
        return replace(column, how="proposed", proposal=near.pop())
    return column


def _close_to(key: str) -> set[str]:
    slips = (len(key) >= _ONE_SLIP_FROM) + (len(key) >= _TWO_SLIPS_FROM)
    if not slips:
        return set()
    return {code for known, code in _field_of().items() if OSA.distance(key, known, score_cutoff=slips) <= slips}


def _claim(column: HeaderColumn) -> Claim:
    return column.field or "", column.language


def _shared_claims(columns: Sequence[HeaderColumn]) -> dict[Claim, list[str]]:
    """Field and language → the headers that claim them, where there are several; numbered ones mean to be several."""
    claims = sorted((column for column in columns if column.how == "synonym"), key=_claim)
    headers = {claim: [column.header for column in group] for claim, group in groupby(claims, key=_claim)}
    return {claim: names for claim, names in headers.items() if len(names) > 1}


def _left_open(column: HeaderColumn) -> HeaderColumn:
    return replace(column, field=None, how="conflict", proposal=column.field)


def _claim_problems(shared: Mapping[Claim, list[str]], clashes: Container[Claim]) -> Iterator[Reason]:
    for claim, headers in shared.items():
        found = {"headers": ", ".join(headers), "field": claim[0]}
        yield Reason("header.conflict", found) if claim in clashes else Reason("header.repeated", found)


def _column_problems(columns: Sequence[HeaderColumn]) -> Iterator[Reason]:
    for column in columns:
        if column.how == "proposed":
            yield Reason("header.proposed", {"header": column.header, "field": column.proposal or ""})
        elif column.how == "unknown":
            yield Reason("header.unknown", {"header": column.header})
