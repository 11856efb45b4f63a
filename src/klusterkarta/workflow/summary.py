"""The checkable conclusions of the live register or of an edition, with what the sources themselves conclude."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from klusterkarta.analysis.claims import CheckedClaim, Claim, check_claim
from klusterkarta.analysis.conclusions import MAIN_LIST, Behind, Conclusions, counted, draw_conclusions
from klusterkarta.catalogue.selectors.facet_index import standing_under
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.saying import actors_of_thing
from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.snapshots import partial_snapshot

# What the site and the commands need of the workshop comes through here.
__all__ = ["MAIN_LIST", "Behind", "CheckedClaim", "Summary", "as_document", "as_told", "counted", "summarise"]

_CLAIM = "claim/"


@dataclass(frozen=True, slots=True)
class Summary:
    """Conclusions, the claims set against them, and the names and keys of the actors behind the numbers (by id)."""

    edition: str
    conclusions: Conclusions
    claims: list[CheckedClaim]
    names: Mapping[int, str]
    keys: Mapping[int, str]


def summarise(edition: str | None = None, *, lang: str = "sv") -> Summary:
    """Draw the conclusions from an edition (None: from the live register). Raises UnknownEdition."""
    taken = _listed() if edition is None else snapshot(edition)
    found = draw_conclusions(taken)
    checked = [check_claim(claim, found, lang=lang) for claim in _claims(taken)]
    named = taken.values.filter(pl.col("shown") & (pl.col("property") == "name"))
    names = dict(named.select("actor", "value").iter_rows())
    keys = dict(taken.records.select("record", "key").iter_rows())
    return Summary(edition or "", found, [one for one in checked if one is not None], names, keys)


def _listed() -> Snapshot:
    """The actors on the lists, whom they name as funders, and the claims: all that conclusions are drawn from."""
    with one_moment():
        actors = set(actors_of_thing("claim"))
        for _, standing in standing_under(("list",)):
            actors.update(standing.tolist())
        return partial_snapshot(actors, with_named_in=("funders",))


def as_document(summary: Summary, *, lang: str = "sv") -> dict[str, Any]:
    """The summary as the JSON document that `klusterkarta summary --json` prints.

    What it counts is named in Swedish, counties by their everyday names, whatever `lang` its sentences are in: programs
    look the names up.
    """
    return _document(summary, {code: county.short for code, county in counties().items()}, named_in="sv", lang=lang)


def as_told(summary: Summary, *, lang: str) -> dict[str, Any]:
    """The same, with the names too in the reader's language."""
    places = {code: place_name("county", code, lang=lang) for code in counties()}
    return _document(summary, places, named_in=lang, lang=lang)


def _document(summary: Summary, places: Mapping[str, str], *, named_in: str, lang: str) -> dict[str, Any]:
    found = summary.conclusions
    return {
        "edition": summary.edition,
        "lists": {code: len(found.lists.get(code, ())) for code in (MAIN_LIST, "2-strategic", "2-transnational")},
        "counties_covered": len(found.county_certain),
        "counties_empty": [name for code, name in places.items() if code not in found.county_certain],
        "per_county": {
            name: _pair(found.county_certain, found.county_all, code, "all") for code, name in places.items()
        },
        "sector_groups": {
            group.label.read(named_in): _pair(found.sector_narrow, found.sector_wide, code, "wide", "narrow")
            for code, group in sector_groups().items()
            if code in found.sector_wide
        },
        "universities": {
            terms("universities")[code].label.read(named_in): n for code, n in counted(found.universities)
        },
        "funders": {summary.names.get(int(code), code): n for code, n in counted(found.funders)},
        "missing": {code: len(found.missing[code]) for code in profile_fields() if code in found.missing},
        "stated": [_claim(one, named_in, lang) for one in summary.claims],
    }


def _pair(sure: Behind, every: Behind, code: str, wide_name: str, sure_name: str = "certain") -> dict[str, int]:
    return {sure_name: len(sure.get(code, ())), wide_name: len(every.get(code, ()))}


def _claim(one: CheckedClaim, named_in: str, lang: str) -> dict[str, str]:
    return {
        "claim": one.claim.name_in(named_in),
        "stated": one.claim.stated,
        "computed": one.computed,
        "verdict": one.verdict,
        "why": explain(one.why, lang) if one.why else "",
        "source": one.claim.source,
        "place": one.claim.place,
    }


def _claims(taken: Snapshot) -> list[Claim]:
    """The claims among the records: what is claimed stands in the row key, the stated value in `result_value`."""
    rows = taken.records.filter(pl.col("thing") == "claim").sort("record")
    said = taken.statements.filter(pl.col("mode") == "says")
    found = []
    for record, key, source in rows.select("record", "key", "source").iter_rows():
        own = said.filter(pl.col("record") == record)
        values = {(code, lang): value for code, lang, value in own.select("property", "language", "value").iter_rows()}
        name, stated = (_first(values, code) for code in ("name", "result_value"))
        code = key.partition(":")[2].removeprefix(_CLAIM)
        place = str(own["place"].first() or "")
        found.append(Claim(code, name or key, stated, source, place, values.get(("name", "en"), "")))
    return found


def _first(values: Mapping[tuple[str, str], str], code: str) -> str:
    """The value of a property: without a language, else in Swedish, else in any; "" for none."""
    found = {lang: value for (name, lang), value in values.items() if name == code}
    return found.get("") or found.get("sv") or next(iter(found.values()), "")
