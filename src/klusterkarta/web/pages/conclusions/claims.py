"""What the sources conclude themselves, beside the number counted here."""

from collections.abc import Mapping
from dataclasses import dataclass

from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.conclusions.counts import shown_here
from klusterkarta.web.register_state import register_state
from klusterkarta.workflow.summary import CheckedClaim, Summary

_MARKS: Mapping[str, str] = {"agrees": "ok", "differs": "clash", "partly": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim, what is counted, whether they agree, and why not. `href` lists the actors counted."""

    name: str
    stated: str
    computed: str
    href: str
    mark: str
    verdict: str
    why: str
    source: Link
    place: str


def claim_rows(found: Summary, lang: str) -> list[ClaimRow]:
    """One row a claim, in the sources' order."""
    return [_row(one, found, number, lang=lang) for number, one in enumerate(found.claims)]


def _row(one: CheckedClaim, found: Summary, number: int, *, lang: str) -> ClaimRow:
    return ClaimRow(
        name=one.claim.name_in(lang),
        stated=written_value("result_value", one.claim.stated, lang=lang),
        computed=one.computed,
        href=shown_here(found, f"claim/{number}", lang=lang) if one.actors else "",
        mark=_MARKS[one.verdict],
        verdict=say(f"conclusions.claim_{one.verdict}", lang),
        why=explain(one.why, lang) if one.why else "",
        source=_source(one.claim.source, lang),
        place=written_place(one.claim.place, lang),
    )


def _source(key: str, lang: str) -> Link:
    source = register_state().sources.get(key)
    return Link(source_title(source, lang), address("source", lang, key=key)) if source else Link(key, "")
