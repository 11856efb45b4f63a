"""How headers are matched: exactly after folding, by language, by number; close ones proposed; claims not shared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.headers import header_key, match_headers

KNOWN = sorted({(header, field.code) for field in profile_fields().values() for header in field.headers})


def one(header):
    return match_headers([header]).columns[0]


@given(
    st.sampled_from(KNOWN), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from([" ", "\n", "_", ": "])
)
def test_case_spaces_and_punctuation_do_not_count(known, case, space):
    header, code = known
    written = case(header).replace(" ", space)
    assert (one(f"  {written}* ").field, one(written).how) == (code, "synonym")


@pytest.mark.parametrize(
    ("header", "code", "language"),
    [
        ("Beskrivning (svenska)", "description", "sv"),
        ("Beskrivning (engelska)", "description", "en"),
        ("Beskrivning", "description", ""),
        ("Description (Swedish)", "description", "sv"),
        ("Description in English", "description", "en"),
        ("description_en", "description", "en"),
        ("Beskrivning på svenska", "description", "sv"),
        ("Kort beskrivning – engelska", "description", "en"),
        ("Namn (EN)", "name", "en"),
        ("Målgrupp (svenska)", "target_group", "sv"),
    ],
)
def test_a_header_may_name_the_language(header, code, language):
    column = one(header)
    assert (column.field, column.language, column.how) == (code, language, "synonym")


def test_a_language_is_not_read_into_fields_without_one():
    # "Adress (svenska)" says something, but an address has no language; it is left for a person.
    assert one("Adress (svenska)").field is None


def test_two_languages_of_one_field_are_no_conflict():
    match = match_headers(["Beskrivning (svenska)", "Beskrivning (engelska)", "Beskrivning"])
    assert [column.field for column in match.columns] == ["description"] * 3
    assert match.problems == ()


def test_two_headers_for_one_single_field_leave_both_open():
    match = match_headers(["Namn", "Ort", "Organisation"])
    assert [(column.field, column.how, column.proposal) for column in match.columns] == [
        (None, "conflict", "name"),
        ("town", "synonym", None),
        (None, "conflict", "name"),
    ]
    assert match.problems == (Reason("header.conflict", {"headers": "Namn, Organisation", "field": "name"}),)
    assert sorted(match.applied()) == [1]


def test_two_headers_for_a_field_with_many_values_are_both_read_and_reported():
    match = match_headers(["Sektor", "Bransch"])
    assert [column.field for column in match.columns] == ["sector", "sector"]
    assert match.problems == (Reason("header.repeated", {"headers": "Sektor, Bransch", "field": "sector"}),)


def test_numbered_headers_belong_to_fields_with_many_values():
    match = match_headers(["Prioritering 1", "Prioritering 2", "Prioritering 3"])
    assert [(column.field, column.how) for column in match.columns] == [("priorities", "numbered")] * 3
    assert match.problems == ()
    assert one("Startår 2").field is None


@pytest.mark.parametrize(
    ("header", "proposal"),
    [
        ("Hemsdia", "url"),  # two letters swapped
        ("Webplats", "url"),  # one letter too few, nine-letter word
        ("Finansiärerr", "funders"),
        ("Geografisk område", "geography"),
        ("Adresss", "address"),
        ("Startår (initiativet)", "start_year"),  # a bracket may change the meaning
        ("Antal anställda 2023", "employees"),  # a year belongs to the statement and not to the field
    ],
)
def test_a_close_spelling_is_proposed_and_not_applied(header, proposal):
    match = match_headers([header])
    assert (match.columns[0].field, match.columns[0].how, match.columns[0].proposal) == (None, "proposed", proposal)
    assert match.problems == (Reason("header.proposed", {"header": header, "field": proposal}),)


@pytest.mark.parametrize("header", ["Färg", "Sort", "År", "Status", "Kommentar till styrelsen", "12", "Lin"])
def test_a_header_that_resembles_nothing_is_unknown(header):
    match = match_headers([header])
    assert (match.columns[0].field, match.columns[0].proposal, match.columns[0].how) == (None, None, "unknown")
    assert match.problems == (Reason("header.unknown", {"header": header}),)


@pytest.mark.parametrize("header", ["", "   ", "\n", "–", "*"])
def test_an_empty_header_is_no_problem_of_its_own(header):
    match = match_headers([header])
    assert match.columns[0].how == "empty"
    assert match.problems == ()


def test_a_cell_full_of_text_is_no_header():
    # Ten megabytes in one cell must cost nothing.
    match = match_headers(["Namn" * 2_500_000, "Ort"])
    assert [(column.field, column.how) for column in match.columns] == [(None, "unknown"), ("town", "synonym")]


def test_no_headers_at_all():
    assert match_headers([]).columns == ()


@given(st.lists(st.one_of(st.sampled_from([header for header, _ in KNOWN]), st.text(max_size=20)), max_size=12))
def test_each_column_is_answered_in_its_place_and_no_single_field_is_read_twice(headers):
    match = match_headers(headers)
    assert [(column.position, column.header) for column in match.columns] == list(enumerate(headers))
    single = [
        (column.field, column.language)
        for column in match.applied().values()
        if not profile_fields()[column.field].many
    ]
    assert len(single) == len(set(single))


@given(st.text(max_size=30))
def test_the_key_of_a_header_has_letters_and_digits_only_and_is_its_own_key(header):
    key = header_key(header)
    assert key == "" or key.isalnum()
    assert header_key(key) == key
