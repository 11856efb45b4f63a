"""The tables of places: counties, municipalities, countries, towns, functional and labour-market regions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from klusterkarta.values.text import slug
from klusterkarta.vocabularies.documents import read_document

HOME = "SE"


@dataclass(frozen=True, slots=True)
class County:
    """A county (län) with its NUTS 3 code."""

    code: str
    name: str
    short: str
    en: str
    nuts3: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (kommun); `fa` is the code of its labour-market region."""

    code: str
    name: str
    fa: str
    aliases: tuple[str, ...]

    @property
    def county(self) -> str:
        """The county's code: the first two figures."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1."""

    code: str
    code3: str
    sv: str
    en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NutsRegion:
    """A statistical region: its name in the country's own language, in Swedish and English, the point of its label.

    `is_name`: the own name alone means the region; otherwise it is an everyday word ("Centro"). `point` is longitude
    and latitude in degrees.
    """

    code: str
    country: str
    name: str
    sv: str
    en: str
    aliases: tuple[str, ...]
    is_name: bool
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FunctionalRegion:
    """A region that is no administrative unit: what it includes by every use of its name, and by one common use."""

    code: str
    sv: str
    en: str
    certain: tuple[str, ...]
    interpreted: tuple[str, ...]
    basis: str
    nuts: str
    aliases: tuple[str, ...]

    @property
    def is_fixed(self) -> bool:
        """Whether every use of the name includes the same area."""
        return not self.interpreted


@dataclass(frozen=True, slots=True)
class Town:
    """A town: in Sweden with its municipality, abroad with its country; `place` is that code."""

    place: str
    name: str
    aliases: tuple[str, ...]

    @property
    def code(self) -> str:
        """The municipality's or country's code and the name: "1863-grythyttan", "FI-uleaborg"."""
        return f"{self.place}-{slug(self.name)}"


@cache
def counties() -> Mapping[str, County]:
    """The 21 counties by code.

    >>> counties()["17"].short
    'Värmland'
    """
    rows = read_document("counties").body["counties"]
    return {row["code"]: County(**row | {"aliases": _aliases(row)}) for row in rows}


@cache
def municipalities() -> Mapping[str, Municipality]:
    """The 290 municipalities by code.

    >>> len(municipalities()), municipalities()["1863"].name
    (290, 'Hällefors')
    """
    rows = read_document("municipalities").body["municipalities"]
    return {row["code"]: Municipality(**row | {"aliases": _aliases(row)}) for row in rows}


@cache
def countries() -> Mapping[str, Country]:
    """The countries by two-letter code.

    >>> countries()["FI"].en
    'Finland'
    """
    rows = read_document("countries").body["countries"]
    return {row["code"]: Country(**row | {"aliases": _aliases(row)}) for row in rows}


@cache
def other_country_codes() -> Mapping[str, str]:
    """Codes in use that are not ISO's, with ISO's.

    >>> other_country_codes()["EL"]
    'GR'
    """
    codes: Mapping[str, str] = read_document("countries").body["other_codes"]
    return codes


@cache
def functional_regions() -> Mapping[str, FunctionalRegion]:
    """The functional regions by code.

    >>> functional_regions()["bergslagen"].interpreted
    ('18', '19', '20', '21')
    """
    return {row["code"]: _region(row) for row in read_document("functional_regions").body["regions"]}


@cache
def fa_regions() -> Mapping[str, str]:
    """The labour-market regions: code → name.

    >>> fa_regions()["32"]
    'Ludvika'
    """
    names: Mapping[str, str] = read_document("functional_regions").body["fa_regions"]
    return names


@cache
def nuts_regions() -> Mapping[str, NutsRegion]:
    """The NUTS 2 regions of Europe, and those of NUTS 1 that are regions in common speech, by code.

    >>> nuts_regions()["DK04"].sv, nuts_regions()["EL30"].country
    ('Centrala Jylland', 'GR')
    """
    return {row["code"]: _nuts_region(row) for row in read_document("nuts_regions").body["regions"]}


@cache
def nuts_abroad() -> Mapping[str, Mapping[str, str]]:
    """The NUTS regions outside Sweden: code → {sv, en}.

    >>> nuts_abroad()["DK01"]["sv"]
    'Hovedstaden'
    """
    abroad = (region for region in nuts_regions().values() if region.country != HOME)
    return {region.code: {"sv": region.sv, "en": region.en} for region in abroad}


@cache
def towns() -> Mapping[str, Town]:
    """The towns by code; one that lies in several municipalities has a code in each.

    >>> towns()["1863-grythyttan"].name, towns()["FI-uleaborg"].aliases
    ('Grythyttan', ('Oulu',))
    """
    tables = read_document("towns").body
    return {town.code: town for part in ("towns", "abroad") for town in _towns(tables[part])}


def _towns(table: Mapping[str, str]) -> Iterable[Town]:
    for place, names in table.items():
        for entry in names.split(", "):
            name, *aliases = entry.split(" / ")
            yield Town(place, name, tuple(aliases))


def _region(row: Mapping[str, Any]) -> FunctionalRegion:
    return FunctionalRegion(
        code=row["code"],
        sv=row["sv"],
        en=row["en"],
        certain=tuple(row.get("certain", ())),
        interpreted=tuple(row.get("interpreted", ())),
        basis=row["basis"],
        nuts=row.get("nuts", ""),
        aliases=_aliases(row),
    )


def _nuts_region(row: Mapping[str, Any]) -> NutsRegion:
    code: str = row["code"]
    name: str = row["name"]
    return NutsRegion(
        code=code,
        country=other_country_codes().get(code[:2], code[:2]),
        name=name,
        sv=row.get("sv", name),
        en=row.get("en", name),
        aliases=_aliases(row),
        is_name=row.get("alone", True),
        point=(float(row["point"][0]), float(row["point"][1])),
    )


def _aliases(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row.get("aliases", ()))
