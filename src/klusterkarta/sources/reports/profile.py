"""One profile of a report: a text for each column, with its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from klusterkarta.sources.reports.page_text import Place

SEPARATOR = " | "
PROFILE_COLUMNS = (
    "list", "name", "page", "url", "address", "phone", "contact_name", "contact_role", "contact_email",
    "contact_phones", "geography_raw", "counties", "foreign_areas", "sector_raw", "members_raw", "members_min",
    "members_max", "start_year", "funders", "research_partners", "linked_clusters", "language", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """The text of a cell, and where in the report it was read; no place for what follows from other values."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The values of a profile by column; a column without a value is absent."""

    values: Mapping[str, Value]

    def text(self, column: str) -> str:
        """The text of a column, "" where the report says nothing.

        >>> Profile({"name": Value("Glasriket")}).text("name")
        'Glasriket'
        """
        value = self.values.get(column)
        return value.text if value else ""

    def row(self) -> dict[str, str]:
        """All columns in their order."""
        return {column: self.text(column) for column in PROFILE_COLUMNS}
