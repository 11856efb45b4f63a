"""One region in the table of partners."""

from dataclasses import dataclass

from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.workflow.partner_document import short_name, shown_country, shown_name
from klusterkarta.workflow.partner_reasons import Beside, beside, ways_into, why
from klusterkarta.workflow.partner_regions import Partners, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A region: its page if it has one, what is shared, how much that is worth, figures ("" unknown), why and how."""

    name: str
    href: str
    country: str
    record: int | None
    shared: int
    priorities: list[str]
    score: str
    gdp: str
    gdp_year: str
    density: str
    distance: str
    whose: str
    why: list[str]
    ways: list[str]


def partner_row(found: Partners, proposal: Proposal, *, lang: str) -> PartnerRow:
    """The row of a proposal."""
    facts, partner = proposal.facts, proposal.partner
    name = shown_name(proposal, lang=lang)
    figures = beside(found, proposal, lang=lang)
    gdp, year, density = _figures(figures, lang)
    value = partner.chain if found.wish.choice == "complementary" else partner.likeness
    return PartnerRow(
        name=name,
        href=address("actor", lang, actor=facts.actor) if facts.actor is not None else "",
        country=shown_country(proposal, lang=lang),
        record=facts.actor,
        shared=len(partner.shared),
        priorities=[_priority(found, proposal, code, lang=lang) for code in partner.shared],
        score="" if value is None else format_share(value, lang),
        gdp=gdp,
        gdp_year=year,
        density=density,
        distance="" if figures.kilometres is None else format_number(figures.kilometres, lang),
        whose=figures.whose if figures.whose and figures.whose != name else "",
        why=[explain(one, lang) for one in why(found, proposal, lang=lang)],
        ways=[explain(one, lang) for one in ways_into(proposal, lang=lang)],
    )


def _priority(found: Partners, proposal: Proposal, code: str, *, lang: str) -> str:
    name, number = short_name(found.facts.labels[code].read(lang)), proposal.facts.organisations(code)
    return name if number == 1 else say("partners.with_count", lang, name=name, count=number)


def _figures(one: Beside, lang: str) -> tuple[str, str, str]:
    figures = one.figures
    if figures is None:
        return "", "", ""
    gdp = "" if figures.gdp_per_head is None else format_number(figures.gdp_per_head, lang)
    density = "" if figures.density is None else format_number(round(figures.density), lang)
    return gdp, str(figures.gdp_year or ""), density
