"""What linkage looks at: the records with their actors, their names, and the marks that go beside a name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from klusterkarta.values.organisation_number import OrganisationNumberError, normalise_organisation_number
from klusterkarta.values.place import is_certain
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import WebAddressError, normalise_web_address, web_domain
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.places import counties_of, interpret_places

THINGS = ("actor", "mention")
NAMES = ("name", "other_names")
RECORDS = {"record": pl.Int64, "actor": pl.Int64, "source": pl.String, "thing": pl.String, "edit": pl.Boolean}
NAMED = {"record": pl.Int64, "actor": pl.Int64, "property": pl.String, "name": pl.String}
MARKS = {"actor": pl.Int64, "mark": pl.String, "value": pl.String}
_FEWEST_DIGITS = 7
_LONG_CODE = 4


@dataclass(frozen=True, slots=True)
class Parties:
    """Frames over actors and mentions; other things (priorities, goals, activities) take no part.

    `records`: record, actor, source, thing, edit (an editor's record about another). `names`: record, actor, property,
    name as said. `marks`: actor, mark (number, domain, page, county, municipality, kind, phone or address), value in a
    form that can be compared.
    """

    records: pl.DataFrame
    names: pl.DataFrame
    marks: pl.DataFrame


def parties_of(records: pl.DataFrame, statements: pl.DataFrame, *, members: pl.DataFrame) -> Parties:
    """The parties among live frames (`values.frames`: RECORDS, STATEMENTS, MEMBERS).

    A name that somebody denies of an actor is none of its names.
    """
    taking_part = records.filter(pl.col("thing").is_in(THINGS)).join(members, on="record")
    own = taking_part.with_columns(pl.col("about").is_not_null().alias("edit")).select(list(RECORDS))
    said = statements.join(own.select("record", "actor"), on="record")
    names = said.filter(pl.col("property").is_in(NAMES))
    denied = names.filter(pl.col("mode") == "denies").select("actor", "value").unique()
    kept = names.filter(pl.col("mode") == "says").join(denied, on=["actor", "value"], how="anti")
    named = kept.select("record", "actor", "property", pl.col("value").alias("name"))
    return Parties(own, named.sort("record", "property", "name"), _marks(said.filter(pl.col("mode") == "says")))


@cache
def kind_family(kind: str) -> str:
    """The family of kinds that sources confuse with this one; "" for a kind that goes with every other.

    >>> kind_family("cluster_initiative") == kind_family("cluster_organisation"), kind_family("funder")
    (True, '')
    """
    families = read_document("linkage_evidence").body["kind_families"]
    return next((family for family, kinds in families.items() if kind in kinds), "")


def _marks(said: pl.DataFrame) -> pl.DataFrame:
    readable = said.filter(pl.col("property").is_in(list(_READERS))).select("actor", "property", "value")
    pairs = readable.select("property", "value").unique(maintain_order=True)
    rows = [
        (code, value, mark, read)
        for code, value in pairs.iter_rows()
        for mark, reader in _READERS[code]
        for read in reader(value)
        if read
    ]
    schema = {"property": pl.String, "value": pl.String, "mark": pl.String, "read": pl.String}
    found = readable.join(pl.DataFrame(rows, schema=schema, orient="row"), on=["property", "value"])
    marks = found.select("actor", "mark", pl.col("read").alias("value"))
    return marks.unique().sort("actor", "mark", "value")


def _number(value: str) -> Iterable[str]:
    try:
        yield normalise_organisation_number(value)
    except OrganisationNumberError:
        # A number of another country; a short one is a slip rather than a number.
        digits = "".join(filter(str.isalnum, fold(value)))
        if sum(map(str.isdigit, digits)) >= _FEWEST_DIGITS:
            yield digits


def _domain(value: str) -> Iterable[str]:
    yield web_domain(value)


def _page(value: str) -> Iterable[str]:
    try:
        yield normalise_web_address(value)
    except WebAddressError:
        return


def _counties(value: str) -> Iterable[str]:
    return (code for code, certainty in counties_of(interpret_places(value)) if is_certain(certainty))


def _municipalities(value: str) -> Iterable[str]:
    """A town's code begins with that of its municipality, or abroad of its country."""
    for place in interpret_places(value).places:
        if place.kind in ("municipality", "town") and place.is_certain:
            yield place.code[:_LONG_CODE] if place.code[:_LONG_CODE].isdigit() else place.code


def _kind(value: str) -> Iterable[str]:
    yield match_kind(value).code or ""


def _phone(value: str) -> Iterable[str]:
    digits = "".join(filter(str.isdigit, value.replace("(0)", ""))).removeprefix("00").removeprefix("46").lstrip("0")
    if len(digits) >= _FEWEST_DIGITS:
        yield digits


def _address(value: str) -> Iterable[str]:
    yield fold(value)


Reader = Callable[[str], Iterable[str]]
_AREA = (("county", _counties), ("municipality", _municipalities))
_READERS: Mapping[str, tuple[tuple[str, Reader], ...]] = {
    "organisation_number": (("number", _number),),
    "url": (("domain", _domain), ("page", _page)),
    "geography": _AREA,
    "counties": _AREA,
    "town": _AREA,
    "region": _AREA,
    "kind": (("kind", _kind),),
    "phone": (("phone", _phone),),
    "address": (("address", _address),),
}
