"""Places read out of words: the wordings of the documents, and the rules.

The expectations are read by hand from the national cluster map (2010), chapters 4 and 5: what a reader who knows the
map of Sweden would say of each wording.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klusterkarta.values.place import PlaceReading, is_certain
from klusterkarta.vocabularies.places import counties_of, foreign_places, interpret_places
from klusterkarta.vocabularies.places_tables import counties, municipalities

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "003_dfa530037c200548.txt"

# List 1 of the map, in its order: wording → counties that are certain, counties that are an interpretation.
LIST_1: list[tuple[str, str, str]] = [
    ("Norrbotten, Västerbotten", "25 24", ""),
    ("Norrbotten, Västerbotten, Oulu (Finland)", "25 24", ""),
    ("Arjeplog, Arvidsjaur, Jokkmokk, Älvsbyn", "25", ""),
    ("Västerbotten, Norrbotten", "24 25", ""),
    ("Åre, Krokom, Östersund", "23", ""),
    ("Västernorrland, Jämtland", "22 23", ""),
    ("Västernorrland", "22", ""),
    ("”Gävleregionen”", "21", "03"),
    ("Gävleborg, västernorrland", "21 22", ""),
    ("Bergslagen", "", "18 19 20 21"),
    ("”Ludvikaregionen”", "20", ""),
    ("Värmland, Örebro län samt Norra Dalsland", "17 18 14", ""),
    ("Värmland", "17", ""),
    ("Värmland", "17", ""),
    ("Värmland, Karlskoga, Degerfors och Hällefors", "17 18", ""),
    ("Örebro Län och Värmland (Grythyttan)", "18 17", ""),
    ("Mälardalen", "", "01 03 04 18 19"),
    ("Västmanland, Södermanland, Örebro län", "19 04 18", ""),
    ("Uppsala", "03", ""),
    ("Stockholm (Kista)", "01", ""),
    ("Stockholm och Mälardalen", "01", "03 04 18 19"),
    ("Strängnäs", "04", ""),
    ("Västra Götaland", "14", ""),
    ("”Västsverige” (Västra Götaland)", "14", ""),
    ("Västra Götaland", "14", ""),
    ("Västra Götaland (Trollhättan)", "14", ""),
    ("Västra Götaland (Sjuhäradsbygden)", "14", ""),
    ("Norrköping, Katrineholm", "05 04", ""),
    ("Östergötland", "05", ""),
    ("Kalmar Län, Kronoberg, Blekinge", "08 07 10", ""),
    ("Halland", "13", ""),
    ("Kronoberg (med nationell utbredning)", "07", ""),
    ("Kronoberg", "07", ""),
    ("Kronoberg, Jönköpings Län", "07 06", ""),
    ("Skåne", "12", ""),
    ("Skåne, Blekinge", "12 10", ""),
    ("Skåne, (Öresund)", "12", ""),
    ("Skåne", "12", ""),
    ("Karlskrona", "10", ""),
]
# List 2, each wording once, and the spellings of the two overview tables that differ from the fact tables.
OTHERS: list[tuple[str, str, str]] = [
    ("Kiruna", "25", ""),
    ("Piteå", "25", ""),
    ("Umeå", "24", ""),
    ("Västerbotten", "24", ""),
    ("Östersund", "23", ""),
    ("Dalarna", "20", ""),
    ("Dalarna (Borlänge)", "20", ""),
    ("Stockholm, Uppsala, Strängnäs", "01 03 04", ""),
    ("Västra Götaland (Göteborg)", "14", ""),
    ("Jönköpings län", "06", ""),
    ("Norrköping, Linköping", "05", ""),
    ("Kalmar Län", "08", ""),
    ("Emmaboda, Lessebo, Nybro, Uppvidinge", "08 07", ""),
    ("Hultsfred", "08", ""),
    ("Karlshamn", "10", ""),
    ("Öresund", "", "12"),
    ("Göteborg/Oslo", "14", ""),
    ("Arjeplog, Arvidsjaur, Jokkmokk och Älvsbyn", "25", ""),
    ("Kalmar län, Kronoberg, Blekinge", "08 07 10", ""),
    ("Västernorrland ", "22", ""),
]


def certain_counties(reading: PlaceReading) -> list[str]:
    return [code for code, certainty in counties_of(reading) if is_certain(certainty)]


def as_pairs(text: str) -> list[tuple[str, str]]:
    return [(place.name, place.certainty) for place in interpret_places(text).places]


@pytest.mark.parametrize(("wording", "certain", "interpreted"), LIST_1 + OTHERS)
def test_the_wordings_of_the_national_map(wording: str, certain: str, interpreted: str) -> None:
    reading = interpret_places(wording)
    assert certain_counties(reading) == certain.split()
    assert sorted(code for code, sure in counties_of(reading) if sure == "interpreted") == interpreted.split()
    assert reading.unread == ()


def test_no_wording_of_the_document_is_left_out_of_the_table() -> None:
    if not SEED.exists():
        pytest.skip("the source documents (../shared/seeds) are not here")
    cells = re.findall(r"^ ?Geografiskt område (.+)$", SEED.read_text(encoding="utf-8"), flags=re.MULTILINE)
    known = [" ".join(wording.split()) for wording, _, _ in LIST_1 + OTHERS]
    # A cell that goes on over the next line is the beginning of a wording in the table.
    missing = [cell for cell in cells if not any(wording.startswith(" ".join(cell.split())) for wording in known)]
    assert missing == []
    assert len(cells) == len(LIST_1) + 29


def test_the_coverage_that_the_map_reports() -> None:
    # Section 4.1 (R16): list 1 covers 20 of 21 counties, all but Gotland; Västra Götaland and Värmland have five each,
    # Skåne four. Norra Dalsland, which lies in Västra Götaland, makes its five six.
    readings = [counties_of(interpret_places(wording)) for wording, _, _ in LIST_1]
    certain = [{code for code, sure in reading if is_certain(sure)} for reading in readings]
    assert set(counties()) - set().union(*certain) == {"09"}
    assert [sum(code in found for found in certain) for code in ("14", "17", "12")] == [6, 5, 4]
    stated = [{code for code, sure in reading if sure == "stated"} for reading in readings]
    assert sum("14" in found for found in stated) == 5


def test_foreign_parts_are_kept_apart() -> None:
    def abroad(text: str) -> list[tuple[str, str]]:
        return [(place.name, place.certainty) for place in foreign_places(interpret_places(text))]

    assert abroad("Norrbotten, Västerbotten, Oulu (Finland)") == [("Uleåborg", "looked_up"), ("Finland", "stated")]
    assert abroad("Göteborg/Oslo") == [("Oslo", "looked_up")]
    assert abroad("Skåne, (Öresund)") == [("Hovedstaden", "interpreted"), ("Sjælland", "interpreted")]
    assert abroad("Värmland") == []


def test_the_countries_of_the_s3_study() -> None:
    # The country headings of the region list in the S3 study (2022), section 3.
    names = (
        "Grekland, Danmark, Italien, Spanien, Frankrike, Finland, Nederländerna, Rumänien, Litauen, Österrike, Sverige"
    )
    codes = [place.code for place in interpret_places(names).places]
    assert codes == ["GR", "DK", "IT", "ES", "FR", "FI", "NL", "RO", "LT", "AT", "SE"]


def test_the_swedish_regions_of_the_s3_study() -> None:
    assert as_pairs("Skåne och Sydsverige") == [("Skåne län", "stated"), ("Sydsverige", "interpreted")]
    assert as_pairs("Västra Götaland och Västsverige") == [
        ("Västra Götalands län", "stated"),
        ("Västsverige", "interpreted"),
    ]


# The 18 regions abroad of the S3 study, chapter 3, as they stand under their countries, with the code that Eurostat's
# list of NUTS regions (2024) gives each; read by hand.
S3_REGIONS = {
    "Attica (Grekland)": "EL30", "Centrala Jylland (Danmark)": "DK04", "Emilia Romagna (Italien)": "ITH5",
    "Lombardiet (Italien)": "ITC4", "Piemont (Italien)": "ITC1", "Galicien (Spanien)": "ES11",
    "Katalonien (Spanien)": "ES51", "Castil and Leon (Spanien)": "ES41", "Auvergne Rhone Alpes (Frankrike)": "FRK",
    "Norra och Östra (Finland)": "FI1D", "Västra (Finland)": "FI19", "Nordbrabant (Nederländerna)": "NL41",
    "Bukarest Ilfov (Rumänien)": "RO32", "Nordvästra (Rumänien)": "RO11", "Sostines (Litauen)": "LT01",
    "Styria (Österrike)": "AT22", "Upper Austria (Österrike)": "AT31",
}  # fmt: skip


@pytest.mark.parametrize(("wording", "code"), S3_REGIONS.items(), ids=S3_REGIONS.values())
def test_the_regions_abroad_of_the_s3_study(wording: str, code: str) -> None:
    region = interpret_places(wording).places[0]
    assert (region.kind, region.code, region.certainty) == ("nuts", code, "stated")
    # The eighteenth: the name of a town is the town, which lies in the region.
    assert as_pairs("Madrid")[0] == ("Madrid", "looked_up")


@pytest.mark.parametrize(
    "wording", ["Midtjylland", "Centrala Jylland", "Central Denmark Region", "midtjylland", "DK04"]
)
def test_a_region_abroad_by_any_of_its_names(wording: str) -> None:
    assert [(place.kind, place.code) for place in interpret_places(wording).places] == [("nuts", "DK04")]
    assert counties_of(interpret_places(wording)) == []


def test_a_name_of_two_regions_abroad_gives_both_unless_the_country_stands_beside_it() -> None:
    # Limburg: one province in Belgium, one in the Netherlands.
    assert [(place.code, place.certainty) for place in interpret_places("Limburg").places] == [
        ("BE22", "ambiguous"),
        ("NL42", "ambiguous"),
    ]
    assert as_pairs("Limburg (Nederländerna)")[0] == ("Nederländska Limburg", "looked_up")


def test_everyday_words_of_other_languages_are_no_regions() -> None:
    # Names of NUTS 2 regions in Portugal, Romania, Albania.
    for word in ("Norte", "Centro", "Vest", "Jug"):
        assert interpret_places(word).places == ()


def test_a_region_abroad_beside_its_country_is_one_place_abroad() -> None:
    assert [place.name for place in foreign_places(interpret_places("Skåne, Norra och Östra (Finland)"))] == [
        "Norra och Östra Finland"
    ]


def test_what_is_not_known_stays_as_it_is_written() -> None:
    reading = interpret_places("Bortre \nDalen, Skåne")
    assert reading.unread == ("Bortre Dalen",)
    assert as_pairs("Bortre \nDalen, Skåne") == [("Skåne län", "stated")]
    assert interpret_places("Skåne och ett okänt Ställe").unread == ("okänt Ställe",)


def test_the_name_of_a_county_and_a_municipality_states_the_county() -> None:
    reading = interpret_places("Uppsala")
    assert [(place.kind, place.code, place.certainty) for place in reading.places] == [
        ("county", "03", "stated"),
        ("municipality", "0380", "interpreted"),
    ]
    assert as_pairs("Uppsala län") == [("Uppsala län", "stated")]
    assert as_pairs("Uppsala kommun") == [("Uppsala", "stated")]


def test_a_column_may_say_which_of_the_two_it_holds() -> None:
    town = interpret_places("Uppsala", level="municipality")
    assert [(place.kind, place.certainty) for place in town.places] == [("municipality", "stated")]
    assert [place.kind for place in interpret_places("Uppsala", level="county").places] == ["county"]
    assert as_pairs("Karlstad") == [("Karlstad", "stated")]


def test_every_shared_name_and_no_other_has_two_readings() -> None:
    # Counties whose short name is also a municipality's, by the code list of Statistics Sweden.
    shared = {
        county.short
        for county in counties().values()
        if {place.kind for place in interpret_places(county.short).places} == {"county", "municipality"}
    }
    assert shared == {"Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro"}


@pytest.mark.parametrize(
    ("text", "county"),
    [
        *(("Region Västernorrland", "22"), ("Region Jönköpings län", "06"), ("Länsstyrelsen i Värmlands län", "17")),
        *(("Västra Götalandsregionen", "14"), ("Sörmland", "04"), ("Kopparbergs län", "20"), ("Scania", "12")),
        *(("Värmland County", "17"), ("Jämtland Härjedalen", "23"), ("HALLANDS LÄN", "13"), ("SE110", "01")),
        *(("Umeå kommun", "24"), ("Göteborgs Stad", "14"), ("Municipality of Lund", "12"), ("Karlstadsregionen", "17")),
        *(("nordvästra Skåne", "12"), ("Grythyttan", "18"), ("Kalmartrakten", "08"), ("Sodertalje", "01")),
        *(("FA-region Falun-Borlänge", "20"), ("Småländska höglandet", "06"), ("Göteborgs och Bohus län", "14")),
    ],
)
def test_forms_of_names(text: str, county: str) -> None:
    assert certain_counties(interpret_places(text)) == [county]
    assert interpret_places(text).unread == ()


def test_lists_in_which_a_word_is_left_out() -> None:
    assert as_pairs("Örebro- och Värmlands län") == [("Örebro län", "stated"), ("Värmlands län", "stated")]
    assert certain_counties(interpret_places("Kronobergs och Jönköpings län")) == ["07", "06"]
    assert as_pairs("Umeå/Luleå/Skellefteå kommun") == [
        ("Umeå", "stated"),
        ("Luleå", "stated"),
        ("Skellefteå", "stated"),
    ]


def test_hyphens_join_and_part() -> None:
    assert as_pairs("Dals-Ed") == [("Dals-Ed", "stated")]
    assert as_pairs("Falun-Borlänge") == [("Falun", "stated"), ("Borlänge", "stated")]
    assert as_pairs("Stockholm-Mälardalen") == [("Stockholm-Mälardalen", "interpreted")]


def test_a_part_of_a_region_with_several_counties_is_an_interpretation() -> None:
    assert counties_of(interpret_places("Småland")) == [("06", "looked_up"), ("07", "looked_up"), ("08", "looked_up")]
    assert {sure for _, sure in counties_of(interpret_places("södra Småland"))} == {"interpreted"}


def test_a_bracket_limits_a_region_to_the_counties_it_names() -> None:
    region = interpret_places("”Västsverige” (Västra Götaland)").places[0]
    assert (region.name, region.limited_to) == ("Västsverige", ("14",))
    assert counties_of(interpret_places("Västsverige")) == [("13", "interpreted"), ("14", "interpreted")]


def test_an_ambiguous_name_gives_its_candidates() -> None:
    # Björneborg is a town in Kristinehamn, Värmland, and the Swedish name of Pori.
    assert as_pairs("Björneborg") == [("Björneborg", "ambiguous"), ("Björneborg", "ambiguous")]
    assert counties_of(interpret_places("Björneborg")) == [("17", "ambiguous")]
    assert as_pairs("Björneborg (Finland)") == [("Björneborg", "looked_up"), ("Finland", "stated")]
    assert certain_counties(interpret_places("Värmland (Björneborg)")) == ["17"]


def test_candidates_in_one_county_leave_no_doubt_about_it() -> None:
    # Ryd: a post town on both sides of the border between Tingsryd and Älmhult, both in Kronoberg.
    assert {place.certainty for place in interpret_places("Ryd").places} == {"ambiguous"}
    assert counties_of(interpret_places("Ryd")) == [("07", "looked_up")]


def test_habo_and_habo_with_a_ring_are_two() -> None:
    assert [interpret_places(name).places[0].code for name in ("Habo", "Håbo")] == ["0643", "0305"]
    assert {place.certainty for place in interpret_places("Hábo").places} == {"ambiguous"}


def test_everyday_words_among_others_are_no_places() -> None:
    assert as_pairs("Mark") == [("Mark", "stated")]
    assert as_pairs("Vara stark i Skara") == [("Skara", "stated")]
    assert as_pairs("nya skara och andra") == []


def test_nationwide_means_the_source_s_country() -> None:
    assert as_pairs("nationell") == [("Sverige", "interpreted")]
    norwegian = interpret_places("hela landet", default_country="NO")
    assert [place.code for place in norwegian.places] == ["NO"]
    assert foreign_places(norwegian, default_country="NO") == []


def test_country_codes_stand_alone_in_capitals() -> None:
    assert as_pairs("SE") == [("Sverige", "stated")]
    assert as_pairs("EL; UK") == [("Grekland", "stated"), ("Storbritannien", "stated")]
    assert as_pairs("se") == []


def test_an_unknown_default_country_is_an_error() -> None:
    with pytest.raises(ValueError, match="ISO 3166-1"):
        interpret_places("Skåne", default_country="Sverige")


def test_repeats_are_given_once_at_their_best() -> None:
    assert as_pairs("norra Värmland, Värmlands län, Värmland") == [("Värmlands län", "stated")]


units = st.sampled_from([unit.name for unit in municipalities().values()] + [unit.name for unit in counties().values()])


@given(st.lists(units, min_size=1, max_size=6, unique=True), st.sampled_from([", ", "; ", "/", " och ", "\n, "]))
def test_every_unit_of_a_list_is_found_whatever_parts_it(names: list[str], separator: str) -> None:
    reading = interpret_places(separator.join(names))
    assert set(names) <= {place.name for place in reading.places}
    assert reading.unread == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = interpret_places(text)
    line = " ".join(text.split())
    assert all(place.wording in line for place in reading.places)
    assert all(stretch in line for stretch in reading.unread)
    assert {code for code, _ in counties_of(reading)} <= set(counties())


pieces = st.sampled_from(
    ["Skåne", "(", ")", "[", "norra ", ", ", " och ", "Örebro- ", "Mark ", "”", "x", "\n", ":", "län "]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=40))
def test_ten_thousand_characters_of_anything_give_a_bounded_answer(parts: list[str]) -> None:
    text = ("".join(parts) * 10_000)[:10_000]
    reading = interpret_places(text)
    assert len(reading.places) <= len(counties()) + len(municipalities())
    assert interpret_places(text + " Halland") == reading
