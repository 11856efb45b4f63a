"""An edition as a row of the list."""

from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.selectors.editions import EditionView
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address

_SHORT_SUM = 12


@dataclass(frozen=True, slots=True)
class FileLink:
    """A master list to fetch: the short words that are seen, and the full ones for who hears them."""

    text: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """One edition; `sum` is the beginning of its checksum."""

    name: str
    title: str
    href: str
    frozen_at: datetime
    actors: int
    statements: int
    sources: int
    sum: str
    files: list[FileLink]


def edition_row(edition: EditionView, lang: str) -> EditionRow:
    """The row of an edition."""
    title = edition.title(lang)
    return EditionRow(
        name=edition.name,
        title="" if title == edition.name else title,
        href=address("edition", lang, name=edition.name),
        frozen_at=edition.frozen_at,
        actors=edition.actors,
        statements=edition.statements,
        sources=len(edition.sources),
        sum=edition.sha256[:_SHORT_SUM],
        files=file_links(edition.name, lang),
    )


def file_links(name: str, lang: str) -> list[FileLink]:
    """The edition's master list in both forms."""
    forms = (("xlsx", say("editions.as_workbook", lang)), ("csv", say("editions.as_csv", lang)))
    return [
        FileLink(
            form,
            say("editions.of_edition", lang, name=name, form=form),
            address("edition-file", lang, name=name, ending=ending),
        )
        for ending, form in forms
    ]
