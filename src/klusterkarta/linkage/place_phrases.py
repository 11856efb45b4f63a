"""Places in names: which words of a name are a county, municipality, country or region, under all their names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places_tables import HOME, counties, countries, functional_regions, municipalities
from klusterkarta.vocabularies.places_words import place_words

_COUNTY = " lan"


def read_places(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each folded word or phrase of a name with the place it means, "" where it means none; the longest phrase counts.

    The place is its folded usual name: "Sörmland" and "Södermanlands län" are one. Names of places that are everyday
    words too (Mark, Sala) are places only where they stand alone.

    >>> read_places(["vastra", "gotalands", "mat"])
    [('vastra gotalands', 'vastra gotaland'), ('mat', '')]
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        taken = _longest_at(words, at)
        phrase = " ".join(words[at : at + max(taken, 1)])
        found.append((phrase, _place_of(phrase) if taken else ""))
        at += max(taken, 1)
    return found


def places_overlap(left: Collection[str], right: Collection[str]) -> bool:
    """Whether a place of one name is, holds or lies in a place of the other.

    >>> places_overlap({"skane"}, {"lund"}), places_overlap({"vasterbotten"}, {"norrbotten"})
    (True, False)
    """
    return any(_same_ground(one, other) for one in left for other in right)


def place_counties(places: Collection[str]) -> frozenset[str]:
    """The codes of the counties that the places lie in or hold.

    >>> sorted(place_counties({"lund", "halland"}))
    ['12', '13']
    """
    codes = (code for place in places for code in _codes()[place])
    return frozenset(code[:2] for code in codes if code[:2].isdigit())


def _same_ground(one: str, other: str) -> bool:
    codes, others = _codes()[one], _codes()[other]
    return one == other or any(a.startswith(b) or b.startswith(a) for a in codes for b in others)


def _longest_at(words: Sequence[str], at: int) -> int:
    for taken in range(min(_longest(), len(words) - at), 0, -1):
        place = _place_of(" ".join(words[at : at + taken]))
        if place and (len(words) == 1 or place not in _everyday()):
            return taken
    return 0


def _place_of(phrase: str) -> str:
    names = _names()
    return names.get(phrase, "") or names.get(phrase.removesuffix("s"), "")


@cache
def _names() -> Mapping[str, str]:
    """Folded name → folded usual name of the place. A county's name comes before that of a municipality in it."""
    found: dict[str, str] = {}
    for place, _, names in _places():
        for name in names:
            found.setdefault(fold(name).removesuffix(_COUNTY), place)
    return {name: place for name, place in found.items() if len(name) > 2}


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place, codes, _ in _places():
        found.setdefault(place, set()).update(codes)
    return {place: frozenset(codes) for place, codes in found.items()}


@cache
def _longest() -> int:
    return max(name.count(" ") + 1 for name in _names())


@cache
def _everyday() -> frozenset[str]:
    return frozenset(fold(name) for name in place_words().common)


def _places() -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(usual name, codes, all names) of every place."""
    for county in counties().values():
        yield fold(county.short), (county.code,), (county.short, county.name, *county.aliases)
    for town in municipalities().values():
        yield fold(town.name), (town.code,), (town.name, *town.aliases)
    for region in functional_regions().values():
        codes = (*region.certain, *region.interpreted)
        yield fold(region.sv), codes, (region.sv, region.en, *region.aliases)
    for country in countries().values():
        # Every county and municipality lies in the home country; other places abroad have codes that begin with theirs.
        codes = tuple(counties()) if country.code == HOME else (country.code,)
        yield fold(country.sv), codes, (country.sv, country.en, *country.aliases)
