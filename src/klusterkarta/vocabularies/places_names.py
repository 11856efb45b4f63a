"""Every name and form of name under which a place is found, with the places it may mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from klusterkarta.values.place import Certainty, PlaceKind
from klusterkarta.values.text import fold
from klusterkarta.vocabularies import places_tables as tables
from klusterkarta.vocabularies.places_words import name_key, place_words


class Candidate(NamedTuple):
    """A place that a name may mean. The code "" is the source's own country."""

    kind: PlaceKind
    code: str
    certainty: Certainty


Candidates = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Name → candidates: as spelled, folded (names with å ä ö spelled without), and country codes in capitals."""

    spelled: Mapping[str, Candidates]
    folded: Mapping[str, Candidates]
    codes: Mapping[str, Candidates]
    longest: int

    def find(self, key: str, folded: str) -> Candidates:
        """The candidates for a name given as `name_key` and folded; the exact spelling goes first."""
        return self.spelled.get(key) or self.folded.get(folded) or self.spelled.get(folded) or ()


@cache
def place_names() -> PlaceNames:
    """The names of all tables.

    A name that several places share gives them all, marked ambiguous. One rule stands apart: the name of both a county
    and a municipality in it ("Uppsala") states the county, right either way; the municipality is an interpretation.

    >>> place_names().spelled["uppsala"][0]
    Candidate(kind='county', code='03', certainty='stated')
    """
    found: dict[str, Candidates] = {}
    for names in (_county_names(), _municipality_names(), _region_names(), _town_names(), _country_names()):
        for key, candidate in names:
            _add(found, key, candidate)
    for key, candidate in _nuts_names(found):
        _add(found, key, candidate)
    for key, candidate in _surroundings():
        found.setdefault(key, (candidate,))
    return PlaceNames(
        spelled={key: _settled(candidates) for key, candidates in found.items()},
        folded=_folded(found),
        codes=_codes(),
        longest=max(key.count(" ") + 1 for key in found),
    )


def _add(found: dict[str, Candidates], key: str, candidate: Candidate) -> None:
    known = found.get(key, ())
    if all(other[:2] != candidate[:2] for other in known):
        found[key] = (*known, candidate)


def _settled(candidates: Candidates) -> Candidates:
    if len(candidates) == 1:
        return candidates
    if sorted(candidate.kind for candidate in candidates) == ["county", "municipality"]:
        county, municipality = sorted(candidates)
        if municipality.code.startswith(county.code):
            return county, municipality._replace(certainty="interpreted")
    return tuple(candidate._replace(certainty="ambiguous") for candidate in candidates)


def _folded(found: Mapping[str, Candidates]) -> dict[str, Candidates]:
    """The names with å ä ö and the like, folded, together with the names that are spelled so ("Håbo" with "Habo")."""
    merged: dict[str, Candidates] = {}
    for key, candidates in found.items():
        if not key.isascii():
            plain = fold(key)
            for candidate in (*found.get(plain, ()), *candidates):
                _add(merged, plain, candidate)
    return {key: _settled(candidates) for key, candidates in merged.items()}


def _forms(names: Iterable[str], forms: Iterable[str]) -> Iterable[str]:
    return [form.replace("{}", key) for key in map(name_key, names) for form in forms]


def _county_names() -> Iterable[tuple[str, Candidate]]:
    for county in tables.counties().values():
        candidate = Candidate("county", county.code, "stated")
        names = (county.short, county.name, *county.aliases)
        for key in _forms(names, ("{}", *place_words().county_forms)):
            yield key, candidate
        yield name_key(county.en), candidate
        yield name_key(county.nuts3), Candidate("nuts", county.nuts3, "stated")


def _municipality_names() -> Iterable[tuple[str, Candidate]]:
    for unit in tables.municipalities().values():
        for key in _forms((unit.name, *unit.aliases), ("{}", *place_words().municipality_forms)):
            yield key, Candidate("municipality", unit.code, "stated")


def _region_names() -> Iterable[tuple[str, Candidate]]:
    for region in tables.functional_regions().values():
        certainty: Certainty = "looked_up" if region.is_fixed else "interpreted"
        for name in (region.sv, region.en, *region.aliases):
            yield name_key(name), Candidate("functional_region", region.code, certainty)
        if region.nuts:
            yield name_key(region.nuts), Candidate("nuts", region.nuts, "stated")
    for code, name in tables.fa_regions().items():
        for key in _forms([name], place_words().fa_forms):
            yield key, Candidate("fa_region", code, "stated")


def _nuts_names(found: Mapping[str, Candidates]) -> Iterable[tuple[str, Candidate]]:
    """The regions abroad; not by a name that already means a country or a place in theirs ("Åland", "Wien")."""
    for region in tables.nuts_regions().values():
        candidate = Candidate("nuts", region.code, "stated")
        names = (region.sv, region.en, *region.aliases, *([region.name] if region.is_name else []))
        for key in dict.fromkeys(map(name_key, names)) if region.country != tables.HOME else ():
            if not any(_lies_in(other, region.country) for other in found.get(key, ())):
                yield key, candidate
        yield name_key(region.code), candidate


def _lies_in(candidate: Candidate, country: str) -> bool:
    if candidate.kind == "functional_region":
        region = tables.functional_regions()[candidate.code]
        return {*region.certain, *region.interpreted} == {country}
    return candidate.kind == "country" or candidate.code[:2] == country


def _town_names() -> Iterable[tuple[str, Candidate]]:
    for town in tables.towns().values():
        for name in (town.name, *town.aliases):
            yield name_key(name), Candidate("town", town.code, "looked_up")


def _country_names() -> Iterable[tuple[str, Candidate]]:
    for country in tables.countries().values():
        for name in (country.sv, country.en, *country.aliases):
            yield name_key(name), Candidate("country", country.code, "stated")
    for word in place_words().scope:
        yield name_key(word), Candidate("country", "", "interpreted")


def _surroundings() -> Iterable[tuple[str, Candidate]]:
    """ "Karlstadsregionen", "Umeåtrakten": the municipality, with more round it; for a county's name the county."""
    forms = place_words().around_forms
    for unit in tables.municipalities().values():
        for key in _forms((unit.name, *unit.aliases), forms):
            yield key, Candidate("municipality", unit.code, "interpreted")
    for county in tables.counties().values():
        for key in _forms((county.short, *county.aliases), forms):
            yield key, Candidate("county", county.code, "looked_up")


def _codes() -> dict[str, Candidates]:
    codes = {code: country.code for country in tables.countries().values() for code in (country.code, country.code3)}
    codes |= tables.other_country_codes()
    return {code: (Candidate("country", country, "stated"),) for code, country in codes.items()}
