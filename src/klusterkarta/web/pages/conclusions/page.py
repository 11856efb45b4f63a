"""What the page of conclusions shows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.conclusions.behind import BehindNumber, behind_number
from klusterkarta.web.pages.conclusions.claims import ClaimRow, claim_rows
from klusterkarta.web.pages.conclusions.counts import Count, CountRow, behind, count_of
from klusterkarta.web.pages.conclusions.names import measured_name
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.summary import MAIN_LIST, Summary, counted

OPEN_ROWS = 12
"""How many rows of a long table stand open; the rest are one click away."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table of one number a row: the rows that stand open, and the rest."""

    code: str
    title: str
    note: str
    what: str
    first: list[CountRow]
    rest: list[CountRow]
    take: TakeAway


@dataclass(frozen=True, kw_only=True)
class ConclusionsPage(Page):
    """The numbers, what sources conclude, and the actors behind the number that was asked for."""

    template: ClassVar[str] = "conclusions/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "conclusions"

    action: str
    choice: FormField
    here: str
    initiatives: int
    covered: int
    all_counties: int
    empty_counties: list[str]
    behind: BehindNumber | None
    lists: list[CountRow]
    by_county: list[CountRow]
    by_sector: list[CountRow]
    long_tables: list[LongTable]
    claims: list[ClaimRow]
    take_claims: TakeAway
    take_counties: TakeAway
    take_sectors: TakeAway


def conclusions_page(found: Summary, lang: str, *, show: str = "") -> ConclusionsPage:
    """The page for a summary; `show` names the number whose actors are listed. Http404 for one that is not there."""
    covered = found.conclusions.county_certain
    main = found.conclusions.lists.get(MAIN_LIST, frozenset())
    edition = [("edition", found.edition)] if found.edition else []
    claims = claim_rows(found, lang)
    return ConclusionsPage(
        title=say("conclusions.title", lang),
        lead=say("conclusions.lead_edition" if found.edition else "conclusions.lead", lang, edition=found.edition),
        action=address("conclusions", lang),
        choice=_choice(found.edition, lang),
        here=address("conclusions", lang, query=edition),
        initiatives=len(main),
        covered=len(covered),
        all_counties=len(counties()),
        empty_counties=[
            measured_name(found, "county_all", code=code, lang=lang) for code in counties() if code not in covered
        ],
        behind=behind_number(found, show, lang=lang),
        lists=_rows(found, ("lists",), _listed(found), lang=lang),
        by_county=_rows(found, ("county_certain", "county_all"), counties(), lang=lang) if main else [],
        by_sector=_rows(found, ("sector_narrow", "sector_wide"), _touched_sectors(found), lang=lang),
        long_tables=[one for code in ("universities", "funders", "missing") if (one := _long(found, code, lang)).first],
        claims=claims,
        take_claims=_take(found, "claims-table", lang=lang, printing=True),
        take_counties=_take(found, "by-county", lang=lang, printing=not claims),
        take_sectors=_take(found, "by-sector", lang=lang),
    )


def _take(found: Summary, table: str, *, lang: str, printing: bool = False) -> TakeAway:
    name = f"{table}-{found.edition}" if found.edition else table
    line = source_line(lang, edition=found.edition)
    return TakeAway(source_line=line, table=table, csv=True, name=name, printing=printing)


def _choice(edition: str, lang: str) -> FormField:
    known = [("", say("editions.register_now", lang)), *((one.name, one.name) for one in register_state().editions)]
    return FormField(
        name="edition", label=say("conclusions.drawn_from", lang), kind="select", options=choices(known, edition)
    )


def _listed(found: Summary) -> list[str]:
    return [code for code in terms("lists") if code in found.conclusions.lists]


def _touched_sectors(found: Summary) -> list[str]:
    touched = found.conclusions.sector_wide
    return sorted((code for code in sector_groups() if code in touched), key=lambda code: -len(touched[code]))


def _rows(found: Summary, measures: tuple[str, ...], codes: Collection[str], *, lang: str) -> list[CountRow]:
    def counts(code: str) -> list[Count]:
        return [count_of(found, one, code=code, lang=lang) for one in measures]

    return [CountRow(measured_name(found, measures[0], code=code, lang=lang), counts(code)) for code in codes]


def _long(found: Summary, measure: str, lang: str) -> LongTable:
    codes = [code for code, number in counted(behind(found, measure)) if number]
    rows = _rows(found, (measure,), codes, lang=lang)
    title, note = say(f"conclusions.{measure}", lang), say(f"conclusions.{measure}_note", lang)
    return LongTable(
        code=measure,
        title=title,
        note=note,
        what=say(f"conclusions.{measure}_head", lang),
        first=rows[:OPEN_ROWS],
        rest=rows[OPEN_ROWS:],
        take=_take(found, f"{measure}-tables", lang=lang),
    )
