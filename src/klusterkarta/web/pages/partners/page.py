"""What the page of partner regions shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.region_context import context_sources
from klusterkarta.vocabularies.value_chains import value_chain_note, value_chain_title
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.partners.rows import PartnerRow, partner_row
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.partner_regions import CHOICES, NoPartners, PartnerFacts, Partners, Wish, find_partners

_MOST_SHARED = 9
_LEAST_SHARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks, as it was typed; "" leaves the page's own choice."""

    region: str = ""
    least: str = ""
    choice: str = ""
    gap: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnersPage(Page):
    """The regions that qualify, the best first; `fault` where the question cannot be answered."""

    template: ClassVar[str] = "partners/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "partners"

    action: str
    fields: list[FormField]
    fault: str
    region: str
    rows: list[PartnerRow]
    compared: int
    by_chain: bool
    gap: str
    put: str
    shortlist: str
    may_shortlist: bool
    notes: list[str]
    take: TakeAway


def partners_page(facts: PartnerFacts, asked: Asked, *, lang: str, may_shortlist: bool) -> PartnersPage:
    """The page for a question; without a region, the first that has priorities of its own is asked for."""
    wish = _wish(facts, asked)
    found, fault = _found(facts, wish, lang)
    return PartnersPage(
        title=say("partners.title", lang),
        lead=say("partners.lead", lang),
        action=address("partners", lang),
        fields=_fields(facts, asked, wish, fault=fault, lang=lang),
        fault=fault,
        region=wish.region,
        rows=[partner_row(found, one, lang=lang) for one in found.proposals] if found else [],
        compared=found.compared if found else 0,
        by_chain=wish.choice == "complementary",
        gap=asked.gap,
        put=address("shortlist-put", lang),
        shortlist=address("shortlist", lang),
        may_shortlist=may_shortlist,
        notes=_notes(lang),
        take=TakeAway(source_line=source_line(lang), table="partner-table", csv=True, name="partners"),
    )


def _wish(facts: PartnerFacts, asked: Asked) -> Wish:
    least = int(asked.least) if asked.least.isascii() and asked.least.isdecimal() else _LEAST_SHARED
    return Wish(
        region=asked.region or next(iter(facts.asked), ""),
        least_shared=min(max(least, 1), _MOST_SHARED),
        choice="complementary" if asked.choice == "complementary" else "similar",
        gaps=(asked.gap,) if asked.gap else (),
    )


def _found(facts: PartnerFacts, wish: Wish, lang: str) -> tuple[Partners | None, str]:
    try:
        return find_partners(facts, wish), ""
    except NoPartners as refused:
        return None, explain(refused.reason, lang)


def _fields(facts: PartnerFacts, asked: Asked, wish: Wish, *, fault: str, lang: str) -> list[FormField]:
    known = [*facts.asked, *(one.name for one in facts.regions.values() if one.registered)]
    names = list(dict.fromkeys([*known, *([wish.region] if wish.region else [])]))
    numbers = [(str(number), str(number)) for number in range(1, _MOST_SHARED + 1)]
    ways = [(code, say(f"partners.{code}", lang)) for code in CHOICES]
    return [
        FormField(
            name="region",
            label=say("partners.for_region", lang),
            kind="select",
            options=choices([(name, name) for name in names], wish.region),
        ),
        FormField(
            name="min", label=say("partners.least", lang), kind="select",
            options=choices(numbers, str(wish.least_shared)),
        ),
        FormField(
            name="choice", label=say("partners.choice", lang), kind="select", options=choices(ways, wish.choice)
        ),
        FormField(
            name="gap", label=say("partners.gap", lang), help=say("partners.gap_help", lang), value=asked.gap,
            optional=True, error=fault if asked.gap else "",
        ),
    ]  # fmt: skip


def _notes(lang: str) -> list[str]:
    gdp, people = context_sources()
    return [
        say("partners.figures_from", lang, gdp=gdp.read(lang), people=people.read(lang)),
        say("partners.chains_from", lang, table=value_chain_title().read(lang)) + " " + value_chain_note().read(lang),
    ]
