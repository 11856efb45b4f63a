"""A selection as a table of chosen fields: columns in order, words, order, and files that hold the same."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.selection_table import (
    MOST_FIELDS,
    BadTable,
    TableChoice,
    check_width,
    chosen_actors,
    full_table,
    selection_table,
)
from klusterkarta.workflow.table_cells import table_fields
from klusterkarta.workflow.table_export import TableWords, export_table
from tests.registers import collect_rows, record_id, say

FORM = "organisation_form"


@pytest.fixture
def register(db):
    rows = {
        "1": {"name": "Åkern", FORM: "Aktiebolag", "funding_form": "ERUF | Region Skåne", "start_year": "2022 (2015)",
              "geography": "Skåne", "members": "Ca 30"},
        "2": {"name": "Agro", FORM: "Ideell förening", "funding_form": "banker", "start_year": "1999",
              "geography": "Mälardalen", "members": "10-15"},
        "3": {"name": "=Öl", FORM: "Ekonomisk förening", "geography": "Sverige"},
    }  # fmt: skip
    collect_rows("studie", rows, published_on="2023")
    collect_rows("bok", {"a": {"name": "Agro", "start_year": "1995"}}, published_on="2009")
    say("studie:2", "bok:a")


def table(*fields, lang="sv", **choice):
    return selection_table(chosen_actors(ActorFilter()), TableChoice(fields=fields, **choice), lang=lang)


def names(found):
    return [row.name for row in found.rows]


@pytest.mark.usefixtures("register")
def test_cells_hold_what_is_shown_and_what_stands_beside_it():
    found = table("start_year", FORM)
    cells = {row.name: row.cells for row in found.rows}
    assert [one.code for one in found.fields] == ["start_year", FORM]
    # One source with two years in one cell keeps both; two sources that differ keep both.
    assert cells["Åkern"][0].texts == ("2022 (2015)",)
    assert (cells["Agro"][0].texts, cells["Agro"][0].others) == (("1999",), ("1995",))
    assert cells["=Öl"][0].texts == ()


@pytest.mark.usefixtures("register")
def test_counties_are_read_out_and_interpretation_is_marked():
    cells = {row.name: row.cells[0] for row in table("county").rows}
    assert cells["Åkern"].texts == ("Skåne",)
    # The vocabulary reads Mälardalen as five counties, none of them certain.
    assert len(cells["Agro"].texts) == 5
    assert cells["Agro"].unsure == frozenset(cells["Agro"].texts)
    assert cells["=Öl"].texts == ("Sverige",)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Agro", "Åkern", "=Öl"]),
        ("-name", ["=Öl", "Åkern", "Agro"]),
        ("start_year", ["Agro", "Åkern", "=Öl"]),
        ("-start_year", ["Åkern", "Agro", "=Öl"]),
        ("members", ["Agro", "Åkern", "=Öl"]),
        ("organisation_form", ["Åkern", "=Öl", "Agro"]),
    ],
)
def test_any_column_orders_and_rows_without_a_value_stand_last(sort, expected):
    assert names(table("start_year", sort=sort)) == expected


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("contains", "expected"),
    [
        ({FORM: "FORENING"}, ["Agro", "=Öl"]),
        ({FORM: "förening", "funding_form": "bank"}, ["Agro"]),
        ({"start_year": "2015"}, ["Åkern"]),
        ({"start_year": "1995"}, ["Agro"]),
        ({"name": "åk"}, ["Åkern"]),
        ({"members": "xyz"}, []),
    ],
)
def test_rows_are_kept_whose_cells_have_all_the_words(contains, expected):
    found = table(FORM, contains=contains)
    assert (names(found), found.chosen) == (expected, 3)


def test_unknown_fields_and_too_many_are_refused_by_name(db):
    for choice in (TableChoice(fields=("contact_name",)), TableChoice(sort="age"), TableChoice(contains={"x": "y"})):
        with pytest.raises(BadTable, match=r"contact_name|age|x"):
            selection_table([], choice, lang="sv")
    check_width(TableChoice(fields=tuple(table_fields())[:MOST_FIELDS]))
    with pytest.raises(BadTable, match=str(MOST_FIELDS)):
        check_width(TableChoice(fields=tuple(table_fields())[: MOST_FIELDS + 1]))
    assert selection_table([], TableChoice(), lang="en").rows == ()


@pytest.mark.usefixtures("register")
def test_both_files_have_the_same_columns_rows_and_sources(tmp_path):
    found = table(FORM, "start_year", "members")
    for ending in ("csv", "xlsx"):
        report = export_table(tmp_path / f"t.{ending}", found, ending=ending, caller=PUBLIC)
        assert report.actors == 3
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet_head, *sheet_rows = book["Tabell"].iter_rows(values_only=True)
    assert head == list(sheet_head)
    assert head[:4] == ["Namn", "Organisationsform", "Startår", "Antal medlemsföretag"]
    assert head[4:] == ["Organisationsform: källa", "Startår: källa", "Antal medlemsföretag: källa", "Postnyckel"]
    agro = rows[0]
    assert agro[:4] == ["Agro", "Ideell förening", "1999 (även 1995)", "\t10–15"]
    assert agro[5] == "studie, p. 2, 2023 | bok, p. a, 2009"
    assert [tuple(one.lstrip("'\t") or None for one in row) for row in rows] == [
        tuple(None if one is None else str(one) for one in row) for row in sheet_rows
    ]
    # No text becomes a formula in either.
    assert rows[2][0] == "'=Öl"
    assert book["Tabell"].cell(4, 1).data_type == "s"


@pytest.mark.usefixtures("register")
def test_the_workbook_says_every_statement_and_what_it_is(tmp_path):
    words = TableWords(selection="Län: Skåne", order="Namn, stigande", address="https://karta.example/sv/table/")
    export_table(tmp_path / "t.xlsx", table("start_year"), ending="xlsx", caller=OPERATOR, words=words)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    said = [row[:6] for row in book["Källor"].iter_rows(min_row=2, values_only=True)]
    assert said == [
        ("Agro", "Startår", "1999", "ja", "studie", "p. 2"),
        ("Agro", "Startår", "1995", "nej", "bok", "p. a"),
        ("Åkern", "Startår", "2022 (2015)", "ja", "studie", "p. 1"),
    ]
    about = {row[0]: row[1] for row in book["Om filen"].iter_rows(values_only=True) if row[0]}
    assert about["Urval"] == "Län: Skåne"
    assert about["Tabellens adress"] == "https://karta.example/sv/table/"
    assert {"studie", "bok"} <= set(about)


@pytest.mark.usefixtures("register")
def test_all_that_is_said_of_a_few_is_a_table_of_its_own():
    found = full_table([record_id("studie:2"), record_id("studie:1")], lang="en")
    assert names(found) == ["Agro", "Åkern"]
    codes = [one.code for one in found.fields]
    assert {"county", "kind"} & set(codes) == {"county"}
    assert "url" not in codes


@pytest.mark.django_db
@pytest.mark.usefixtures("own_workspace")
def test_the_fifteen_food_clusters_by_form_funding_and_target_group():
    file = Path(__file__).parents[2] / "demo" / "livsmedelskluster-2023.csv"
    source = SourceDetails(key="livsmedelskluster-2023", title_sv="Livsmedelskluster", published_on="2023")
    collect_file(CollectRequest(path=file, source=source), caller=OPERATOR)

    def found(**contains):
        choice = TableChoice(fields=(FORM, "funding_form", "target_group", "start_year"), contains=contains)
        chosen = chosen_actors(ActorFilter(source=("livsmedelskluster-2023",)))
        return {row.name: row.cells for row in selection_table(chosen, choice, lang="sv").rows}

    # Table 1 of the study (chapter 4.1), counted by hand.
    assert len(found()) == 15
    assert found()["Matlust Utvecklingsnod"][3].texts == ("2022 (2015)",)
    assert set(found(organisation_form="ekonomisk förening")) == {
        "Fjärdhundraland", "Gröna klustret Nuntorp", "Sweden Food Arena", "Sörmlands Matkluster",
    }  # fmt: skip
    assert set(found(funding_form="ERUF")) == {"Lokalproducerat i Väst", "MatVärden", "Vreta kluster"}
    assert set(found(target_group="SME")) == {
        "Krinova", "Matlust Utvecklingsnod", "Sörmlands Matkluster", "Vreta kluster",
    }  # fmt: skip
    assert set(found(start_year="2015")) == {"Gotland Grönt Centrum", "Matlust Utvecklingsnod"}
