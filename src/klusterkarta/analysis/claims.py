"""What a source concludes, set against what its own rows give when they are counted again."""

from dataclasses import dataclass

from klusterkarta.analysis.conclusions import Behind, Conclusions
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.universities import match_university


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: `code` says what is counted (`lists/1`, `per_county/14`, `universities/most` …).

    `name_en`: its name for English readers, "" where the source gives none.
    """

    code: str
    name: str
    stated: str
    source: str
    place: str
    name_en: str = ""

    def name_in(self, lang: str) -> str:
        """Its name for a reader of `lang`.

        >>> Claim("lists/1", "Initiativ", "39", "karta", "s. 4", "Initiatives").name_in("en")
        'Initiatives'
        """
        return (self.name_en if lang == "en" else "") or self.name


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with the computed value. `verdict`: `agrees`, `differs`, `partly` (what is stated is one of several)."""

    claim: Claim
    computed: str
    verdict: str
    why: Reason | None
    actors: frozenset[int]


def check_claim(claim: Claim, found: Conclusions, *, lang: str = "sv") -> CheckedClaim | None:
    """Count what the claim is about again; None when its code says nothing that can be counted.

    A number agrees when it equals the stated one, with or without "about". Where a county's number differs and the
    looked-up places are the reason, `why` says so; likewise where the stated university shares its place.
    """
    kind, _, code = claim.code.partition("/")
    if kind == "universities" and code == "most":
        return _most(claim, found.universities, lang)
    if kind == "counties_covered":
        return _number(claim, frozenset(found.county_certain), found.county_certain)
    if kind == "counties_empty":
        return _empty_counties(claim, found, lang)
    if kind == "per_county" and code in counties():
        return _county(claim, found, code)
    counted = {"lists": found.lists, "sector_groups": found.sector_narrow}.get(kind)
    if counted is None or code not in (*terms("lists"), *sector_groups()):
        return None
    actors = counted.get(code, frozenset())
    return CheckedClaim(claim, str(len(actors)), _verdict(claim.stated, len(actors)), None, actors)


def _number(claim: Claim, counted: frozenset[str], behind: Behind) -> CheckedClaim:
    actors = frozenset().union(*behind.values())
    return CheckedClaim(claim, str(len(counted)), _verdict(claim.stated, len(counted)), None, actors)


def _county(claim: Claim, found: Conclusions, code: str) -> CheckedClaim:
    actors = found.county_certain.get(code, frozenset())
    stated = found.county_stated.get(code, frozenset())
    verdict = _verdict(claim.stated, len(actors))
    explained = verdict == "differs" and _verdict(claim.stated, len(stated)) == "agrees"
    places = ", ".join(found.looked_up_words.get(code, ()))
    why = Reason("claim.looked_up", {"count": len(actors - stated), "places": places}) if explained else None
    return CheckedClaim(claim, str(len(actors)), verdict, why, actors)


def _empty_counties(claim: Claim, found: Conclusions, lang: str) -> CheckedClaim:
    empty = [code for code in counties() if code not in found.county_certain]
    names = ", ".join(place_name("county", code, lang=lang) for code in empty)
    stated = {fold(counties()[code].short) for code in empty}
    verdict = "agrees" if {fold(one) for one in claim.stated.split(",")} == stated else "differs"
    return CheckedClaim(claim, names, verdict, None, frozenset())


def _most(claim: Claim, universities: Behind, lang: str) -> CheckedClaim:
    most = max((len(actors) for actors in universities.values()), default=0)
    first = [code for code, actors in universities.items() if len(actors) == most]
    names = ", ".join(terms("universities")[code].label.read(lang) for code in first)
    stated = match_university(claim.stated)
    if stated is None or stated.code not in first:
        verdict, why = "differs", None
    elif len(first) > 1:
        verdict, why = "partly", Reason("claim.shared_place", {"count": len(first), "most": most})
    else:
        verdict, why = "agrees", None
    return CheckedClaim(claim, names, verdict, why, frozenset().union(*(universities[code] for code in first)))


def _verdict(stated: str, computed: int) -> str:
    quantity = parse_quantity(stated)
    return "agrees" if quantity is not None and quantity.low == computed == quantity.high else "differs"
