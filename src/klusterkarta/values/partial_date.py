"""Dates known to the year, the month or the day, never padded; and years as cells and sentences give them."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"([0-9]{4})(?:-(?!00)([0-9]{2})(?:-(?!00)([0-9]{2}))?)?")
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_BRACKET = re.compile(r"(\([^()]*\))")
# What parts one statement about a year from the next, beside a bracket.
_PARTING = re.compile(r"[,;/|\n]|\b(?:och|samt|and|respektive)\b")
_LONGEST = 10_000
_LAST_MONTH = 12


class PartialDateError(ValueError):
    """A text that is no date of the form YYYY, YYYY-MM or YYYY-MM-DD."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as exactly as it is known; `month` and `day` are 0 where unknown.

    Order: by year, month, day, an unknown part before every known one; the order of the written form.

    >>> sorted(map(parse_partial_date, ["2010-05", "2010", "2009-12-31"]))[1]
    PartialDate(year=2010, month=0, day=0)
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        _check(self.year, self.month, self.day)

    def __str__(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year and, where the source says more than the bare year, the wording it stood in ("våren 2005", "(2015)")."""

    year: int
    note: str = ""


def parse_partial_date(text: str) -> PartialDate:
    """The date in a text of the form YYYY, YYYY-MM or YYYY-MM-DD. Raises PartialDateError on everything else.

    >>> str(parse_partial_date(" 2022-10 "))
    '2022-10'
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        raise PartialDateError(f"{text[:40]!r} is no date; write 2026, 2026-11 or 2026-11-20")
    return PartialDate(int(found[1]), int(found[2] or 0), int(found[3] or 0))


def is_partial_date(text: str) -> bool:
    """Whether `parse_partial_date` reads the text.

    >>> is_partial_date("2026-11"), is_partial_date("våren 2002"), is_partial_date("2026-02-30")
    (True, False, False)
    """
    try:
        parse_partial_date(text)
    except PartialDateError:
        return False
    return True


def last_day(when: PartialDate) -> date:
    """The last day that the date can mean.

    >>> last_day(PartialDate(2024, 2)).isoformat(), last_day(PartialDate(2010)).isoformat()
    ('2024-02-29', '2010-12-31')
    """
    month = when.month or _LAST_MONTH
    return date(when.year, month, when.day or calendar.monthrange(when.year, month)[1])


def parse_years(text: str) -> list[YearMention]:
    """Every year from 1500 to 2099 in the text, in its order, each with its wording; an empty list where there is none.

    Nothing is chosen between two years: "2022 (2015)" gives both. Four figures inside a longer number are no year. Of a
    text over 10 000 characters the beginning is read.

    >>> parse_years("2022 (2015)")
    [YearMention(year=2022, note=''), YearMention(year=2015, note='(2015)')]
    >>> parse_years("Från 2004"), parse_years("1999-"), parse_years("okänt")
    ([YearMention(year=2004, note='Från 2004')], [YearMention(year=1999, note='1999-')], [])
    """
    return [_mention(year[0], stretch) for stretch in _stretches(text[:_LONGEST]) for year in _YEAR.finditer(stretch)]


def _stretches(text: str) -> Iterator[str]:
    for piece in _BRACKET.split(text):
        parts = [piece] if piece.startswith("(") else _PARTING.split(piece)
        yield from (" ".join(part.split()) for part in parts)


def _mention(year: str, segment: str) -> YearMention:
    return YearMention(int(year), "" if segment == year else segment)


def _check(year: int, month: int, day: int) -> None:
    if not date.min.year <= year <= date.max.year or (month and not 1 <= month <= _LAST_MONTH):
        raise PartialDateError(f"there is no month {month} of year {year}; expected a year 1–9999 and a month 1–12")
    if day and not month:
        raise PartialDateError(f"day {day} of year {year} lacks its month")
    if day and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise PartialDateError(f"{year:04}-{month:02} has no day {day}")
