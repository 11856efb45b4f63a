"""Profile fields hang together, and the headers that people write find them."""

import csv
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.fields import FieldType, field_groups, profile_fields
from klusterkarta.vocabularies.headers import header_key, match_headers
from klusterkarta.vocabularies.kinds import relation_kinds
from klusterkarta.vocabularies.terms import terms

DEMO = Path(__file__).parents[2] / "demo"
FIELDS = list(profile_fields().values())


def field_ids(field):
    return field.code


# The codes that the register, the importer and the master list are written against.
NEEDED = """
    row_key thing list name other_names kind page url address postal_code town phone contact_name contact_role
    contact_email contact_phones geography counties country sector members employees start_year end_year funders
    research_partners linked_clusters participants source_language description organisation_form funding_form
    target_group priorities phase observed_on group parent responsible organisations_count region remark
    result_kind result_value result_unit organisation_number latitude longitude consent eccp_url label award
"""


def test_all_fields_that_other_rooms_name_are_there():
    assert set(NEEDED.split()) - set(profile_fields()) == set()


def test_no_code_stands_twice():
    # A repeated code would silently replace the earlier field in the mapping.
    codes = Counter(entry["code"] for entry in read_document("profile_fields").body["fields"])
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize("field", FIELDS, ids=field_ids)
def test_a_field_is_described_and_belongs_to_a_group(field):
    assert field.type in get_args(FieldType)
    assert field.group in field_groups()
    assert field.definition.sv != field.label.sv
    assert field.definition.en != field.label.en


@pytest.mark.parametrize("field", FIELDS, ids=field_ids)
def test_relation_fields_and_only_they_name_a_relation_and_its_direction(field):
    assert (field.type == "relation") == bool(field.relation) == bool(field.direction)
    if field.relation:
        assert field.relation in relation_kinds()
        assert field.direction in ("forward", "backward")


def test_every_relation_can_be_stated():
    assert {field.relation for field in FIELDS if field.relation} == set(relation_kinds())


@pytest.mark.parametrize("field", [field for field in FIELDS if field.vocabulary], ids=field_ids)
def test_a_field_with_a_vocabulary_has_one(field):
    assert terms(field.vocabulary)


def test_what_points_to_a_person_is_personal():
    # R103: name, role, e-mail and direct telephone of the contact. The organisation's own telephone is not.
    personal = {field.code for field in FIELDS if field.personal}
    assert personal == {"contact_name", "contact_role", "contact_email", "contact_phones"}


@pytest.mark.parametrize(
    "header",
    ["E-post", "Email", "Mejladress", "Mobil", "Mobile phone", "Direktnummer", "Kontaktuppgifter", "Contact", "VD"],
)
def test_a_header_that_may_reach_a_person_never_becomes_public(header):
    column = match_headers([header]).columns[0]
    assert column.field is not None
    assert profile_fields()[column.field].personal


def test_no_header_means_two_fields():
    claims: dict[str, set[str]] = {}
    for field in FIELDS:
        for header in field.headers:
            claims.setdefault(header_key(header), set()).add(field.code)
    assert {key: codes for key, codes in claims.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        # fact table of the national cluster map (2010), p. 30 and following
        ("Internetadress", "url"),
        ("Adress", "address"),
        ("Telefonnummer", "phone"),
        ("Kontaktperson", "contact_name"),
        ("Geografiskt område", "geography"),
        ("Typ av sektor", "sector"),
        ("Antal medlemsföretag", "members"),
        ("Startår för initiativet", "start_year"),
        ("Finansiärer", "funders"),
        ("Finansiärer/offentliga", "funders"),
        ("Forskning, Universitet/Högskolor", "research_partners"),
        ("Koppling till andra kluster", "linked_clusters"),
        # table 1 of the food cluster study (2023)
        ("Namn", "name"),
        ("Startår", "start_year"),
        ("Organisering", "organisation_form"),
        ("Finansiering", "funding_form"),
        ("Primär målgrupp", "target_group"),
        # the workbook described in section 2.2 of the S3 study (2022)
        ("koppling till styrke- och utvecklingsområden", "priorities"),
        ("land", "country"),
        ("region", "region"),
        ("namn på organisationen/initiativ", "name"),
        ("typ av organisation", "kind"),
        ("kort beskrivning", "description"),
        ("länk till ECCP", "eccp_url"),
        ("exempel på medverkande aktörer", "participants"),
        # what people write in spreadsheets
        ("Hemsida", "url"),
        ("Webbplats", "url"),
        ("Website", "url"),
        ("Medlemmar", "members"),
        ("Antal medl.", "members"),
        ("No. of members", "members"),
        ("Founded", "start_year"),
        ("Org.nr", "organisation_number"),
        ("ORG NR", "organisation_number"),
        ("Organisation name", "name"),
        ("Klusternamn", "name"),
        ("Funders", "funders"),
        ("Bransch", "sector"),
        ("Län", "counties"),
        ("Lat", "latitude"),
        ("Typ", "thing"),
        ("Nr", "row_key"),
    ],
)
def test_headers_that_sources_and_people_write(header, code):
    assert match_headers([header]).columns[0].field == code


# Decisions, searches that were made, and statistics; no rows to collect.
NO_RECORDS = {"judgements", "s3-sokningar-2022", "innovationsindex", "naringsgrenar-nuts2"}
DEMO_FILES = sorted(path for path in DEMO.glob("*.csv") if path.stem not in NO_RECORDS)


@pytest.mark.parametrize("path", DEMO_FILES, ids=lambda path: path.stem)
def test_every_header_of_the_demonstration_is_known_without_conflict(path):
    with path.open(encoding="utf-8", newline="") as file:
        headers = next(csv.reader(file, delimiter=";"))
    match = match_headers(headers)
    assert [column.header for column in match.columns if not column.field] == []
    assert match.problems == ()


def test_there_is_a_demonstration_to_check():
    assert DEMO_FILES
