"""The table that `klusterkarta extract` writes of a report's profiles, as `collect` understands it.

Its columns are named after what they hold and not after the fields of a profile: `geography_raw` is what the report
says, `counties` is read out of that, and the register reads that by itself. `places` says where in the report each
value stands.
"""

from collections.abc import Iterable, Mapping

from klusterkarta.vocabularies.headers import header_key

PLACES = "places"
_FIELDS = {"geography_raw": "geography", "sector_raw": "sector", "members_raw": "members"}
_FOLLOWING = frozenset({"counties", "foreign_areas", "members_min", "members_max"})
_SEPARATOR = " | "


def is_extracted(headers: Iterable[str]) -> bool:
    """Whether a table with these headers was written by `klusterkarta extract`.

    >>> is_extracted(["name", "geography_raw", "sector_raw", "members_raw"]), is_extracted(["Namn", "Län"])
    (True, False)
    """
    present = set(headers)
    return all(header in present for header in _FIELDS)


def field_of_extracted(header: str) -> tuple[str, str] | None:
    """(field, how) for a header that means something of its own in such a table; None for the others.

    >>> field_of_extracted("sector_raw"), field_of_extracted("counties"), field_of_extracted("name")
    (('sector', 'synonym'), ('', 'follows'), None)
    """
    if header in _FIELDS:
        return _FIELDS[header], "synonym"
    if header == PLACES:
        return "", "places"
    return ("", "follows") if header in _FOLLOWING else None


def places_text(places: Mapping[str, str]) -> str:
    """The cell `places` of a row: column → place.

    >>> places_text({"name": "s. 30, rad 1", "url": "s. 30, rad 12"})
    'name: s. 30, rad 1 | url: s. 30, rad 12'
    """
    return _SEPARATOR.join(f"{column}: {place}" for column, place in places.items())


def read_places(text: str) -> dict[str, str]:
    """Header key → place, out of a cell `places`; what is not of that form is left out.

    >>> read_places("name: s. 30, rad 1 | sector_raw: s. 30, rad 12 | s. 3")
    {'name': 's. 30, rad 1', 'sectorraw': 's. 30, rad 12'}
    """
    pairs = (part.partition(": ") for part in text.split(_SEPARATOR))
    return {header_key(column): place.strip() for column, _, place in pairs if place.strip()}
