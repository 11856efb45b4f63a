"""The tables of places agree with themselves and with facts known from elsewhere."""

from collections import Counter

import pytest

from klusterkarta.values.place import CERTAINTIES
from klusterkarta.vocabularies.places_geography import (
    areas_of,
    counties_in,
    country_of,
    kind_of_member,
    members_abroad,
    place_name,
)
from klusterkarta.vocabularies.places_names import place_names
from klusterkarta.vocabularies.places_tables import (
    FunctionalRegion,
    counties,
    countries,
    fa_regions,
    functional_regions,
    municipalities,
    nuts_abroad,
    nuts_regions,
    other_country_codes,
    towns,
)


def test_the_numbers_of_units() -> None:
    # Statistics Sweden: 21 counties, 290 municipalities since 2003; Tillväxtverket: 60 FA-regions in the 2015 division;
    # ISO 3166-1 has 249 entries, and Kosovo is added.
    assert (len(counties()), len(municipalities()), len(fa_regions())) == (21, 290, 60)
    assert len(countries()) == 249 + 1
    assert len(towns()) > 1000


def test_every_code_that_one_table_has_of_another_is_there() -> None:
    assert {unit.county for unit in municipalities().values()} == set(counties())
    assert {unit.fa for unit in municipalities().values()} == set(fa_regions())
    assert {town.place for town in towns().values()} <= set(municipalities()) | set(countries())
    assert set(other_country_codes().values()) <= set(countries())


@pytest.mark.parametrize("region", functional_regions().values(), ids=lambda region: region.code)
def test_members_of_functional_regions(region: FunctionalRegion) -> None:
    known = set(counties()) | set(municipalities()) | set(countries()) | set(nuts_abroad())
    members = (*region.certain, *region.interpreted)
    assert members
    assert set(members) <= known
    assert len(members) == len(set(members))
    assert region.basis
    assert counties_in("functional_region", region.code) or members_abroad(region.code)


def test_country_codes_are_two_and_three_capitals_each_once() -> None:
    codes = [code for country in countries().values() for code in (country.code, country.code3)]
    assert len(set(codes)) == len(codes)
    assert all(code.isupper() and code.isalpha() for code in codes)
    # Spot check against ISO 3166-1.
    assert {countries()[code].code3 for code in ("SE", "DE", "FR", "CD", "TL")} == {"SWE", "DEU", "FRA", "COD", "TLS"}


def test_every_unit_has_a_name_in_both_languages() -> None:
    for lang in ("sv", "en"):
        assert all(place_name("county", code, lang=lang) for code in counties())
        assert all(place_name("country", code, lang=lang) for code in countries())
        assert all(place_name("functional_region", code, lang=lang) for code in functional_regions())
        assert all(place_name("town", code, lang=lang) for code in towns())
        assert all(place_name("nuts", code, lang=lang) for code in nuts_abroad())


# Towns and their municipalities from general knowledge, to check the table against something else than its source.
@pytest.mark.parametrize(
    ("town", "municipality"),
    [
        *(("Kista", "Stockholm"), ("Grythyttan", "Hällefors"), ("Visby", "Gotland"), ("Sälen", "Malung-Sälen")),
        *(
            ("Skoghall", "Hammarö"),
            ("Bålsta", "Håbo"),
            ("Huskvarna", "Jönköping"),
            ("Kinna", "Mark"),
            ("Sveg", "Härjedalen"),
        ),
        *(("Åkersberga", "Österåker"), ("Tanumshede", "Tanum"), ("Fjällbacka", "Tanum"), ("Domsjö", "Örnsköldsvik")),
        *(("Stockholm-Globen", "Stockholm"), ("Orrefors", "Nybro"), ("Kosta", "Lessebo"), ("Järna", "Södertälje")),
    ],
)
def test_towns_lie_where_people_know_them(town: str, municipality: str) -> None:
    assert [unit.place for unit in towns().values() if unit.name == town and unit.place in municipalities()] == [
        next(unit.code for unit in municipalities().values() if unit.name == municipality)
    ]


def test_where_units_lie() -> None:
    assert areas_of("town", "NO-oslo") == {"NO-oslo", "NO"}
    assert areas_of("municipality", "1863") == {"1863", "18", "SE"}
    assert areas_of("functional_region", "oresund") == {"oresund"}
    assert country_of("fa_region", "32") == "SE"
    assert country_of("nuts", "DK01") == "DK"


def test_counties_of_regions() -> None:
    # FA-region 27 (Karlstad) reaches into Dalsland with Åmål; NUTS 2 region SE31 is Värmland, Dalarna and Gävleborg.
    assert counties_in("fa_region", "27") == {"17": "looked_up", "14": "looked_up"}
    assert counties_in("nuts", "SE31") == {"17": "looked_up", "20": "looked_up", "21": "looked_up"}
    assert counties_in("nuts", "SE311") == {"17": "stated"}
    assert counties_in("town", "NO-oslo") == {}
    assert counties_in("country", "SE") == {}
    assert counties_in("functional_region", "bergslagen") == dict.fromkeys(("18", "19", "20", "21"), "interpreted")
    assert set(counties_in("functional_region", "sjuharad").values()) == {"looked_up"}


def test_names_of_nuts_regions() -> None:
    assert place_name("nuts", "SE23") == "Västsverige"
    assert place_name("nuts", "DK02", lang="en") == "Zealand"
    with pytest.raises(KeyError):
        place_name("nuts", "XX99")


def test_the_nuts_regions() -> None:
    regions = nuts_regions()
    # Eurostat, NUTS 2024: eight regions in Sweden, five each in Denmark and Finland, thirteen in Greece; 2021: 41 in
    # the United Kingdom.
    number = Counter(region.country for region in regions.values() if len(region.code) == 4)
    assert [number[country] for country in ("SE", "DK", "FI", "GR", "GB")] == [8, 5, 5, 13, 41]
    assert {region.country for region in regions.values()} <= set(countries())
    assert all(region.name and region.sv and region.en for region in regions.values())


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    # The chief towns from an atlas: Viborg in Midtjylland, Athens in Attica, Luleå in Övre Norrland, Graz in Styria.
    [("DK04", 9.4, 56.5), ("EL30", 23.7, 38.0), ("SE33", 22.1, 65.6), ("AT22", 15.4, 47.1)],
)
def test_label_points_lie_in_their_region(code: str, longitude: float, latitude: float) -> None:
    point = nuts_regions()[code].point
    assert abs(point[0] - longitude) < 4
    assert abs(point[1] - latitude) < 1.5


def test_the_shape_of_a_member_code_tells_its_kind() -> None:
    kinds = {kind_of_member(code) for region in functional_regions().values() for code in region.certain}
    assert kinds <= {"county", "municipality", "country", "nuts"}


def test_every_name_leads_to_a_unit_that_exists() -> None:
    for candidates in place_names().spelled.values():
        for kind, code, certainty in candidates:
            assert certainty in CERTAINTIES
            assert code == "" or place_name(kind, code)


def test_only_these_swedish_names_are_ambiguous() -> None:
    # Post towns on a municipal border, Björneborg (Värmland, Finland), Nyland (Ångermanland, Finland), Korea, Limburg
    # (Belgium, the Netherlands). A new entry wants a look by a person.
    ambiguous = {key for key, found in place_names().spelled.items() if found[0].certainty == "ambiguous"}
    assert ambiguous == {
        *("alunda", "ankarsrum", "bettna", "björneborg", "ellös", "fågelmara", "hällingsjö", "korea", "kvicksund"),
        *(
            "limburg",
            "nyland",
            "månsarp",
            "nol",
            "ryd",
            "skånes fagerhult",
            "tollered",
            "tving",
            "vikarbyn",
            "vretstorp",
            "väring",
        ),
    }
