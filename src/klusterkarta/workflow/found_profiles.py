"""The profiles found in a report: their texts with the place of each, ready to be corrected and collected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from klusterkarta.sources.extracted import PLACES, places_text
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reports.cell_values import read_values
from klusterkarta.sources.reports.finding import profiles_from
from klusterkarta.sources.reports.page_text import Line, Place, Report
from klusterkarta.sources.reports.profile import PROFILE_COLUMNS, Profile
from klusterkarta.sources.reports.reading import REPORT_LIMITS, nothing_found, read_and_find
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.source_places import page_place

# Column → the field its wording is read as, and the columns that follow from it.
FOLLOWING = {
    "geography_raw": ("geography", ("counties", "foreign_areas")),
    "members_raw": ("members", ("members_min", "members_max")),
}
FOLLOWERS = frozenset(column for _, columns in FOLLOWING.values() for column in columns)
ROW_COLUMNS = tuple(column for column in PROFILE_COLUMNS if column not in FOLLOWERS)


@dataclass(frozen=True, slots=True)
class FoundProfile:
    """One profile: column → text for those that say something, column → place in the report."""

    texts: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The heading."""
        return self.texts.get("name", "")

    @property
    def page(self) -> str:
        """The page that the report gives."""
        return self.texts.get("page", "")

    def place_text(self, column: str) -> str:
        """Where a value stands as the register keeps it, "" for what has no place; pages are those of the report.

        >>> profile = FoundProfile({"page": "30"}, {"page": Place(4, 1, 4, 1), "url": Place(4, 12, 5, 2)})
        >>> profile.place_text("url"), profile.place_text("name")
        ('s. 30, rad 12 – s. 31, rad 2', '')
        """
        place = self.places.get(column)
        if place is None:
            return ""
        first, last = self.printed(place.page), self.printed(place.last_page)
        return page_place(first, first=place.first, last=place.last, last_page=last)

    def printed(self, page: int) -> str:
        """The number that the report gives a page of the file: counted on from the page that the profile begins on."""
        begins = self.places.get("page")
        if begins is None or not self.page.isdecimal():
            return str(page)
        return str(int(self.page) + page - begins.page)


@dataclass(frozen=True, slots=True)
class FoundReport:
    """What was found in a report: its profiles, its lines, and what to know about it."""

    profiles: tuple[FoundProfile, ...]
    lines: tuple[Line, ...]
    notes: tuple[Reason, ...] = ()


def find_profiles(path: Path, *, limits: Limits = REPORT_LIMITS) -> FoundReport:
    """The named profiles of a document, read in a process of its own within the limits.

    Raises UnreadableFile for what is no report that can be read, and for one without a profile (`report.no_profiles`,
    or `report.nothing_legible` where letters that cannot be told may be why).
    """
    report, plain = read_and_find(path, limits, what="profiles")
    found = profiles_from(plain)
    named = tuple(_found(profile) for profile in found if profile.text("name"))
    if not named:
        raise nothing_found(report, "report.no_profiles")
    return FoundReport(named, report.lines, (*report_notes(report), *_nameless(len(found) - len(named))))


def report_notes(report: Report) -> tuple[Reason, ...]:
    """What was left aside in a report, or could not be told."""
    notes = [Reason(f"report.{code}") for code in report.notes]
    if report.unmapped:
        notes.append(Reason("report.unmapped", {"count": report.unmapped}))
    return tuple(notes)


def changed_profile(profile: FoundProfile, changed: Mapping[str, str]) -> FoundProfile:
    """The profile with other texts; "" takes a value away. What follows from a changed wording is read anew.

    >>> profile = FoundProfile({"members_raw": "Ca 30", "members_min": "30", "members_max": "30"})
    >>> changed_profile(profile, {"members_raw": "Minst 10"}).texts
    {'members_raw': 'Minst 10', 'members_min': '10'}
    """
    texts = {**profile.texts, **_followers(changed), **changed}
    kept = {column: text for column, text in texts.items() if text}
    return replace(profile, texts=kept, places={one: at for one, at in profile.places.items() if one in kept})


def table_columns(profiles: Iterable[FoundProfile], *, places: bool = False) -> tuple[str, ...]:
    """The columns of the table: those of profiles, those that persons have added, and the places where asked for."""
    added = dict.fromkeys(column for profile in profiles for column in profile.texts if column not in PROFILE_COLUMNS)
    return (*PROFILE_COLUMNS, *added, *([PLACES] if places else []))


def table_row(profile: FoundProfile, columns: Sequence[str]) -> dict[str, str]:
    """The profile as a row of these columns."""
    row = {column: profile.texts.get(column, "") for column in columns}
    if PLACES in row:
        said = [column for column in profile.places if column not in FOLLOWERS]
        row[PLACES] = places_text({column: profile.place_text(column) for column in said})
    return row


def _found(profile: Profile) -> FoundProfile:
    values = {column: profile.values[column] for column in PROFILE_COLUMNS if profile.text(column)}
    return FoundProfile(
        {column: value.text for column, value in values.items()},
        {column: value.place for column, value in values.items() if value.place},
    )


def _nameless(count: int) -> list[Reason]:
    return [Reason("report.nameless", {"count": count})] if count else []


def _followers(changed: Mapping[str, str]) -> dict[str, str]:
    """The columns that follow from the changed ones; empty where nothing follows any more."""
    texts: dict[str, str] = {}
    for column, (code, followers) in FOLLOWING.items():
        if column in changed:
            read = read_values({code: [Line(text=changed[column], page=1, number=1)]})
            texts |= {one: read[one].text if one in read else "" for one in followers}
    return texts
