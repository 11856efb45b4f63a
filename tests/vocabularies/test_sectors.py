"""Sector texts are read narrowly and widely, by rules and not by names."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.vocabularies.industry_codes import group_of_industry
from klusterkarta.vocabularies.sector_groups import keywords, sector_groups
from klusterkarta.vocabularies.sectors import read_sectors
from klusterkarta.vocabularies.word_forms import find_stem

# The 39 values of "Typ av sektor" on list 1 of the national cluster map (2010), p. 30–68, in its order.
LIST_1 = [
    "Process- och Verkstadsindustrin", "ICT sektorn", "Biltest", "Gruv- och Mineralindustrin", "Turism, Friluftsliv",
    "Säkerhet och Räddning", "Processindustri", "Geografisk IT (GIS)", "Fiberoptik", "Stålindustrin", "Elkraft",
    "Massa- och Pappersteknologi", "Förpackningsutveckling (industriell)", "IKT- sektorn",
    "Stål- och Verkstadsindustrin", "Måltids- och Upplevelseindustrin", "Automationsindustri",
    "Robotik och Automation", "Life Science ", "ICT", "Miljöteknik", "Bioteknik", "Biomedicin", "”Fordonsbranschen”",
    "”Maritima branschen”", "Filmindustri", "”Smarta textiler” (Textilutveckling)", "Tryckt Elektronik",
    "Vård och Omsorg", "Miljöteknik", "Hälsoteknik", "Aluminium (industri)", "Tillverkningsindustrin tunga fordon",
    "Möbelindustrin", "Mobil kommunikation", "Användar- och Innehållsdriven media", "Life Science ",
    "Livsmedelsutveckling", "IKT",
]  # fmt: skip


def test_list_1_has_seven_ict_and_four_life_science_initiatives():
    # Section 4.1 of the map counts about seven ICT and about four life science initiatives among its 39 (R17).
    narrow = Counter(read_sectors(text).narrow for text in LIST_1)
    assert len(LIST_1) == 39
    assert (narrow["ict"], narrow["life_science"]) == (7, 4)
    assert narrow[None] == 0


def test_the_wide_reading_counts_neighbours_as_well_and_never_fewer():
    narrow = Counter(read_sectors(text).narrow for text in LIST_1)
    wide = Counter(group for text in LIST_1 for group in read_sectors(text).wide)
    assert all(wide[group] >= count for group, count in narrow.items())
    # Health care and health technology stand close to life science, printed electronics and user-driven media to ICT.
    assert "life_science" in read_sectors("Vård och Omsorg").wide
    assert "life_science" in read_sectors("Hälsoteknik").wide
    assert "ict" in read_sectors("Tryckt Elektronik").wide
    assert "ict" in read_sectors("Användar- och Innehållsdriven media").wide


# Read by hand: the trade a person would file the text under, then the others it also concerns.
READ_BY_HAND = [
    ("Glasbruk, Turism", "glass", {"tourism"}),  # R18: tourism grown out of glass
    ("Turism/Rymdturism", "tourism", {"aerospace"}),
    ("Stål- och Verkstadsindustrin", "materials", {"manufacturing"}),
    ("Måltids- och Upplevelseindustrin", "food", {"creative"}),
    ("Massa- och Pappersteknologi", "forest", set()),
    ("Tillverkningsindustrin tunga fordon", "mobility", {"manufacturing"}),
    ("Plast- och komposittillverkning", "materials", {"manufacturing"}),
    ("Tillverkning", "manufacturing", set()),
    ("Intelligent ”off-road” teknologi", "mobility", set()),
    ("Fordons-och Transportsektorn, ”Telematics”", "mobility", {"ict"}),
    ("Nya medier, Digitala upplevelser och Intelligent logistik.", "creative", {"ict", "mobility"}),
    ("Hållbar energi, Miljö", "energy_environment", set()),
    ("Elkraft", "energy_environment", {"electronics"}),
    ("Fiberoptik", "ict", {"electronics"}),
    ("Microwave Technology", "electronics", set()),
    ("Nanoteknik", "materials", set()),
    ("Träbearbetande industrin", "forest", set()),
    ("Digitala visualiseringar", "ict", set()),
    ("Gruvnäringen", "mining", set()),
    ("Bioteknisk produktion", "life_science", {"manufacturing"}),
    ("Designad kommunikation", "creative", set()),
    # priorities of the S3 study (2022)
    ("Skoglig bioekonomi", "forest", set()),
    ("Autonom mobilitet", "mobility", set()),
    ("FoodTech", "food", set()),
    ("GovTech", "ict", set()),
    ("Kris och räddning", "security", set()),
    ("Avancerad specialtillverkning inom metall- och fordonstillverkning", "manufacturing", {"materials", "mobility"}),
    ("Smart caring - omvårdnad, trygghet och säkerhet", "health_care", {"security"}),
    # English platform words
    ("Agri-food", "food", set()),
    ("Aerospace & Defence", "aerospace", set()),
    ("Food packaging", "packaging", {"food"}),
    ("Packaging for food", "packaging", {"food"}),
    ("Low-carbon Energy", "energy_environment", set()),
    ("Creative and cultural industries", "creative", set()),
    ("Maritime Industries and Blue Growth", "maritime", set()),
    ("Medical devices", "life_science", {"health_care"}),
    ("Wood and furniture", "forest", {"furniture_design"}),
    ("Träbyggnad", "construction", {"forest"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "narrow", "also"), READ_BY_HAND, ids=[text for text, *_ in READ_BY_HAND])
def test_texts_read_by_hand(text, narrow, also):
    reading = read_sectors(text)
    assert reading.narrow == narrow
    assert also <= set(reading.wide)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "–", "2010", "Utbildning", "Detaljhandel", "massage", "bildkonst", "träning", "modernisering",
        "kristallografi", "passport control", "it is a network of companies", "kontrakt", "extra", "formation",
    ],
)  # fmt: skip
def test_a_text_without_a_known_trade_reads_as_nothing(text):
    # Each holds the letters of a keyword (massa, bil, trä, mode, kris, sport, IT) inside another word.
    reading = read_sectors(text)
    assert (reading.narrow, reading.wide, reading.deciding_words) == (None, (), ())


@pytest.mark.parametrize(
    ("word", "stem", "lang", "found"),
    [
        ("livsmedel", "livsmedel", "sv", True),
        ("livsmedlet", "livsmedel", "sv", False),  # the stem itself changes; the vocabulary need not know
        ("gruvorna", "gruv", "sv", True),
        ("bild", "bil", "sv", False),
        ("bilindustrin", "bil", "sv", True),
        ("mobil", "bil", "sv", False),
        ("matkluster", "mat", "sv", True),
        ("automat", "mat", "sv", False),
        ("material", "mat", "sv", False),
        ("specialstål", "stål", "sv", True),
        ("massage", "massa", "sv", False),
        ("massaindustri", "massa", "sv", True),
        ("transport", "sport", "en", False),
        ("cars", "car", "en", True),
        ("care", "car", "en", False),
        ("bioenergisystem", "energi", "sv", True),
    ],
)
def test_a_stem_is_found_inflected_and_in_compounds_but_not_in_other_words(word, stem, lang, found):
    assert (find_stem(fold_letters(word), fold_letters(stem), lang=lang) is not None) is found


def fold_letters(word):
    return word.translate(str.maketrans("åäö", "aao"))


def test_of_a_very_long_text_the_beginning_is_read():
    assert read_sectors("skog " * 400 + "och turism " * 1_000_000).wide == ("forest",)


def test_the_letters_it_count_in_capitals_or_before_a_hyphen():
    assert read_sectors("IT och telekom").narrow == "ict"
    assert read_sectors("it-företag i norr").narrow == "ict"
    assert read_sectors("make it work").narrow is None


def test_the_words_that_decided_are_given_as_they_stand_in_the_text():
    words = read_sectors("Stål- och Verkstadsindustrin").deciding_words
    assert [(word.text, word.group, word.strength) for word in words] == [
        ("Stål", "materials", "names"),
        ("Verkstadsindustrin", "manufacturing", "names"),
    ]


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("62.01", "ict"),  # computer programming
        ("26.3", "ict"),  # communication equipment
        ("26", "electronics"),
        ("26.60", "life_science"),  # electromedical equipment
        ("21", "life_science"),
        ("24.42", "materials"),  # aluminium
        ("01.11", "food"),
        ("17.21", "packaging"),
        ("17.12", "forest"),
        ("30.3", "aerospace"),
        ("97", ""),  # households as employers
    ],
)
def test_industry_codes_go_to_the_group_with_the_longest_prefix(code, group):
    # Code meanings: NACE Rev. 2.
    assert group_of_industry(code) == group
    assert group_of_industry(code.replace(".", "")) == group


@pytest.mark.parametrize(
    "text", ["SNI 62.010", "SNI2007: 62010", "NACE Rev. 2: 62.01", "62.01 Dataprogrammering", "nace 62"]
)
def test_a_stated_code_decides(text):
    assert read_sectors(text).narrow == "ict"


def test_a_stated_code_comes_before_the_words_and_leaves_them_wide():
    reading = read_sectors("Turism (SNI 10.1)")
    assert (reading.narrow, reading.wide) == ("food", ("food", "tourism"))


def test_prefixes_are_well_formed_and_no_two_groups_claim_the_same():
    claims = Counter(prefix for group in sector_groups().values() for prefix in group.nace)
    assert [prefix for prefix, times in claims.items() if times > 1] == []
    assert [prefix for prefix in claims if not re.fullmatch(r"\d\d(\.\d{1,2})?", prefix)] == []


@pytest.mark.parametrize("group", sector_groups().values(), ids=lambda group: group.code)
def test_a_group_s_own_label_reads_as_the_group(group):
    assert (read_sectors(group.label.sv).narrow, read_sectors(group.label.en).narrow) == (group.code, group.code)


def test_a_word_names_one_group_only():
    naming = {keyword.words: [group for group, how in keyword.groups if how == "names"] for keyword in keywords()}
    assert {words: groups for words, groups in naming.items() if len(groups) > 1} == {}


def test_every_keyword_alone_points_to_its_groups():
    for keyword in keywords():
        text = " ".join(keyword.words)
        wide = read_sectors(text.upper() if keyword.capitals else text).wide
        assert {group for group, _ in keyword.groups} <= set(wide), text


texts = st.lists(
    st.one_of(
        st.sampled_from([" ".join(keyword.words) for keyword in keywords()]),
        st.sampled_from(["och", ",", "/", "industri", "IT", "SNI 24"]),
        st.text(max_size=8),
    ),
    max_size=6,
).map(" ".join)


@given(texts)
def test_the_narrow_group_is_one_of_the_wide_and_every_group_has_its_word(text):
    reading = read_sectors(text)
    assert (reading.narrow is None) <= all(word.strength == "touches" for word in reading.deciding_words)
    assert reading.narrow is None or reading.wide[0] == reading.narrow
    assert set(reading.wide) == {word.group for word in reading.deciding_words}
    assert set(reading.wide) <= set(sector_groups())
    assert all(word.text in text for word in reading.deciding_words)


@given(texts)
def test_reading_does_not_depend_on_space_around_the_text(text):
    reading = read_sectors(text)
    assert (read_sectors(f"  {text}\n").narrow, read_sectors(f"  {text}\n").wide) == (reading.narrow, reading.wide)
